"""No route without a door: a system check, so that a forgotten guard stops the house before an officer finds it."""

from collections.abc import Iterator
from typing import Any

from django.core.checks import Error, register
from django.urls import URLPattern, URLResolver, get_resolver

GUARDED_ELSEWHERE = ("allauth.", "django.contrib.staticfiles.", "django.views.i18n")


def routes(patterns: list[Any] | None = None, prefix: str = "") -> Iterator[tuple[str, Any]]:
    """Every route with its view, namespaces unrolled."""
    for pattern in get_resolver().url_patterns if patterns is None else patterns:
        if isinstance(pattern, URLResolver):
            yield from routes(pattern.url_patterns, prefix + str(pattern.pattern))
        elif isinstance(pattern, URLPattern):
            yield prefix + str(pattern.pattern), pattern.callback


@register
def every_route_has_a_door(app_configs: Any, **kwargs: Any) -> list[Error]:
    return [
        Error(f"Đường dẫn {route!r} không khai @reads, @writes hay @public.", obj=view, id="access.E001")
        for route, view in routes()
        if getattr(view, "guard", None) is None and not view.__module__.startswith(GUARDED_ELSEWHERE)
    ]
