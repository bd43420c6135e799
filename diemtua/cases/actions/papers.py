"""Papers and files of a case (văn bản, tài liệu, chứng cứ)."""

from __future__ import annotations

import hashlib
import uuid
from dataclasses import dataclass
from datetime import date

from django.db import transaction

from diemtua import vault
from diemtua.access.actor import Actor
from diemtua.audit import trail as audit
from diemtua.cases.actions.events import tell
from diemtua.cases.actions.locking import locked
from diemtua.cases.models import Attachment, Case, CasePaper, Evidence
from diemtua.cases.models.papers import OtherPaper
from diemtua.cases.parts import Part
from diemtua.cases.policies import has_victim_duty
from diemtua.cases.records import DecisionPaper
from diemtua.cases.rules.evidence import Evidence as EvidenceCode
from diemtua.cases.rules.evidence import Paper, PaperKind
from diemtua.cases.rules.regimes import law_on
from diemtua.kernel.decision import Refused, no


@dataclass(frozen=True)
class Given:
    """A paper as an officer hands it in. Issued by his own agency where no other is named."""

    number: str
    signed_on: date | None
    signer: str
    issuer_id: int | None = None
    issuer_kind: str = ""
    issuer_text: str = ""
    legalised: bool = False
    attachment_id: int | None = None

    def kind_of_issuer(self, actor: Actor) -> str:
        return self.issuer_kind or actor.agency_kind

    def confirmation(self, kind: PaperKind, actor: Actor) -> Paper:
        """As the rules weigh a confirming paper."""
        issuer = self.kind_of_issuer(actor)
        return Paper(kind, self.number, self.signed_on, issuer, self.signer, self.legalised)

    def decision(self, actor: Actor) -> DecisionPaper:
        return DecisionPaper(self.number, self.signed_on, self.signer, self.kind_of_issuer(actor))


def keep_paper(case: Case, kind: PaperKind | OtherPaper, given: Given, *, actor: Actor) -> CasePaper:
    """Keep a paper that a move brought; the needs of the move have looked at it. One query."""
    assert given.signed_on and actor.officer_id
    own = not given.issuer_kind
    return CasePaper.objects.create(
        case=case,
        kind=kind.value,
        number=given.number.strip(),
        signed_on=given.signed_on,
        signer=given.signer.strip(),
        issuer_id=actor.agency_id if own else given.issuer_id,
        issuer_kind=given.kind_of_issuer(actor),
        issuer_text=given.issuer_text,
        legalised=given.legalised,
        regime=law_on(given.signed_on).value,
        attachment_id=given.attachment_id,
        officer_id=actor.officer_id,
        at=actor.now,
    )


@transaction.atomic
def add_evidence(
    case_id: uuid.UUID,
    code: EvidenceCode,
    *,
    actor: Actor,
    client_id: uuid.UUID,
    description: str = "",
    attachment_id: int | None = None,
) -> Evidence:
    """Add material that the person is a victim; whoever has the legal part may. Raises ``Refused`` without the duty."""
    case = locked(case_id, actor)
    if sent := Evidence.objects.filter(client_id=client_id).first():
        return sent
    may_add(case, Part.LEGAL, actor)
    assert actor.officer_id
    evidence = Evidence.objects.create(
        client_id=client_id,
        case=case,
        vault_key_id=case.person.vault_key_id,
        code=code.value,
        description=description or None,
        attachment_id=attachment_id,
        officer_id=actor.officer_id,
        at=actor.now,
    )
    tell(case, actor, "evidence_added", part=Part.LEGAL, life="legal", subject=code.value)
    return evidence


@transaction.atomic
def attach(
    case_id: uuid.UUID,
    data: bytes,
    *,
    name: str,
    kind: str,
    part: Part,
    actor: Actor,
    client_id: uuid.UUID,
    withheld_from: tuple[int, ...] = (),
) -> Attachment:
    """Keep a file of the case, sealed. It has been examined and scanned by whoever received it.

    The same bytes in the same part are kept once. Raises ``Refused`` for a part the actor has not.
    """
    case = locked(case_id, actor)
    may_add(case, part, actor)
    key = case.person.vault_key_id
    fingerprint = vault.blind("file", f"{key}{hashlib.sha256(data).hexdigest()}")
    if kept := Attachment.objects.filter(case=case, part=part.value, fingerprint=fingerprint).first():
        return kept
    assert actor.officer_id
    file = vault.files.put([data], key)
    attachment = Attachment.objects.create(
        client_id=client_id, case=case, vault_key_id=key, part=part.value, file=file, name=name, kind=kind,
        size=len(data), fingerprint=fingerprint, withheld_from=list(withheld_from), officer_id=actor.officer_id,
        at=actor.now,
    )  # fmt: skip
    audit.record(
        "case.file_added", "cases.case", case.pk, actor=actor, attachment=attachment.pk, part=part.value
    )
    return attachment


def may_add(case: Case, part: Part, actor: Actor) -> None:
    """The holder, or an agency whose share gives the part, writes in it. Two queries at most. Raises ``Refused``."""
    has_victim_duty(case, actor).require()
    if case.holder_id == actor.agency_id:
        return
    if not case.shares.open_to(actor).giving(part).exists():  # type: ignore[attr-defined]
        raise Refused(no(f"Cơ quan này không được chia sẻ phần «{part.label}».", code="no-part"))
