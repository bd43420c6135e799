"""Bàn tổng hợp: the province at a glance, for those who oversee it; an agency's own line for the others."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from diemtua.access.guards import reads
from diemtua.plans.pages.board import BoardPage
from diemtua.plans.pages.leader import LeaderPage
from diemtua.plans.queries import board as queries
from diemtua.plans.queries.leader import leader as one_sheet


@reads
def board(request: HttpRequest) -> HttpResponse:
    year = year_of(request)
    page = BoardPage(queries.board(request.actor, year), request.actor)
    return render(request, "plans/board.html", {"page": page, "year": year})


@reads
def leader(request: HttpRequest) -> HttpResponse:
    """The same on one sheet, for a leader: what is late, who is silent, what comes due, who stands where."""
    actor = request.actor
    page = LeaderPage(one_sheet(actor, actor.today.year), actor)
    return render(request, "plans/leader.html", {"page": page})


def year_of(request: HttpRequest) -> int:
    """The year asked for, else the one the actor lives in."""
    given = request.GET.get("nam", "")
    return int(given) if given.isdecimal() and 2000 <= int(given) <= 2100 else request.actor.today.year
