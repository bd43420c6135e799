"""Hôm nay: the first page an officer sees."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from diemtua.access.guards import reads
from diemtua.plans.pages.today import TodayPage
from diemtua.plans.queries import today as found


@reads
def today(request: HttpRequest) -> HttpResponse:
    return render(request, "plans/today.html", {"page": TodayPage(found.today(request.actor), request.actor)})
