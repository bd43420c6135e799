import pytest

from tests.cases import people


def _one_of_the_cast(name):
    @pytest.fixture(name=name)
    def officer(db):
        return people.person(name)

    return officer


for _name in people.CAST:
    globals()[f"officer_{_name}"] = _one_of_the_cast(_name)
