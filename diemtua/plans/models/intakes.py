"""A file being read in the background (tiếp nhận tệp): what a scan is until it has become a document."""

from __future__ import annotations

from datetime import datetime
from typing import Self

from django.db import models
from django.db.models import Q

from diemtua.access.actor import Actor, Scope
from diemtua.access.records import Once, agency
from diemtua.directory.models import Officer
from diemtua.plans.models.documents import Document
from diemtua.plans.scanning import Scan


class IntakeQuerySet(models.QuerySet):
    def visible_to(self, actor: Actor) -> Self:
        """Known to the agency that handed the file in. Row security repeats it."""
        return self if actor.scope is Scope.HOUSE else self.filter(holder=actor.agency_id)

    def unsettled(self, since: datetime) -> Self:
        """Those an officer may still look for: being read, or refused after ``since``."""
        return self.filter(Q(finished_at=None) | Q(finished_at__gte=since), document=None)


class Intake(Once):
    """A file whose reading takes minutes, and what became of it: a document, or the sentence that refuses it.

    Its state is read from facts. ``client_id`` is also the document's, so that reading twice makes no twin.
    ``tries`` counts how often reading began: a worker may die under it. Sizes in bytes.
    """

    class State(models.TextChoices):
        WAITING = "waiting", "Chờ đọc"
        READING = "reading", "Đang đọc"
        DONE = "done", "Đã đọc xong"
        REFUSED = "refused", "Không đọc được"

    holder = agency("cơ quan nộp")
    officer = models.ForeignKey(Officer, models.PROTECT, related_name="+", verbose_name="người nộp")
    parent = models.ForeignKey(
        Document, models.PROTECT, null=True, blank=True, related_name="+", verbose_name="văn bản cấp trên"
    )
    file_name = models.CharField("tên tệp", max_length=255)
    file_kind = models.CharField("loại tệp", max_length=20)
    file_size = models.PositiveBigIntegerField("cỡ tệp (byte)")
    file_sha256 = models.CharField("mã băm SHA-256", max_length=64)
    scan = models.CharField("quét mã độc", max_length=10, choices=Scan)
    asked_at = models.DateTimeField("nộp lúc")
    started_at = models.DateTimeField("bắt đầu đọc lúc", null=True)
    finished_at = models.DateTimeField("xong lúc", null=True)
    tries = models.PositiveSmallIntegerField("số lần bắt đầu đọc", default=0)
    pages_done = models.PositiveIntegerField("trang đã nhận dạng", default=0)
    pages_total = models.PositiveIntegerField("số trang phải nhận dạng", null=True)
    refusal = models.TextField("vì sao không đọc được", blank=True)
    document = models.OneToOneField(Document, models.PROTECT, null=True, related_name="intake")

    objects = IntakeQuerySet.as_manager()

    class Meta:
        verbose_name = "tệp đang đọc"
        indexes = [
            models.Index(fields=["holder", "-id"], name="intake_unsettled", condition=Q(document=None)),
            models.Index(fields=["file_sha256"], name="intake_by_file"),
        ]
        constraints = [
            models.CheckConstraint(
                name="intake_finished_with_a_document_or_a_sentence",
                condition=Q(finished_at=None, document=None, refusal="")
                | Q(finished_at__isnull=False, document__isnull=False, refusal="")
                | (Q(finished_at__isnull=False, document=None) & ~Q(refusal="")),
            ),
        ]

    def __str__(self) -> str:
        return self.file_name

    @property
    def state(self) -> State:
        if self.document_id:
            return self.State.DONE
        if self.refusal:
            return self.State.REFUSED
        return self.State.READING if self.started_at else self.State.WAITING
