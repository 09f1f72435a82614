"""What holds for all tests: no property is a stopwatch. Speed is measured in `bench/`."""

from hypothesis import settings

settings.register_profile("merit", deadline=None)
settings.load_profile("merit")
