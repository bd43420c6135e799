"""``diemtua directory_load``: the common table of areas into the database; a second time changes nothing."""

from typing import Any

from django.core.management.base import BaseCommand

from diemtua.directory.loading import load


class Command(BaseCommand):
    help = "Nạp danh mục tỉnh, huyện, xã cùng các lần sáp nhập; chạy lại không đổi gì."

    def handle(self, *args: Any, **options: Any) -> None:
        done = load()
        if done and options["verbosity"]:
            self.stdout.write(
                f"Danh mục: thêm {done.areas} đơn vị, {done.successions} quan hệ kế thừa; đóng {done.closed}."
            )
