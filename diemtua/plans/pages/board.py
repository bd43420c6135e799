"""The province's board, decided before it prints."""

from __future__ import annotations

from dataclasses import dataclass

from django.urls import reverse

from diemtua.access.actor import Actor
from diemtua.plans.queries.board import AgencyRow, Board
from diemtua.ui.parts import Meaning, Share
from diemtua.ui.year import Band, Mark, YearLine, year_line


@dataclass(frozen=True)
class BoardLine:
    """One agency on the board, with where its figures open."""

    row: AgencyRow
    actor: Actor

    @property
    def silent(self) -> bool:
        return self.row.silent(self.actor.today)

    @property
    def ended(self) -> bool:
        """The body is no more; its successor stands on a line of its own."""
        until = self.row.agency.valid_until
        return until is not None and until < self.actor.today

    @property
    def href(self) -> str:
        return f"{reverse('plans:tasks')}?vai=tat-ca&xem=dang-lam&co_quan={self.row.agency.pk}"

    @property
    def late_href(self) -> str:
        return f"{reverse('plans:tasks')}?vai=tat-ca&xem=qua-han&co_quan={self.row.agency.pk}"


@dataclass(frozen=True)
class BoardPage:
    """Late, due, silent; the year on a line."""

    board: Board
    actor: Actor

    @property
    def rows(self) -> list[AgencyRow]:
        return self.board.shown_to(self.actor)

    @property
    def lines(self) -> list[BoardLine]:
        rows = sorted(self.rows, key=lambda row: (-row.overdue, -row.late_reports))
        return [BoardLine(row, self.actor) for row in rows]

    @property
    def figures(self) -> list[Share]:
        rows = self.rows
        tasks = f"{reverse('plans:tasks')}?vai=tat-ca"
        overdue, late = sum(row.overdue for row in rows), sum(row.late_reports for row in rows)
        silent = sum(row.silent(self.actor.today) for row in rows)
        soon = sum(row.soon for row in rows)
        return [
            Share("việc đang làm", sum(row.open for row in rows), Meaning.PLAIN, f"{tasks}&xem=dang-lam"),
            Share("quá hạn", overdue, Meaning.LATE if overdue else Meaning.PLAIN, f"{tasks}&xem=qua-han"),
            Share(
                "đến hạn trong 14 ngày",
                soon,
                Meaning.SOON if soon else Meaning.PLAIN,
                f"{tasks}&xem=sap-den-han",
            ),
            Share(
                "báo cáo chậm",
                late,
                Meaning.LATE if late else Meaning.PLAIN,
                f"{reverse('plans:calendar')}?xem=cham",
            ),
            Share("cơ quan im lặng", silent, Meaning.SOON if silent else Meaning.PLAIN, "#im-lang"),
        ]

    @property
    def year(self) -> YearLine:
        """Deadlines by month as marks, campaigns as bands."""
        marks = [
            Mark(month.first.replace(day=15), f"{month.due} việc đến hạn, {month.reports} báo cáo", meaning)
            for month in self.board.months
            if month.due or month.reports
            for meaning in [Meaning.LATE if month.overdue else Meaning.PLAIN]
        ]
        bands = [
            Band(
                campaign.starts_on,
                campaign.ends_on,
                campaign.name,
                reverse("plans:campaign", args=[campaign.pk]),
            )
            for campaign in self.board.campaigns
            if campaign.starts_on and campaign.ends_on
        ]
        return year_line(self.board.year, marks=marks, bands=bands, today=self.actor.today)
