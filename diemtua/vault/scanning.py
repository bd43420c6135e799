"""Looking for words in everything that is kept: tables, data files, indexes, the write-ahead log, logs, temporary files.

The words are looked for as they could lie there: with marks composed or apart, without marks, in capitals; in UTF-8 and
UTF-16, escaped as in JSON and addresses, in hexadecimal and Base64. What is compressed (a large value in its table's
file, a full page in a compressed log) is seen in the dump of its table, not in the file.
"""

from __future__ import annotations

import base64
import json
import os
import unicodedata
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import quote, quote_plus

import psycopg
from ahocorasick_rs import BytesAhoCorasick, MatchKind
from psycopg import sql

from diemtua.kernel.text import fold

BLOCK = 8 * 1024 * 1024
SHORTEST = 5  # bytes: anything shorter is found everywhere by chance
TABLES = """
SELECT n.nspname, c.relname FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
WHERE c.relkind IN ('r', 'm') AND n.nspname NOT IN ('pg_toast', 'information_schema')
ORDER BY n.nspname LIKE 'pg_%', 1, 2
"""


@dataclass(frozen=True)
class Finding:
    """Where a word lies open, and how it is written there. Never what stands around it."""

    where: str
    at: int  # bytes from the beginning
    form: str
    word: int  # which of the words looked for


@dataclass(frozen=True)
class Unseen:
    """A place that could not be looked into, and why: it is not proven clean."""

    where: str
    why: str


class Search:
    """A set of words, ready to be looked for in bytes."""

    def __init__(self, words: Iterable[str]) -> None:
        self.known: dict[bytes, tuple[str, int]] = {}
        for number, word in enumerate(words):
            for pattern, form in forms(word):
                self.known.setdefault(pattern, (form, number))
        self.patterns = list(self.known)
        self.longest = max(map(len, self.patterns), default=0)
        self.engine = BytesAhoCorasick(self.patterns, matchkind=MatchKind.Standard)

    def inside(self, where: str, blocks: Iterable[bytes]) -> Iterator[Finding]:
        """Every form found in ``blocks`` taken as one stream: once for each form and place."""
        kept, start, told = b"", 0, set()
        for block in blocks:
            window = kept + bytes(block)
            for pattern, begin, _ in self.engine.find_matches_as_indexes(window, overlapping=True):
                form, word = self.known[self.patterns[pattern]]
                if (form, word) not in told:
                    told.add((form, word))
                    yield Finding(where, start + begin, form, word)
            tail = min(self.longest, len(window))
            kept, start = window[len(window) - tail :], start + len(window) - tail


def forms(word: str) -> Iterator[tuple[bytes, str]]:
    """Every way the word could be written down, with the name of that way."""
    for text, spelling in spellings(word).items():
        for pattern, encoding in encodings(text):
            if len(pattern) >= SHORTEST:
                yield pattern, f"{spelling}, {encoding}"


def spellings(word: str) -> dict[str, str]:
    """Texts that mean the same word, each once."""
    composed = unicodedata.normalize("NFC", word)
    return {
        composed: "nguyên văn",
        unicodedata.normalize("NFD", word): "dấu tách rời",
        composed.upper(): "chữ hoa",
        composed.lower(): "chữ thường",
        fold(word): "không dấu",
        fold(word).upper(): "không dấu chữ hoa",
    }


def encodings(text: str) -> Iterator[tuple[bytes, str]]:
    utf8 = text.encode()
    yield utf8, "UTF-8"
    yield text.encode("utf-16-le"), "UTF-16 LE"
    yield text.encode("utf-16-be"), "UTF-16 BE"
    yield json.dumps(text)[1:-1].encode(), "JSON"
    yield json.dumps(json.dumps(text)[1:-1])[1:-1].encode(), "JSON trong JSON"
    yield quote(text).encode(), "URL"
    yield quote_plus(text).encode(), "biểu mẫu"
    yield utf8.hex().encode(), "hex"
    yield utf8.hex().upper().encode(), "HEX"
    for before in range(3):  # three ways, by where in the stream the word begins
        whole = base64.b64encode(b"\0" * before + utf8)
        first = -(-before * 8 // 6)
        end = (before + len(utf8)) * 8 // 6
        for altered, name in (
            (whole, "Base64"),
            (whole.translate(bytes.maketrans(b"+/", b"-_")), "Base64 URL"),
        ):
            yield altered[first:end], name


# --- where to look ------------------------------------------------------------------------------------


def tables(address: str, search: Search) -> Iterator[Finding | Unseen]:
    """Every table as a logical dump would write it, read as the server's administrator: row security hides nothing."""
    with psycopg.connect(address) as connection, connection.cursor() as cursor:
        cursor.execute("SET row_security = off")  # refuse, rather than leave rows out
        names = cursor.execute(TABLES).fetchall()
        for schema, table in names:
            yield from _table(connection, sql.Identifier(schema, table), f"bảng {schema}.{table}", search)


def _table(
    connection: psycopg.Connection, name: sql.Identifier, where: str, search: Search
) -> Iterator[Finding | Unseen]:
    rows = sql.SQL("COPY (SELECT * FROM {}) TO STDOUT").format(name)
    try:
        with connection.transaction(), connection.cursor() as cursor, cursor.copy(rows) as copy:
            yield from search.inside(where, (_unescaped(bytes(block)) for block in copy))
    except psycopg.errors.InsufficientPrivilege as refused:
        yield Unseen(where, str(refused).splitlines()[0])


def _unescaped(row: bytes) -> bytes:
    """COPY doubles backslashes; JSON kept as text would hide behind them."""
    return row.replace(b"\\\\", b"\\")


def settle(address: str) -> Path | None:
    """Write what the server holds in memory to its files; returns their folder, where this machine can read it."""
    with psycopg.connect(address, autocommit=True) as connection:
        connection.execute("CHECKPOINT")
        found = connection.execute("SHOW data_directory").fetchone()
    folder = Path(found[0]) if found else None
    return folder if folder and os.access(folder, os.R_OK | os.X_OK) else None


def folders(roots: Iterable[Path], search: Search, *, since: float = 0) -> Iterator[Finding | Unseen]:
    """Every file under ``roots`` changed after ``since`` (seconds), each once. Links are not followed."""
    seen: set[tuple[int, int]] = set()
    for path in _files(roots):
        try:
            told = path.lstat()
            if (told.st_dev, told.st_ino) in seen or told.st_mtime < since:
                continue
            seen.add((told.st_dev, told.st_ino))
            yield from search.inside(f"tên của {path}", [os.fsencode(path)])
            with path.open("rb") as file:
                yield from search.inside(str(path), iter(lambda file=file: file.read(BLOCK), b""))  # type: ignore[misc]
        except FileNotFoundError:
            continue  # temporary files come and go
        except OSError as refused:
            yield Unseen(str(path), refused.strerror or "không đọc được")


def _files(roots: Iterable[Path]) -> Iterator[Path]:
    for root in roots:
        for folder, _, names in os.walk(root):
            for name in sorted(names):
                path = Path(folder) / name
                if path.is_file() and not path.is_symlink():
                    yield path
