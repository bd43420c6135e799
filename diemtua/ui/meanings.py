"""Which states mean what, said once: the colour and the icon beside the official word.

States are known by their values, so that a page of any context shows the same state alike.
"""

from __future__ import annotations

from enum import Enum

from diemtua.kernel.words import Tone
from diemtua.ui.parts import Badge, Meaning

STATES: dict[str, Badge] = {
    # Standings of supervised work (Quyết định 42/2014/QĐ-TTg, sửa đổi bởi Quyết định 23/2018/QĐ-TTg).
    "doing_in_time": Badge("Đang thực hiện trong hạn", Meaning.PLAIN, icon="progress"),
    "doing_overdue": Badge("Đang thực hiện quá hạn", Meaning.LATE, icon="alert-triangle"),
    "done_in_time": Badge("Hoàn thành đúng hạn", Meaning.DONE, icon="circle-check"),
    "done_late": Badge("Hoàn thành quá hạn", Meaning.DONE, icon="clock-check"),
    "cancelled": Badge("Thôi giao", Meaning.QUIET, icon="ban"),
    # Where a piece of work is in its life.
    "waiting": Badge("Chờ tiếp nhận", Meaning.PLAIN, icon="inbox"),
    "doing": Badge("Đang thực hiện", Meaning.PLAIN, icon="progress"),
    "submitted": Badge("Chờ xác nhận", Meaning.PLAIN, icon="hourglass"),
    "done": Badge("Đã hoàn thành", Meaning.DONE, icon="circle-check"),
    # What a person decided about a proposal.
    "pending": Badge("Chờ xem", Meaning.PLAIN, icon="eye"),
    "approved": Badge("Đã duyệt", Meaning.DONE, icon="check"),
    "dropped": Badge("Bỏ", Meaning.QUIET, icon="x"),
}

TONES: dict[Tone, Badge] = {
    Tone.NONE: Badge("", Meaning.QUIET, icon="clock-off"),
    Tone.CALM: Badge("", Meaning.PLAIN, icon="clock"),
    Tone.SOON: Badge("", Meaning.SOON, icon="clock-exclamation"),
    Tone.LATE: Badge("", Meaning.LATE, icon="alert-triangle"),
}


def badge_of(state: object, word: str = "") -> Badge:
    """The badge of a state: its own label (``word``, else the enum's), its colour and icon.

    A state that the table does not know is shown plainly, by its label.
    """
    value = str(state.value if isinstance(state, Enum) else state)
    known = STATES.get(value, Badge(value))
    label = word or str(getattr(state, "label", "") or known.word)
    return Badge(label, known.meaning, known.icon)
