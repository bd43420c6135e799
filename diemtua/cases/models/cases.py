"""A case (hồ sơ nạn nhân) and what happened to it."""

from __future__ import annotations

from collections.abc import Collection
from typing import TYPE_CHECKING, Any, ClassVar, Self, cast

from django.db import models
from django.db.models import Exists, Q

from diemtua import vault
from diemtua.access.actor import Actor, Scope
from diemtua.access.records import Once, Versioned, agency
from diemtua.cases.models.base import (
    Numbered,
    OwnPartQuerySet,
    Sealed,
    Withholdable,
    area,
    codes,
    shares_of,
    works_on_victims,
)
from diemtua.cases.parts import Part
from diemtua.cases.rules.closing import ClosingReason, OpenWork
from diemtua.cases.rules.evidence import Evidence as EvidenceCode
from diemtua.cases.rules.numbers import CaseNumber
from diemtua.cases.rules.regimes import Regime
from diemtua.cases.statuses import Legal, Support
from diemtua.directory.models import Officer

if TYPE_CHECKING:
    from diemtua.cases.records import ClosingAsked


class CaseQuerySet(models.QuerySet["Case"]):
    """The vocabulary of cases."""

    def visible_to(self, actor: Actor) -> Self:
        """Cases this officer may know to exist. Row security repeats it: migration ``0002_row_security``."""
        if actor.scope is Scope.HOUSE:
            return self
        if not works_on_victims(actor):
            return self.none()
        return self.filter(Q(holder=actor.agency_id) | Exists(shares_of(actor, Part.SUMMARY, "pk")))

    def numbered(self, number: CaseNumber) -> Self:
        return self.filter(year=number.year, serial=number.place)

    def open(self) -> Self:
        return self.exclude(state__in=[Legal.CLOSED, Legal.ELSEWHERE])


class Case(Numbered, Once, Versioned):
    """One person's file. ``state`` is the legal status; ``support_state`` runs beside it."""

    province = models.ForeignKey(
        "directory.Area", models.PROTECT, related_name="+", verbose_name="tỉnh, thành phố"
    )
    year = models.PositiveSmallIntegerField("năm mở")
    serial = models.PositiveIntegerField("số thứ tự")
    person = models.ForeignKey(
        "cases.Person", models.PROTECT, related_name="cases", verbose_name="người được tiếp nhận"
    )
    holder = agency("cơ quan giữ hồ sơ")
    owner = models.ForeignKey(
        Officer, models.PROTECT, null=True, related_name="+", verbose_name="cán bộ phụ trách"
    )
    channel = models.CharField("nguồn tiếp nhận", max_length=20)
    received_at = models.DateTimeField("tiếp nhận lúc")
    received_by = agency("cơ quan tiếp nhận đầu tiên", db_index=False)
    received_area = area("nơi tiếp nhận")
    reported_at = models.DateTimeField("trình báo lúc", null=True)
    state = models.CharField("tình trạng pháp lý", max_length=20, choices=Legal.choices())
    support_state = models.CharField(
        "hỗ trợ, hòa nhập", max_length=20, choices=Support.choices(), default="initial"
    )
    regime = models.CharField("chế độ áp dụng", max_length=3, choices=Regime.choices())
    fallback = codes("dấu hiệu theo Điều 32 khoản 2")
    biography_agrees = models.BooleanField("nhân thân và thời gian vắng mặt phù hợp", default=False)
    appealed = models.BooleanField("khiếu nại đang chờ", default=False)
    declined_by = models.ForeignKey(
        Officer, models.PROTECT, null=True, db_index=False, related_name="+", verbose_name="người kết luận"
    )
    identified_on = models.DateField("ngày của giấy xác nhận nạn nhân", null=True)
    review_on = models.DateField("ngày xem lại", null=True)
    opened_at = models.DateTimeField("mở lúc")
    closed_at = models.DateTimeField("kết thúc lúc", null=True)
    closing_reason = models.CharField(
        "lý do kết thúc", max_length=20, blank=True, choices=ClosingReason.choices()
    )

    objects: ClassVar[models.Manager[Case]] = CaseQuerySet.as_manager()  # type: ignore[assignment]

    class Meta:
        verbose_name = "hồ sơ nạn nhân"
        indexes = [
            models.Index(fields=["holder", "state"], name="case_of_holder"),
            models.Index(fields=["province", "-opened_at"], name="case_of_province"),
        ]
        constraints = [
            models.UniqueConstraint(fields=["province", "year", "serial"], name="case_number_once"),
            models.UniqueConstraint(fields=["id", "holder"], name="case_with_holder"),
            models.CheckConstraint(
                name="case_closed_says_when_and_why",
                condition=~Q(state="closed") | Q(closed_at__isnull=False) & ~Q(closing_reason=""),
            ),
            models.CheckConstraint(
                name="case_of_a_victim_says_since_when",
                condition=~Q(state="victim") | Q(identified_on__isnull=False),
            ),
        ]

    def __str__(self) -> str:
        return self.number

    @property
    def number(self) -> str:
        """«2026-0417»: what lists, notices and reports call the case."""
        return str(CaseNumber(self.year, self.serial))

    # --- what the policies ask (``records.VictimCase``) ---------------------------------------------

    @property
    def was_recognised(self) -> bool:
        return self.identified_on is not None

    @property
    def verifier_ids(self) -> Collection[Any]:
        """Agencies asked to verify, while the request stands. One query."""
        asked = self.shares.filter(kind="verification", ended_at=None)  # type: ignore[attr-defined]
        return set(asked.values_list("agency", flat=True))

    @property
    def evidence(self) -> Collection[EvidenceCode]:
        """Where material on the case comes from. One query."""
        from diemtua.cases.models.story import Evidence

        found = Evidence.objects.filter(case=self).values_list("code", flat=True).distinct()
        return [EvidenceCode(code) for code in found]

    @property
    def open_work(self) -> OpenWork:
        """What still stands open, the dependants' included. One query."""
        from diemtua.cases.queries.open_work import open_work_of

        return open_work_of(self)

    @property
    def closing(self) -> ClosingAsked | None:
        """The request to close that waits. One query."""
        from diemtua.cases.models.closing import ClosingRequest

        return cast("ClosingAsked | None", ClosingRequest.objects.filter(case=self, answered_at=None).first())


class CaseEvent(Once, Sealed, Withholdable):
    """What happened to a case (diễn biến), only ever added. ``happened_at`` is the trade's time, ``recorded_at`` ours."""

    case = models.ForeignKey(Case, models.CASCADE, related_name="events", verbose_name="hồ sơ")
    part = models.CharField("phần", max_length=20, choices=Part.choices())
    life = models.CharField("vòng đời", max_length=12)
    move = models.CharField("việc", max_length=40)
    before = models.CharField("từ", max_length=20, blank=True)
    after = models.CharField("đến", max_length=20, blank=True)
    subject = models.CharField("về", max_length=40, blank=True)
    happened_at = models.DateTimeField("xảy ra lúc")
    recorded_at = models.DateTimeField("ghi lúc")
    officer = models.ForeignKey(
        Officer, models.PROTECT, null=True, db_index=False, related_name="+", verbose_name="cán bộ"
    )
    agency = agency("cơ quan", null=True, db_index=False)
    paper = models.ForeignKey(
        "cases.CasePaper", models.PROTECT, null=True, related_name="+", verbose_name="văn bản"
    )
    said = models.CharField("nội dung hệ thống ghi", max_length=500, blank=True)
    grounds = vault.Text("căn cứ, lý do", level=vault.NARRATIVE, null=True)

    objects: ClassVar[models.Manager[CaseEvent]] = OwnPartQuerySet.as_manager()  # type: ignore[assignment]

    class Meta:
        verbose_name = "diễn biến hồ sơ"
        indexes = [models.Index(fields=["case", "-happened_at"], name="event_of_case")]

    def __str__(self) -> str:
        return f"{self.life}.{self.move}"


class Counter(models.Model):
    """The last serial given in a province and a year. Reached through ``cases_next_serial`` alone."""

    province = models.ForeignKey("directory.Area", models.PROTECT, related_name="+", verbose_name="tỉnh")
    year = models.PositiveSmallIntegerField("năm")
    last = models.PositiveIntegerField("số cuối")

    class Meta:
        verbose_name = "số hồ sơ đã cấp"
        constraints = [models.UniqueConstraint(fields=["province", "year"], name="counter_once")]

    def __str__(self) -> str:
        return f"{self.year}: {self.last}"
