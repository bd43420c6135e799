"""Kinds of agency (loại cơ quan), as plans name them, and which names mean several bodies at once."""

from __future__ import annotations

DEPARTMENTS = frozenset(
    {
        "so-ldtbxh", "so-noi-vu", "so-y-te", "so-tt-tt", "so-kh-cn", "so-vhttdl", "so-du-lich", "so-gd-dt",
        "so-tu-phap", "so-tai-chinh", "so-kh-dt", "so-ngoai-vu", "so-xay-dung", "so-gtvt", "so-cong-thuong",
        "so-nn-mt", "so-nn-ptnt", "so-tn-mt", "ban-dan-toc", "thanh-tra-tinh", "vp-ubnd",
    }
)  # fmt: skip
FORCES = frozenset({"cong-an-tinh", "bo-doi-bien-phong", "quan-su"})
UNIONS = frozenset({"hoi-lhpn", "doan-tn", "hoi-nong-dan", "lien-doan-lao-dong"})

# A name that means several bodies: each of them gets the work (tên chung).
COLLECTIVE: dict[str, frozenset[str]] = {
    "cac-so-nganh": DEPARTMENTS | FORCES,
    "to-chuc-ctxh": UNIONS,
    "ubnd-huyen": frozenset({"ubnd-huyen"}),
    "ubnd-xa": frozenset({"ubnd-xa"}),
    "cong-an-huyen": frozenset({"cong-an-huyen"}),
    "cong-an-xa": frozenset({"cong-an-xa"}),
    "phong-ldtbxh": frozenset({"phong-ldtbxh"}),
}


def members(code: str) -> frozenset[str]:
    """The kinds of body that a code of a plan means: one for most, several for a collective name."""
    return COLLECTIVE.get(code, frozenset({code}))
