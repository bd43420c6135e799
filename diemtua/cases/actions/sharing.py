"""Who may know a case (chia sẻ hồ sơ). The hooks procedures between agencies are made of; they ask no policy themselves."""

from __future__ import annotations

import uuid
from collections.abc import Collection, Iterable
from datetime import datetime

from diemtua.access.actor import Actor, Scope
from diemtua.audit import trail as audit
from diemtua.cases.models import Case, Share
from diemtua.cases.parts import EVERYTHING, SHAREABLE, Part, ShareKind


def share(
    case: Case,
    agency_id: int,
    kind: ShareKind,
    parts: Iterable[Part],
    *,
    purpose: str,
    actor: Actor,
    officer_id: int | None = None,
    until: datetime | None = None,
    movement_id: uuid.UUID | None = None,
) -> Share:
    """Let an agency know ``parts`` of a case from now on. The case is locked by the caller. Two or three queries.

    An open share of the same kind and movement is widened instead of doubled. Raises ``ValueError`` for a part that is
    never shared, and for the holder's own kind.
    """
    given = set(parts) | {Part.SUMMARY}
    if kind is ShareKind.HOLDER or not given <= SHAREABLE:
        raise ValueError(f"Not to be shared: {kind} {sorted(given - SHAREABLE)}.")
    same = {"agency_id": agency_id, "kind": kind.value, "officer_id": officer_id, "movement_id": movement_id}
    found = Share.objects.filter(case=case, ended_at=None, **same).first()
    if found is not None:
        found.parts, found.until = _ordered(given | set(map(Part, found.parts))), until
        found.save(update_fields=["parts", "until"])
    else:
        found = Share.objects.create(
            case=case,
            holder_id=case.holder_id,
            parts=_ordered(given),
            purpose=purpose,
            begun_at=actor.now,
            until=until,
            **same,
        )
    audit.record(
        "case.shared", "cases.case", case.pk, actor=actor, share=str(found.pk), to=agency_id, share_kind=kind.value,
        parts=found.parts,
    )  # fmt: skip
    return found


def end_share(given: Share, *, actor: Actor) -> None:
    """The agency knows the case no longer by this share; another open one still counts. Two queries, none when ended."""
    if given.ended_at is not None:
        return
    given.ended_at = actor.now
    given.save(update_fields=["ended_at"])
    audit.record("case.share_ended", "cases.case", given.case_id, actor=actor, share=str(given.pk))


def end_shares(
    case: Case, *, actor: Actor, kinds: Collection[ShareKind], agency_id: int | None = None
) -> int:
    """End the open shares of these kinds, of one agency or of all; returns how many."""
    rows = Share.objects.filter(case=case, ended_at=None, kind__in=[kind.value for kind in kinds])
    rows = rows if agency_id is None else rows.filter(agency=agency_id)
    ended = list(rows)
    for each in ended:
        end_share(each, actor=actor)
    return len(ended)


def change_holder(case: Case, *, actor: Actor, leaves: Iterable[Part] = (Part.SUMMARY,)) -> Case:
    """The actor's agency takes the case from whoever holds it, who keeps ``leaves`` of it as a member of the team.

    Only the receiving side does this: row security lets nobody put a case into hands that have not taken it. The
    officer in charge is laid down. The caller has locked the case and asked the policies. Some eight queries.
    """
    if actor.scope is Scope.HOUSE or actor.agency_id is None:
        raise ValueError("A case is taken by an agency, never given by the house.")
    former = case.holder_id
    case.holder_id, case.owner_id, case.version = actor.agency_id, None, case.version + 1
    case.save(update_fields=["holder", "owner", "version"])
    end_shares(case, actor=actor, kinds=[ShareKind.HOLDER], agency_id=former)
    end_shares(case, actor=actor, kinds=[ShareKind.OFFER], agency_id=actor.agency_id)
    holds(case, actor)
    kept = tuple(leaves)
    if kept:
        share(case, former, ShareKind.TEAM, kept, purpose="Đã giữ hồ sơ trước đây", actor=actor)
    audit.record("case.holder_changed", "cases.case", case.pk, actor=actor, former=former)
    return case


def holds(case: Case, actor: Actor) -> Share:
    """The holder's own share, with every part. One query."""
    return Share.objects.create(
        case=case,
        holder_id=case.holder_id,
        agency_id=case.holder_id,
        kind=ShareKind.HOLDER.value,
        parts=list(EVERYTHING),
        purpose="Giữ hồ sơ",
        begun_at=actor.now,
    )


def _ordered(parts: Collection[Part]) -> list[str]:
    return [part.value for part in Part if part in parts]
