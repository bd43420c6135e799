"""``diemtua account_open``: an account for an officer, and the officer himself when he is the first of his province."""

from dataclasses import replace
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from diemtua.access.actor import house
from diemtua.access.opening import open_account
from diemtua.access.session import session
from diemtua.directory.actions import add_officer
from diemtua.directory.models import Agency, Officer, Posting
from diemtua.kernel.decision import Refused


class Command(BaseCommand):
    help = "Mở tài khoản cho một cán bộ; với --co-quan thì thêm cán bộ vào danh bạ trước (quản trị đầu tiên của một tỉnh)."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("email", help="thư điện tử công vụ")
        parser.add_argument("--co-quan", type=int, help="số của cơ quan trong danh bạ")
        parser.add_argument("--ten", default="", help="họ và tên")
        parser.add_argument("--chuc-vu", default="Chuyên viên")
        parser.add_argument("--nhiem-vu", nargs="*", choices=Posting.Duty.values, default=["work"])

    def handle(self, *args: Any, **given: Any) -> None:
        with session(house()):
            try:
                if given["co_quan"]:
                    self.add(given)
                password = open_account(given["email"])
            except Refused as refusal:
                raise CommandError(str(refusal)) from refusal
            except Officer.DoesNotExist:
                raise CommandError("Danh bạ chưa có cán bộ này; thêm --co-quan và --ten.") from None
            except Agency.DoesNotExist:
                raise CommandError(
                    "Danh bạ không có cơ quan mang số ấy; xem số ở địa chỉ trang của cơ quan."
                ) from None
        self.stdout.write(
            f"Mật khẩu lần đầu của {given['email']}: {password}\nChỉ hiện một lần; đổi ngay sau khi đăng nhập."
        )

    def add(self, given: dict[str, Any]) -> None:
        """The officer at his first posting; the installer stands in for the administrator that is not there yet."""
        if not given["ten"]:
            raise CommandError("Thêm --ten: họ và tên cán bộ.")
        province = Agency.objects.values_list("province", flat=True).get(pk=given["co_quan"])
        installer = replace(house(), duties=frozenset({"administer"}), provinces=(province,))
        add_officer(
            given["co_quan"],
            actor=installer,
            name=given["ten"],
            email=given["email"],
            phone="",
            position=given["chuc_vu"],
            duties=given["nhiem_vu"],
            on=installer.today,
        )
