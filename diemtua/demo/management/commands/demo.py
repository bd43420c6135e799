"""``diemtua demo``: the demonstration provinces with their plans and people. Installed only in a demonstration."""

import time
from typing import Any

from django.core.management.base import BaseCommand
from django.utils import timezone

from diemtua.demo.running import run


class Command(BaseCommand):
    help = "Nạp các tỉnh trình diễn: bốn kế hoạch thật, cán bộ hư cấu, một phần việc đã làm. Chạy lại không đổi gì."

    def handle(self, *args: Any, **options: Any) -> None:
        began = time.monotonic()
        run(self.stdout.write, today=timezone.localdate())
        self.stdout.write(f"Trình diễn sẵn sàng ({time.monotonic() - began:.0f} giây).")
