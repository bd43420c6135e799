"""What sealing costs: a value, a page of rows, a file, a search by name; each beside its floor, from the same run."""

from __future__ import annotations

import os
import random
import tempfile
from collections import Counter, defaultdict
from collections.abc import Callable, Iterator

from bench.timing import timed

ROWS, SEALED_FIELDS = 50, 6
NAMES = 100_000
VALUE = "Nguyễn Thị Thảo Nguyên"
# Family names with how many in a thousand bear them (studies of the population differ by a few in a thousand).
FAMILY = (
    "Nguyễn 384 Trần 121 Lê 95 Phạm 70 Hoàng 30 Huỳnh 21 Phan 45 Vũ 22 Võ 17 Đặng 21 Bùi 20 Đỗ 14 Hồ 13 Ngô 13 Dương 10 Lý 5 "
    "Lò 8 Vàng 5 Giàng 6 Sùng 4 Thạch 8 Sơn 5 Kim 6 Danh 6 Trương 22 Đinh 10 Mai 7 Lâm 7 Cao 8 Châu 4 Tạ 4 Hà 6 Quàng 4 La 3"
).split()
MIDDLE = "Thị 340 Văn 170 Ngọc 60 Minh 60 Thanh 60 Hữu 40 Đức 40 Kim 30 Hoàng 30 Thu 30 Xuân 20 Quốc 20 Mỹ 20 Bích 20".split()
GIVEN = (
    "Hoa Lan Mai Hương Hằng Hạnh Huệ Hà Hải Hiền Hòa Hùng Huy Hưng Anh Ánh Bình Châu Chi Cúc Dung Duyên Dũng Giang Hoan Hoài Khánh "
    "Khoa Kiên Lâm Liên Linh Loan Long Ly Mẩy My Nam Nga Ngân Ngọc Nguyệt Nhung Nhi Như Oanh Phong Phúc Phương Phượng Quân Quang "
    "Quyên Quỳnh Sơn Tâm Tân Thảo Thành Thắm Thanh Thoa Thơ Thủy Thúy Thương Tiên Trang Trâm Trinh Trúc Tuấn Tú Tuyết Uyên Vân "
    "Việt Vinh Vy Xuân Yến Y Mỵ Pà Sua Xuyên Diệu Đào Đạt Kiều Lài Lành Luyến Mận Nụ Sen Sương Thìn Tý"
).split()


def weighted(words: list[str]) -> tuple[list[str], list[int]]:
    return words[::2], [int(weight) for weight in words[1::2]]


def invented(count: int) -> list[str]:
    """Names as a province has them: most families share a few names, given names are many."""
    chance = random.Random(2026)
    families = chance.choices(*weighted(FAMILY), k=count)
    middles = chance.choices(*weighted(MIDDLE), k=count)
    seconds = [chance.choice(GIVEN) if chance.random() < 0.35 else "" for _ in range(count)]
    given = chance.choices(GIVEN, k=count)
    return [" ".join(filter(None, words)) for words in zip(families, middles, seconds, given, strict=True)]


def slip(name: str, chance: random.Random) -> str:
    """One letter of one word changed, left out or doubled."""
    words = name.lower().split()
    which = chance.randrange(len(words))
    word = words[which]
    at = chance.randrange(len(word))
    words[which] = chance.choice(
        [word[:at] + word[at + 1 :], word[: at + 1] + word[at:], word[:at] + "k" + word[at + 1 :]]
    )
    return " ".join(words)


# --- search by name -----------------------------------------------------------------------------------


def bearers(names: list[str]) -> dict[str, set[int]]:
    """Which names hold a word."""
    from diemtua.kernel.text import tokens

    found: dict[str, set[int]] = defaultdict(set)
    for place, name in enumerate(names):
        for word in tokens(name):
            found[word].add(place)
    return found


def really(asked: str, words: dict[str, set[int]]) -> set[int]:
    """The rule that tokens imitate: every word of the question is a word of the name, but for one slip in one word."""
    from diemtua.kernel.text import tokens

    exactly = [words.get(word, set()) for word in dict.fromkeys(tokens(asked))]
    found: set[int] = set()
    for place, word in enumerate(dict.fromkeys(tokens(asked))):
        nearly = set().union(*(who for other, who in words.items() if one_slip(word, other)))
        found |= nearly.intersection(*exactly[:place], *exactly[place + 1 :])
    return found


def one_slip(one: str, other: str) -> bool:
    """At most one letter put in, left out or changed, or two swapped."""
    from diemtua.vault.names import _less_one_letter

    return bool(_less_one_letter(one) & _less_one_letter(other))


def searching() -> Iterator[tuple[str, float, str]]:
    from diemtua import vault

    names = invented(NAMES)
    making = timed(lambda: [vault.name_tokens(name) for name in names[:1000]], rounds=5)
    yield "chỉ mục của một tên (µs)", making.median * 1e3, ""
    index: dict[int, list[int]] = defaultdict(list)
    kept = [frozenset(vault.name_tokens(name)) for name in names]
    for place, tokens in enumerate(kept):
        for token in tokens:
            index[token].append(place)
    yield "số ô của một tên, trung bình", sum(map(len, kept)) / NAMES, ""
    chance = random.Random(7)
    asked, words = chance.sample(names, 100), bearers(names)
    for what, questions in {
        "đủ họ tên": asked,
        "họ tên sai một chữ": [slip(name, chance) for name in asked],
        "họ và tên, bỏ tên đệm": [f"{name.split()[0]} {name.split()[-1]}" for name in asked],
        "chỉ tên": [name.split()[-1] for name in asked],
    }.items():
        yield from precision(what, questions, words, kept, index)
    counts = Counter(token for tokens in kept for token in tokens)
    yield "ô thường gặp nhất: phần trăm số tên", 100 * counts.most_common(1)[0][1] / NAMES, ""
    plain = Counter(word for name in names for word in set(name.split()))
    yield "  so với chữ thường gặp nhất, nếu mỗi chữ một ô", 100 * plain.most_common(1)[0][1] / NAMES, ""


def precision(
    what: str,
    questions: list[str],
    words: dict[str, set[int]],
    kept: list[frozenset[int]],
    index: dict[int, list[int]],
) -> Iterator[tuple[str, float, str]]:
    from diemtua import vault

    candidates = right = wrong = missed = 0
    for question in questions:
        query = vault.name_query(question)
        places = {place for anchor in query.anchors for place in index.get(anchor, ())}
        found = {place for place in places if vault.match(query, kept[place])}
        truly = really(question, words)
        candidates += len(places)
        right, wrong, missed = (
            right + len(found & truly),
            wrong + len(found - truly),
            missed + len(truly - found),
        )
    many = len(questions)
    yield (
        f"tìm {what}: nhận nhầm trên một triệu tên",
        1e6 * wrong / many / NAMES,
        f"đúng {right / many:.1f}, nhầm {wrong / many:.2f}, sót {missed / many:.2f}, phải xem {candidates / many:.0f} mỗi câu",
    )


# --- values, rows, files --------------------------------------------------------------------------------


def values() -> Iterator[tuple[str, float, str]]:
    from cryptography.hazmat.primitives.ciphers.aead import AESGCM

    from diemtua.vault.sealing import place_of, seal, unseal

    key, place, payload = (
        AESGCM(os.urandom(32)),
        place_of("cases_person", "name", os.urandom(16)),
        VALUE.encode(),
    )
    sealed, nonce = seal(key, payload, place), os.urandom(12)
    bare = key.encrypt(nonce, payload.ljust(64), place)
    many = range(2_000)
    floors = (
        timed(lambda: [key.encrypt(os.urandom(12), payload, place) for _ in many]),
        timed(lambda: [key.decrypt(nonce, bare, place) for _ in many]),
    )
    works = (
        timed(lambda: [seal(key, payload, place) for _ in many]),
        timed(lambda: [unseal(key, sealed, place) for _ in many]),
    )
    for name, work, floor in zip(("đóng", "mở"), works, floors, strict=True):
        yield (
            f"{name} một giá trị (µs)",
            work.median / 2e-3,
            f"{work.median / floor.median:.2f} lần AES-GCM trần",
        )


def rows() -> Iterator[tuple[str, float, str]]:
    """A page of rows, each of another person, in a table with sealed columns and in one with plain ones."""
    from django.db import connection, transaction

    from diemtua import vault
    from diemtua.vault import keys

    sealed, plain = models()
    with connection.schema_editor() as editor:
        editor.create_model(sealed)
        editor.create_model(plain)
    words = {f"f{place}": VALUE for place in range(SEALED_FIELDS)}
    people = [vault.new_key() for _ in range(ROWS)]

    def write(model: type) -> Callable[[], None]:
        def work() -> None:
            with transaction.atomic():
                vault.unlock([sealed(vault_key_id=person) for person in people])
                model.objects.all().delete()
                model.objects.bulk_create([model(vault_key_id=person, **words) for person in people])

        return work

    def page(model: type, unlock: bool) -> Callable[[], None]:
        def work() -> None:
            with transaction.atomic():
                found = list(model.objects.order_by("pk"))
                if unlock:
                    vault.unlock(found)
                for row in found:
                    for name in words:
                        assert getattr(row, name)

        return work

    writing, writing_plain = timed(write(sealed)), timed(write(plain))
    reading, loading, reading_plain = (
        timed(page(sealed, True)),
        timed(lambda: list(sealed.objects.all())),
        timed(page(plain, False)),
    )
    with transaction.atomic():
        found = list(sealed.objects.all())
        unlocking = timed(lambda: (keys._unwrapped().forget(), vault.unlock(found)))
    page_of = f"{ROWS} hàng × {SEALED_FIELDS} trường"
    yield (
        f"đọc {page_of}, mở hết (ms)",
        reading.median * 1e3,
        f"{reading.median / reading_plain.median:.2f} lần cột thường",
    )
    yield (
        "  chỉ tải, không mở (ms)",
        loading.median * 1e3,
        f"{loading.median / reading_plain.median:.2f} lần cột thường",
    )
    yield f"  lấy và mở {ROWS} khóa, một câu (ms)", unlocking.median * 1e3, ""
    yield (
        f"ghi {page_of} (ms)",
        writing.median * 1e3,
        f"{writing.median / writing_plain.median:.2f} lần cột thường",
    )


def models() -> tuple[type, type]:
    """Two tables alike but for sealing, made for this run alone."""
    from django.db import models
    from django.test.utils import isolate_apps

    from diemtua import vault

    with isolate_apps("diemtua.vault"):
        made = []
        for name, field in (
            ("Sealed", lambda: vault.Text(level=vault.IDENTITY)),
            ("Plain", models.TextField),
        ):
            fields = {f"f{place}": field() for place in range(SEALED_FIELDS)}
            meta = type("Meta", (), {"app_label": "vault", "db_table": f"bench_{name.lower()}"})
            body = {**fields, "vault_key_id": models.UUIDField(), "Meta": meta, "__module__": __name__}
            made.append(type(name, (models.Model,), body))
    return made[0], made[1]


def files() -> Iterator[tuple[str, float, str]]:
    from cryptography.hazmat.primitives.ciphers.aead import AESGCM
    from django.conf import settings
    from django.db import transaction

    from diemtua import vault

    megabytes = 32
    data = [os.urandom(1 << 20)] * megabytes
    key, nonce = AESGCM(os.urandom(32)), os.urandom(12)
    with tempfile.TemporaryDirectory() as folder, transaction.atomic():
        settings.MEDIA_ROOT = folder
        person = vault.new_key()
        name = vault.files.put(data, person)
        reading = timed(lambda: sum(map(len, vault.files.read(name, person))), rounds=5)
        writing = timed(lambda: vault.files.drop(vault.files.put(data, person)), rounds=5)
        chunks = [key.encrypt(nonce, piece, None) for whole in data for piece in (whole[:65536],) * 16]
        bare = timed(lambda: [key.decrypt(nonce, chunk, None) for chunk in chunks], rounds=5)
    yield (
        "đọc tệp mã hóa (MB/s)",
        megabytes / reading.median,
        f"{reading.median / bare.median:.2f} lần AES-GCM trần",
    )
    yield "ghi tệp mã hóa, tới đĩa (MB/s)", megabytes / writing.median, ""


def measure() -> Iterator[tuple[str, float, str]]:
    for part in (values, rows, files, searching):
        yield from part()
