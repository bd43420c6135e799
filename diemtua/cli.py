"""The ``diemtua`` command: a thin hallway. Reading a plan starts neither Django nor the database."""

import gc
import os
import sys

HELP = """Điểm Tựa – dùng: diemtua LỆNH [tham số]

  up [--demo]              chạy cơ sở dữ liệu, trang và hàng đợi trong một cửa sổ
  plan read TỆP...         đọc kế hoạch: ai, việc gì, khi nào (--json, --out THƯ_MỤC)
  migrate                  đưa cơ sở dữ liệu lên cấu trúc mới nhất
  audit verify             kiểm tra chuỗi nhật ký
  vault status|rotate|...  chùm khóa của dữ liệu mã hóa (vault --help)
  database prepare|stop    tạo vai trò và cơ sở dữ liệu | dừng máy chủ kèm theo
  manage ...               lệnh Django
"""


def main(arguments: list[str] | None = None) -> int:
    """Dispatch by the first words. Returns the exit code."""
    words = list(sys.argv[1:] if arguments is None else arguments)
    if not words or words[0] in {"-h", "--help", "help"}:
        print(HELP)
        return 0
    if words[:2] == ["plan", "read"]:
        gc.set_threshold(100_000)  # patterns and readings stay to the end: there is little to free
        from diemtua.plans.reading.command import main as read

        return read(words[2:])
    if words[0] == "up":
        from diemtua.config.supervisor import main as up

        return up(words[1:])
    if words[0] == "database":
        from diemtua.config.database_command import main as database

        return database(words[1:])
    return django(words)


def django(words: list[str]) -> int:
    """A command of Django or of a context, on a database that runs. ``migrate`` goes as the owner."""
    from diemtua.config.database_command import ensure

    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "diemtua.config.settings")
    if words[0] == "manage":
        words = words[1:] or ["help"]
    if words[0] == "migrate":
        os.environ["DIEMTUA_DATABASE_ROLE"] = "owner"
    if words[0] not in OFFLINE:
        ensure()
    from django.core.management import execute_from_command_line

    if words[:2] == ["audit", "verify"]:
        words = ["audit_verify", *words[2:]]
    execute_from_command_line(["diemtua", *words])
    return 0


OFFLINE = {"help", "collectstatic", "makemessages", "compilemessages"}

if __name__ == "__main__":
    sys.exit(main())
