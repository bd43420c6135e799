"""Ages when a birth date is half known: who may be a child is treated as one."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from diemtua.cases.labelled import Answer
from diemtua.cases.rules.ages import (
    CHILD,
    MINOR,
    Birth,
    Precision,
    age,
    age_words,
    ages_on,
    has_child_plan,
    treated_as_minor,
    under,
)

TODAY = date(2026, 10, 5)
YES, NO, NOT_SURE = Answer.YES, Answer.NO, Answer.NOT_SURE


@pytest.mark.parametrize(
    ("birth", "precision", "span", "minor", "child"),
    [
        (Birth(2008, 10, 5), Precision.DAY, (18, 18), NO, NO),
        (Birth(2008, 10, 6), Precision.DAY, (17, 17), YES, NO),
        (Birth(2010, 10, 6), Precision.DAY, (15, 15), YES, YES),
        (Birth(2008, 9), Precision.MONTH, (18, 18), NO, NO),
        (Birth(2008, 10), Precision.MONTH, (17, 18), NOT_SURE, NO),
        (Birth(2008), Precision.YEAR, (17, 18), NOT_SURE, NO),
        (Birth(2010), Precision.YEAR, (15, 16), YES, NOT_SURE),
        (Birth(2007), Precision.YEAR, (18, 19), NO, NO),
        (Birth(), Precision.UNKNOWN, None, NOT_SURE, NOT_SURE),
    ],
)
def test_what_a_birth_date_proves(birth, precision, span, minor, child):
    assert birth.precision is precision
    assert ages_on(birth, TODAY) == span
    assert under(MINOR, birth, TODAY) is minor
    assert under(CHILD, birth, TODAY) is child
    assert treated_as_minor(birth, TODAY) is (minor is not NO)
    assert has_child_plan(birth, TODAY) is (child is not NO)


@pytest.mark.parametrize(
    ("birth", "said", "minor", "child"),
    [
        (Birth(), YES, YES, NOT_SURE),
        (Birth(), NO, NO, NO),
        (Birth(), NOT_SURE, NOT_SURE, NOT_SURE),
        (Birth(2008), NO, NO, NO),
        (Birth(1990, 1, 1), YES, NO, NO),  # the paper wins over what was said
        (Birth(2012, 1, 1), NO, YES, YES),
    ],
)
def test_what_was_said_at_intake_counts_where_papers_are_silent(birth, said, minor, child):
    assert under(MINOR, birth, TODAY, said) is minor
    assert under(CHILD, birth, TODAY, said) is child


def test_a_birthday_of_29_february_falls_on_1_march():
    born = date(2008, 2, 29)
    assert age(born, date(2026, 2, 28)) == 17 and age(born, date(2026, 3, 1)) == 18


@pytest.mark.parametrize("parts", [(None, 5), (2008, None, 5), (2009, 2, 29), (2008, 13), (2008, 4, 31)])
def test_a_birth_that_no_calendar_has_is_refused(parts):
    with pytest.raises(ValueError):
        Birth(*parts)


def test_only_a_whole_date_leaves_as_a_birth_date():
    assert Birth(2008, 10, 5).exact == date(2008, 10, 5)
    assert Birth(2008, 10).exact is Birth(2008).exact is Birth().exact is None


@pytest.mark.parametrize(
    ("birth", "said", "words"),
    [
        (Birth(2009, 1, 1), None, "17 tuổi"),
        (Birth(2008), None, "17 hoặc 18 tuổi (coi là người dưới 18 tuổi)"),
        (Birth(), None, "chưa rõ tuổi (coi là người dưới 18 tuổi)"),
        (Birth(), NO, "chưa rõ tuổi"),
    ],
)
def test_an_age_in_words(birth, said, words):
    assert age_words(birth, TODAY, said) == words


@given(st.dates(date(1930, 1, 1), date(2026, 1, 1)), st.integers(0, 20_000), st.sampled_from([CHILD, MINOR]))
def test_knowing_less_never_makes_a_child_an_adult(born, days, years):
    on = born + timedelta(days=days)
    whole = Birth(born.year, born.month, born.day)
    for less in (Birth(born.year, born.month), Birth(born.year), Birth()):
        answer = under(years, less, on)
        assert answer in (under(years, whole, on), NOT_SURE)


@given(st.dates(date(1930, 1, 1), date(2026, 1, 1)), st.integers(0, 20_000))
def test_nobody_becomes_a_child_again(born, days):
    birth, on = Birth(born.year), born + timedelta(days=days)
    if not treated_as_minor(birth, on):
        assert not treated_as_minor(birth, on + timedelta(days=1))
