"""Names of people (họ, tên đệm, tên): Vietnamese lists go by the given name, which comes last."""

from __future__ import annotations

from diemtua.kernel.collation import sort_key
from diemtua.kernel.text import normal, squeeze


def tidy_name(name: str) -> str:
    """A name as it is written: one space between words, tones in place, «NGUYỄN THỊ HOA» as «Nguyễn Thị Hoa».

    A name with small and capital letters keeps them: «Y Blôk Êban», «H'Hen Niê».
    """
    tidy = normal(squeeze(name))
    if tidy.isupper() or tidy.islower():
        return " ".join(word[:1].upper() + word[1:].lower() for word in tidy.split(" "))
    return tidy


def given_name(name: str) -> str:
    """The last word (tên): «Hoa» of «Nguyễn Thị Hoa», by which a person is called and listed."""
    return squeeze(name).rpartition(" ")[2]


def name_sort_key(name: str) -> bytes:
    """Order of a list of people: by given name, then family and middle names."""
    rest, _, given = squeeze(name).rpartition(" ")
    return sort_key(given) + b"\0\0" + sort_key(rest)
