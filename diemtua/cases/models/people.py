"""Persons (người được tiếp nhận), who they are, and the blind index by which they are found."""

from __future__ import annotations

from typing import ClassVar, Self

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Exists, OuterRef, Q

from diemtua import vault
from diemtua.access.actor import Actor, Scope
from diemtua.access.records import Once, Versioned
from diemtua.cases.labelled import Answer
from diemtua.cases.models.base import Numbered, Sealed, area, works_on_victims
from diemtua.cases.models.shares import Share
from diemtua.cases.parts import Part
from diemtua.cases.rules.ages import Birth
from diemtua.cases.rules.entitlements import Nationality


def _known(actor: Actor, of_case: Part, of_dependant: Part, person: str) -> Q:
    """The asker has a part of a case of the person, or another of a case the person goes along with."""
    open_shares = Share.objects.open_to(actor)
    own = open_shares.giving(of_case).filter(case__person=OuterRef(person))
    along = open_shares.giving(of_dependant).filter(case__dependants__person=OuterRef(person))
    return Q(Exists(own)) | Q(Exists(along))


class PersonQuerySet(models.QuerySet["Person"]):
    def visible_to(self, actor: Actor) -> Self:
        """Persons of cases whose summary the actor has, and dependants of cases whose family he has."""
        if actor.scope is Scope.HOUSE:
            return self
        if not works_on_victims(actor):
            return self.none()
        return self.filter(_known(actor, Part.SUMMARY, Part.FAMILY, "pk"))


class OfPersonQuerySet(models.QuerySet):
    def visible_to(self, actor: Actor) -> Self:
        """Who somebody is: for whoever has the identity part, or the family part for a dependant."""
        if actor.scope is Scope.HOUSE:
            return self
        if not works_on_victims(actor):
            return self.none()
        return self.filter(_known(actor, Part.IDENTITY, Part.FAMILY, "person"))


class Person(Numbered):
    """A person apart from any case. Nothing here tells who she is; destroying ``vault_key`` erases what does."""

    vault_key = models.OneToOneField(
        "vault.DataKey", models.PROTECT, related_name="+", verbose_name="khóa dữ liệu"
    )
    sex = models.CharField("giới tính", max_length=20, blank=True)
    under_18 = models.CharField(
        "dưới 18 tuổi khi tiếp nhận", max_length=10, choices=Answer.choices(), default="not-sure"
    )
    nationalities = ArrayField(models.CharField(max_length=2), default=list, verbose_name="quốc tịch")
    stateless = models.BooleanField("không quốc tịch", default=False)
    resident = models.BooleanField("thường trú tại Việt Nam", default=False)
    ethnicity = models.CharField("dân tộc", max_length=20, blank=True)
    home_province = area("tỉnh, thành phố nơi cư trú")

    objects: ClassVar[models.Manager[Person]] = PersonQuerySet.as_manager()  # type: ignore[assignment]

    class Meta:
        verbose_name = "người được tiếp nhận"

    def __str__(self) -> str:
        return str(self.pk)

    @property
    def nationality(self) -> Nationality:
        """As the two laws divide people."""
        if "VN" in self.nationalities:
            return Nationality.VIETNAMESE
        if self.stateless:
            return Nationality.STATELESS_RESIDENT if self.resident else Nationality.STATELESS_OTHER
        return Nationality.FOREIGN if self.nationalities else Nationality.UNKNOWN


class Identity(Sealed, Versioned):
    """Who a person is (danh tính). ``birth`` is ``{"year", "month", "day"}``, ``home`` ``{"area", "text"}``."""

    person = models.OneToOneField(
        Person, models.CASCADE, primary_key=True, related_name="identity", verbose_name="người"
    )
    name = vault.Text("họ và tên", level=vault.IDENTITY, null=True)
    aliases = vault.Json("tên gọi khác", level=vault.IDENTITY, null=True)
    birth = vault.Json("ngày sinh", level=vault.IDENTITY, null=True)
    mother_name = vault.Text("họ và tên mẹ", level=vault.IDENTITY, null=True)
    home = vault.Json("nơi cư trú", level=vault.IDENTITY, null=True)

    objects: ClassVar[models.Manager[Identity]] = OfPersonQuerySet.as_manager()  # type: ignore[assignment]

    class Meta:
        verbose_name = "danh tính"

    def __str__(self) -> str:
        return str(self.person_id)

    @property
    def born(self) -> Birth:
        return Birth(**(self.birth or {}))


class IdentityDocument(Once, Sealed):
    """A paper that says who a person is (giấy tờ tùy thân), whether she holds it or somebody keeps it from her."""

    person = models.ForeignKey(Person, models.CASCADE, related_name="documents", verbose_name="người")
    kind = models.CharField("loại giấy tờ", max_length=40)
    number = vault.Text("số", level=vault.IDENTITY)
    issued_on = vault.Date("ngày cấp", level=vault.IDENTITY, null=True)
    held = models.CharField("đang giữ", max_length=20)

    objects: ClassVar[models.Manager[IdentityDocument]] = OfPersonQuerySet.as_manager()  # type: ignore[assignment]

    class Meta:
        verbose_name = "giấy tờ tùy thân"

    def __str__(self) -> str:
        return self.kind


class TokenPurpose(models.IntegerChoices):
    """What a token of the blind index stands for."""

    NAME = 1, "họ và tên, tên gọi khác"
    BIRTH_YEAR = 2, "năm sinh"
    NUMBER = 3, "số giấy tờ"
    PHONE = 4, "điện thoại"


class Token(models.Model):
    """One number of the blind index (chỉ mục mù). No role but the owner reads it: ``cases_find`` answers."""

    pk = models.CompositePrimaryKey("purpose", "token", "person")
    # The application may not even delete here: whoever takes a person away clears her tokens by ``cases_index``.
    person = models.ForeignKey(Person, models.DO_NOTHING, related_name="+", verbose_name="người")
    purpose = models.PositiveSmallIntegerField("loại", choices=TokenPurpose)
    token = models.BigIntegerField("số mù")

    class Meta:
        verbose_name = "chỉ mục mù"

    def __str__(self) -> str:
        return str(self.purpose)
