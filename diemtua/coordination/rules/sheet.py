"""A list of people pasted from a spreadsheet (dán danh sách): Vietnamese headings read loosely, each fault by row and column."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from diemtua.cases.rules.ages import Birth
from diemtua.kernel.names import tidy_name
from diemtua.kernel.text import fold, nfc, squeeze

MOST = 200  # people of one sitting
LONGEST = 500  # letters of one cell

Answers = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Fault:
    """What is wrong and where; ``row`` counts people from 1, 0 is the line of headings."""

    row: int
    column: str
    says: str

    def __str__(self) -> str:
        where = f"Dòng {self.row}" if self.row else "Dòng tiêu đề"
        return f"{where}, cột «{self.column}»: {self.says}"


@dataclass(frozen=True, slots=True)
class Pasted:
    """People in the order of the sheet, and every fault; with a fault nothing is to be taken."""

    people: tuple[Answers, ...]
    faults: tuple[Fault, ...]


def name(text: str) -> Answers:
    return {"name": tidy_name(text)}


def sex(text: str) -> Answers:
    known = {"nam": "male", "m": "male", "trai": "male", "nu": "female", "f": "female", "gai": "female"}
    if (said := known.get(fold(text))) is None:
        raise ValueError("chỉ nhận «Nam» hoặc «Nữ»; chưa rõ thì để trống.")
    return {"sex": said}


DAY = re.compile(r"(?:(?:(\d{1,2})[/.-])?(\d{1,2})[/.-])?(\d{4})")


def birth(text: str) -> Answers:
    """«1999», «3/1999», «12/03/1999»."""
    found = DAY.fullmatch(text.replace(" ", ""))
    if found is None:
        raise ValueError(f"không đọc được «{text}»; ghi như 12/03/1999, 03/1999 hoặc 1999.")
    keys = ("day", "month", "year")
    said = {key: int(each) for key, each in zip(keys, found.groups(), strict=True) if each}
    try:
        Birth(**said)
    except ValueError as error:
        raise ValueError(f"không có ngày {text}.") from error
    return {"birth": said}


def under_18(text: str) -> Answers:
    known = {"co": "yes", "x": "yes", "duoi 18": "yes", "khong": "no", "chua ro": "not-sure", "?": "not-sure"}
    if (said := known.get(fold(text))) is None:
        raise ValueError("chỉ nhận «Có», «Không», «Chưa rõ».")
    return {"under-18": said}


COUNTRIES = {
    "viet nam": "VN", "vn": "VN", "lao": "LA", "campuchia": "KH", "cam pu chia": "KH", "trung quoc": "CN",
    "thai lan": "TH", "myanmar": "MM", "mi an ma": "MM", "malaysia": "MY", "philippines": "PH",
    "indonesia": "ID", "khong quoc tich": "stateless",
}  # fmt: skip


def nationality(text: str) -> Answers:
    said = COUNTRIES.get(fold(text)) or (text.strip() if re.fullmatch(r"[A-Z]{2}", text.strip()) else None)
    if said is None:
        raise ValueError(f"không biết nước «{text}»; ghi tên nước hoặc mã hai chữ.")
    return {"nationality": [said]}


def phone(text: str) -> Answers:
    if len(re.sub(r"\D", "", text)) < 8:
        raise ValueError("số điện thoại quá ngắn.")
    return {"safe-contact": {"value": text.strip(), "safe_to_call": "no"}}


def words(code: str) -> Callable[[str], Answers]:
    return lambda text: {code: text.strip()}


# A heading is recognised when one of these words, folded, is in it; the first column that fits takes it.
COLUMNS: tuple[tuple[str, tuple[str, ...], Callable[[str], Answers]], ...] = (
    ("Dưới 18 tuổi", ("duoi 18", "tre em", "chua thanh nien"), under_18),
    ("Ngày sinh", ("sinh", "nam sinh"), birth),
    ("Giới tính", ("gioi", "nam/nu", "phai"), sex),
    ("Quốc tịch", ("quoc tich", "nuoc"), nationality),
    ("Điện thoại", ("dien thoai", "sdt", "dt lien"), phone),
    ("Sức khỏe", ("suc khoe", "tinh trang"), words("urgent-care")),
    ("Giấy tờ", ("giay to", "cccd", "cmnd", "ho chieu"), words("papers")),
    ("Tư trang", ("tu trang", "do vat", "tai san"), words("belongings")),
    ("Ghi chú", ("ghi chu", "noi dung", "su viec"), words("happened")),
    ("Họ và tên", ("ho va ten", "ho ten", "ten"), name),
)
IGNORED = frozenset({"", "stt", "tt", "so tt", "so thu tu"})


def read(text: str) -> Pasted:
    """People of a pasted sheet: cells by tabs, headings in the first line, empty lines left out.

    A person may be known by anything, or by nothing but a note; an empty row is nobody.
    """
    lines = [line.rstrip("\r").split("\t") for line in nfc(text).split("\n")]
    lines = [line for line in lines if any(cell.strip() for cell in line)]
    if not lines:
        return Pasted((), (Fault(0, "–", "chưa dán gì."),))
    columns, faults = headings(lines[0])
    if len(lines) == 1:
        faults.append(Fault(0, "–", "có tiêu đề mà không có người nào."))
    if len(lines) - 1 > MOST:
        faults.append(Fault(MOST + 1, "–", f"mỗi lần dán không quá {MOST} người."))
        lines = lines[: MOST + 1]
    people = []
    for number, cells in enumerate(lines[1:], 1):
        answers, wrong = person(number, cells, columns)
        people.append(answers)
        faults += wrong
    return Pasted(tuple(people), tuple(faults))


Column = tuple[str, Callable[[str], Answers]] | None


def headings(cells: list[str]) -> tuple[list[Column], list[Fault]]:
    """What each column holds. An unknown heading, one that comes twice, and a sheet without names are faults."""
    columns: list[Column] = []
    faults = []
    for cell in cells:
        folded = squeeze(fold(cell))
        found = next(
            ((label, take) for label, signs, take in COLUMNS if any(sign in folded for sign in signs)), None
        )
        if folded.rstrip(".") in IGNORED:
            found = None
        elif found is None:
            faults.append(Fault(0, cell.strip(), "không biết cột này là gì; đổi tên hoặc bỏ cột."))
        elif any(each and each[0] == found[0] for each in columns):
            faults.append(Fault(0, cell.strip(), f"hai cột cùng là «{found[0]}»."))
        columns.append(found)
    if not any(column and column[0] == "Họ và tên" for column in columns):
        faults.append(Fault(0, "Họ và tên", "không thấy cột này; dòng đầu phải là tiêu đề."))
    return columns, faults


def person(number: int, cells: list[str], columns: list[Column]) -> tuple[Answers, list[Fault]]:
    """One line: its answers and its faults. Cells beyond the headings are a fault, missing ones are empty."""
    answers: Answers = {}
    faults = []
    for place, cell in enumerate(cells):
        if not (said := squeeze(cell)):
            continue
        if place >= len(columns):
            faults.append(Fault(number, str(place + 1), "ô này nằm ngoài các cột có tiêu đề."))
            continue
        column = columns[place]
        if column is None:
            continue
        if len(said) > LONGEST:
            faults.append(Fault(number, column[0], f"dài quá {LONGEST} chữ."))
            continue
        try:
            answers |= column[1](said)
        except ValueError as error:
            faults.append(Fault(number, column[0], str(error)))
    return answers, faults
