"""A file while it is being read."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse

from diemtua.access.guards import reads
from diemtua.plans.pages.intakes import IntakePage
from diemtua.plans.queries import intakes as queries


@reads
def intake(request: HttpRequest, intake_id: int) -> HttpResponse:
    """How far the reading is; once it is done, on to the review. Scripts fetch the fragment, others the page."""
    row = queries.one(request.actor, intake_id)
    if row.document_id:
        to = reverse("plans:review", args=[row.document_id])
        return HttpResponse(headers={"HX-Redirect": to}) if request.htmx else redirect(to)
    page = IntakePage(row, request.actor)
    return render(request, "plans/_intake.html" if request.htmx else "plans/intake.html", {"page": page})
