"""Files an office works on: the list in its own filter, the board as a sheet and as a report."""

import io
import re
import uuid
import zipfile
from datetime import date

import pytest
from docx import Document as Word
from docx.shared import Mm
from lxml import etree

from diemtua.access.session import session
from diemtua.plans.exports.tasks import COLUMNS, tasks_xlsx
from diemtua.plans.models import ReportDue, ReportDuty, Task
from diemtua.plans.pages.board import BoardPage
from diemtua.plans.queries.board import board
from diemtua.plans.queries.exports import every_task
from diemtua.plans.queries.tasks import Filter, Look, Role
from diemtua.ui.paging import SIZE
from tests.people import AgencyFactory
from tests.plans.factories import issued_plan, task_of
from tests.plans.visits import visit

pytestmark = pytest.mark.django_db
MAIN = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"


@pytest.fixture
def plan(hoa, nam, ly, binh, an, la):
    return issued_plan(nam)


@pytest.fixture
def training(plan):
    return task_of(plan, "II/1/a")


def body(answer):
    return io.BytesIO(b"".join(answer.streaming_content))


def cells(file, sheet=1):
    """Rows of cells as (type, text) by column letter; a formula shows as type «f»."""
    with zipfile.ZipFile(file) as archive:
        root = etree.fromstring(archive.read(f"xl/worksheets/sheet{sheet}.xml"))
        shared = []
        if "xl/sharedStrings.xml" in archive.namelist():
            shared = [
                "".join(item.itertext()) for item in etree.fromstring(archive.read("xl/sharedStrings.xml"))
            ]
    rows = []
    for row in root.iter(f"{MAIN}row"):
        found = {}
        for cell in row:
            letter = re.match(r"[A-Z]+", cell.get("r"))[0]
            if cell.find(f"{MAIN}f") is not None:
                found[letter] = ("f", cell.find(f"{MAIN}f").text)
            elif cell.get("t") == "s":
                found[letter] = ("s", shared[int(cell.find(f"{MAIN}v").text)])
            elif cell.get("t") == "inlineStr":
                found[letter] = ("s", "".join(cell.itertext()))
            elif cell.find(f"{MAIN}v") is not None:
                found[letter] = ("n", float(cell.find(f"{MAIN}v").text))
        rows.append(found)
    return rows


def serial(day):
    """A day as a sheet counts it."""
    return float((day - date(1899, 12, 30)).days)


def test_the_sheet_holds_the_list_of_the_page_with_days_as_days(training, hoa):
    answer = visit(hoa).get("/viec/xuat.xlsx?vai=chu-tri&xem=dang-lam")
    assert answer["Content-Type"].endswith("spreadsheetml.sheet")
    assert "viec-2024-07-15.xlsx" in answer["Content-Disposition"]
    rows = cells(body(answer))
    assert [text for _, text in rows[2].values()] == [column.heading for column in COLUMNS]
    line = next(row for row in rows[3:] if row["B"][1] == "II/1/a")
    assert line["A"] == ("s", training.code) and line["C"] == ("s", training.content)
    assert line["H"] == ("n", serial(date(2024, 8, 30)))
    assert line["I"] == ("s", "Đang thực hiện trong hạn") and line["J"] == ("s", "Chờ tiếp nhận")
    assert "cơ quan tôi chủ trì, tình trạng đang thực hiện" in rows[1]["A"][1]


@pytest.mark.parametrize("look", [look.value for look in Look])
def test_the_sheet_has_exactly_the_rows_of_the_filter(plan, hoa, look):
    with session(hoa):
        wanted = {task.code for task in every_task(hoa, Filter(Role.ALL, Look(look)))}
    rows = cells(body(visit(hoa).get(f"/viec/xuat.xlsx?vai=tat-ca&xem={look}")))[3:]
    assert {row["A"][1] for row in rows if "A" in row} == wanted


@pytest.mark.parametrize(
    "typed", ["=1+1", "+84", "-2+3", "@SUM(A1)", '=HYPERLINK("http://x","y")', "https://vi-du.vn", "0123"]
)
def test_what_people_type_stays_text(training, hoa, typed):
    Task.objects.filter(pk=training.pk).update(content=typed, product=typed, delivered=typed)
    line = next(
        row for row in cells(body(visit(hoa).get("/viec/xuat.xlsx"))) if row.get("B") == ("s", "II/1/a")
    )
    assert line["C"] == ("s", typed) and line["N"] == line["O"] == ("s", typed)


def test_text_longer_than_a_cell_is_cut_not_lost_whole(training, hoa):
    Task.objects.filter(pk=training.pk).update(content="việc " * 10_000)
    line = next(
        row for row in cells(body(visit(hoa).get("/viec/xuat.xlsx"))) if row.get("B") == ("s", "II/1/a")
    )
    assert len(line["C"][1]) == 32_000


def test_a_list_of_nothing_is_a_sheet_with_its_heading(plan, an):
    rows = cells(body(visit(an).get("/viec/xuat.xlsx")))
    assert rows[2]["A"] == ("s", "Mã việc") and len(rows) == 3


def test_every_row_comes_once_in_order_whatever_the_chunk(plan, hoa, training):
    for n in range(25):
        training.pk, training.number, training.client_id = None, 100 + n, uuid.uuid4()
        training.due_on = training.first_due_on = date(2024, 8, 1 + n % 3) if n % 4 else None
        training.save(force_insert=True)
    with session(hoa):
        whole = [task.pk for task in every_task(hoa, Filter(Role.ALL, Look.EVERY), chunk=1000)]
        for chunk in (1, 2, 7, 25, 26):
            assert [task.pk for task in every_task(hoa, Filter(Role.ALL, Look.EVERY), chunk=chunk)] == whole
    assert len(whole) == len(set(whole)) > 25


def test_a_list_too_long_for_one_file_is_cut_where_it_matters_least_and_says_so(
    plan, hoa, training, monkeypatch
):
    monkeypatch.setattr("diemtua.plans.queries.exports.MOST", 3)
    for n in range(4):
        training.pk, training.number, training.client_id = None, 100 + n, uuid.uuid4()
        training.due_on = training.first_due_on = date(2024, 8, 4 - n)
        training.save(force_insert=True)
    rows = cells(body(visit(hoa).get("/viec/xuat.xlsx")))
    days = [row["H"][1] for row in rows[3:]]
    assert days == [serial(date(2024, 8, day)) for day in (1, 2, 3)]
    assert "chỉ ghi 3 việc có thời hạn sớm nhất trong 6 việc" in rows[1]["A"][1]
    whole = cells(body(visit(hoa).get(f"/viec/xuat.xlsx?van_ban={plan.pk}&xem=cho-tiep-nhan&vai=giao")))
    assert "chỉ ghi" not in whole[1]["A"][1]


def test_a_list_of_many_pages_says_how_long_its_file_may_be(plan, hoa, training):
    assert "nhiều nhất" not in visit(hoa).get("/viec/").content.decode()
    for n in range(SIZE):
        training.pk, training.number, training.client_id = None, 100 + n, uuid.uuid4()
        training.save(force_insert=True)
    assert "nhiều nhất 10.000 việc" in visit(hoa).get("/viec/").content.decode()


def test_a_stranger_exports_only_what_he_may_know(training, la):
    assert training.code not in str(cells(body(visit(la).get("/viec/xuat.xlsx?vai=tat-ca&xem=tat-ca"))))


def test_the_board_as_a_sheet_adds_up(training, nam):
    answer = visit(nam).get("/tong-hop/tong-hop.xlsx?nam=2024")
    assert "tong-hop-tinh-soc-trang-2024.xlsx" in answer["Content-Disposition"]
    file = body(answer)
    rows = cells(file)
    lines, total = rows[3:-1], rows[-1]
    assert total["A"] == ("s", "Cộng") and len(lines) >= 2
    for letter in "BCDEFG":
        assert total[letter][1] == sum(row[letter][1] for row in lines)
    months = cells(file, sheet=2)[3:]
    assert [row["A"][1] for row in months] == [f"{n:02}/2024" for n in range(1, 13)]
    assert sum(row["B"][1] for row in months) > 0


@pytest.mark.parametrize("who", ["hoa", "nam", "ly", "binh", "an"])
def test_the_files_of_the_board_hold_whom_its_page_shows_and_nobody_else(plan, request, who):
    actor = request.getfixturevalue(who)
    duty = ReportDuty.objects.filter(document=plan).first()
    peer = AgencyFactory(kind="so-y-te", name="Sở Y tế")
    shared = {"province_id": plan.province_id, "seen_by": plan.seen_by, "duty": duty, "agency": peer}
    ReportDue.objects.create(period="Tháng 5/2024", due_on=date(2024, 6, 1), client_id=uuid.uuid4(), **shared)
    with session(actor):
        shown = {row.agency.name for row in BoardPage(board(actor, 2024), actor).rows}
    assert (peer.name in shown) is actor.oversees
    sheet = {row["A"][1] for row in cells(body(visit(actor).get("/tong-hop/tong-hop.xlsx?nam=2024")))[3:]}
    made = Word(body(visit(actor).get("/tong-hop/bao-cao.docx?nam=2024")))
    report = {row.cells[0].text for row in made.tables[1].rows[1:]}
    assert sheet - {"Cộng"} == report - {"Cộng"} == shown


def test_the_board_as_a_report_has_the_form_of_decree_30(training, nam):
    answer = visit(nam).get("/tong-hop/bao-cao.docx?nam=2024")
    assert "bao-cao-tinh-soc-trang-2024.docx" in answer["Content-Disposition"]
    made = Word(body(answer))
    section = made.sections[0]
    assert (round(section.page_width / Mm(1)), round(section.page_height / Mm(1))) == (210, 297)
    assert (round(section.left_margin / Mm(1)), round(section.right_margin / Mm(1))) == (30, 20)
    assert section.different_first_page_header_footer and "PAGE" in section.header._element.xml
    assert made.styles["Normal"].font.name == "Times New Roman"
    head = [cell.text.strip() for row in made.tables[0].rows for cell in row.cells]
    assert "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM\nĐộc lập - Tự do - Hạnh phúc" in head
    assert "TỈNH SÓC TRĂNG\nCÔNG AN TỈNH" in head
    assert any("Sóc Trăng, ngày 15 tháng 7 năm 2024" in text for text in head)
    words = [paragraph.text for paragraph in made.paragraphs]
    assert "BÁO CÁO" in words and any(text.endswith("./.") for text in words)
    table = made.tables[1]
    assert table.rows[0].cells[0].text == "Cơ quan" and table.rows[-1].cells[0].text == "Cộng"
    assert "Nơi nhận:" in made.tables[-1].rows[0].cells[0].text


def test_a_board_of_nothing_is_still_a_report(an):
    for address in ("/tong-hop/tong-hop.xlsx", "/tong-hop/bao-cao.docx?nam=abc"):
        assert visit(an).get(address).status_code == 200


def test_nobody_is_asked_to_sign_in(plan):
    for address in ("/viec/xuat.xlsx", "/tong-hop/tong-hop.xlsx", "/tong-hop/bao-cao.docx"):
        assert "/dang-nhap/" in visit(None).get(address)["Location"]


def test_memory_does_not_grow_with_the_rows(plan, hoa, training):
    """Peak of Python's memory for 1.000 and for 5.000 rows of the same task, written and thrown away."""
    import tracemalloc

    def peak(count):
        tracemalloc.start()
        tasks_xlsx((training for _ in range(count)), "Việc.", hoa).close()
        top = tracemalloc.get_traced_memory()[1]
        tracemalloc.stop()
        return top

    peak(10)
    a_row = 200  # bytes; one that stayed would take thousands
    assert peak(5000) - peak(1000) < 4000 * a_row
