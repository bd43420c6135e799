"""``make bench``: every hot path beside its floor or its peer."""

from __future__ import annotations

import os
import sys

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "diemtua.config.settings")
os.environ.update(DIEMTUA_DEMO="1", DIEMTUA_DATABASE_POOL="0", DIEMTUA_LOG_LEVEL="ERROR")

from bench import reading

# The small one is a single province of few agencies, so that its lists are as full as the large one's:
# what the ratio shows is what stands behind a page, not how many rows are on it.
SMALL = {"plans": 20, "tasks_each": 100, "provinces": 1, "agencies": 10}
LARGE = {"plans": 2_000, "tasks_each": 100}


def databases(sizes: dict[str, int]) -> list:
    """Measure the pages on a fresh database of that size."""
    from django.conf import settings
    from django.db import connections

    from bench import pages, population
    from tests.databases import database_for

    words = database_for(settings.VAR_DIR / "bench", f"{sizes['plans']}")
    connections.close_all()
    connections["default"].settings_dict.update(words)
    population.populate(**sizes)
    return pages.measure()


def sealing() -> None:
    """Measure the vault in a fresh database."""
    from django.conf import settings
    from django.db import connections

    from bench import vault
    from tests.databases import database_for

    words = database_for(settings.VAR_DIR / "bench", "vault")
    connections.close_all()
    connections["default"].settings_dict.update(words)
    print("\nKho mã hóa")
    for name, value, beside in vault.measure():
        print(f"  {name:<55}{value:12.2f}   {beside}")


def official_papers() -> None:
    """Measure the writing of papers; no database."""
    from bench import papers

    print("\nVăn bản (mili giây, lần tệp trống)")
    for name, kind, taken, ratio in papers.measure():
        print(f"  {name:<40}{kind:<6}{taken * 1e3:10.1f}{ratio:10.1f}")


def receiving() -> None:
    """Measure a sitting of thirty people in a fresh database."""
    from django.conf import settings
    from django.db import connections

    from bench import group
    from tests.databases import database_for

    words = database_for(settings.VAR_DIR / "bench", "group")
    connections.close_all()
    connections["default"].settings_dict.update(words)
    found = group.measure()
    print(f"\nTiếp nhận {group.PEOPLE} người một lần, tổ công tác ba cơ quan (giây máy chủ)")
    print(f"  dán danh sách {found.pasted:.3f}, thành hồ sơ {found.completed:.3f}, {found.queries} truy vấn")


def main() -> int:
    if "--papers" in sys.argv:
        import django

        django.setup()
        official_papers()
        return 0
    if "--vault" in sys.argv:
        import django

        django.setup()
        sealing()
        return 0
    if "--group" in sys.argv:
        import django

        django.setup()
        receiving()
        return 0
    if "--pages" not in sys.argv:
        print("\nĐọc kế hoạch")
        for name, value in reading.measure().items():
            print(f"  {name:<75} {value:9.4f}")
    if "--reading" in sys.argv:
        return 0
    import django

    django.setup()
    official_papers()
    sealing()
    receiving()
    small, large = databases(SMALL), databases(LARGE)
    print("\nTrang, với 200.000 việc trong 2.000 kế hoạch (mili giây)")
    head = ("trang", "trung vị", "p95", "SQL trần", "lần SQL", "truy vấn", "lần CSDL nhỏ")
    print("  {:<24}{:>10}{:>10}{:>10}{:>10}{:>10}{:>14}".format(*head))
    for before, now in zip(small, large, strict=True):
        print(
            f"  {now.name:<24}{now.page.median * 1e3:10.1f}{now.page.p95 * 1e3:10.1f}{now.floor.median * 1e3:10.2f}"
            f"{now.page.median / now.floor.median:10.1f}{now.queries:10d}{now.page.median / before.page.median:14.2f}"
        )
    return 0


if __name__ == "__main__":
    sys.exit(main())
