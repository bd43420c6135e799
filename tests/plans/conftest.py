import pytest


@pytest.fixture(autouse=True)
def provinces_live_on_their_own_day(settings):
    """Pages of these tests open on the day of the cast (``visits.visit``), as a demonstration's do."""
    settings.DEMO = True
