"""The places every officer walks between."""

from __future__ import annotations

from dataclasses import dataclass, replace


@dataclass(frozen=True)
class Place:
    """A room of the house. ``near``: within a thumb's reach on a phone."""

    word: str
    href: str
    icon: str
    near: bool = False
    current: bool = False


PLACES = (
    Place("Hôm nay", "/", icon="home", near=True),
    Place("Văn bản", "/van-ban/", icon="file-text", near=True),
    Place("Việc", "/viec/", icon="checklist", near=True),
    Place("Bàn tổng hợp", "/tong-hop/", icon="layout-board"),
    Place("Lịch", "/lich/", icon="calendar", near=True),
    Place("Đợt", "/dot/", icon="flag"),
    Place("Danh bạ", "/danh-ba/", icon="address-book"),
)


def places(path: str) -> list[Place]:
    """The places, with the one that ``path`` lies in marked; home holds only itself."""
    return [replace(each, current=_holds(each.href, path)) for each in PLACES]


def _holds(href: str, path: str) -> bool:
    return path == "/" if href == "/" else path.startswith(href)
