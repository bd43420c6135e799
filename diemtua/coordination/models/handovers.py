"""The minute of a hand-over (biên bản giao nhận): who gives, who receives, which persons, with what, as they were seen."""

from __future__ import annotations

from typing import ClassVar, Self

from django.db import models
from django.db.models import Exists, OuterRef, Q

from diemtua import vault
from diemtua.access.actor import Actor, Scope
from diemtua.access.records import Once, agency
from diemtua.cases.models import Case
from diemtua.cases.models.base import Numbered, Sealed, works_on_victims
from diemtua.coordination.models.movements import officer


class HandOverQuerySet(models.QuerySet["HandOver"]):
    def visible_to(self, actor: Actor) -> Self:
        """Both sides of the minute."""
        if actor.scope is Scope.HOUSE:
            return self
        if not works_on_victims(actor):
            return self.none()
        return self.filter(Q(giver=actor.agency_id) | Q(receiver=actor.agency_id))


class HandOver(Numbered, Once):
    """One minute. A giver abroad is ``giver_text`` and signs on paper, which the receiver records; ours confirm each for itself.

    Confirmed by both, nothing of it changes any more (a trigger of ``0002`` holds that).
    """

    giver = agency("bên giao", null=True)
    giver_text = models.CharField("bên giao ngoài hệ thống", max_length=255, blank=True)
    giver_by = models.CharField("đại diện bên giao", max_length=255)
    receiver = agency("bên nhận")
    receiver_by = models.CharField("đại diện bên nhận", max_length=255)
    place = models.CharField("địa điểm", max_length=255)
    at = models.DateTimeField("giao nhận lúc")
    group = models.ForeignKey(
        "coordination.GroupReception",
        models.PROTECT,
        null=True,
        related_name="+",
        verbose_name="đợt tiếp nhận",
    )
    written_at = models.DateTimeField("lập lúc")
    written_by = officer("người lập")
    giver_signed_at = models.DateTimeField("bên giao xác nhận lúc", null=True)
    giver_signed_by = officer("người xác nhận bên giao")
    giver_on_paper = models.BooleanField("bên giao ký trên giấy", default=False)
    receiver_signed_at = models.DateTimeField("bên nhận xác nhận lúc", null=True)
    receiver_signed_by = officer("người xác nhận bên nhận")

    objects: ClassVar[models.Manager[HandOver]] = HandOverQuerySet.as_manager()  # type: ignore[assignment]

    class Meta:
        verbose_name = "biên bản giao nhận"
        constraints = [
            models.CheckConstraint(
                name="handover_has_a_giver",
                condition=Q(giver__isnull=False, giver_text="") | Q(giver=None) & ~Q(giver_text=""),
            )
        ]

    def __str__(self) -> str:
        return str(self.pk)

    @property
    def confirmed(self) -> bool:
        """Both sides have signed."""
        return self.giver_signed_at is not None and self.receiver_signed_at is not None


class HandedOverQuerySet(models.QuerySet["HandedOver"]):
    def visible_to(self, actor: Actor) -> Self:
        if actor.scope is Scope.HOUSE:
            return self
        if not works_on_victims(actor):
            return self.none()
        return self.filter(Exists(HandOver.objects.visible_to(actor).filter(pk=OuterRef("minute"))))  # type: ignore[attr-defined]


class HandedOver(Sealed):
    """One person in a minute, in the words both sides read and signed; under the person's own key."""

    minute = models.ForeignKey(HandOver, models.CASCADE, related_name="persons", verbose_name="biên bản")
    place = models.PositiveSmallIntegerField("số thứ tự")
    case = models.ForeignKey(Case, models.CASCADE, null=True, related_name="+", verbose_name="hồ sơ")
    name = vault.Text("họ và tên", level=vault.IDENTITY)
    birth = vault.Text("ngày sinh", level=vault.IDENTITY, null=True)
    papers = vault.Text("giấy tờ", level=vault.IDENTITY, null=True)
    belongings = vault.Text("tư trang, đồ vật", level=vault.NARRATIVE, null=True)
    condition = vault.Text("tình trạng sức khỏe khi giao nhận", level=vault.NARRATIVE, null=True)

    objects: ClassVar[models.Manager[HandedOver]] = HandedOverQuerySet.as_manager()  # type: ignore[assignment]

    class Meta:
        verbose_name = "người được giao nhận"
        constraints = [models.UniqueConstraint(fields=["minute", "place"], name="handed_over_once")]

    def __str__(self) -> str:
        return str(self.place)
