"""Documents (văn bản), their clauses, what they cite, and what the reading of them proposes."""

from __future__ import annotations

from datetime import date
from typing import Self

from django.contrib.postgres.indexes import GinIndex
from django.contrib.postgres.search import SearchQuery, SearchVector, SearchVectorField
from django.db import models
from django.db.models import F, Q
from django.db.models.functions import Left

from diemtua.access.actor import Actor, Scope
from diemtua.access.records import Once, Versioned, agency
from diemtua.directory.models import Agency, Officer
from diemtua.plans import rules
from diemtua.plans.models.base import OfDocumentQuerySet, Shared, SharedQuerySet
from diemtua.plans.scanning import Scan


def heavy(path: str = "") -> list[str]:
    """The large columns of a document reached through ``path``, for lists to leave behind (``defer``)."""
    prefix = f"{path}__" if path else ""
    return [f"{prefix}{name}" for name in ("text", "folded", "search")]


class DocumentQuerySet(SharedQuerySet):
    def overseen(self) -> Q:
        """A draft belongs to its holder alone; an issued document is known to the province's overseers."""
        return Q(issued_at__isnull=False)

    def issued(self) -> Self:
        return self.filter(issued_at__isnull=False)

    def drafts(self) -> Self:
        return self.filter(issued_at=None)

    def kept_by(self, agency_id: int | None) -> Self:
        """Registered by an agency, or passed on to it by one that has ended."""
        return self.filter(Q(keeper=agency_id) | Q(keeper=None, holder=agency_id))

    def whose_keeper_ended(self, before: date) -> Self:
        """Those kept by a body that is no more on a day."""
        return self.filter(Q(keeper__valid_until__lt=before) | Q(keeper=None, holder__valid_until__lt=before))

    def matching(self, prefixes: str) -> Self:
        """Those whose folded words satisfy a tsquery of ``simple`` prefixes («mua:* & ban:*»)."""
        return (
            self.filter(search=SearchQuery(prefixes, config="simple", search_type="raw"))
            if prefixes
            else self
        )


class Document(Shared, Once, Versioned):
    """An administrative document (văn bản hành chính, Nghị định 30/2020/NĐ-CP), with its file byte for byte.

    ``number`` and ``symbol``: «Số: 126/KH-UBND» is ``126`` and ``KH-UBND``. ``period_from`` and ``period_to``
    are ``YYYY``, ``YYYY-MM`` or ``YYYY-MM-DD`` as precise as the text. ``holder`` registered it and stays on record;
    ``keeper`` is the successor that keeps it where the holder has ended. ``text`` is what was read, unchanged;
    every span of a clause, proposal or task counts its code points.
    """

    class Kind(models.TextChoices):
        PLAN = "ke-hoach", "Kế hoạch"
        DECISION = "quyet-dinh", "Quyết định"
        LETTER = "cong-van", "Công văn"
        PROGRAMME = "chuong-trinh", "Chương trình"
        NEWS = "tin-bai", "Tin bài"

    holder = agency("cơ quan đăng ký và giao việc")
    keeper = agency("cơ quan kế thừa giữ văn bản", null=True, blank=True)
    kind = models.CharField("loại văn bản", max_length=20, choices=Kind, default=Kind.PLAN)
    number = models.CharField("số", max_length=20, blank=True)
    symbol = models.CharField("ký hiệu", max_length=60, blank=True)
    issuer_name = models.CharField("cơ quan ban hành", max_length=255, blank=True)
    issuer = agency("cơ quan ban hành trong danh bạ", null=True, blank=True)
    place = models.CharField("nơi ban hành", max_length=120, blank=True)
    issued_on = models.DateField("ngày ban hành", null=True, blank=True)
    title = models.TextField("trích yếu", blank=True)
    period_from = models.CharField("thời kỳ từ", max_length=10, blank=True)
    period_to = models.CharField("đến", max_length=10, blank=True)
    signed_for = models.CharField("thẩm quyền ký", max_length=255, blank=True)
    signer_position = models.CharField("chức vụ người ký", max_length=120, blank=True)
    signer_name = models.CharField("người ký", max_length=120, blank=True)
    theme = models.TextField("chủ đề", blank=True)
    recipients = models.JSONField("nơi nhận", default=list)
    parent = models.ForeignKey(
        "self",
        models.PROTECT,
        null=True,
        blank=True,
        related_name="children",
        verbose_name="văn bản cấp trên",
    )

    text = models.TextField("toàn văn")
    file_name = models.CharField("tên tệp", max_length=255, blank=True)
    file_kind = models.CharField("loại tệp", max_length=20, blank=True)
    file_size = models.PositiveBigIntegerField("cỡ tệp (byte)", default=0)
    file_sha256 = models.CharField("mã băm SHA-256 của tệp gốc", max_length=64, blank=True)
    scan = models.CharField("quét mã độc", max_length=10, choices=Scan, blank=True)
    notes = models.JSONField("ghi chú khi đọc tệp", default=list)
    folded = models.TextField("chữ không dấu để tìm", editable=False)
    search = models.GeneratedField(
        expression=SearchVector(Left("folded", 400_000), config="simple"),
        output_field=SearchVectorField(),
        db_persist=True,
    )

    created_by = models.ForeignKey(Officer, models.PROTECT, related_name="+", verbose_name="người đăng ký")
    created_at = models.DateTimeField("đăng ký lúc")
    issued_at = models.DateTimeField("giao việc lúc", null=True, blank=True)
    ended_on = models.DateField("hết hiệu lực ngày", null=True, blank=True)
    issued_by = models.ForeignKey(
        Officer, models.PROTECT, null=True, related_name="+", verbose_name="người giao việc"
    )

    objects = DocumentQuerySet.as_manager()

    class Meta:
        verbose_name = "văn bản"
        indexes = [
            GinIndex(fields=["search"], name="document_words"),
            GinIndex(fields=["seen_by"], name="document_seen_by"),
            models.Index(fields=["province", "-issued_on", "-id"], name="document_by_province_and_day"),
            models.Index(fields=["holder", "issued_at"], name="document_by_holder"),
        ]
        constraints = [
            models.CheckConstraint(
                name="document_issued_at_and_by_together",
                condition=Q(issued_at=None, issued_by=None)
                | Q(issued_at__isnull=False, issued_by__isnull=False),
            ),
            models.CheckConstraint(
                name="document_not_its_own_parent", condition=Q(parent=None) | ~Q(parent=F("id"))
            ),
            models.CheckConstraint(
                name="document_file_with_its_scan",
                condition=Q(file_sha256="", scan="") | ~Q(file_sha256="") & ~Q(scan=""),
            ),
        ]

    def __str__(self) -> str:
        return self.called

    @property
    def ends_on(self) -> date | None:
        """The last day on which it asks for anything; ``ended_on`` is the day before another document replaced it."""
        return rules.plan_ends(self.period_to, self.ended_on)

    @property
    def kept_by_id(self) -> int:
        return self.keeper_id or self.holder_id

    @property
    def kept_by(self) -> Agency:
        """Who keeps it today (cơ quan giữ văn bản): its holder, or the successor of a holder that has ended."""
        return self.keeper or self.holder

    @property
    def called(self) -> str:
        """«Kế hoạch 126/KH-UBND», or the kind alone when it has no number yet."""
        code = "/".join(part for part in (self.number, self.symbol) if part)
        return f"{self.get_kind_display()} {code}".strip()


class Citation(models.Model):
    """A document cited (căn cứ, văn bản cấp trên, sửa đổi); linked when the register holds it."""

    class Role(models.TextChoices):
        BASIS = "basis", "Căn cứ"
        PARENT = "parent", "Triển khai"
        AMENDS = "amends", "Sửa đổi, bổ sung"
        REPLACES = "replaces", "Thay thế"

    document = models.ForeignKey(Document, models.CASCADE, related_name="citations")
    role = models.CharField("quan hệ", max_length=10, choices=Role, default=Role.BASIS)
    cited = models.CharField("số, ký hiệu", max_length=120, blank=True)
    cited_on = models.CharField("ngày", max_length=10, blank=True)
    name = models.TextField("tên văn bản", blank=True)
    target = models.ForeignKey(Document, models.PROTECT, null=True, blank=True, related_name="cited_by")

    objects = OfDocumentQuerySet.as_manager()

    class Meta:
        verbose_name = "viện dẫn"

    def __str__(self) -> str:
        return self.cited or self.name


class Clause(models.Model):
    """A clause of the outline (phần, mục, khoản, điểm, gạch đầu dòng) and where it stands in the text."""

    document = models.ForeignKey(Document, models.CASCADE, related_name="clauses")
    position = models.PositiveIntegerField("thứ tự")
    path = models.CharField("đường dẫn", max_length=200)
    label = models.CharField("nhãn", max_length=40)
    kind = models.CharField("loại", max_length=12)
    level = models.PositiveSmallIntegerField("cấp")
    heading = models.TextField("tiêu đề", blank=True)
    start = models.PositiveIntegerField("từ")
    end = models.PositiveIntegerField("đến")

    objects = OfDocumentQuerySet.as_manager()

    class Meta:
        verbose_name = "điểm, khoản"
        ordering = ["document", "position"]
        constraints = [
            models.UniqueConstraint(fields=["document", "path"], name="clause_path_once"),
            models.CheckConstraint(name="clause_ends_after_it_starts", condition=Q(end__gt=F("start"))),
        ]

    def __str__(self) -> str:
        return self.path


SURE = 0.8  # the reader's confidence from which an item may be approved without being opened


class ProposalQuerySet(OfDocumentQuerySet):
    def visible_to(self, actor: Actor) -> Self:
        """What the reading proposed, and who dropped what and why, belongs to the document's keeper alone."""
        if actor.scope is Scope.HOUSE:
            return self
        return self.filter(document__in=Document.objects.kept_by(actor.agency_id))

    def pending(self) -> Self:
        return self.filter(decision=Proposal.Decision.PENDING)

    def doubtful(self) -> Self:
        """Those to walk down first: the reader doubts, or a duty produced nothing."""
        return self.filter(Q(confidence__lt=SURE) | ~Q(doubts=[]) | Q(kind=Proposal.Kind.SILENT))

    def sure(self) -> Self:
        """Read, not made by hand, without a doubt, with somebody to do it."""
        nobody = Q(kind=Proposal.Kind.ASSIGNMENT, content__lead__agency_ids=[])
        sure = self.filter(origin=Proposal.Origin.READ, confidence__gte=SURE, doubts=[])
        return sure.exclude(kind=Proposal.Kind.SILENT).exclude(nobody)


class Proposal(Once, Versioned):
    """What the reading proposes and a person decides (đề xuất chờ duyệt): a task, a report, a campaign, a message.

    ``content`` has the shape of the reading's item (``diemtua.plans.reading``) with ``agency_ids`` added to each
    agency once resolved. ``key`` names the item by its words, so that a better reading of an improved text finds
    the decision already taken.
    """

    class Kind(models.TextChoices):
        ASSIGNMENT = "assignment", "Việc được giao"
        REPORT = "report", "Nghĩa vụ báo cáo"
        CAMPAIGN = "campaign", "Đợt cao điểm, chỉ đạo điểm"
        MESSAGE = "message", "Thông điệp"
        SILENT = "silent", "Câu nêu nhiệm vụ nhưng chưa thành việc"

    class Decision(models.TextChoices):
        PENDING = "pending", "Chờ xem"
        APPROVED = "approved", "Đã duyệt"
        DROPPED = "dropped", "Bỏ"

    class Origin(models.TextChoices):
        READ = "read", "Máy đọc"
        PERSON = "person", "Người thêm"

    document = models.ForeignKey(Document, models.CASCADE, related_name="proposals")
    kind = models.CharField("loại", max_length=12, choices=Kind)
    origin = models.CharField("nguồn", max_length=8, choices=Origin, default=Origin.READ)
    key = models.CharField("khóa nội dung", max_length=64)
    clause = models.CharField("điểm, khoản", max_length=200, blank=True)
    start = models.PositiveIntegerField("từ")
    end = models.PositiveIntegerField("đến")
    content = models.JSONField("nội dung", default=dict)
    confidence = models.FloatField("độ chắc", default=1.0)
    doubts = models.JSONField("điều còn ngờ", default=list)
    decision = models.CharField("quyết định", max_length=10, choices=Decision, default=Decision.PENDING)
    reason = models.TextField("lý do", blank=True)
    decided_by = models.ForeignKey(
        Officer, models.PROTECT, null=True, related_name="+", verbose_name="người duyệt"
    )
    decided_at = models.DateTimeField("duyệt lúc", null=True)

    objects = ProposalQuerySet.as_manager()

    class Meta:
        verbose_name = "đề xuất"
        indexes = [models.Index(fields=["document", "start", "id"], name="proposal_in_text_order")]
        constraints = [
            models.CheckConstraint(name="proposal_ends_after_it_starts", condition=Q(end__gt=F("start"))),
            models.CheckConstraint(
                name="proposal_dropped_with_a_reason", condition=~Q(decision="dropped") | ~Q(reason="")
            ),
            models.CheckConstraint(
                name="proposal_decided_by_and_at_together",
                condition=Q(decided_by=None, decided_at=None)
                | Q(decided_by__isnull=False, decided_at__isnull=False),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.get_kind_display()} {self.clause}"
