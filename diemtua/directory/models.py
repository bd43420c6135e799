"""Areas, agencies, officers: each valid between two days, each with its successors."""

from __future__ import annotations

from datetime import date
from typing import ClassVar, Self

from django.db import models
from django.db.models import Case, F, IntegerField, Q, When
from django.urls import reverse

from diemtua.kernel.collation import sort_key
from diemtua.kernel.text import fold


class DatedQuerySet(models.QuerySet):
    """Rows that are true between two days; ``valid_until`` is the last day, inclusive."""

    def on(self, day: date) -> Self:
        """Those in force on ``day``."""
        return self.filter(
            Q(valid_from=None) | Q(valid_from__lte=day), Q(valid_until=None) | Q(valid_until__gte=day)
        )


class Named(models.Model):
    """A name with the two keys that let any server sort and find Vietnamese alike."""

    name = models.CharField("tên", max_length=255)
    name_sort = models.BinaryField("khóa sắp xếp", editable=False)
    name_folded = models.CharField("tên không dấu", max_length=255, editable=False)

    class Meta:
        abstract = True

    def __str__(self) -> str:
        return self.name

    def save(self, *args, **kwargs):
        self.keyed()
        super().save(*args, **kwargs)

    def keyed(self) -> Self:
        """Itself, with the keys of its name: what ``save`` does, for rows written in bulk."""
        self.name_sort, self.name_folded = sort_key(self.name), fold(self.name)
        return self


class Area(Named):
    """A unit of administration (đơn vị hành chính): country, province, district (until 30/6/2025), commune."""

    class Level(models.TextChoices):
        COUNTRY = "country", "Quốc gia"
        PROVINCE = "province", "Cấp tỉnh"
        DISTRICT = "district", "Cấp huyện"
        COMMUNE = "commune", "Cấp xã"

    code = models.CharField("mã", max_length=20, unique=True)
    level = models.CharField("cấp", max_length=10, choices=Level)
    kind = models.CharField("loại", max_length=40)
    parent = models.ForeignKey("self", models.PROTECT, null=True, blank=True, related_name="parts")
    valid_from = models.DateField("có từ ngày", null=True, blank=True)
    valid_until = models.DateField("đến hết ngày", null=True, blank=True)
    source = models.CharField("căn cứ", max_length=255, blank=True)

    objects = DatedQuerySet.as_manager()

    class Meta:
        verbose_name = "đơn vị hành chính"
        indexes = [models.Index(fields=["level", "name_sort"], name="area_by_level_and_name")]
        constraints = [
            models.CheckConstraint(
                name="area_ends_after_it_begins",
                condition=Q(valid_from=None) | Q(valid_until=None) | Q(valid_until__gte=F("valid_from")),
            )
        ]

    @classmethod
    def wide_first(cls) -> Case:
        """An order for lists: country, provinces, districts, communes."""
        return Case(
            *(When(level=level, then=n) for n, level in enumerate(cls.Level)), output_field=IntegerField()
        )

    @property
    def full_name(self) -> str:
        """As documents write it: «tỉnh Nghệ An», «thành phố Cần Thơ», «xã Tri Phương»."""
        kind = self.kind.partition(" trực thuộc ")[0].partition(" thuộc ")[0]
        return f"{kind} {self.name}".strip()


class AreaSuccession(models.Model):
    """One area became (part of) another on a day (sáp nhập, chia tách)."""

    predecessor = models.ForeignKey(Area, models.PROTECT, related_name="succeeded_by")
    successor = models.ForeignKey(Area, models.PROTECT, related_name="succeeds")
    on = models.DateField("từ ngày")
    note = models.CharField("ghi chú", max_length=255, blank=True)

    class Meta:
        verbose_name = "kế thừa địa bàn"
        constraints = [
            models.UniqueConstraint(fields=["predecessor", "successor"], name="area_succession_once"),
            models.CheckConstraint(
                name="area_not_its_own_successor", condition=~Q(predecessor=F("successor"))
            ),
        ]

    def __str__(self) -> str:
        return f"{self.predecessor} → {self.successor}"


class Agency(Named):
    """A body with duties (cơ quan, đơn vị, tổ chức), as it was called between two days.

    ``kind`` is a code of ``diemtua.directory.kinds`` (``cong-an-tinh``, ``so-y-te`` …). A new name is a new
    row and a succession: «Sở Lao động - Thương binh và Xã hội» of 2023 stays what it was.
    """

    kind = models.CharField("loại cơ quan", max_length=40)
    short_name = models.CharField("tên gọi tắt", max_length=120, blank=True)
    area = models.ForeignKey(Area, models.PROTECT, related_name="agencies", verbose_name="địa bàn")
    province = models.ForeignKey(Area, models.PROTECT, related_name="+", verbose_name="tỉnh, thành phố")
    parent = models.ForeignKey("self", models.PROTECT, null=True, blank=True, related_name="units")
    email = models.EmailField("thư điện tử", blank=True)
    phone = models.CharField("điện thoại", max_length=40, blank=True)
    valid_from = models.DateField("có từ ngày", null=True, blank=True)
    valid_until = models.DateField("đến hết ngày", null=True, blank=True)
    version = models.PositiveIntegerField("lần sửa", default=1)

    objects = DatedQuerySet.as_manager()

    class Meta:
        verbose_name = "cơ quan"
        indexes = [
            models.Index(fields=["province", "kind"], name="agency_by_province_and_kind"),
            models.Index(fields=["province", "name_sort"], name="agency_by_province_and_name"),
        ]
        constraints = [
            models.CheckConstraint(
                name="agency_ends_after_it_begins",
                condition=Q(valid_from=None) | Q(valid_until=None) | Q(valid_until__gte=F("valid_from")),
            ),
            models.UniqueConstraint(
                fields=["area", "kind", "name", "valid_from"], name="agency_once", nulls_distinct=False
            ),
        ]

    def get_absolute_url(self) -> str:
        return reverse("directory:agency", args=[self.pk])

    @property
    def called(self) -> str:
        return self.short_name or self.name


class AgencySuccession(models.Model):
    """Who carries on the work of a body that ended, for which subject (kế thừa chức năng, nhiệm vụ)."""

    predecessor = models.ForeignKey(Agency, models.PROTECT, related_name="succeeded_by")
    successor = models.ForeignKey(Agency, models.PROTECT, related_name="succeeds")
    on = models.DateField("từ ngày")
    topic = models.CharField("lĩnh vực", max_length=255, blank=True)
    source = models.CharField("căn cứ", max_length=255, blank=True)

    class Meta:
        verbose_name = "kế thừa cơ quan"
        constraints = [
            models.UniqueConstraint(
                fields=["predecessor", "successor", "topic"], name="agency_succession_once"
            ),
            models.CheckConstraint(
                name="agency_not_its_own_successor", condition=~Q(predecessor=F("successor"))
            ),
        ]

    def __str__(self) -> str:
        return f"{self.predecessor} → {self.successor}"


class Officer(Named):
    """A person who serves (cán bộ). Where and as what is a ``Posting``."""

    email = models.EmailField("thư điện tử", unique=True)
    phone = models.CharField("điện thoại", max_length=40, blank=True)

    objects: ClassVar[models.Manager[Officer]] = models.Manager()

    class Meta:
        verbose_name = "cán bộ"

    def get_absolute_url(self) -> str:
        return reverse("directory:officer", args=[self.pk])


class PostingQuerySet(DatedQuerySet):
    def current(self, on: date) -> Self:
        return self.on(on).select_related("officer", "agency", "agency__area", "agency__province")


class Posting(models.Model):
    """An officer's place: agency, position and duties between two days (vị trí công tác)."""

    class Duty(models.TextChoices):
        WORK = "work", "Xử lý việc"
        VICTIMS = "victims", "Công tác nạn nhân"
        LEAD = "lead", "Lãnh đạo cơ quan"
        FOCAL = "focal", "Đầu mối"
        OVERSEE = "oversee", "Theo dõi, giám sát toàn tỉnh"
        AUDIT = "audit", "Kiểm tra nhật ký"
        ADMINISTER = "administer", "Quản trị hệ thống"

    officer = models.ForeignKey(Officer, models.PROTECT, related_name="postings")
    agency = models.ForeignKey(Agency, models.PROTECT, related_name="postings")
    position = models.CharField("chức vụ", max_length=120)
    duties = models.JSONField("nhiệm vụ", default=list)
    valid_from = models.DateField("từ ngày")
    valid_until = models.DateField("đến hết ngày", null=True, blank=True)

    objects = PostingQuerySet.as_manager()

    class Meta:
        verbose_name = "vị trí công tác"
        constraints = [
            models.UniqueConstraint(
                fields=["officer"], condition=Q(valid_until=None), name="officer_has_one_open_posting"
            ),
            models.CheckConstraint(
                name="posting_ends_after_it_begins",
                condition=Q(valid_until=None) | Q(valid_until__gte=F("valid_from")),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.officer}, {self.position}, {self.agency}"


class Absence(models.Model):
    """An officer is away and somebody stands in (nghỉ, vắng mặt và người thay)."""

    officer = models.ForeignKey(Officer, models.PROTECT, related_name="absences")
    stand_in = models.ForeignKey(Officer, models.PROTECT, null=True, blank=True, related_name="stands_in")
    valid_from = models.DateField("từ ngày")
    valid_until = models.DateField("đến hết ngày")
    reason = models.CharField("lý do", max_length=120, blank=True)

    objects = DatedQuerySet.as_manager()

    class Meta:
        verbose_name = "vắng mặt"
        constraints = [
            models.CheckConstraint(
                name="absence_ends_after_it_begins", condition=Q(valid_until__gte=F("valid_from"))
            ),
            models.CheckConstraint(name="nobody_stands_in_for_himself", condition=~Q(officer=F("stand_in"))),
        ]

    def __str__(self) -> str:
        return f"{self.officer} {self.valid_from:%d/%m/%Y}–{self.valid_until:%d/%m/%Y}"
