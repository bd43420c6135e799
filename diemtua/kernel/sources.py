"""The law has an address: every rule names its text and the dates it was in force.

Two texts in force at different dates are two functions registered under one rule name;
``rule_on`` picks by date. ``law_index`` lists them all for ``docs/law-index.md``.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Any, TypeVar, cast

F = TypeVar("F", bound=Callable[..., Any])


class Confidence(StrEnum):
    """How well we know that the text says so (mức độ tin cậy); a legal unit confirms before use."""

    TEXT = "text"  # the legal text itself was read
    SECONDARY = "secondary"  # a reliable page states or quotes it
    PLAN = "plan"  # stated in the plan it serves
    RECALL = "recall"  # general knowledge, a hypothesis
    DESIGN = "design"  # our own choice, not law


@dataclass(frozen=True, slots=True)
class Rule:
    """One version of a rule. ``in_force`` and ``until`` are its first and last day, inclusive.

    Without ``until`` it lasts until the next version of the same name begins.
    """

    name: str
    function: Callable[..., Any]
    text: str
    in_force: date
    until: date | None
    confidence: Confidence

    @property
    def meaning(self) -> str:
        """First line of the function's docstring."""
        return (self.function.__doc__ or "").strip().splitlines()[0]

    @property
    def where(self) -> str:
        """Where the rule is written in the code, as ``module.function``."""
        return f"{self.function.__module__}.{self.function.__qualname__}"


class NotInForce(LookupError):
    """No text governed this rule on that day."""


_versions: dict[str, list[Rule]] = {}
_rules: dict[Callable[..., Any], Rule] = {}


def source(
    text: str,
    *,
    in_force: str,
    until: str | None = None,
    confidence: Confidence = Confidence.TEXT,
    rule: str | None = None,
) -> Callable[[F], F]:
    """Register a rule with the text that gives it (số, điều, khoản) and its dates (``YYYY-MM-DD``).

    ``rule`` joins versions of one rule; by default the context's name and the function's,
    such as ``plans.report_closes``. The function itself is returned untouched.
    """

    def register(function: F) -> F:
        name = rule or _default_name(function)
        last_day = date.fromisoformat(until) if until else None
        version = Rule(name, function, text, date.fromisoformat(in_force), last_day, Confidence(confidence))
        _insert(version)
        return function

    return register


def rule_on(rule: F | str, day: date) -> F:
    """The version in force on ``day`` of the rule that this name, or any of its versions, stands for.

    Raises ``NotInForce`` when no text governed that day, ``KeyError`` for an unknown rule.
    """
    name = rule if isinstance(rule, str) else _rules[rule].name
    begun = [version for version in _versions[name] if version.in_force <= day]
    if not begun or (begun[-1].until is not None and day > begun[-1].until):
        raise NotInForce(f"{name}: no text in force on {day:%d/%m/%Y}")
    return cast("F", begun[-1].function)


def source_of(function: Callable[..., Any]) -> Rule:
    """The text behind a rule. Raises ``KeyError`` for a function without ``@source``."""
    return _rules[function]


def law_index() -> list[Rule]:
    """Every registered version, by rule name and then by date."""
    return [version for name in sorted(_versions) for version in _versions[name]]


def law_index_table(rules: Iterable[Rule] | None = None) -> str:
    """The index as a Markdown table, for ``docs/law-index.md``; the same text every time."""
    lines = [
        "| Rule | Text | In force | Until | Confidence | Meaning |",
        "| --- | --- | --- | --- | --- | --- |",
    ]
    for each in law_index() if rules is None else rules:
        until = each.until.isoformat() if each.until else ""
        cells = (
            f"`{each.where}`",
            each.text,
            each.in_force.isoformat(),
            until,
            each.confidence,
            each.meaning,
        )
        lines.append("| " + " | ".join(cell.replace("|", "\\|") for cell in cells) + " |")
    return "\n".join(lines) + "\n"


def _default_name(function: Callable[..., Any]) -> str:
    context = function.__module__.removeprefix("diemtua.").removesuffix(".rules")
    return f"{context}.{function.__qualname__}"


def _insert(version: Rule) -> None:
    """Keep versions in order of date; a rule without words, or two on one first day, is refused."""
    if not (version.function.__doc__ or "").strip():
        raise ValueError(f"{version.where} has a source but does not say what it means.")
    if version.until is not None and version.until < version.in_force:
        raise ValueError(f"{version.where} ends before it begins.")
    # A module read again replaces its own entry.
    others = [each for each in _versions.get(version.name, []) if each.where != version.where]
    for each in others:
        if each.in_force == version.in_force:
            raise ValueError(f"{version.where} and {each.where} begin on the same day.")
    _versions[version.name] = sorted([*others, version], key=lambda each: each.in_force)
    _rules[version.function] = version
