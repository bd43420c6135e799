"""What every page knows: who is asking, on which day, in which light, and whether this is a demonstration."""

from typing import Any

from django.conf import settings
from django.http import HttpRequest

THEMES = {"light": "Sáng", "dark": "Tối", "": "Theo máy"}


def house(request: HttpRequest) -> dict[str, Any]:
    """No query."""
    chosen = request.COOKIES.get("theme", "")
    return {
        "actor": getattr(request, "actor", None),
        "demo": settings.DEMO,
        "site_url": settings.SITE_URL,
        "theme": chosen if chosen in THEMES else "",
        "themes": THEMES,
    }
