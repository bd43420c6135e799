"""Open the main pages as officers of the demonstration, on whichever database is named: ``python -m scripts.smoke``."""

from __future__ import annotations

import os
import sys

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "diemtua.config.settings")
PAGES = (
    "/",
    "/viec/",
    "/van-ban/",
    "/van-ban/?tim=mua+ban+ng",
    "/tong-hop/",
    "/lich/",
    "/dot/",
    "/danh-ba/",
    "/bao-cao/",
)


def main() -> int:
    """Returns 1 and names the pages that do not open."""
    import django

    django.setup()
    from bench.pages import signed_in
    from diemtua.access.models import Account

    accounts = list(Account.objects.order_by("pk")[:4])
    broken = [
        f"{account.email} {page} {answer.status_code}"
        for account in accounts
        for page in PAGES
        for answer in [signed_in(account).get(page)]
        if answer.status_code != 200
    ]
    print(*broken, sep="\n", end="\n" if broken else "")
    print(f"{len(accounts)} cán bộ, {len(PAGES)} trang: {'có trang không mở' if broken else 'mở được cả'}.")
    return 1 if broken or not accounts else 0


if __name__ == "__main__":
    sys.exit(main())
