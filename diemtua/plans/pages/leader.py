"""The leader's page, decided before it prints on one sheet: five figures, one line, what to act on, who stands where."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from functools import cached_property

from django.urls import reverse

from diemtua.access.actor import Actor
from diemtua.plans.pages.board import BoardLine, BoardPage
from diemtua.plans.queries.leader import SHOWN, Item, Kind, Leader
from diemtua.ui.parts import Meaning, Share
from diemtua.ui.words import day, number
from diemtua.ui.year import YearLine

AGENCIES = 40  # lines that one sheet holds, in two columns
DECISIONS = 3


@dataclass(frozen=True)
class Line:
    """One row of a list: what, whose, how late or how soon."""

    item: Item
    today: date

    @property
    def href(self) -> str:
        name = "report_due" if self.item.kind is Kind.LATE_REPORT else "task"
        return reverse(f"plans:{name}", args=[self.item.pk])

    @property
    def when(self) -> str:
        """«quá hạn 12 ngày», «còn 3 ngày», «hôm nay»."""
        left = (self.item.due_on - self.today).days
        if left < 0:
            word = "chậm" if self.item.kind is Kind.LATE_REPORT else "quá hạn"
            return f"{word} {number(-left)} ngày"
        return f"còn {left} ngày" if left else "hôm nay"


@dataclass(frozen=True)
class Section:
    """One list with the number of everything it is the head of, and where all of it opens."""

    word: str
    lines: list[Line]
    total: int
    href: str
    meaning: Meaning
    icon: str
    none: str

    @property
    def more(self) -> int:
        return self.total - len(self.lines)


@dataclass(frozen=True)
class Decision:
    """One thing for a leader to act on: the sentence, and where it opens."""

    word: str
    href: str


@dataclass(frozen=True)
class AgencyLine:
    """One agency: how far it has come this year, and what is late."""

    line: BoardLine

    @property
    def total(self) -> int:
        return self.line.row.open + self.line.row.done

    @property
    def done_href(self) -> str:
        return f"{reverse('plans:tasks')}?vai=tat-ca&xem=xong-trong-nam&co_quan={self.line.row.agency.pk}"

    @property
    def soon_href(self) -> str:
        return f"{reverse('plans:tasks')}?vai=tat-ca&xem=sap-den-han&co_quan={self.line.row.agency.pk}"


class LeaderPage:
    """The province on one sheet."""

    def __init__(self, found: Leader, actor: Actor) -> None:
        self.found, self.actor = found, actor
        self.of_board = BoardPage(found.board, actor)

    @property
    def at(self) -> datetime:
        return self.found.at

    @property
    def figures(self) -> list[Share]:
        """The board's own five; silence opens where the board tells it."""
        silence = f"{reverse('plans:board')}#im-lang"
        return [
            Share(each.word, each.count, each.meaning, silence if each.href.startswith("#") else each.href)
            for each in self.of_board.figures
        ]

    @property
    def year(self) -> YearLine:
        return self.of_board.year

    @cached_property
    def lines(self) -> list[BoardLine]:
        return self.of_board.lines

    @property
    def silent(self) -> list[BoardLine]:
        """Who has said nothing for thirty days: never first, then the longest ago."""
        rows = [line for line in self.lines if line.silent]
        return sorted(rows, key=lambda line: line.row.last_word or date.min)

    @property
    def silent_shown(self) -> list[BoardLine]:
        return self.silent[:SHOWN]

    @property
    def silent_more(self) -> int:
        return len(self.silent) - len(self.silent_shown)

    @property
    def sections(self) -> list[Section]:
        tasks = f"{reverse('plans:tasks')}?vai=tat-ca"
        rows = self.of_board.rows
        return [
            self.section(
                Kind.OVERDUE,
                "Quá hạn lâu nhất",
                sum(row.overdue for row in rows),
                f"{tasks}&xem=qua-han",
                "Không có việc quá hạn.",
            ),
            self.section(
                Kind.SOON,
                "Đến hạn trong 14 ngày",
                sum(row.soon for row in rows),
                f"{tasks}&xem=sap-den-han",
                "Không có việc nào đến hạn trong 14 ngày tới.",
            ),
            self.section(
                Kind.LATE_REPORT,
                "Báo cáo chậm",
                sum(row.late_reports for row in rows),
                f"{reverse('plans:calendar')}?xem=cham",
                "Không có báo cáo chậm.",
            ),
        ]

    def section(self, kind: Kind, word: str, total: int, href: str, none: str) -> Section:
        lines = [Line(item, self.actor.today) for item in self.found.of(kind)]
        soon = kind is Kind.SOON
        meaning, icon = (Meaning.SOON, "hourglass") if soon else (Meaning.LATE, "alert-triangle")
        if not lines:
            meaning, icon = Meaning.QUIET, "circle-check"
        return Section(word, lines, max(total, len(lines)), href, meaning, icon=icon, none=none)

    @property
    def decisions(self) -> list[Decision]:
        """At most three: whom to press, whom to ask, what to get ready."""
        rows = self.lines
        worst = max(rows, key=lambda line: line.row.overdue, default=None)
        owing = max(rows, key=lambda line: line.row.late_reports, default=None)
        soon = max(rows, key=lambda line: line.row.soon, default=None)
        found = []
        if worst and worst.row.overdue:
            word = f"Đôn đốc {worst.row.agency.called}: {worst.row.overdue} việc quá hạn, nhiều nhất trong các cơ quan."
            found.append(Decision(word, worst.late_href))
        if self.silent:
            quiet = self.silent[0]
            since = f"từ {day(quiet.row.last_word)}" if quiet.row.last_word else "lần nào"
            word = (
                f"Hỏi lại {quiet.row.agency.called}: {quiet.row.open} việc đang làm mà chưa cập nhật {since}."
            )
            found.append(Decision(word, quiet.href))
        if owing and owing.row.late_reports:
            word = f"Yêu cầu {owing.row.agency.called} gửi {owing.row.late_reports} báo cáo đã quá hạn."
            found.append(Decision(word, f"{reverse('plans:calendar')}?xem=cham"))
        if soon and soon.row.soon:
            word = f"Nhắc {soon.row.agency.called}: {soon.row.soon} việc đến hạn trong 14 ngày tới."
            found.append(Decision(word, AgencyLine(soon).soon_href))
        return found[:DECISIONS]

    @property
    def columns(self) -> list[list[AgencyLine]]:
        """Agencies in two columns, the most late first; those that one sheet does not hold are on the board."""
        shown = [AgencyLine(line) for line in self.lines[:AGENCIES]]
        half = (len(shown) + 1) // 2
        return [part for part in (shown[:half], shown[half:]) if part]

    @property
    def left_out(self) -> int:
        return max(len(self.lines) - AGENCIES, 0)
