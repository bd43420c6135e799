"""Everything a template of plans prints, decided before it prints."""
