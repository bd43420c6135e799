"""What was done to a person (sự việc): act, means, purpose, route, and the material that proves it."""

from __future__ import annotations

from typing import ClassVar

from django.db import models

from diemtua import vault
from diemtua.access.records import Once, Versioned, agency
from diemtua.cases.models.base import Dated, OfCase, OfCaseQuerySet, Sealed, area, codes
from diemtua.cases.parts import Part
from diemtua.cases.rules.ages import Precision
from diemtua.cases.rules.evidence import Evidence as EvidenceCode


class Reception(OfCase, Sealed, Dated):
    """The first sheet (phiếu tiếp nhận) as it was answered, kept word for word beside what was made of it."""

    part: ClassVar[Part] = Part.STORY
    agency = agency("cơ quan lập", db_index=False)
    reference = models.CharField("mã phiếu", max_length=12, blank=True)
    sheet = vault.Json("phiếu tiếp nhận", level=vault.NARRATIVE)

    class Meta:
        verbose_name = "phiếu tiếp nhận"

    def __str__(self) -> str:
        return self.reference


class Trafficking(Sealed, Versioned):
    """Act, means, purpose as three sets, with what surrounds them; codes of ``cases.codes``."""

    part: ClassVar[Part] = Part.STORY
    case = models.OneToOneField("cases.Case", models.CASCADE, primary_key=True, verbose_name="hồ sơ")
    acts = codes("hành vi")
    means = codes("thủ đoạn")
    purposes = codes("mục đích")
    forms = codes("hình thức bóc lột")
    sexual_forms = codes("hình thức bóc lột tình dục")
    industries = codes("ngành nghề")
    recruiter_relations = codes("quan hệ với người dụ dỗ")
    recruitment_methods = codes("cách tiếp cận")
    channels = codes("mạng xã hội, kênh")
    control = codes("cách khống chế")
    documents_held = models.CharField("giấy tờ bị giữ", max_length=20, blank=True)
    away_from = models.DateField("vắng mặt từ", null=True)
    away_to = models.DateField("đến", null=True)
    account = vault.Text("lời kể", level=vault.NARRATIVE, null=True)

    objects: ClassVar[models.Manager[Trafficking]] = OfCaseQuerySet.as_manager()  # type: ignore[assignment]

    class Meta:
        verbose_name = "sự việc mua bán người"

    def __str__(self) -> str:
        return str(self.case_id)


class Place(OfCase, Once, Sealed):
    """A place on the route (tuyến, địa điểm), in order."""

    part: ClassVar[Part] = Part.STORY
    order = models.PositiveSmallIntegerField("thứ tự")
    kind = models.CharField("việc xảy ra", max_length=20)
    country = models.CharField("nước", max_length=2)
    area = area("địa bàn")
    spot = vault.Text("nơi cụ thể", level=vault.IDENTITY, null=True)
    on = models.DateField("ngày", null=True)
    precision = models.CharField("biết đến", max_length=10, choices=Precision.choices(), default="unknown")
    note = vault.Text("ghi chú", level=vault.NARRATIVE, null=True)

    class Meta:
        verbose_name = "địa điểm"
        ordering = ("case", "order")

    def __str__(self) -> str:
        return f"{self.order} {self.kind}"


class Evidence(OfCase, Once, Sealed, Dated):
    """Material that the person is a victim (tài liệu, chứng cứ), by the group of Điều 32 it comes from."""

    part: ClassVar[Part] = Part.LEGAL
    code = models.CharField("nguồn", max_length=2, choices=EvidenceCode.choices())
    description = vault.Text("mô tả", level=vault.NARRATIVE, null=True)
    attachment = models.ForeignKey(
        "cases.Attachment", models.PROTECT, null=True, related_name="+", verbose_name="tệp"
    )

    class Meta:
        verbose_name = "chứng cứ"

    def __str__(self) -> str:
        return self.code
