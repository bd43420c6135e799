"""Two cases that may be of the same person (hồ sơ có thể của cùng một người). The link is a record with its own visibility."""

from __future__ import annotations

from typing import ClassVar, Self

from django.db import models
from django.db.models import Exists, F, OuterRef, Q

from diemtua.access.actor import Actor, Scope
from diemtua.cases.labelled import Labelled
from diemtua.cases.models import Case, Share
from diemtua.cases.models.base import Numbered, works_on_victims
from diemtua.coordination.models.movements import officer


class Verdict(Labelled):
    """What a holder says of the link, having spoken with the other outside of the system."""

    WAITING = "", "Chưa trả lời"
    SAME = "same", "Cùng một người"
    OTHER = "other", "Không phải cùng một người"
    UNSURE = "unsure", "Chưa rõ"


class PossibleSameQuerySet(models.QuerySet["PossibleSame"]):
    def visible_to(self, actor: Actor) -> Self:
        """Known to whoever holds one of the two cases, and to nobody else."""
        if actor.scope is Scope.HOUSE:
            return self
        if not works_on_victims(actor):
            return self.none()
        held = Share.objects.open_to(actor).filter(kind="holder")
        return self.filter(
            Exists(held.filter(case=OuterRef("one"))) | Exists(held.filter(case=OuterRef("other")))
        )


class PossibleSame(Numbered):
    """A suspicion, told to both holders without content, decided by both; it merges nothing.

    ``one`` is the case of whoever suspected. Each side's verdict is its own; the link says «same» when both do.
    """

    one = models.ForeignKey(Case, models.CASCADE, related_name="+", verbose_name="hồ sơ thứ nhất")
    other = models.ForeignKey(Case, models.CASCADE, related_name="+", verbose_name="hồ sơ thứ hai")
    suspected_at = models.DateTimeField("nghi ngờ lúc")
    suspected_by = officer("người nghi ngờ")
    one_says = models.CharField("bên thứ nhất", max_length=6, blank=True, choices=Verdict.choices())
    other_says = models.CharField("bên thứ hai", max_length=6, blank=True, choices=Verdict.choices())
    one_said_at = models.DateTimeField("bên thứ nhất trả lời lúc", null=True)
    other_said_at = models.DateTimeField("bên thứ hai trả lời lúc", null=True)

    objects: ClassVar[models.Manager[PossibleSame]] = PossibleSameQuerySet.as_manager()  # type: ignore[assignment]

    class Meta:
        verbose_name = "hồ sơ có thể của cùng một người"
        constraints = [
            models.UniqueConstraint(
                models.functions.Least(F("one"), F("other")),
                models.functions.Greatest(F("one"), F("other")),
                name="link_once",
            ),
            models.CheckConstraint(name="link_of_two_cases", condition=~Q(one=F("other"))),
        ]

    def __str__(self) -> str:
        return str(self.pk)

    @property
    def verdict(self) -> Verdict:
        """Same when both say so, another when one does, open until then."""
        said = {self.one_says, self.other_says}
        if Verdict.OTHER in said:
            return Verdict.OTHER
        if said == {Verdict.SAME.value}:
            return Verdict.SAME
        return Verdict.WAITING if "" in said else Verdict.UNSURE
