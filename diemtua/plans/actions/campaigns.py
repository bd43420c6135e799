"""Campaigns and pilots: their areas and baseline, their tasks, the results agencies enter."""

from __future__ import annotations

import uuid
from ast import literal_eval
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import replace
from datetime import date
from decimal import Decimal
from typing import Any

from django.db import transaction

from diemtua.access.actor import Actor
from diemtua.audit import trail as audit
from diemtua.kernel.decision import Decision, Refused, both, no
from diemtua.plans.actions.locking import hold_documents, in_order
from diemtua.plans.models import Campaign, CampaignResult, Document, Task
from diemtua.plans.policies import holds_campaign, takes_part, works
from diemtua.plans.queries.campaigns import areas_named
from diemtua.plans.versions import Conflict, check_version


def may_arrange(campaign: Campaign, actor: Actor) -> Decision:
    """Link tasks, correct days, places and baseline. The document and its holder are loaded."""
    return both(holds_campaign(campaign, actor), works(campaign, actor))


def may_enter(campaign: Campaign, actor: Actor) -> Decision:
    return both(takes_part(campaign, actor), works(campaign, actor))


def locked(campaign_id: int, actor: Actor) -> Campaign:
    """The campaign, locked, as far as ``actor`` may know it. Raises ``Campaign.DoesNotExist``. One query."""
    found = Campaign.objects.visible_to(actor).select_for_update(of=("self",))
    return found.select_related("document", "document__holder").get(pk=campaign_id)


@transaction.atomic
def arrange(
    campaign_id: int, *, actor: Actor, version: int, client_id: uuid.UUID, **changed: Any
) -> Campaign:
    """The holder corrects name, days, places or baseline (sửa đợt). Raises ``Conflict`` rather than overwrite.

    Places are found again in the directory as it was on the document's day. The form sent twice changes nothing more.
    """
    campaign = locked(campaign_id, actor)
    may_arrange(campaign, actor).require()
    starts_on, ends_on = (
        changed.get("starts_on", campaign.starts_on),
        changed.get("ends_on", campaign.ends_on),
    )
    if starts_on and ends_on and ends_on < starts_on:
        raise Refused(no("Ngày kết thúc phải từ ngày bắt đầu trở đi.", code="ends-early"))
    if all(getattr(campaign, name) == value for name, value in changed.items()):
        return campaign
    with told_in_lines():
        check_version(campaign, version, changed)
    for name, value in changed.items():
        setattr(campaign, name, value)
    campaign.version += 1
    campaign.save(update_fields=[*changed, "version"])
    if "places" in changed:
        locate(campaign, campaign.document.issued_on or actor.today)
    audit.record("campaign.arranged", "plans.campaign", campaign.pk, actor=actor, fields=sorted(changed))
    return campaign


@contextmanager
def told_in_lines() -> Iterator[None]:
    """A clash over places tells them one a line, as the form takes them."""
    try:
        yield
    except Conflict as conflict:
        plain = tuple(
            replace(each, held=lined(each.held), typed=lined(each.typed)) if each.field == "places" else each
            for each in conflict.differences
        )
        raise Conflict(conflict.version, plain) from None


def lined(places: str) -> str:
    return "\n".join(literal_eval(places)) if places else ""


def locate(campaign: Campaign, on: date) -> None:
    """Set the campaign's areas from its places as the directory knew them on ``on``. Four queries at most."""
    campaign.areas.set(areas_named(campaign.places, campaign.province_id, on))


@transaction.atomic
def link_tasks(campaign_id: int, *, actor: Actor, client_id: uuid.UUID, task_ids: Iterable[int]) -> int:
    """The holder says which tasks of the document make up the campaign; the others no longer do. Returns how many.

    Tasks that stand under another campaign stay there. The form sent twice changes nothing more.
    """
    document = Campaign.objects.visible_to(actor).values_list("document", flat=True).get(pk=campaign_id)
    hold_documents(Document.objects.filter(pk=document))
    tasks = Task.objects.visible_to(actor).filter(document=document)
    list(in_order(tasks).only("pk"))
    campaign = locked(campaign_id, actor)
    may_arrange(campaign, actor).require()
    chosen = set(task_ids)
    tasks.filter(campaign=campaign).exclude(pk__in=chosen).update(campaign=None)
    tasks.filter(pk__in=chosen, campaign=None).update(campaign=campaign)
    count = tasks.filter(campaign=campaign).count()
    audit.record("campaign.tasks_linked", "plans.campaign", campaign.pk, actor=actor, tasks=count)
    return count


@transaction.atomic
def enter_result(
    campaign_id: int,
    *,
    actor: Actor,
    client_id: uuid.UUID,
    what: str,
    value: Decimal,
    unit: str,
    until: date,
    area_id: int | None = None,
) -> CampaignResult:
    """An agency enters a figure for a campaign (nhập kết quả), counted from its beginning until a day.

    A later figure of the same thing does not erase the earlier: the line is drawn through both. The same form sent
    twice enters once.
    """
    campaign = locked(campaign_id, actor)
    made = CampaignResult.objects.filter(client_id=client_id, campaign=campaign).first()
    if made:
        return made
    may_enter(campaign, actor).require()
    if until > actor.today:
        raise Refused(no("Chưa thể có kết quả của ngày chưa đến.", code="in-the-future"))
    if campaign.starts_on and until < campaign.starts_on:
        raise Refused(
            no(
                f"Đợt bắt đầu ngày {campaign.starts_on:%d/%m/%Y}; số trước đó là số liệu nền.",
                code="too-early",
            )
        )
    if area_id is not None and not campaign.areas.filter(pk=area_id).exists():
        raise Refused(no("Địa bàn này không thuộc đợt.", code="other-area"))
    assert actor.agency_id and actor.officer_id
    result = CampaignResult.objects.create(
        client_id=client_id,
        campaign=campaign,
        agency_id=actor.agency_id,
        area_id=area_id,
        what=what.strip(),
        value=value,
        unit=unit.strip(),
        until=until,
        officer_id=actor.officer_id,
        at=actor.now,
    )
    audit.record("campaign.result_entered", "plans.campaign", campaign.pk, actor=actor, result=result.pk)
    return result
