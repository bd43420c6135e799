"""``diemtua account_open``: an account for an officer, and the officer himself when he is the first of his province."""

import uuid
from dataclasses import replace
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from diemtua.access.accounts.actions import Way, open_account
from diemtua.access.accounts.queries import place_of
from diemtua.access.actor import Actor, house
from diemtua.access.session import session
from diemtua.directory.actions import add_officer
from diemtua.directory.models import Agency, Officer, Posting
from diemtua.kernel.decision import Refused
from diemtua.ui.words import instant


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
                officer = Officer.objects.get(email__iexact=given["email"])
                place = place_of(officer.pk, house().today)
                made = open_account(
                    officer.pk,
                    actor=installer(place.agency.province_id if place else None),
                    way=Way.SLIP,
                    client_id=uuid.uuid4(),
                )
            except Refused as refusal:
                raise CommandError(str(refusal)) from refusal
            except Officer.DoesNotExist:
                raise CommandError("Danh bạ chưa có cán bộ này; thêm --co-quan và --ten.") from None
            except Agency.DoesNotExist:
                raise CommandError(
                    "Danh bạ không có cơ quan mang số ấy; xem số ở địa chỉ trang của cơ quan."
                ) from None
        assert made is not None
        self.stdout.write(
            f"Đường dẫn kích hoạt của {made.email}: {made.link}\n"
            f"Dùng một lần, đến {instant(made.until)}; mở trong trình duyệt rồi tự đặt mật khẩu."
        )

    def add(self, given: dict[str, Any]) -> None:
        """The officer at his first posting."""
        if not given["ten"]:
            raise CommandError("Thêm --ten: họ và tên cán bộ.")
        province = Agency.objects.values_list("province", flat=True).get(pk=given["co_quan"])
        add_officer(
            given["co_quan"],
            actor=installer(province),
            name=given["ten"],
            email=given["email"],
            phone="",
            position=given["chuc_vu"],
            duties=given["nhiem_vu"],
            on=house().today,
        )


def installer(province_id: int | None) -> Actor:
    """Who installs the house stands in for the administrator that a province does not have yet."""
    provinces = () if province_id is None else (province_id,)
    return replace(house(), duties=frozenset({"administer"}), provinces=provinces)
