"""What was counted before a pilot began (số liệu nền), quoted from the document's own words."""

from __future__ import annotations

import re

from diemtua.plans.reading.figures import find_figures

COUNTED = {"vụ", "vụ việc", "vụ án", "nạn nhân", "đối tượng"}
PAST = re.compile(r"giai đoạn\s+(?:từ\s+)?(?:năm\s+)?\d{4}|(?:từ|trong)\s+năm\s+\d{4}", re.IGNORECASE)
REACH = 140  # characters before the number in which its years stand


def baseline_of(text: str) -> str:
    """The counts of cases, victims or offenders that the text gives for past years, each with its years; may be empty.

    «giai đoạn 2016 - 2020 trên địa bàn 03 huyện phát hiện, xử lý 22 vụ MBN».
    """
    quotes = []
    for figure in find_figures(text):
        if figure.unit not in COUNTED:
            continue
        before = text[max(0, figure.start - REACH) : figure.start]
        sentence = before[max(before.rfind(". "), before.rfind("\n"), -1) + 1 :]
        years = list(PAST.finditer(sentence))
        if years:
            begins = figure.start - len(sentence) + years[-1].start()
            quotes.append(" ".join(text[begins : figure.end].split()))
    return "; ".join(dict.fromkeys(quotes))
