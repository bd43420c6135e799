"""The code lists: no two meanings under one code, every published value reachable, nothing lost on the way."""

import unicodedata
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from diemtua.cases.codes import lists, load, published
from diemtua.cases.codes.channels import STARTS, channels
from diemtua.cases.rules.catalogue import started_by
from diemtua.cases.rules.elements import MONEY
from diemtua.cases.rules.entitlements import Item, Standing
from diemtua.cases.statuses import Legal

TODAY = date(2026, 11, 23)
LISTS = [load(name) for name in lists()]
NAMES = pytest.mark.parametrize("codes", LISTS, ids=lambda codes: codes.name)
SIZES = [9, 6, 6, 9, 3, 5, 3, 15, 10, 16, 11, 21, 4, 12, 15, 4, 3, 3, 9]


def test_the_standards_values_are_all_here_as_published():
    assert {name: len(values) for name, values in published().items()} == {
        f"L{place}": size for place, size in enumerate(SIZES, 1)
    }
    assert "Unaquainted" in published()["L7"]


@NAMES
def test_no_two_meanings_under_one_code_nor_one_meaning_under_two(codes):
    for told in (lambda each: each.code, lambda each: each.label, lambda each: each.english):
        said = [told(each) for each in codes.codes]
        assert len(said) == len(set(said)) and all(said)
    assert all(unicodedata.is_normalized("NFC", each.label) for each in codes.codes)


@NAMES
def test_every_value_emits_what_the_standard_publishes_or_nothing(codes):
    known = {"", *published().get(codes.htcds, ())}
    for each in codes.codes:
        assert each.htcds in known and each.emits in known
        assert not (each.htcds and each.emits), each.code
        if not codes.htcds:
            assert not each.htcds and not each.emits


@NAMES
def test_a_finer_value_says_the_same_to_the_standard_as_the_coarser(codes):
    for each in codes.codes:
        if each.parent:
            coarser = codes.get(each.parent)
            assert not coarser.parent and each.strict == coarser.strict
            assert each in codes.kinds_of(each.parent)


@pytest.mark.parametrize(
    ("name", "value"), [(name, value) for name, values in published().items() for value in values]
)
def test_every_published_value_is_reached_by_exactly_one_code(name, value):
    reaching = [
        each.code for codes in LISTS if codes.htcds == name for each in codes.codes if each.htcds == value
    ]
    assert len(reaching) == 1


@NAMES
def test_every_code_is_read_back_as_itself(codes):
    for each in codes.codes:
        written = codes.write([each.code])
        back = codes.read(written.strict, written.extension)
        assert (back.codes, back.unknown) == ((each.code,), ())


@given(st.sampled_from(LISTS), st.data())
def test_any_set_of_codes_is_read_back_whole(codes, data):
    every = [each.code for each in codes.codes]
    given_codes = data.draw(st.lists(st.sampled_from(every), unique=True, max_size=8))
    written = codes.write(given_codes)
    back = codes.read(written.strict, written.extension)
    assert back.codes == tuple(code for code in every if code in given_codes) and back.unknown == ()
    assert len(set(written.strict)) == len(written.strict)


@given(
    st.sampled_from([codes for codes in LISTS if codes.htcds and codes.name not in ("needs", "services")]),
    st.data(),
)
def test_the_standards_own_values_come_back_from_a_strict_reader(codes, data):
    values = data.draw(st.lists(st.sampled_from(published()[codes.htcds]), unique=True, max_size=8))
    back = codes.read(values)
    assert back.unknown == () and set(codes.write(back.codes).strict) == set(values)


def test_what_nobody_knows_is_told_not_dropped():
    back = load("channels").read(["Facebook", "Threads"], ["zalo", "clubhouse"])
    assert back.codes == ("facebook", "zalo") and back.unknown == ("clubhouse", "Threads")


def test_the_other_spelling_is_understood_and_never_written():
    relations = load("recruiter-relations")
    assert relations.read(["Unacquainted"]).codes == ("stranger",)
    assert relations.write(["stranger"]).strict == ("Unaquainted",)


def test_forced_criminality_is_an_extension_that_says_what_it_becomes():
    exploitation = load("exploitation")
    assert exploitation.is_extension("forced-criminality") and not exploitation.is_extension("sexual")
    written = exploitation.write(["scam-compound", "forced-labour"])
    assert written.strict == ("ForcedLabour", "Other") and written.extension == ("scam-compound",)
    kinds = {each.code for each in exploitation.kinds_of("forced-criminality")}
    assert kinds == {"scam-compound", "drugs", "theft", "other-crime"}
    assert exploitation.write(["none-yet"]).strict == ()


def test_eighteen_methods_of_control_and_both_lists_of_them():
    control = load("control")
    assert len(control.codes) == 18
    assert set(control.write_ctdc(each.code for each in control.codes)) == {
        "DebtBondage", "TakesEarnings", "RestrictsFinancialAccess", "Threats", "PsychologicalAbuse", "PhysicalAbuse",
        "SexualAbuse", "FalsePromises", "PsychoactiveSubstances", "RestrictsMovement", "RestrictsMedicalCare",
        "ExcessiveWorkingHours", "UsesChildren", "ThreatOfLawEnforcement", "WithholdsNecessities", "WithholdsDocuments",
        "Other",
    }  # fmt: skip
    assert control.read(["RestrictsMovement", "Threats"]).codes == ("threats", "restricts-movement")


def test_lists_and_rules_speak_of_the_same_things():
    assert [each.code for each in load("needs").codes] == [item.value for item in Item]
    assert [each.label for each in load("needs").codes] == [item.label for item in Item]
    assert {each.code for each in load("standing").codes} == {each.value for each in Standing}
    assert MONEY in {each.code for each in load("purposes").codes}
    assert [len(load(name).codes) for name in ("acts", "purposes")] == [5, 5]


def test_a_value_is_offered_only_while_it_is_in_use():
    documents = load("documents")
    assert ("old-id", "Chứng minh nhân dân (cũ)") in documents.choices(date(2024, 12, 31))
    assert "old-id" not in dict(documents.choices(date(2025, 1, 1)))
    assert documents.label_of("old-id") == "Chứng minh nhân dân (cũ)"
    with pytest.raises(KeyError):
        documents.get("never")


# --- entry channels ------------------------------------------------------------------------------


def test_eleven_channels_of_the_law_and_the_list_of_the_absent():
    assert list(channels()) == [*(f"C{place}" for place in range(1, 12)), "absent"] == list(STARTS)


def test_a_commune_asks_ten_questions():
    assert len(channels()["C1"].questions) == 10


@pytest.mark.parametrize("channel", channels().values(), ids=lambda channel: channel.code)
def test_each_channel_asks_for_what_its_clocks_and_the_persons_age_need(channel):
    asked = {question.code for question in channel.questions}
    assert 8 <= len(channel.questions) == len(asked) <= 12
    assert asked & {"under-18", "birth"} and "name" in asked
    if channel.born_as is Legal.RECEIVED:
        assert channel.questions[0].code == "received-at" and channel.questions[0].required
        assert asked & {"safe-now", "urgent-care"} and channel.triggers
    assert all(question.label.endswith("?") or question.label for question in channel.questions)


def test_what_is_only_heard_of_is_no_reception():
    assert {each.code for each in channels().values() if each.born_as is Legal.CLUE} == {
        "C3",
        "C6",
        "C7",
        "absent",
    }


def test_channels_start_the_clocks_of_the_day():
    def started(code, day):
        return [row.code for trigger in channels()[code].triggers for row in started_by(trigger, day)]

    assert started("C1", TODAY) == ["D02"] and started("C1", date(2023, 9, 1)) == ["O02"]
    assert started("C2", TODAY) == ["D01"] and started("C9", TODAY) == ["D08"]
    assert started("C4", TODAY) == [] and started("C4", date(2023, 9, 1)) == ["O06"]
