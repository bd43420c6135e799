"""Official papers of a case and the files kept with it."""

from __future__ import annotations

from typing import ClassVar

from django.db import models

from diemtua import vault
from diemtua.access.records import Once, agency
from diemtua.cases.labelled import Labelled
from diemtua.cases.models.base import Dated, OfCase, OwnPartQuerySet, Sealed, Withholdable
from diemtua.cases.parts import Part
from diemtua.cases.rules.evidence import PaperKind
from diemtua.cases.rules.regimes import Regime


class OtherPaper(Labelled):
    """Papers of a case beside the confirming ones."""

    CONCLUSION = "conclusion", "Văn bản kết luận không phải nạn nhân"
    REQUEST = "request", "Văn bản đề nghị xác minh"
    DECISION = "decision", "Quyết định"
    MINUTES = "minutes", "Biên bản"


class CasePaper(OfCase, Once, Dated):
    """A paper with number, date and signer: the confirmation of a victim (P1 to P5), a conclusion, a request."""

    part: ClassVar[Part] = Part.LEGAL
    kind = models.CharField("loại", max_length=12, choices=[*PaperKind.choices(), *OtherPaper.choices()])
    number = models.CharField("số", max_length=60)
    signed_on = models.DateField("ngày")
    signer = models.CharField("người ký", max_length=160)
    issuer = agency("cơ quan ban hành", null=True, db_index=False)
    issuer_kind = models.CharField("loại cơ quan ban hành", max_length=40)
    issuer_text = models.CharField("cơ quan ban hành ghi trên giấy", max_length=255, blank=True)
    legalised = models.BooleanField("đã hợp pháp hóa lãnh sự", default=False)
    regime = models.CharField("chế độ", max_length=3, choices=Regime.choices())
    attachment = models.ForeignKey(
        "cases.Attachment", models.PROTECT, null=True, related_name="+", verbose_name="tệp"
    )

    class Meta:
        verbose_name = "văn bản của hồ sơ"

    def __str__(self) -> str:
        return self.number


class Attachment(Once, Sealed, Withholdable, Dated):
    """A file of the case, sealed at rest (``vault.files``). It says itself to which part it belongs.

    ``fingerprint`` is a blind number of its bytes: the same file is kept once, and no copy of the database tells which.
    """

    case = models.ForeignKey("cases.Case", models.CASCADE, related_name="+", verbose_name="hồ sơ")
    part = models.CharField("phần", max_length=20, choices=Part.choices())
    file = models.CharField("tên trong kho", max_length=32)
    name = vault.Text("tên tệp", level=vault.IDENTITY)
    kind = models.CharField("loại tệp", max_length=100)
    size = models.PositiveBigIntegerField("cỡ")
    fingerprint = models.BigIntegerField("dấu vân tay mù")

    objects: ClassVar[models.Manager[Attachment]] = OwnPartQuerySet.as_manager()  # type: ignore[assignment]

    class Meta:
        verbose_name = "tệp kèm theo"
        constraints = [
            models.UniqueConstraint(fields=["case", "part", "fingerprint"], name="attachment_kept_once")
        ]

    def __str__(self) -> str:
        return self.file
