"""What every test may rely on. Fixtures of one area live in that area's conftest."""

from hypothesis import settings

settings.register_profile("patient", deadline=None)  # a busy machine is no failure
settings.load_profile("patient")
