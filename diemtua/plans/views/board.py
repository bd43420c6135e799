"""Bàn tổng hợp: the province at a glance, for those who oversee it; an agency's own line for the others."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from diemtua.access.guards import reads
from diemtua.plans.pages.board import BoardPage
from diemtua.plans.queries import board as queries


@reads
def board(request: HttpRequest) -> HttpResponse:
    year = year_of(request)
    page = BoardPage(queries.board(request.actor, year), request.actor)
    return render(request, "plans/board.html", {"page": page, "year": year})


def year_of(request: HttpRequest) -> int:
    """The year asked for, else the one the actor lives in."""
    given = request.GET.get("nam", "")
    return int(given) if given.isdecimal() and 2000 <= int(given) <= 2100 else request.actor.today.year
