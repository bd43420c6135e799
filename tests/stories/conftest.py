import pytest

from tests.conftest import VAR


@pytest.fixture(scope="session")
def chromium():
    from scripts.screens import chromium

    with chromium() as browser:
        yield browser


@pytest.fixture(scope="session")
def reviewing(request):
    """The address of a house where plans wait to be reviewed."""
    from tests.stage import standing

    worker = getattr(request.config, "workerinput", {}).get("workerid", "gw0")
    with standing("tests.stories.scenes:reviewing", VAR, worker) as address:
        yield address
