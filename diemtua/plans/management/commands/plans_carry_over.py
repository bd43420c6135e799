"""``diemtua plans_carry_over``: open work of bodies that have ended passes to their one successor."""

import argparse
from datetime import date
from typing import Any

from django.core.management.base import BaseCommand
from django.utils import timezone

from diemtua.access.actor import house
from diemtua.plans.actions.succession import carry_over


class Command(BaseCommand):
    help = "Chuyển việc đang mở của cơ quan đã kết thúc sang cơ quan kế thừa duy nhất; chạy lại không đổi gì."

    def add_arguments(self, parser: argparse.ArgumentParser) -> None:
        parser.add_argument(
            "--on", type=date.fromisoformat, default=None, help="ngày xét (YYYY-MM-DD), mặc định hôm nay"
        )

    def handle(self, *args: Any, **options: Any) -> None:
        on = options["on"] or timezone.localdate()
        actor = house(on)
        done = carry_over(actor=actor, on=on)
        self.stdout.write(
            f"Đã chuyển {done.tasks} việc, {done.reports} kỳ báo cáo, {done.seats} vai trong văn bản, nghĩa vụ báo cáo "
            f"và kế hoạch phải ban hành; {done.waiting} việc chờ chọn cơ quan kế thừa."
        )
