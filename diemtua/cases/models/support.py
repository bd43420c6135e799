"""Whom to reach and who belongs to the person; needs, services, stays, plan, follow-ups (hỗ trợ)."""

from __future__ import annotations

from typing import ClassVar

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Q

from diemtua import vault
from diemtua.access.records import Once, Versioned, agency
from diemtua.cases.labelled import Labelled
from diemtua.cases.models.base import Dated, OfCase, Sealed, WithheldQuerySet, Withholdable
from diemtua.cases.parts import Part
from diemtua.cases.rules.entitlements import Item
from diemtua.cases.rules.stays import Basis


class SafeToCall(Labelled):
    """May one call this number?"""

    YES = "yes", "Gọi được"
    NO = "no", "Không gọi"
    ONLY = "only", "Chỉ gọi theo điều kiện"


class Contact(OfCase, Once, Versioned, Sealed, Withholdable):
    """A way to reach the person, never shown without its rules (cách liên lạc an toàn)."""

    part: ClassVar[Part] = Part.CONTACT
    kind = models.CharField("loại", max_length=20)
    value = vault.Text("số, địa chỉ liên lạc", level=vault.IDENTITY)
    safe_to_call = models.CharField("gọi được không", max_length=4, choices=SafeToCall.choices())
    when = vault.Text("giờ nào", level=vault.IDENTITY, null=True)
    who_may_answer = vault.Text("ai được nghe máy", level=vault.IDENTITY, null=True)
    say_what = vault.Text("nói thế nào", level=vault.NARRATIVE, null=True)
    ended_at = models.DateTimeField("thôi dùng lúc", null=True)

    objects: ClassVar[models.Manager[Contact]] = WithheldQuerySet.as_manager()  # type: ignore[assignment]

    class Meta:
        verbose_name = "cách liên lạc"

    def __str__(self) -> str:
        return self.kind


class Relative(OfCase, Once, Versioned, Sealed, Withholdable):
    """A relative (người thân thích), who may need protection too."""

    part: ClassVar[Part] = Part.FAMILY
    relation = models.CharField("quan hệ", max_length=40)
    name = vault.Text("họ và tên", level=vault.IDENTITY)
    contact = vault.Text("cách liên lạc", level=vault.IDENTITY, null=True)
    needs_protection = models.BooleanField("cần bảo vệ", default=False)

    objects: ClassVar[models.Manager[Relative]] = WithheldQuerySet.as_manager()  # type: ignore[assignment]

    class Meta:
        verbose_name = "người thân thích"

    def __str__(self) -> str:
        return self.relation


class DependantStatus(Labelled):
    WITH = "with", "Đang đi cùng"
    APART = "apart", "Không còn đi cùng"
    OWN_CASE = "own-case", "Đã có hồ sơ riêng"


class Dependant(OfCase, Once):
    """An under-18 who goes along (người dưới 18 tuổi đi cùng): a person of her own, entitled by the link."""

    part: ClassVar[Part] = Part.FAMILY
    case = models.ForeignKey("cases.Case", models.CASCADE, related_name="dependants", verbose_name="hồ sơ")
    person = models.ForeignKey("cases.Person", models.PROTECT, related_name="goes_with", verbose_name="người")
    relation = models.CharField("quan hệ", max_length=40)
    born_abroad = models.BooleanField("sinh ở nước ngoài", default=False)
    status = models.CharField("tình trạng", max_length=10, choices=DependantStatus.choices(), default="with")

    class Meta:
        verbose_name = "người đi cùng"
        constraints = [models.UniqueConstraint(fields=["case", "person"], name="dependant_once")]

    def __str__(self) -> str:
        return self.relation


def whose() -> models.ForeignKey:
    """Of the dependant named, otherwise of the person of the case."""
    return models.ForeignKey(
        Dependant, models.PROTECT, null=True, related_name="+", verbose_name="của người đi cùng"
    )


class Service(OfCase, Once, Versioned, Sealed, Withholdable):
    """A need and what came of it: planned, provided, or refused with the reason (dịch vụ hỗ trợ)."""

    part: ClassVar[Part] = Part.SUPPORT
    dependant = whose()
    item = models.CharField("chế độ", max_length=20, choices=Item.choices())
    service = models.CharField("dịch vụ", max_length=40, blank=True)
    need = vault.Text("nhu cầu", level=vault.NARRATIVE, null=True)
    provider = agency("đơn vị cung cấp", null=True)
    provider_text = models.CharField("đơn vị ngoài danh bạ", max_length=255, blank=True)
    planned_on = models.DateField("dự kiến ngày", null=True)
    provided_on = models.DateField("đã hỗ trợ ngày", null=True)
    refused_on = models.DateField("không hỗ trợ từ ngày", null=True)
    refusal = models.CharField("vì", max_length=40, blank=True)
    reason = vault.Text("lý do cụ thể", level=vault.NARRATIVE, null=True)
    amount_vnd = models.PositiveBigIntegerField("số tiền", null=True)
    norm = models.CharField("mức chi", max_length=40, blank=True)

    objects: ClassVar[models.Manager[Service]] = WithheldQuerySet.as_manager()  # type: ignore[assignment]

    class Meta:
        verbose_name = "dịch vụ hỗ trợ"
        constraints = [
            models.CheckConstraint(
                name="service_given_or_refused", condition=Q(provided_on=None) | Q(refused_on=None)
            ),
            models.CheckConstraint(
                name="service_refused_says_why", condition=Q(refused_on=None) | ~Q(refusal="")
            ),
        ]

    def __str__(self) -> str:
        return self.item


class Stay(OfCase, Once, Versioned, Sealed):
    """A stay in a shelter or facility (lưu trú), under the text its keeper chose; ``place`` is the secret address."""

    part: ClassVar[Part] = Part.STAY
    dependant = whose()
    facility = agency("cơ sở")
    place = vault.Text("địa chỉ giữ kín", level=vault.SHELTER, null=True)
    basis = models.CharField("căn cứ", max_length=10, choices=Basis.choices())
    began_on = models.DateField("từ ngày")
    until_on = models.DateField("đến hết ngày")
    extended_by = models.CharField("quyết định gia hạn", max_length=255, blank=True)
    ended_on = models.DateField("kết thúc ngày", null=True)
    ended_because = models.CharField("lý do kết thúc", max_length=255, blank=True)

    class Meta:
        verbose_name = "lưu trú"
        indexes = [
            models.Index(
                fields=["facility", "until_on"], condition=Q(ended_on=None), name="stay_open_of_facility"
            )
        ]

    def __str__(self) -> str:
        return str(self.began_on)


class SupportPlan(OfCase, Once, Sealed, Dated):
    """The plan the person chose with the worker (kế hoạch hòa nhập); a later one replaces it."""

    part: ClassVar[Part] = Part.SUPPORT
    agreed_on = models.DateField("thống nhất ngày")
    kinds = ArrayField(models.CharField(max_length=40), default=list, verbose_name="các mặt")
    words = vault.Text("nội dung", level=vault.NARRATIVE)
    participation = models.BooleanField("người đó tham gia lập", default=False)

    class Meta:
        verbose_name = "kế hoạch hỗ trợ"

    def __str__(self) -> str:
        return str(self.agreed_on)


class FollowUp(OfCase, Once, Sealed):
    """A visit or call after support (theo dõi sau hỗ trợ)."""

    part: ClassVar[Part] = Part.SUPPORT
    due_on = models.DateField("đến hạn ngày")
    done_on = models.DateField("đã làm ngày", null=True)
    note = vault.Text("kết quả", level=vault.NARRATIVE, null=True)

    class Meta:
        verbose_name = "lần theo dõi"

    def __str__(self) -> str:
        return str(self.due_on)
