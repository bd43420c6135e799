"""Looking for people by tokens: every spelling of a name or a number finds the same person, nothing else is told."""

import string

import pytest
from hypothesis import given
from hypothesis import strategies as st

from diemtua import vault
from diemtua.kernel.text import fold
from diemtua.vault import Closeness, Number, keyring
from diemtua.vault import names as vault_names
from diemtua.vault.numbers import normalised

SYLLABLES = (
    "nguyễn trần lê phạm hoàng huỳnh phan vũ võ đặng bùi đỗ hồ ngô dương lý thị văn hữu đức ngọc thanh minh kim xuân "
    "hoa lan mai mẩy anh trang thảo vân hương phượng quỳnh yến nhung bích chiềng lò quàng giàng sùng vàng y ê h'hen niê"
).split()
names = st.lists(st.sampled_from(SYLLABLES), min_size=1, max_size=6).map(" ".join)
letters = st.sampled_from(string.ascii_lowercase)


@st.composite
def slips(draw, words):
    """The words with one letter put in, left out, changed, or two swapped, in one of them."""
    which = draw(st.integers(0, len(words) - 1))
    word = words[which]
    at = draw(st.integers(0, len(word) - 1))
    changed = {
        "in": word[:at] + draw(letters) + word[at:],
        "out": word[:at] + word[at + 1 :],
        "other": word[:at] + draw(letters) + word[at + 1 :],
        "swap": word[:at] + word[at : at + 2][::-1] + word[at + 2 :],
    }[draw(st.sampled_from(["in", "out", "other", "swap"]))]
    return words[:which] + [changed or word] + words[which + 1 :]


@given(names, st.data())
def test_any_order_and_no_marks_find_the_name_exactly(name, data):
    asked = " ".join(data.draw(st.permutations(fold(name).split())))
    assert vault.match(vault.name_query(asked), vault.name_tokens(name)) is Closeness.EXACT


@given(names, st.data())
def test_one_slip_in_one_word_still_finds_the_name(name, data):
    words = data.draw(st.permutations(fold(name).replace("'", " ").split()))
    query = vault.name_query(" ".join(data.draw(slips(words))))
    kept = vault.name_tokens(name)
    assert vault.match(query, kept)
    assert set(query.anchors) & set(kept), "an index could not have found what matches"


@given(names, names)
def test_whatever_matches_is_found_by_an_anchor(one, other):
    query, kept = vault.name_query(one), vault.name_tokens(other)
    assert not vault.match(query, kept) or set(query.anchors) & set(kept)


@given(names)
def test_tokens_tell_neither_order_nor_number_of_words(name):
    kept = vault.name_tokens(name)
    assert list(kept) == sorted(set(kept)) and len(kept) % vault_names.FILL == 0
    assert all(0 <= token < 2**63 for token in kept)


@pytest.mark.parametrize(
    ("asked", "closeness"),
    [
        ("Hoa Nguyen", Closeness.EXACT),
        ("hoa", Closeness.EXACT),
        ("NGUYỄN THỊ HOÀ", Closeness.EXACT),
        ("Nguyen Thi Hao", Closeness.NEAR),
        ("Nguyenn Thi Hoa", Closeness.NEAR),
        ("Nguyen Thy Hao", Closeness.NONE),
        ("Tran Thi Hoa", Closeness.NONE),
        ("Nguyen Thi", Closeness.NONE),
        ("", Closeness.NONE),
        ("…", Closeness.NONE),
    ],
)
def test_questions_about_nguyen_thi_hoa(asked, closeness):
    assert vault.match(vault.name_query(asked), vault.name_tokens("Nguyễn Thị Hoa")) is closeness


def test_a_common_word_alone_has_no_token():
    """What most people share would be read off a copied database by counting."""
    shared = set(vault.name_tokens("Nguyễn Thị Hoa")) & set(vault.name_tokens("Nguyễn Thị Mai"))
    assert shared == set()


def test_a_given_name_that_is_spelt_like_a_common_word_is_found():
    assert vault.match(vault.name_query("Vân Nguyễn"), vault.name_tokens("Nguyễn Thị Vân")) is Closeness.EXACT


# --- numbers -------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "written",
    [
        "0834567890",
        "083 456 78 90",
        "+84 83-456-7890",
        "0084834567890",
        "84834567890",
        "0123 456 7890",
        "+84 (0) 83 4567890",
    ],
)
def test_a_phone_is_one_number_however_written(written):
    assert normalised(Number.PHONE, written) == "0834567890"
    assert vault.number_token(Number.PHONE, written) in vault.number_tokens(Number.PHONE, "0834567890")


@pytest.mark.parametrize("written", ["094 095 001 234", "094095001234", " 094.095.001.234 "])
def test_a_paper_is_one_number_however_written(written):
    assert vault.number_token(Number.IDENTITY, written) == vault.number_token(Number.IDENTITY, "094095001234")


def test_a_passport_keeps_its_letters():
    assert normalised(Number.IDENTITY, "b-1234567") == "b1234567"


def test_nothing_written_is_nothing_kept():
    assert (
        vault.number_token(Number.PHONE, "không có") is None and vault.number_tokens(Number.PHONE, "–") == ()
    )


def test_the_same_digits_for_another_purpose_share_nothing():
    tokens = {vault.number_token(kind, "2006") for kind in Number} | {vault.blind("khác", "2006")}
    assert len(tokens) == len(Number) + 1


def test_another_keyring_gives_other_tokens(settings, tmp_path):
    before = vault.name_tokens("Nguyễn Thị Hoa"), vault.blind("x", "y")
    settings.VAULT_KEYRING = tmp_path / "keyring.json"
    assert (
        not set(before[0]) & set(vault.name_tokens("Nguyễn Thị Hoa")) and vault.blind("x", "y") != before[1]
    )


def test_while_an_index_is_rebuilt_old_and_new_tokens_are_found(settings, tmp_path):
    settings.VAULT_KEYRING = tmp_path / "keyring.json"
    old = vault.name_tokens("Lò Thị Mẩy"), vault.blind("x", "y")
    keyring.add_index_root()
    new = vault.name_tokens("Lò Thị Mẩy"), vault.blind("x", "y")
    assert old != new and {old[1], new[1]} == set(vault.blinds("x", "y"))
    assert all(vault.match(vault.name_query("may lo"), kept[0]) for kept in (old, new))
    keyring.keep_only(indexing=set())
    assert not vault.match(vault.name_query("may lo"), old[0]) and vault.match(
        vault.name_query("may lo"), new[0]
    )
