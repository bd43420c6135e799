"""``diemtua plan read``: who must do what by when, from the command line.

Most of a short run is starting: paths are plain words here, for ``pathlib`` brings ``urllib``
with it, and ``argparse`` would bring ``gettext`` and answer in English.
"""

from __future__ import annotations

import json
import os
import sys
from typing import Any, NamedTuple

from diemtua.plans.reading import read
from diemtua.plans.reading.model import Reading

USAGE = """Đọc kế hoạch: ai, việc gì, khi nào – dùng: diemtua plan read [--json] [--out THƯ_MỤC] TỆP...

  TỆP             .txt (UTF-8), .docx, .html, .pdf, ảnh
  --json          in JSON theo định dạng chú giải kế hoạch
  --out THƯ_MỤC   ghi TÊN.json cho từng tệp vào thư mục này
"""
WRONG_ENCODING = "{name}: tệp .txt không phải mã UTF-8. Hãy lưu lại tệp với mã hóa UTF-8 rồi đọc lại."
NOT_FOUND = "{name}: không mở được tệp ({why})."
ONE_FILE = "Chỉ in được một tệp ra màn hình với --json; nhiều tệp thì dùng --out THƯ_MỤC."

NO_FILE = "Cần ít nhất một tệp để đọc."
NO_FOLDER = "Sau --out cần tên thư mục."
UNKNOWN = "{word}: không có tham số này."


class CannotRead(Exception):
    """A file that gives no text; the message is for the person who asked."""


class Misused(Exception):
    """Words the command does not know."""


class Asked(NamedTuple):
    """What the command line asks for; ``out`` is the folder to write into."""

    files: list[str]
    json: bool
    out: str | None


def main(argv: list[str]) -> int:
    """Exit code 0 when every file was read, 2 when one could not be or the words are not understood."""
    if "-h" in argv or "--help" in argv:
        print(USAGE)
        return 0
    try:
        asked = _asked(argv)
    except Misused as error:
        print(USAGE, error, sep="\n", file=sys.stderr)
        return 2
    worst = 0
    for path in asked.files:
        try:
            reading = read(text_of(path), file=os.path.basename(path))
        except CannotRead as error:
            print(error, file=sys.stderr)
            worst = 2
            continue
        _deliver(reading, path, asked)
    return worst


def _asked(words: list[str]) -> Asked:
    """The command line taken apart. Raises ``Misused`` with the sentence for the person who wrote it."""
    files: list[str] = []
    as_json, out = False, None
    rest = iter(words)
    for word in rest:
        option, _, value = word.partition("=")
        if word == "--json":
            as_json = True
        elif option == "--out":
            out = value or next(rest, "")
            if not out:
                raise Misused(NO_FOLDER)
        elif word == "--":
            files += rest
        elif word.startswith("--"):
            raise Misused(UNKNOWN.format(word=word))
        else:
            files.append(word)
    if not files:
        raise Misused(NO_FILE)
    if as_json and not out and len(files) > 1:
        raise Misused(ONE_FILE)
    return Asked(files, as_json, out)


def _deliver(reading: Reading, path: str, asked: Asked) -> None:
    if asked.out:
        os.makedirs(asked.out, exist_ok=True)
        stem, _ = os.path.splitext(os.path.basename(path))
        with open(os.path.join(asked.out, f"{stem}.json"), "wb") as file:
            file.write(lines_of(reading.to_json()).encode("utf-8", "backslashreplace"))
    elif asked.json:
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
