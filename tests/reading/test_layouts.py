"""One table in the many layouts that copying, converting and scanning leave: the same tasks each time."""

import textwrap

import pytest

from tests.reading.conftest import plan, tasks

HEADS = ["STT", "Nội dung công việc", "Cơ quan chủ trì", "Cơ quan phối hợp", "Thời gian hoàn thành"]
ROWS = [
    ["1", "Xây dựng kế hoạch truyền thông về phòng, chống mua bán người trên nền tảng số", "Sở Khoa học và Công nghệ", "Công an tỉnh; Sở Y tế", "Quý I/2026"],
    ["2", "Tổ chức 04 lớp tập huấn cho cán bộ cấp xã về tiếp nhận nạn nhân", "Sở Y tế", "UBND các xã, phường", "Trước ngày 30/6/2026"],
    ["3", "Kiểm tra việc đưa người lao động đi làm việc ở nước ngoài", "Sở Nội vụ; Công an tỉnh", "Các sở, ban, ngành liên quan", "Tháng 9/2026"],
    ["4", "Sơ kết, đánh giá mô hình thí điểm tại cơ sở", "Công an tỉnh", "Hội Liên hiệp Phụ nữ tỉnh, Tỉnh đoàn", "Trước ngày 15/12/2026"],
]  # fmt: skip
EXPECTED = [
    ("II/1", "so-kh-cn", ["cong-an-tinh", "so-y-te"], "2026-01-01/2026-03-31"),
    ("II/2", "so-y-te", ["ubnd-xa"], "2026-06-30"),
    ("II/3", "so-noi-vu", ["cac-so-nganh"], "2026-09-01/2026-09-30"),
    ("II/3", "cong-an-tinh", ["cac-so-nganh"], "2026-09-01/2026-09-30"),
    ("II/4", "cong-an-tinh", ["doan-tn", "hoi-lhpn"], "2026-12-15"),
]
WIDTHS = [7, 34, 26, 24, 20]


def joined(bar, outer=""):
    return "\n".join(f"{outer}{bar.join(row)}{outer}" for row in [HEADS, *ROWS])


def markdown():
    lines = ["| " + " | ".join(row) + " |" for row in [HEADS, *ROWS]]
    return "\n".join([lines[0], "|---|---|---|---|---|", *lines[1:]])


def bars_with_wrapped_cells():
    return "\n".join(" | ".join("\n".join(textwrap.wrap(cell, 30)) for cell in row) for row in [HEADS, *ROWS])


def every_cell_ends_its_line():
    return "\n".join(f"{cell} |" for row in [HEADS, *ROWS] for cell in row)


def cell_to_a_line():
    return "\n".join(cell for row in [HEADS, *ROWS] for cell in row)


def cell_to_a_line_with_blank_lines():
    return "\n\n".join(cell for row in [HEADS, *ROWS] for cell in row)


def wrapped_cells_to_lines():
    return "\n".join("\n".join(textwrap.wrap(cell, 38)) for row in [HEADS, *ROWS] for cell in row)


def wide_blanks():
    return "\n".join("    ".join(row) for row in [HEADS, *ROWS])


def columns_on_paper():
    lines = []
    for row in [HEADS, *ROWS]:
        cells = [textwrap.wrap(cell, width - 3) for cell, width in zip(row, WIDTHS, strict=True)]
        for depth in range(max(map(len, cells))):
            lines.append(
                "".join(
                    (c[depth] if depth < len(c) else "").ljust(w) for c, w in zip(cells, WIDTHS, strict=True)
                ).rstrip()
            )
    return "\n".join(lines)


def run_together():
    return "\n".join(" ".join(row) for row in [HEADS, *ROWS])


def run_together_and_wrapped():
    return "\n".join("\n".join(textwrap.wrap(" ".join(row), 80)) for row in [HEADS, *ROWS])


LAYOUTS = {
    "markdown": markdown,
    "bars": lambda: joined(" | "),
    "bars outside too": lambda: joined(" | ", "|"),
    "bars with wrapped cells": bars_with_wrapped_cells,
    "every cell ends its line with a bar": every_cell_ends_its_line,
    "tabs": lambda: joined("\t"),
    "a cell to a line": cell_to_a_line,
    "a cell to a line, blank lines between": cell_to_a_line_with_blank_lines,
    "wrapped cells to lines": wrapped_cells_to_lines,
    "wide blanks": wide_blanks,
    "columns on paper": columns_on_paper,
    "run together": run_together,
    "run together and wrapped": run_together_and_wrapped,
}


@pytest.mark.parametrize("layout", LAYOUTS)
def test_a_table_gives_the_same_tasks_in_every_layout(layout):
    body = f"I. MỤC ĐÍCH\n1. Nâng cao nhận thức.\n\nII. NHIỆM VỤ\n{LAYOUTS[layout]()}\n\nIII. KINH PHÍ\nTừ ngân sách nhà nước.\n"
    assert tasks(plan(body)) == EXPECTED
