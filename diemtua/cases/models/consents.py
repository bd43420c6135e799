"""What the person agreed to, and what she wants kept from whom (đồng ý, thông tin được giữ lại)."""

from __future__ import annotations

from typing import ClassVar

from django.db import models
from django.db.models import Q

from diemtua import vault
from diemtua.access.records import Once, agency
from diemtua.cases.labelled import Labelled
from diemtua.cases.models.base import Dated, OfCase, Sealed
from diemtua.cases.parts import Part


class ConsentPurpose(Labelled):
    SERVICES = "services", "Nhận dịch vụ hỗ trợ"
    DISCLOSURE = "disclosure", "Chia sẻ thông tin cho nơi khác"
    STATISTICS = "statistics", "Đưa vào số liệu thống kê"
    TRACING = "tracing", "Tìm người thân"
    MEDIA = "media", "Cung cấp cho báo chí"


class Recipient(Labelled):
    FAMILY = "family", "Gia đình"
    AUTHORITY = "authority", "Cơ quan nhà nước"
    PARTNER = "partner", "Tổ chức phối hợp"
    OTHER = "other", "Nơi khác"


class AskedOf(Labelled):
    PERSON = "person", "Chính người đó"
    GUARDIAN = "guardian", "Người giám hộ, người đại diện"
    OTHER = "other", "Người khác"


class Consent(OfCase, Once, Sealed, Dated):
    """One answer to one question (đồng ý). Without consent, ``basis`` names the legal basis instead."""

    part: ClassVar[Part] = Part.INTERNAL
    purpose = models.CharField("mục đích", max_length=12, choices=ConsentPurpose.choices())
    recipient = models.CharField("nơi nhận", max_length=12, choices=Recipient.choices(), blank=True)
    recipient_agency = agency("cơ quan nhận", null=True, db_index=False)
    granted = models.BooleanField("đồng ý")
    basis = models.CharField("căn cứ khi không dựa vào đồng ý", max_length=255, blank=True)
    asked_of = models.CharField("hỏi ai", max_length=10, choices=AskedOf.choices())
    interpreter = models.BooleanField("có phiên dịch", default=False)
    answered_at = models.DateTimeField("trả lời lúc")
    withdrawn_at = models.DateTimeField("rút lại lúc", null=True)
    note = vault.Text("ghi chú", level=vault.NARRATIVE, null=True)

    class Meta:
        verbose_name = "đồng ý"

    def __str__(self) -> str:
        return self.purpose


class Field(Labelled):
    """Single fields a person may want kept from somebody."""

    NAME = "name", "Họ và tên"
    ALIASES = "aliases", "Tên gọi khác"
    BIRTH = "birth", "Ngày sinh"
    MOTHER_NAME = "mother_name", "Họ và tên mẹ"
    HOME = "home", "Nơi cư trú"
    DOCUMENTS = "documents", "Giấy tờ tùy thân"
    NATIONALITY = "nationality", "Quốc tịch"
    ACCOUNT = "account", "Lời kể"
    PLACES = "places", "Tuyến, địa điểm"


class Withheld(OfCase, Once, Dated):
    """One field kept from one agency, or from all but the holder. Why is told in the case's internal events."""

    part: ClassVar[Part] = Part.SUMMARY
    field = models.CharField("thông tin", max_length=20, choices=Field.choices())
    from_agency = agency("không chia sẻ với", null=True, db_index=False)
    because = models.CharField("lý do", max_length=20)
    lifted_at = models.DateTimeField("thôi giữ lại lúc", null=True)

    class Meta:
        verbose_name = "thông tin được giữ lại"
        constraints = [
            models.UniqueConstraint(
                fields=["case", "field", "from_agency"],
                condition=Q(lifted_at=None),
                nulls_distinct=False,
                name="withheld_once",
            )
        ]

    def __str__(self) -> str:
        return self.field
