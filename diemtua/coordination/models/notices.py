"""Notices (thông báo): a number, an occasion, a limit. There is no column for words, so no word of a person can stand there."""

from __future__ import annotations

from datetime import datetime
from typing import ClassVar, Self

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone

from diemtua.access.actor import Actor, Scope
from diemtua.access.records import agency
from diemtua.cases.clocks import limit_ending
from diemtua.cases.models.base import Numbered
from diemtua.coordination.models.movements import officer
from diemtua.coordination.occasions import Occasion
from diemtua.kernel.calendar import vietnam
from diemtua.kernel.words import clock

NUMBER = r"^([0-9]{4}-[0-9]{4,})?$"


class NoticeQuerySet(models.QuerySet["Notice"]):
    def visible_to(self, actor: Actor) -> Self:
        """To the actor's agency, to everybody there with the duty or to him by name."""
        if actor.scope is Scope.HOUSE:
            return self
        if actor.agency_id is None:
            return self.none()
        mine = Q(to_officer=None) | Q(to_officer=actor.officer_id)
        return self.filter(mine, to_agency=actor.agency_id, duty__in=actor.duties)

    def unseen(self) -> Self:
        return self.filter(seen_at=None)


class Notice(Numbered):
    """One notice to an agency: to all of ``duty`` there, or to one officer. The sentence is made of codes when it is read."""

    to_agency = agency("gửi cơ quan", db_index=False)
    to_officer = officer("gửi cán bộ")
    duty = models.CharField("nhiệm vụ", max_length=12, default="victims")
    occasion = models.CharField("việc", max_length=24, choices=Occasion.choices())
    number = models.CharField("số hồ sơ", max_length=12, blank=True)
    case_id = models.UUIDField("hồ sơ", null=True)
    movement_id = models.UUIDField("lần chuyển", null=True)
    answer_by = models.DateTimeField("trả lời trước", null=True)
    urgent = models.BooleanField("khẩn", default=False)
    created_at = models.DateTimeField("lúc")
    seen_at = models.DateTimeField("đã xem lúc", null=True)
    seen_by = officer("người xem")
    sent_at = models.DateTimeField("thư đi lúc", null=True)

    objects: ClassVar[models.Manager[Notice]] = NoticeQuerySet.as_manager()  # type: ignore[assignment]

    class Meta:
        verbose_name = "thông báo phối hợp"
        indexes = [
            models.Index(fields=["to_agency", "-created_at"], name="notice_of_agency"),
            models.Index(fields=["to_agency"], condition=Q(seen_at=None), name="notice_unseen"),
        ]
        constraints = [
            models.CheckConstraint(
                name="notice_names_a_case_by_its_number", condition=Q(number__regex=NUMBER)
            )
        ]

    def __str__(self) -> str:
        return self.occasion

    @property
    def about(self) -> Occasion:
        return Occasion(self.occasion)

    def sentence(self, now: datetime | None = None) -> str:
        """«Hồ sơ 2026-0417 chờ tiếp nhận, còn 2 ngày làm việc (đến hết thứ Tư 25/11)». No query."""
        what = f"Hồ sơ {self.number} {self.about.label}" if self.number else self.about.label
        if self.answer_by is None:
            return what
        return f"{what}, {clock(limit_ending(self.answer_by), now or timezone.now(), vietnam())}"

    @property
    def url(self) -> str:
        """Where the notice is read: behind the sign-in, so the address itself opens nothing."""
        return f"{settings.SITE_URL}/"
