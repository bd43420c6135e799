"""``diemtua files_sweep``: stored files that no row names any more are let go, each with a line in the trail."""

import argparse
from datetime import timedelta
from typing import Any

from django.core.management.base import BaseCommand
from django.utils import timezone

from diemtua.plans.actions.files import GRACE, sweep
from diemtua.ui.words import number, size


def days(typed: str) -> timedelta:
    given = int(typed)
    if given < 1:
        raise argparse.ArgumentTypeError("ít nhất 1 ngày: tệp vừa nộp có thể đang được ghi.")
    return timedelta(days=given)


class Command(BaseCommand):
    help = "Dọn tệp trong kho không còn hồ sơ nào nhắc đến; chạy lại không đổi gì."

    def add_arguments(self, parser: argparse.ArgumentParser) -> None:
        parser.add_argument(
            "--days", type=days, default=GRACE, help=f"giữ tệp chưa quá số ngày này, mặc định {GRACE.days}"
        )
        parser.add_argument("--dry-run", action="store_true", help="chỉ đếm, không xóa")

    def handle(self, *args: Any, **options: Any) -> None:
        found = sweep(before=timezone.now() - options["days"], dry_run=options["dry_run"])
        said = "Sẽ dọn" if options["dry_run"] else "Đã dọn"
        self.stdout.write(
            f"{said} {number(found.files)} tệp không còn hồ sơ nào nhắc đến, {size(found.size)}."
        )
