import sys
from argparse import ArgumentParser
from pathlib import Path
from typing import Any

import psycopg
from django.conf import settings
from django.core.management.base import BaseCommand, CommandError
from django.db import connection
from django.utils import timezone

from diemtua.vault import keyring, rotation, verification
from diemtua.vault.errors import VaultError


class Command(BaseCommand):  # diemtua vault status
    help = "Kho mã hóa: tình trạng chùm khóa, xoay khóa, lập lại chỉ mục mù, kiểm tra không lộ danh tính"

    def add_arguments(self, parser: ArgumentParser) -> None:
        deeds = parser.add_subparsers(dest="deed", required=True, metavar="VIỆC")
        deeds.add_parser("init", help="tạo chùm khóa lần đầu")
        deeds.add_parser("status", help="khóa nào đang bọc bao nhiêu người")
        deeds.add_parser("rotate", help="tạo khóa bọc mới và bọc lại mọi khóa dữ liệu; chạy lại được")
        deeds.add_parser("retire", help="bỏ khóa cũ không còn bọc gì; bản sao lưu cũ từ đó không mở được")
        deeds.add_parser("reindex", help="tạo khóa chỉ mục mới và tính lại mọi chỉ mục mù; chạy lại được")
        verify = deeds.add_parser(
            "verify", help="gieo người giả rồi tìm trong mọi bảng, tệp, nhật ký xem có lộ không"
        )
        verify.add_argument(
            "--administrator", default="", help="địa chỉ quản trị PostgreSQL, khi máy chủ không kèm theo"
        )
        verify.add_argument(
            "--also", type=Path, nargs="*", default=[], help="thư mục cần tìm thêm, ví dụ /var/log"
        )

    def handle(self, *args: Any, deed: str, **options: Any) -> None:
        try:
            getattr(self, deed)(**options)
        except VaultError as reason:
            raise CommandError(str(reason)) from reason

    def init(self, **_: Any) -> None:
        made = keyring.create()
        keyring.ring()
        self.stdout.write(f"{'Đã tạo' if made else 'Đã có'} chùm khóa: {keyring.place()}")
        if made:
            self.stdout.write(
                "Sao lưu ngay tệp này ở nơi khác với bản sao lưu cơ sở dữ liệu. Mất nó là mất mọi dữ liệu đã mã hóa."
            )

    def status(self, **_: Any) -> None:
        now = rotation.status()
        self.stdout.write(f"Chùm khóa: {keyring.place()}")
        for key in keyring.ring().wrapping:
            using = "đang dùng" if key.id == now.active else "cũ"
            self.stdout.write(f"  {key.id}  {self.day(key)}  {using}, bọc {now.living.get(key.id, 0)} người")
        for key in keyring.ring().indexing:
            using = "đang dùng" if key.id == now.generations[0] else "đang được thay"
            self.stdout.write(f"  {key.id}  {self.day(key)}  khóa chỉ mục, {using}")
        self.stdout.write(f"Đã hủy: {now.destroyed} người.")
        if now.waiting:
            self.stdout.write(f"Còn {now.waiting} người dưới khóa cũ: chạy tiếp «diemtua vault rotate».")
        if now.out_of_reach:
            lacking = ", ".join(f"{key} ({count} người)" for key, count in now.out_of_reach.items())
            raise CommandError(f"Chùm khóa thiếu khóa: {lacking}. Khôi phục chùm khóa từ bản sao lưu.")

    def rotate(self, **_: Any) -> None:
        key = rotation.rotate(lambda done, total: self.progress("Bọc lại", done, total))
        self.stdout.write(f"Mọi khóa dữ liệu đã bọc bằng {key}. Sao lưu chùm khóa: {keyring.place()}")

    def retire(self, **_: Any) -> None:
        gone = rotation.retire()
        self.stdout.write(
            f"Đã bỏ khỏi chùm khóa: {', '.join(gone)}." if gone else "Không có khóa nào bỏ được lúc này."
        )

    def reindex(self, **_: Any) -> None:
        key = rotation.reindex(self.progress)
        self.stdout.write(f"Mọi chỉ mục mù đã tính bằng {key}. Sao lưu chùm khóa: {keyring.place()}")

    def verify(self, *, administrator: str, also: list[Path], **_: Any) -> None:
        found = verification.verify(self.administrator(administrator), also=also)
        for finding in found.findings:
            self.stderr.write(
                f"LỘ: {finding.where}, byte {finding.at}: chữ thứ {finding.word + 1} ({finding.form})."
            )
        for unseen in found.unseen:
            self.stderr.write(f"Chưa xem được {unseen.where}: {unseen.why}.")
        if not found.contexts:
            raise CommandError("Chưa có phân hệ nào gieo được người giả; không có gì để tìm.")
        if not found:
            raise CommandError("Chưa chứng minh được là không lộ danh tính; xem các dòng trên.")
        self.stdout.write(
            f"Không thấy danh tính ở đâu ngoài dạng mã hóa. Đã gieo: {', '.join(found.contexts)}."
        )

    def administrator(self, given: str) -> str:
        """Whom row security does not bind, in our database: named, or the administrator of the embedded server."""
        from diemtua.config import database, embedded

        if not given and not database.is_embedded():
            raise CommandError("Cần địa chỉ quản trị: diemtua vault verify --administrator postgresql://…")
        address = given or embedded.start(database.home(settings.VAR_DIR))
        return psycopg.conninfo.make_conninfo(address, dbname=connection.settings_dict["NAME"])

    def progress(self, what: str, done: int, total: int) -> None:
        """One line that moves where somebody looks, a line for each step in a log."""
        if total:
            end = "\r" if sys.stdout.isatty() and done < total else "\n"
            self.stdout.write(f"{what}: {done}/{total} ({100 * done // total}%)", ending=end)

    def day(self, key: keyring.Key) -> str:
        return f"{timezone.localtime(key.made_at):%d/%m/%Y}"
