"""A movement of a case between agencies or officers (lần chuyển), its steps, and the words written with them."""

from __future__ import annotations

from typing import ClassVar, Self

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Exists, OuterRef, Q

from diemtua import vault
from diemtua.access.actor import Actor, Scope
from diemtua.access.records import Once, agency
from diemtua.cases.models import Case, Share
from diemtua.cases.models.base import Numbered, Sealed, works_on_victims
from diemtua.coordination.kinds import Basis, Kind, Purpose, State
from diemtua.directory.models import Officer


def officer(verbose_name: str) -> models.ForeignKey:
    return models.ForeignKey(
        Officer, models.PROTECT, null=True, db_index=False, related_name="+", verbose_name=verbose_name
    )


class MovementQuerySet(models.QuerySet["Movement"]):
    """Movements as inboxes and outboxes speak of them."""

    def visible_to(self, actor: Actor) -> Self:
        """Sender's and receiver's agencies, and who holds the case now. Row security repeats it: ``0002_row_security``."""
        if actor.scope is Scope.HOUSE:
            return self
        if not works_on_victims(actor):
            return self.none()
        mine = actor.agency_id
        return self.filter(Q(from_agency=mine) | Q(to_agency=mine) | Q(holder=mine))

    def live(self) -> Self:
        """Waiting for an answer, or a referral that was taken on and is not done."""
        return self.filter(ended_at=None)

    def waiting(self) -> Self:
        return self.filter(state=State.IN_PROGRESS)

    def received_by(self, actor: Actor) -> Self:
        """What this officer may answer: sent to his agency, to nobody by name or to him; to a head all of it."""
        rows = self.filter(to_agency=actor.agency_id)
        return rows if actor.has("lead") else rows.filter(Q(to_officer=None) | Q(to_officer=actor.officer_id))


class Movement(Numbered, Once):
    """One movement. ``holder`` repeats who holds the case now, kept true by a foreign key over both columns (``0002``).

    ``snapshot`` keeps the names of both sides as they were. Everything here is codes, days and agencies; words are in
    ``StepWords``. Outside of the system ``to_agency`` is empty and ``to_text`` says who.
    """

    case = models.ForeignKey(Case, models.CASCADE, related_name="movements", verbose_name="hồ sơ")
    number = models.CharField("số hồ sơ", max_length=12)
    holder = agency("cơ quan giữ hồ sơ", db_index=False)
    kind = models.CharField("cách chuyển", max_length=20, choices=Kind.choices())
    state = models.CharField("tình trạng", max_length=12, choices=State.choices())
    purpose = models.CharField("mục đích", max_length=20, blank=True, choices=Purpose.choices())
    parts = ArrayField(models.CharField(max_length=20), default=list, verbose_name="các phần")
    from_agency = agency("nơi gửi", db_index=False)
    from_officer = officer("người gửi")
    to_agency = agency("nơi nhận", null=True, db_index=False)
    to_officer = officer("người nhận")
    to_text = models.CharField("nơi nhận ngoài hệ thống", max_length=255, blank=True)
    snapshot = models.JSONField("tên gọi lúc gửi", default=dict)
    service = models.ForeignKey(
        "cases.Service", models.CASCADE, null=True, related_name="+", verbose_name="dịch vụ"
    )
    basis = models.CharField("căn cứ khi không có đồng ý", max_length=10, blank=True, choices=Basis.choices())
    urgent = models.BooleanField("khẩn", default=False)
    asked_by = models.ForeignKey(
        "self", models.SET_NULL, null=True, related_name="+", verbose_name="theo đề nghị"
    )
    offered_at = models.DateTimeField("gửi lúc")
    answer_by = models.DateTimeField("mục tiêu trả lời", null=True)
    expires_at = models.DateTimeField("hết thời gian chờ", null=True)
    escalated_at = models.DateTimeField("đã báo lãnh đạo lúc", null=True)
    answered_at = models.DateTimeField("trả lời lúc", null=True)
    answered_by = officer("người trả lời")
    ended_at = models.DateTimeField("kết thúc lúc", null=True)

    objects: ClassVar[models.Manager[Movement]] = MovementQuerySet.as_manager()  # type: ignore[assignment]

    class Meta:
        verbose_name = "lần chuyển"
        indexes = [
            models.Index(
                fields=["to_agency", "answer_by"], condition=Q(ended_at=None), name="movement_inbox"
            ),
            models.Index(fields=["from_agency", "-offered_at"], name="movement_outbox"),
            models.Index(fields=["expires_at"], condition=Q(state="in-progress"), name="movement_waiting"),
        ]
        constraints = [
            models.UniqueConstraint(
                fields=["case"],
                condition=Q(kind="transfer", state="in-progress"),
                name="movement_one_open_transfer",
            ),
            models.UniqueConstraint(
                fields=["case", "from_agency"],
                condition=Q(kind="transfer-request", state="in-progress"),
                name="movement_one_open_request_of_an_agency",
            ),
            models.CheckConstraint(
                name="movement_goes_to_somebody",
                condition=Q(to_agency__isnull=False, to_text="") | Q(to_agency=None) & ~Q(to_text=""),
            ),
            models.CheckConstraint(
                name="movement_outside_is_a_referral",
                condition=Q(to_agency__isnull=False) | Q(kind="referral"),
            ),
            models.CheckConstraint(
                name="movement_referral_says_what_for", condition=~Q(kind="referral") | ~Q(purpose="")
            ),
            models.CheckConstraint(
                name="movement_ends_when_it_is_over",
                condition=Q(state__in=["in-progress", "accepted"]) | Q(ended_at__isnull=False),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.kind} {self.number}"

    @property
    def to_name(self) -> str:
        """Whom it went to, as called then."""
        return str(self.snapshot.get("to") or self.to_text)

    @property
    def from_name(self) -> str:
        return str(self.snapshot.get("from", ""))

    @property
    def label(self) -> str:
        return Kind(self.kind).label


class MovementStepQuerySet(models.QuerySet["MovementStep"]):
    def visible_to(self, actor: Actor) -> Self:
        """Steps of the movements the actor knows: both sides see each, with its time."""
        if actor.scope is Scope.HOUSE:
            return self
        if not works_on_victims(actor):
            return self.none()
        return self.filter(Exists(Movement.objects.visible_to(actor).filter(pk=OuterRef("movement"))))  # type: ignore[attr-defined]


class MovementStep(Once):
    """One step (bước), only ever added; ``client_id`` is the form's own, so that a form sent again is known."""

    movement = models.ForeignKey(Movement, models.CASCADE, related_name="steps", verbose_name="lần chuyển")
    move = models.CharField("việc", max_length=20)
    before = models.CharField("từ", max_length=12, blank=True)
    after = models.CharField("đến", max_length=12, blank=True)
    at = models.DateTimeField("lúc")
    agency = agency("cơ quan", null=True, db_index=False)
    officer = officer("cán bộ")
    by = models.CharField("người làm lúc đó", max_length=255)

    objects: ClassVar[models.Manager[MovementStep]] = MovementStepQuerySet.as_manager()  # type: ignore[assignment]

    class Meta:
        verbose_name = "bước của lần chuyển"
        indexes = [models.Index(fields=["movement", "at"], name="step_of_movement")]

    def __str__(self) -> str:
        return self.move


class StepWordsQuerySet(models.QuerySet["StepWords"]):
    def visible_to(self, actor: Actor) -> Self:
        """One's own agency's words for ever; the other side's while one knows the case."""
        if actor.scope is Scope.HOUSE:
            return self
        if not works_on_victims(actor):
            return self.none()
        known = Share.objects.open_to(actor).filter(case=OuterRef("case"))
        return self.filter(Q(agency=actor.agency_id) | Exists(known))


class StepWords(Sealed):
    """What an officer wrote with a step: the message, the reasons, the result; under the key of the person."""

    step = models.OneToOneField(
        MovementStep, models.CASCADE, primary_key=True, related_name="written", verbose_name="bước"
    )
    case = models.ForeignKey(Case, models.CASCADE, related_name="+", verbose_name="hồ sơ")
    agency = agency("cơ quan viết", db_index=False)
    words = vault.Text("nội dung", level=vault.NARRATIVE)

    objects: ClassVar[models.Manager[StepWords]] = StepWordsQuerySet.as_manager()  # type: ignore[assignment]

    class Meta:
        verbose_name = "lời viết kèm bước"

    def __str__(self) -> str:
        return str(self.pk)
