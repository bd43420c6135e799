"""The board's page: who stands on it, and which of them are no more. Nothing is loaded."""

from datetime import date

import pytest

from diemtua.access.actor import Actor, Scope
from diemtua.directory.models import Agency
from diemtua.plans.pages.board import BoardPage
from diemtua.plans.queries.board import AgencyRow, Board

TODAY = date(2025, 7, 15)
MINE, PEER, PARTNER = (Agency(pk=number, name=f"Cơ quan {number}") for number in (1, 2, 3))
ENDED = Agency(pk=4, name="Sở Lao động - Thương binh và Xã hội", valid_until=date(2025, 2, 28))


def row(agency, *, tasks=0, late_reports=0):
    return AgencyRow(
        agency, open=tasks, overdue=0, soon=0, waiting=0, done=0, late_reports=late_reports, last_word=None
    )


def page(scope, *rows):
    actor = Actor(1, MINE.pk, 1, "Nguyễn Thị Hoa", "Sở Y tế", "so-y-te", "Chuyên viên", TODAY, scope=scope)
    return BoardPage(Board(list(rows), [], [], 2025), actor)


ROWS = (row(MINE), row(PEER, late_reports=1), row(PARTNER, tasks=2))


@pytest.mark.parametrize(
    ("scope", "shown"), [(Scope.AGENCY, [MINE, PARTNER]), (Scope.PROVINCE, [PEER, MINE, PARTNER])]
)
def test_peers_that_only_owe_the_same_report_concern_who_oversees(scope, shown):
    assert [line.row.agency for line in page(scope, *ROWS).lines] == shown


def test_figures_count_the_lines_shown():
    counted = {share.word: share.count for share in page(Scope.AGENCY, *ROWS).figures}
    assert (counted["việc đang làm"], counted["báo cáo chậm"]) == (2, 0)


def test_a_body_that_ended_is_told_from_its_successor():
    lines = page(Scope.PROVINCE, row(ENDED, tasks=1), row(MINE, tasks=1)).lines
    assert {line.row.agency: line.ended for line in lines} == {ENDED: True, MINE: False}
