"""A real PostgreSQL for every test that asks for one: the embedded server, the three roles, row security in force.

Arranging happens as the administrator, who sees everything; acting happens inside ``session(actor)``, which becomes
the app (or the reader) for as long as it lasts, exactly as in a request.
"""

import pytest

from tests.environment import VAR


@pytest.fixture(scope="session")
def django_db_modify_db_settings(worker_database):
    """Each worker has a database of its own, copied from one that was migrated once."""


@pytest.fixture(scope="session")
def worker_database(request):
    from tests.databases import database_for

    return database_for(VAR, getattr(request.config, "workerinput", {}).get("workerid", "gw0"))


@pytest.fixture(scope="session")
def django_db_setup(worker_database, django_db_blocker):
    from django.conf import settings
    from django.db import connections

    with django_db_blocker.unblock():
        connections.close_all()
        settings.DATABASES["default"].update(worker_database)
        connections["default"].settings_dict.update(worker_database)
        yield
        connections.close_all()


@pytest.fixture(scope="module")
def chromium():
    """Debian's browser, for one module: its driver keeps a loop running, which the queue's own tests could not share."""
    from scripts.screens import chromium

    with chromium() as browser:
        yield browser


@pytest.fixture
def post(settings):
    """A post office of this test's own: real SMTP, refusing when told to."""
    from tests.plans.post_office import PostOffice, open_on

    office = PostOffice()
    controller = open_on(settings, office)
    yield office
    controller.stop()


@pytest.fixture
def hoa(db):
    """Social worker of the labour department: leads and coordinates."""
    from tests.people import person

    return person("hoa")


@pytest.fixture
def nam(db):
    """Police, standing agency of the steering committee: registers plans, chases, confirms."""
    from tests.people import person

    return person("nam")


@pytest.fixture
def ly(db):
    """Border guard."""
    from tests.people import person

    return person("ly")


@pytest.fixture
def binh(db):
    """Steering committee: follows the whole province, works on nothing."""
    from tests.people import person

    return person("binh")


@pytest.fixture
def an(db):
    """Women's Union of the same province: has no part in what is tried."""
    from tests.people import person

    return person("an")


@pytest.fixture
def la(db):
    """A stranger: police of another province."""
    from tests.people import person

    return person("la")


def pytest_make_parametrize_id(config, val, argname):
    """Bytes make a name that differs between workers (an archive holds the hour)."""
    return "bytes" if isinstance(val, bytes) else None
