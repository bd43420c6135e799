"""Accounts (tài khoản): what an officer signs in with. Everything about his work is in ``directory``."""

from __future__ import annotations

from typing import Any, ClassVar

from django.contrib.auth.base_user import AbstractBaseUser, BaseUserManager
from django.db import models

from diemtua.directory.models import Area, Officer


class AccountManager(BaseUserManager["Account"]):
    def create_account(self, officer: Officer, password: str | None, **extra: Any) -> Account:
        """An account for ``officer``, under his work e-mail."""
        account = self.model(officer=officer, email=self.normalize_email(officer.email), **extra)
        account.set_password(password)
        account.save(using=self._db)
        return account

    def get_queryset(self) -> models.QuerySet[Account]:
        return super().get_queryset().select_related("officer")


class Account(AbstractBaseUser):
    """How one officer signs in."""

    email = models.EmailField("thư điện tử công vụ", unique=True)
    officer = models.OneToOneField(Officer, models.PROTECT, related_name="account", verbose_name="cán bộ")
    is_active = models.BooleanField("đang dùng", default=True)
    created_at = models.DateTimeField("tạo lúc", auto_now_add=True)
    calendar_key = models.CharField("khóa lịch riêng", max_length=64, blank=True)

    objects: ClassVar[AccountManager] = AccountManager()

    USERNAME_FIELD = "email"
    EMAIL_FIELD = "email"

    class Meta:
        verbose_name = "tài khoản"

    def __str__(self) -> str:
        return self.email


class StandingClock(models.Model):
    """A demonstration province lives on a day of its plan's own time (đồng hồ trình diễn). Never in production."""

    province = models.OneToOneField(Area, models.CASCADE, related_name="+", verbose_name="tỉnh, thành phố")
    today = models.DateField("ngày đang trình diễn")

    class Meta:
        verbose_name = "đồng hồ trình diễn"

    def __str__(self) -> str:
        return f"{self.province}: {self.today:%d/%m/%Y}"
