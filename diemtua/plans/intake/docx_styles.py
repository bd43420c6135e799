"""What a paragraph style of Word brings along: numbering, font, capitals. Inherited through ``basedOn``."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from .docx_numbering import W, child_value

_OFF = ("0", "false", "off")


@dataclass(frozen=True, slots=True)
class Look:
    """Properties that change what a reader sees; ``None`` where the style is silent."""

    number: str | None = None
    level: int | None = None
    font: str | None = None
    caps: bool | None = None
    hidden: bool | None = None

    def over(self, below: Look) -> Look:
        """This look laid over another: what this one says wins."""
        return Look(
            *(
                mine if mine is not None else theirs
                for mine, theirs in zip(self._values(), below._values(), strict=True)
            )
        )

    def _values(self) -> tuple[Any, ...]:
        return self.number, self.level, self.font, self.caps, self.hidden


class Styles:
    """Looks of the styles in ``word/styles.xml``."""

    def __init__(self, root: Any) -> None:
        """``root`` may be ``None``."""
        self._elements: dict[str, Any] = {}
        self._looks: dict[str, Look] = {}
        self._default = Look()
        self._default_paragraph: str | None = None
        if root is None:
            return
        defaults = root.find(f"{W}docDefaults/{W}rPrDefault/{W}rPr")
        self._default = run_look(defaults)
        for style in root.findall(W + "style"):
            self._elements[style.get(W + "styleId")] = style
            if style.get(W + "type") == "paragraph" and style.get(W + "default") in ("1", "true", "on"):
                self._default_paragraph = style.get(W + "styleId")

    def paragraph(self, style: str | None) -> Look:
        """The look of a paragraph with this style, down to the document's defaults."""
        return self.look(style or self._default_paragraph).over(self._default)

    def look(self, style: str | None, depth: int = 0) -> Look:
        """The look a style gives, with what it inherits; empty for an unknown one."""
        element = self._elements.get(style or "")
        if element is None or depth > 20:
            return Look()
        if style not in self._looks:
            own = run_look(element.find(W + "rPr")).over(paragraph_look(element.find(W + "pPr")))
            self._looks[style or ""] = own.over(self.look(child_value(element, "basedOn"), depth + 1))
        return self._looks[style or ""]

    def name(self, style: str | None) -> str:
        """The style's name in lower case, empty if unknown."""
        element = self._elements.get(style or "")
        return "" if element is None else (child_value(element, "name") or "").lower()


def paragraph_look(properties: Any) -> Look:
    """The numbering said by ``w:pPr``."""
    if properties is None or (numbering := properties.find(W + "numPr")) is None:
        return Look()
    level = child_value(numbering, "ilvl")
    return Look(
        number=child_value(numbering, "numId"), level=int(level) if level and level.isdecimal() else None
    )


def run_look(properties: Any) -> Look:
    """Font, capitals and hiding said by ``w:rPr``."""
    if properties is None:
        return Look()
    fonts = properties.find(W + "rFonts")
    font = None if fonts is None else fonts.get(W + "ascii") or fonts.get(W + "hAnsi")
    return Look(font=font, caps=_switch(properties, "caps"), hidden=_switch(properties, "vanish"))


def _switch(properties: Any, name: str) -> bool | None:
    element = properties.find(W + name)
    return None if element is None else element.get(W + "val") not in _OFF
