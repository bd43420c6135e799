"""What every page knows: who is asking, on which day, and whether this is a demonstration."""

from typing import Any

from django.conf import settings
from django.http import HttpRequest


def house(request: HttpRequest) -> dict[str, Any]:
    return {"actor": getattr(request, "actor", None), "demo": settings.DEMO, "site_url": settings.SITE_URL}
