"""One task with its named lines in the layouts offices use: the same lead, helpers and term each time."""

import pytest

from tests.reading.conftest import plan, tasks

TASK = "Tổ chức hội nghị tập huấn cho cán bộ cấp xã"
LAYOUTS = [
    f"1. {TASK}.\n- Chủ trì: Sở Y tế.\n- Phối hợp: Công an tỉnh.\n- Thời gian: Quý II/2026.\n- Sản phẩm: 10 lớp.",
    f"1. {TASK}.\n(Chủ trì: Sở Y tế; phối hợp: Công an tỉnh; thời gian thực hiện: Quý II/2026; sản phẩm: 10 lớp)",
    f"1. {TASK} [Chủ trì: Sở Y tế; phối hợp: Công an tỉnh; thời gian: Quý II/2026].",
    f"1. {TASK}.\nThời gian: Quý II/2026. Đơn vị chủ trì: Sở Y tế. Đơn vị phối hợp: Công an tỉnh. Kết quả: hội nghị.",
    f"1. {TASK}.\n* Tiến độ: Quý II/2026; * Chủ trì: Sở Y tế; * Phối hợp: Công an tỉnh.",
    f"1. {TASK}.\nChủ trì: Sở Y tế | Phối hợp: Công an tỉnh | Thời hạn: Quý II/2026",
    f"1. {TASK}.\nCơ quan chủ trì:\nSở Y tế\nCơ quan phối hợp:\n- Công an tỉnh.\nThời gian thực hiện:\nQuý II/2026",
    f"1. {TASK}.\nThực hiện: Sở Y tế. Hỗ trợ: Công an tỉnh. Mốc thời gian: Quý II/2026.",
    f"1. {TASK}.\n- CQ chủ trì: Sở Y tế\n- CQ phối hợp: Công an tỉnh\n- TG: Quý II/2026",
    f"1. {TASK}.\n- Trách nhiệm chủ trì: Sở Y tế\n- Trách nhiệm phối hợp: Công an tỉnh\n- Thời gian trình phê duyệt: Quý II/2026",
    f"1. {TASK}.\nGiao: Sở Y tế (chủ trì), Công an tỉnh (phối hợp). Thời hạn: Quý II/2026.",
]


@pytest.mark.parametrize("lines", LAYOUTS)
def test_named_lines_in_any_layout_give_the_same_task(lines):
    assert tasks(plan(f"II. NHIỆM VỤ\n{lines}\n")) == [
        ("II/1", "so-y-te", ["cong-an-tinh"], "2026-04-01/2026-06-30")
    ]


def test_a_bracket_on_its_own_line_is_no_part_of_the_action():
    reading = plan(f"II. NHIỆM VỤ\n1. {TASK}.\n\n(Chủ trì: Sở Y tế; thời gian thực hiện: Quý II/2026)\n")
    action = reading.assignments[0].action
    assert reading.text[action.start : action.end] == f"{TASK}."
