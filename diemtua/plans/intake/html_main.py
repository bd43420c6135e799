"""Which part of a saved page is the document (nội dung chính) and which is menus, lists of links, footers."""

from __future__ import annotations

import re
from typing import Any

UNSEEN = frozenset(
    [
        "script",
        "style",
        "noscript",
        "template",
        "head",
        "svg",
        "canvas",
        "iframe",
        "object",
        "embed",
        "audio",
        "video",
        "select",
        "option",
        "button",
        "textarea",
        "input",
        "datalist",
        "map",
        "link",
        "meta",
    ]
)
_AROUND = frozenset(("nav", "footer", "aside"))
_AROUND_ROLES = frozenset(
    ("navigation", "contentinfo", "search", "complementary", "menu", "menubar", "dialog")
)
# Whole words of class and id, as portals name what surrounds a document.
_AROUND_WORDS = re.compile(
    r"(?:^|[\s_-])(?:footer|menu|menus|nav|navbar|navigation|sidebar|breadcrumbs?|comments?|binhluan|binh-luan|related|lienquan|"
    r"lien-quan|tinlienquan|share|sharing|social|banner|cookies?|copyright|popup|modal|paging|pagination|toolbar|search|login)(?:$|[\s_-])",
    re.IGNORECASE,
)
_HIDDEN_STYLE = re.compile(r"(?:^|;)\s*(?:display\s*:\s*none|visibility\s*:\s*hidden)", re.IGNORECASE)
_CONTAINERS = frozenset(
    ["body", "div", "section", "main", "article", "form", "center", "table", "tbody", "tr", "td"]
)
_MATTER = ("p", "table", "tr", "pre", "blockquote", "h1", "h2", "h3")
_SUBSTANTIAL = 300
"""Characters of running text under which a nameless neighbour of the document is a scrap."""
_LINKED = 0.5


def drop_unseen(root: Any) -> None:
    """Remove what a browser does not show."""
    for element in list(root.iter()):
        if element.getparent() is not None and (element.tag in UNSEEN or _is_hidden(element)):
            _drop(element)


def drop_around(root: Any) -> None:
    """Remove what a page shows around its document: menus, lists of links, footers."""
    for element in list(root.iter()):
        if element.getparent() is not None and _is_around(element):
            _drop(element)


def main_part(body: Any) -> Any:
    """The smallest element that holds the document.

    Goes down while one child holds nearly all running text and its neighbours hold only
    scraps. A neighbour with a paragraph, a heading or a table is never a scrap: it may be
    the title, the letterhead, the signature, or the decision before its plan.
    """
    prose = _prose_table(body)
    element = body
    while (inner := _dominant(element, prose)) is not None:
        element = inner
    while element.tag in ("tr", "tbody", "thead", "tfoot"):
        element = element.getparent()
    return element


def _dominant(element: Any, prose: dict[Any, int]) -> Any:
    children = [child for child in element if prose[child]]
    if element.tag not in _CONTAINERS or not children or _own_text(element):
        return None
    best = max(children, key=lambda child: prose[child])
    others = [child for child in children if child is not best]
    scraps = sum(prose[child] for child in others) <= min(_SUBSTANTIAL, 0.3 * prose[element])
    if not scraps or best.tag not in _CONTAINERS or any(_holds_matter(child, prose) for child in others):
        return None
    return best


def _own_text(element: Any) -> bool:
    return bool((element.text or "").strip()) or any((child.tail or "").strip() for child in element)


def _holds_matter(element: Any, prose: dict[Any, int]) -> bool:
    return any(prose[part] for part in element.iter(*_MATTER))


def _prose_table(body: Any) -> dict[Any, int]:
    """Characters outside links, for every element under ``body``."""
    prose: dict[Any, int] = {}
    for element in reversed(list(body.iter())):
        own = 0 if element.tag == "a" else len((element.text or "").strip())
        for child in element:
            own += len((child.tail or "").strip()) + (0 if element.tag == "a" else prose.get(child, 0))
        prose[element] = own
    return prose


def _is_hidden(element: Any) -> bool:
    if element.get("hidden") is not None or element.get("aria-hidden") == "true":
        return True
    return _HIDDEN_STYLE.search(element.get("style", "")) is not None


def _is_around(element: Any) -> bool:
    if element.tag in ("html", "body", "main", "article", "form"):
        return False
    # Inside the document itself a footer may hold the signature: only lists of links go.
    inside = any(True for _ in element.iterancestors("article", "main"))
    if not inside and (element.tag in _AROUND or element.get("role", "") in _AROUND_ROLES):
        return True
    named = _AROUND_WORDS.search(f"{element.get('class', '')} {element.get('id', '')}") is not None
    if element.tag == "nav" or (named and _link_share(element) >= _LINKED):
        return True
    if named and not inside and text_length(element) < 3 * _SUBSTANTIAL:
        return True
    return element.tag in ("ul", "ol", "header") and _links(element) >= 3 and _link_share(element) >= 0.8


def _links(element: Any) -> int:
    return sum(1 for _ in element.iter("a"))


def _link_share(element: Any) -> float:
    linked = sum(text_length(link) for link in element.iter("a"))
    return linked / max(1, text_length(element))


def text_length(element: Any) -> int:
    """Characters an element shows, without the white space around its pieces."""
    return sum(len(text.strip()) for text in element.itertext())


def _drop(element: Any) -> None:
    """Take an element out and leave the text behind it where it is."""
    parent, before = element.getparent(), element.getprevious()
    if element.tail:
        if before is None:
            parent.text = (parent.text or "") + element.tail
        else:
            before.tail = (before.tail or "") + element.tail
    parent.remove(element)
