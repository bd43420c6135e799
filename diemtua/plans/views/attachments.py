"""One file of evidence, through the row rule."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse

from diemtua.access.guards import reads
from diemtua.plans.queries.attachments import one
from diemtua.plans.views.kept import handed_out


@reads
def attachment(request: HttpRequest, attachment_id: int) -> HttpResponse:
    file = one(request.actor, attachment_id)
    return handed_out(request, file.sha256, name=file.name, kind=file.kind, scan=file.scan)
