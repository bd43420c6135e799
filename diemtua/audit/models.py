"""What the trail keeps. Rows are written once; the database refuses to change or delete them."""

from typing import ClassVar

from django.db import models


class Entry(models.Model):
    """One act or reading (một dòng nhật ký).

    ``hash`` is SHA-256 over the previous row's hash and this row's canonical text, both made by the
    database when the row arrives, so that a row taken out, put in or altered shows (``diemtua audit verify``).
    """

    at = models.DateTimeField("lúc")
    act = models.CharField("việc", max_length=60)
    subject_kind = models.CharField("loại hồ sơ", max_length=60)
    subject = models.CharField("số hồ sơ", max_length=60)
    officer = models.BigIntegerField("cán bộ", null=True)
    agency = models.BigIntegerField("cơ quan", null=True)
    detail = models.JSONField("chi tiết", default=dict)
    place = models.BigIntegerField("thứ tự trong chuỗi", null=True, unique=True)
    previous = models.BinaryField("mã dòng trước", null=True)
    hash = models.BinaryField("mã", null=True)

    objects: ClassVar[models.Manager["Entry"]]

    class Meta:
        verbose_name = "dòng nhật ký"
        indexes = [
            models.Index(fields=["subject_kind", "subject", "id"], name="entry_of_subject"),
            models.Index(fields=["officer", "id"], name="entry_of_officer"),
        ]

    def __str__(self) -> str:
        return f"{self.act} {self.subject_kind} {self.subject}"
