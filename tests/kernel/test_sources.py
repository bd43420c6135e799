from datetime import date

import pytest

from diemtua.kernel import sources
from diemtua.kernel.sources import (
    Confidence,
    NotInForce,
    law_index,
    law_index_table,
    rule_on,
    source,
    source_of,
)


@pytest.fixture(autouse=True)
def empty_registry(monkeypatch):
    monkeypatch.setattr(sources, "_versions", {})
    monkeypatch.setattr(sources, "_rules", {})


@pytest.fixture
def support_days():
    @source(
        "Luật 66/2011/QH12", in_force="2012-01-01", rule="cases.support_days", confidence=Confidence.SECONDARY
    )
    def in_2011():
        """Days of support under the law of 2011."""
        return 30

    @source(
        "Luật 53/2024/QH15, Điều 37", in_force="2025-07-01", until="2030-12-31", rule="cases.support_days"
    )
    def in_2024():
        """Days of support under the law of 2024."""
        return 90

    return in_2011, in_2024


@pytest.mark.parametrize(
    ("day", "days"),
    [("2012-01-01", 30), ("2025-06-30", 30), ("2025-07-01", 90), ("2030-12-31", 90)],
)
def test_the_text_in_force_on_the_day_is_picked(support_days, day, days):
    assert rule_on("cases.support_days", date.fromisoformat(day))() == days
    for version in support_days:
        assert rule_on(version, date.fromisoformat(day))() == days


@pytest.mark.parametrize("day", ["2011-12-31", "2031-01-01"])
def test_no_text_is_invented_for_other_days(support_days, day):
    with pytest.raises(NotInForce, match="no text in force"):
        rule_on("cases.support_days", date.fromisoformat(day))


def test_a_rule_knows_its_address(support_days):
    rule = source_of(support_days[1])
    assert (rule.text, rule.in_force, rule.confidence) == (
        "Luật 53/2024/QH15, Điều 37",
        date(2025, 7, 1),
        "text",
    )
    assert rule.meaning == "Days of support under the law of 2024."


def test_an_unsourced_function_has_no_address():
    with pytest.raises(KeyError):
        source_of(len)


def test_the_name_comes_from_the_context():
    def closes():
        """Closes."""

    closes.__module__, closes.__qualname__ = "diemtua.plans.rules", "closes"
    source("Nghị định 09/2019/NĐ-CP", in_force="2019-03-12")(closes)
    assert [rule.name for rule in law_index()] == ["plans.closes"]


def test_the_index_lists_versions_in_order(support_days):
    assert [rule.in_force.year for rule in law_index()] == [2012, 2025]
    first, *_, last = law_index_table().splitlines()
    assert first.startswith("| Rule | Text |")
    assert "| Luật 53/2024/QH15, Điều 37 | 2025-07-01 | 2030-12-31 | text | Days of support" in last


def test_a_module_read_again_makes_no_twin():
    for _ in range(2):

        @source("Luật 53/2024/QH15", in_force="2025-07-01")
        def days():
            """Days."""

    assert len(law_index()) == 1


def test_two_texts_cannot_begin_on_the_same_day(support_days):
    with pytest.raises(ValueError, match="same day"):

        @source("Luật khác", in_force="2025-07-01", rule="cases.support_days")
        def other():
            """Other."""


@pytest.mark.parametrize(
    ("until", "doc", "complaint"), [("2024-01-01", "Says.", "ends before"), (None, "", "does not say")]
)
def test_a_faulty_rule_is_refused(until, doc, complaint):
    def faulty(): ...

    faulty.__doc__ = doc
    with pytest.raises(ValueError, match=complaint):
        source("Luật", in_force="2025-01-01", until=until)(faulty)
