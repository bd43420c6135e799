from hypothesis import settings

# Laws are judged, not speed: the machine may be busy, and the first working day loads a year.
settings.register_profile("laws", deadline=None)
settings.load_profile("laws")
