"""``diemtua directory_establish 40 --co so-ngoai-vu bo-doi-bien-phong --huyen``: the bodies of a province."""

import argparse
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from diemtua.directory.establishing import establish
from diemtua.directory.models import Area
from diemtua.directory.patterns import OPTIONAL


class Command(BaseCommand):
    help = "Lập danh bạ cơ quan của một tỉnh theo danh mục loại cơ quan; chạy lại không đổi gì."

    def add_arguments(self, parser: argparse.ArgumentParser) -> None:
        parser.add_argument("province", help="mã tỉnh, ví dụ 40; tỉnh trước 1/7/2025: 63-94")
        parser.add_argument(
            "--co", nargs="*", default=[], choices=sorted(OPTIONAL), help="loại không phải nơi nào cũng có"
        )
        parser.add_argument("--huyen", action="store_true", help="cả cơ quan cấp huyện (đến 30/6/2025)")
        parser.add_argument("--xa", nargs="*", default=[], help="mã các xã, phường, đặc khu")

    def handle(self, *args: Any, **options: Any) -> None:
        province = Area.objects.filter(code=options["province"], level=Area.Level.PROVINCE).first()
        if province is None:
            raise CommandError(f"Không có tỉnh mang mã {options['province']}. Chạy directory_load trước.")
        done = establish(province, having=options["co"], districts=options["huyen"], communes=options["xa"])
        self.stdout.write(
            f"{province.full_name}: thêm {done.bodies} cơ quan, {done.successions} quan hệ kế thừa."
        )
