"""``diemtua plan read``: who must do what by when, from the command line.

Most of a short run is starting: paths are plain words here, for ``pathlib`` brings ``urllib`` with it.
"""

from __future__ import annotations

import argparse
import json
import os
import sys
from typing import Any

from diemtua.plans.reading import read
from diemtua.plans.reading.model import Reading

WRONG_ENCODING = "{name}: tệp .txt không phải mã UTF-8. Hãy lưu lại tệp với mã hóa UTF-8 rồi đọc lại."
NOT_FOUND = "{name}: không mở được tệp ({why})."
ONE_FILE = "Chỉ in được một tệp ra màn hình với --json; nhiều tệp thì dùng --out THƯ_MỤC."


class CannotRead(Exception):
    """A file that gives no text; the message is for the person who asked."""


def main(argv: list[str]) -> int:
    """Exit code 0 when every file was read, 2 when one could not be."""
    arguments = _parser().parse_args(argv)
    if arguments.json and not arguments.out and len(arguments.files) > 1:
        print(ONE_FILE, file=sys.stderr)
        return 2
    worst = 0
    for path in arguments.files:
        try:
            reading = read(text_of(path), file=os.path.basename(path))
        except CannotRead as error:
            print(error, file=sys.stderr)
            worst = 2
            continue
        _deliver(reading, path, arguments)
    return worst


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="diemtua plan read", description="Đọc kế hoạch: ai, việc gì, khi nào."
    )
    parser.add_argument("files", nargs="+", metavar="TỆP", help=".txt (UTF-8), .docx, .html, .pdf, ảnh")
    parser.add_argument("--json", action="store_true", help="in JSON theo định dạng chú giải kế hoạch")
    parser.add_argument("--out", metavar="THƯ_MỤC", help="ghi TÊN.json cho từng tệp vào thư mục này")
    return parser


def _deliver(reading: Reading, path: str, arguments: argparse.Namespace) -> None:
    if arguments.out:
        os.makedirs(arguments.out, exist_ok=True)
        stem, _ = os.path.splitext(os.path.basename(path))
        with open(os.path.join(arguments.out, f"{stem}.json"), "wb") as file:
            file.write(lines_of(reading.to_json()).encode("utf-8", "backslashreplace"))
    elif arguments.json:
        words = lines_of(reading.to_json())
        sys.stdout.buffer.write(words.encode("utf-8", "backslashreplace"))
        sys.stdout.buffer.flush()
    else:
        from diemtua.plans.reading.printing import print_reading  # textwrap and shutil: not for --json

        print_reading(reading)


def lines_of(data: dict[str, Any]) -> str:
    """JSON with one item of each list to a line: readable, and written by the fast encoder."""

    def dumped(value: Any) -> str:
        return json.dumps(value, ensure_ascii=False)

    parts = []
    for key, value in data.items():
        items = ",\n  ".join(map(dumped, value)) if isinstance(value, list) and value else None
        parts.append(f" {dumped(key)}: " + (f"[\n  {items}\n ]" if items else dumped(value)))
    return "{\n" + ",\n".join(parts) + "\n}\n"


def text_of(path: str | os.PathLike[str]) -> str:
    """The text of a file. ``.txt`` is decoded as it is, line breaks and byte order mark kept."""
    name = os.path.basename(path)
    try:
        with open(path, "rb") as file:
            data = file.read()
    except OSError as error:
        raise CannotRead(NOT_FOUND.format(name=path, why=error.strerror)) from error
    if name.lower().endswith(".txt"):
        try:
            return data.decode("utf-8")
        except UnicodeDecodeError as error:
            raise CannotRead(WRONG_ENCODING.format(name=name)) from error
    from diemtua.plans.intake import Unreadable, extract

    try:
        return extract(data, name=name).text
    except Unreadable as error:
        raise CannotRead(f"{name}: {error}") from error
