"""What the policies need to know of a record, and what a step brings with it; models and forms have these shapes.

A record is what is kept already: it decides whether a button is awake. A step is what the officer hands in with the
move (reasons, a paper, minutes): it decides whether the form is taken.
"""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date
from typing import Any, Protocol

from diemtua.cases.rules.closing import ClosingReason, OpenWork
from diemtua.cases.rules.evidence import Evidence, Fallback, Paper
from diemtua.cases.rules.protection import Measure


class Called(Protocol):
    """An agency with the name screens use."""

    @property
    def called(self) -> str: ...


class Held(Protocol):
    """A record one agency holds (cơ quan giữ hồ sơ)."""

    @property
    def holder_id(self) -> Any: ...
    @property
    def holder(self) -> Called: ...


class ClosingAsked(Protocol):
    """A request to close that waits for a second officer; ``despite`` says why, when work is still open."""

    @property
    def asked_by_id(self) -> Any: ...
    @property
    def reason(self) -> ClosingReason: ...
    @property
    def despite(self) -> str: ...


class VictimCase(Held, Protocol):
    """A case (hồ sơ nạn nhân) as the policies see it. ``state`` is the legal status, ``statuses.Legal``.

    ``verifier_ids`` are the agencies asked to verify; ``declined_by_id`` the officer of the last negative conclusion;
    ``appealed`` says that an appeal against it waits. The properties may cost a query each unless loaded.
    """

    @property
    def state(self) -> str: ...
    @property
    def verifier_ids(self) -> Collection[Any]: ...
    @property
    def evidence(self) -> Collection[Evidence]: ...
    @property
    def fallback(self) -> Collection[Fallback]: ...
    @property
    def biography_agrees(self) -> bool: ...
    @property
    def was_recognised(self) -> bool: ...
    @property
    def declined_by_id(self) -> Any: ...
    @property
    def appealed(self) -> bool: ...
    @property
    def open_work(self) -> OpenWork: ...
    @property
    def closing(self) -> ClosingAsked | None: ...


class SupportRecord(Held, Protocol):
    """Support and reintegration of one person; ``legal_state`` is that of the case."""

    @property
    def legal_state(self) -> str: ...
    @property
    def open_services(self) -> int: ...


class ProtectionRecord(Held, Protocol):
    """One measure asked for one person; ``asked_by_id`` is the officer who asked.

    ``involved_ids`` are the agencies the request was sent to, or that were told to carry the measure out.
    """

    @property
    def measure(self) -> Measure: ...
    @property
    def involved_ids(self) -> Collection[Any]: ...
    @property
    def asked_by_id(self) -> Any: ...


class ChildPlanRecord(Protocol):
    """The child-protection plan a commune keeps beside a case; ``submitted_by_id`` drew up what waits for approval."""

    @property
    def commune_id(self) -> Any: ...
    @property
    def submitted_by_id(self) -> Any: ...


@dataclass(frozen=True, slots=True)
class DecisionPaper:
    """An official paper that carries a step (quyết định, văn bản trả lời, văn bản đề nghị): number, date, signer."""

    number: str
    issued_on: date | None
    signer: str
    issuer_kind: str = ""


@dataclass(frozen=True, slots=True)
class Step:
    """What an officer hands in with a move; each move asks for some of it (``Life.needs``), the rest stays empty."""

    reasons: str = ""
    confirmation: Paper | None = None
    decision: DecisionPaper | None = None
    legal_basis: str = ""
    minutes: str = ""
    receipt: str = ""
    review_on: date | None = None
    person_agrees: bool = False
    commitment: bool = False
    closing_reason: ClosingReason | None = None
