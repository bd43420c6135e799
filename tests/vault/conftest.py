from hypothesis import settings

# Whether a name is found is judged, not how fast: the machine may be busy.
settings.register_profile("vault", deadline=None)
settings.load_profile("vault")
