"""What every template may say without loading anything: values in words, icons, clocks, states, folds.

Numbers printed bare stay bare (``{{ task.pk }}`` is fit for an address); for people, ask for ``|so``.
"""

from __future__ import annotations

from datetime import date, datetime
from typing import Any

from django import template
from django.template.context import Context
from django.template.loader import render_to_string
from django.utils.safestring import SafeString

from diemtua.kernel.calendar import Due
from diemtua.ui import words
from diemtua.ui.clocks import Face, face
from diemtua.ui.meanings import badge_of
from diemtua.ui.navigation import Place, places
from diemtua.ui.parts import Badge, Meaning

register = template.Library()

register.filter("ngay", words.day)
register.filter("thu_ngay", words.weekday)
register.filter("gio", words.hour)
register.filter("ngay_gio", words.instant)
register.filter("so", words.number)
register.filter("tien", words.money)
register.filter("phan_tram", words.percent)
register.filter("dung_luong", words.size)


@register.inclusion_tag("ui/icon.html")
def icon(name: str, label: str = "", extra: str = "") -> dict[str, str]:
    """A Tabler outline drawing. Silent beside a word; ``label`` names it where it stands alone."""
    return {"name": name, "label": label, "extra": extra}


@register.inclusion_tag("ui/badge.html")
def badge(word: str, meaning: str = "plain", icon: str = "") -> dict[str, Badge]:
    """A word with a meaning's colour: ``{% badge "Mật" "secret" icon="lock" %}``."""
    return {"badge": Badge(word, Meaning(meaning), icon)}


@register.inclusion_tag("ui/badge.html")
def standing(state: object, word: str = "") -> dict[str, Badge]:
    """The badge of a state or standing, by its enum value: ``{% standing task.standing %}``."""
    return {"badge": badge_of(state, word)}


@register.inclusion_tag("ui/clock.html")
def clock(due: Due | date | datetime | None, on: date | datetime, **told: Any) -> dict[str, Face]:
    """``{% clock task.due_on on=actor.today done=task.completed_on rule="…" owes="…" event="…" %}``."""
    return {"face": face(due, on, **told)}


@register.simple_tag(takes_context=True)
def query_with(context: Context, **changed: Any) -> str:
    """This page's query with some names changed; an empty value takes the name out. «?a=1&b=2», or «?»."""
    query = context["request"].GET.copy()
    for name, value in changed.items():
        if value in (None, ""):
            query.pop(name, None)
        else:
            query[name] = str(value)
    return f"?{query.urlencode()}"


@register.simple_tag(takes_context=True)
def navigation(context: Context) -> list[Place]:
    """The places of the house, the one that holds this page marked: ``{% navigation as places %}``."""
    request = context.get("request")
    return places(request.path if request else "")


@register.simple_block_tag
def fold(
    content: SafeString, word: str, count: int | None = None, open: bool = False, key: str = ""
) -> SafeString:
    """A section that folds without scripts; with ``key`` the browser remembers it: ``{% fold "Căn cứ" %}…{% endfold %}``."""
    return render_to_string(
        "ui/fold.html", {"content": content, "word": word, "count": count, "open": open, "key": key}
    )


@register.simple_block_tag
def ask(content: SafeString, word: str, kind: str = "", open: bool = False) -> SafeString:
    """A button that opens what it asks, without scripts; ``kind`` is ``first`` or ``grave``."""
    return render_to_string("ui/ask.html", {"content": content, "word": word, "kind": kind, "open": open})
