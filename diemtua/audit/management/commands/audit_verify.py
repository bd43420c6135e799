from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.db import connection, transaction

from diemtua.audit.verification import verify


class Command(BaseCommand):  # diemtua audit verify
    help = "Kiểm tra chuỗi nhật ký: dòng nào bị sửa, bị bớt, bị chen"

    def handle(self, *args: Any, **options: Any) -> None:
        # The house reads the whole trail; it says so to the row rule for this transaction only.
        with transaction.atomic(), connection.cursor() as cursor:
            cursor.execute("SELECT set_config('diemtua.scope', 'house', true)")
            found = verify()
        for place, entry, act in found.broken:
            self.stderr.write(f"Dòng thứ {place} (số {entry}, {act}) không khớp chuỗi.")
        if found.unsealed:
            self.stderr.write(f"{found.unsealed} dòng chưa được nối vào chuỗi.")
        if not found:
            raise CommandError("Nhật ký đã bị can thiệp. Giữ nguyên máy, báo cơ quan kiểm tra.")
        self.stdout.write(f"Nhật ký nguyên vẹn: {found.rows} dòng, mã cuối {found.head[:16] or 'chưa có'}.")
