"""Hot paths beside their floors, as ratios from one run (``make bench``)."""
