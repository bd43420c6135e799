"""What the vault keeps: one data key a person, wrapped. Never the key itself."""

import uuid
from typing import ClassVar

from django.db import models


class DataKey(models.Model):
    """The key of one person (khóa dữ liệu), wrapped by a key of the keyring; wrapped bytes gone is a person erased."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    wrapped = models.BinaryField("khóa đã bọc", null=True)
    keyring_key = models.CharField("bọc bằng khóa", max_length=40)
    created_at = models.DateTimeField("tạo lúc", auto_now_add=True)
    destroyed_at = models.DateTimeField("hủy lúc", null=True)

    objects: ClassVar[models.Manager["DataKey"]]

    class Meta:
        verbose_name = "khóa dữ liệu"
        indexes = [models.Index(fields=["keyring_key", "id"], name="datakey_by_keyring_key")]
        constraints = [
            models.CheckConstraint(
                name="datakey_wrapped_or_destroyed",
                condition=models.Q(wrapped__isnull=False, destroyed_at=None)
                | models.Q(wrapped=None, destroyed_at__isnull=False),
            )
        ]

    def __str__(self) -> str:
        return str(self.pk)
