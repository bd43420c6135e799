import pytest

from tests.plans.factories import issued_plan, task_of


@pytest.fixture(autouse=True)
def provinces_live_on_their_own_day(settings):
    """Pages of these tests open on the day of the cast (``visits.visit``), as a demonstration's do."""
    settings.DEMO = True


@pytest.fixture
def plan(hoa, nam, ly, an, la):
    """A plan given out by Nam; everybody of the cast is there."""
    return issued_plan(nam)


@pytest.fixture
def training(plan):
    """Hoa's agency leads, Lý's coordinates, Nam's assigned it: due 30/8/2024."""
    return task_of(plan, "II/1/a")
