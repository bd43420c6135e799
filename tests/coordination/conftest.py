from tests.cases.conftest import *  # noqa: F403 - the same cast
