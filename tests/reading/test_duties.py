"""Who is asked to do what, in each way of writing it."""

from tests.reading.conftest import actions, plan, tasks


def test_the_party_of_the_heading_leads_what_stands_beneath():
    reading = plan(
        "I. PHÂN CÔNG\n1. Sở Y tế\na) Chủ trì, phối hợp với Công an tỉnh, Sở Tài chính kiểm tra trước ngày 30/6/2026.\n"
    )
    assert tasks(reading) == [("I/1/a", "so-y-te", ["cong-an-tinh", "so-tai-chinh"], "2026-06-30")]


def test_a_party_before_a_colon_is_a_heading():
    reading = plan("I. PHÂN CÔNG\n1. Sở Tài chính: Bố trí kinh phí.\n")
    assert actions(reading) == ["Bố trí kinh phí."]


def test_several_subjects_make_several_tasks_with_one_span():
    reading = plan("I. NHIỆM VỤ\n1. Sở Y tế, Công an tỉnh và UBND các xã, phường tổ chức tuyên truyền.\n")
    assert [t[1] for t in tasks(reading)] == ["so-y-te", "cong-an-tinh", "ubnd-xa"]
    assert len(set(actions(reading))) == 1


def test_roles_in_a_closing_bracket():
    reading = plan("I. NHIỆM VỤ\n1. Mở lớp tập huấn (Sở Y tế chủ trì, Công an tỉnh phối hợp; quý II/2026).\n")
    assert tasks(reading) == [("I/1", "so-y-te", ["cong-an-tinh"], "2026-04-01/2026-06-30")]


def test_named_lines_make_one_task_of_their_content():
    reading = plan(
        "I. NHIỆM VỤ\n1. Tập huấn\n- Nội dung: Mở 02 lớp tập huấn.\n- Cơ quan chủ trì: Sở Nội vụ.\n"
        "- Cơ quan phối hợp: Sở Y tế; Tỉnh đoàn.\n- Thời gian: Quý III/2026.\n"
    )
    assert tasks(reading) == [("I/1", "so-noi-vu", ["doan-tn", "so-y-te"], "2026-07-01/2026-09-30")]
    assert actions(reading) == ["Mở 02 lớp tập huấn."]


def test_named_lines_without_content_take_the_clause_itself():
    reading = plan(
        "I. NHIỆM VỤ\n1. Mở 02 lớp tập huấn.\n- Đơn vị chủ trì: Sở Nội vụ.\n- Thời gian: Quý III/2026.\n"
    )
    assert actions(reading) == ["Mở 02 lớp tập huấn."]


def test_deeper_bullets_belong_to_the_clause_that_states_the_duty():
    reading = plan("I. PHÂN CÔNG\n1. Sở Y tế\na) Thanh tra các cơ sở:\n- Cơ sở khám bệnh;\n- Cơ sở dược.\n")
    assert tasks(reading) == [("I/1/a", "so-y-te", [], None)]


def test_a_purpose_with_nobody_named_makes_no_task_and_no_silence():
    reading = plan(
        "I. MỤC ĐÍCH, YÊU CẦU\n1. Nâng cao trách nhiệm của các sở, ban, ngành.\nII. NHIỆM VỤ\n1. Sở Y tế kiểm tra.\n"
    )
    assert [t[0] for t in tasks(reading)] == ["II/1"]
    assert reading.silent == ()


def test_a_duty_that_names_nobody_is_told_as_silent():
    reading = plan("I. NHIỆM VỤ\n1. Tăng cường kiểm tra các cơ sở kinh doanh.\n")
    assert reading.assignments == ()
    assert [s.clause for s in reading.silent] == ["I/1"]


def test_what_was_done_is_no_duty():
    reading = plan(
        "I. NHIỆM VỤ\n1. Năm 2025, Sở Y tế đã tổ chức 05 lớp tập huấn.\n2. Công an tỉnh kiểm tra.\n"
    )
    assert [t[0] for t in tasks(reading)] == ["I/2"]


def test_a_lost_heading_gives_a_doubtful_lead():
    reading = plan(
        "I. PHÂN CÔNG\n- Chỉ đạo Công an các xã đấu tranh với tội phạm.\n- Điều tra các vụ án.\n2. Sở Y tế\n- Khám bệnh.\n"
    )
    first = reading.assignments[0]
    assert (first.lead.code, first.lead.text) == ("cong-an-tinh", None)
    assert first.confidence < 0.5 and "Mất tiêu đề" in first.doubts[0]


def test_the_formula_of_a_decision_is_no_task():
    reading = plan(
        "Điều 1. Ban hành Kế hoạch.\nĐiều 2. Giám đốc Sở Y tế, Thủ trưởng các sở chịu trách nhiệm thi hành Quyết định này./.\n"
    )
    assert reading.assignments == ()


def test_a_bracket_with_the_time_alone_keeps_the_subject():
    reading = plan("I. NHIỆM VỤ\n1. Sở Nội vụ bố trí công chức (chậm nhất ngày 30/6/2026).\n")
    assert tasks(reading) == [("I/1", "so-noi-vu", [], "2026-06-30")]


def test_parties_acting_in_turn_lead_together():
    reading = plan(
        "I. NHIỆM VỤ\n1. Sở Nông nghiệp và Môi trường lắp đặt biển cảnh báo tại hồ, đập, Sở Xây dựng lắp đặt rào chắn tại cầu, cống, xong trước ngày 15/5/2026.\n"
    )
    assert [(lead, due) for _, lead, _, due in tasks(reading)] == [
        ("so-nn-mt", "2026-05-15"),
        ("so-xay-dung", "2026-05-15"),
    ]


def test_a_party_lending_a_hand_after_a_comma_does_not_lead():
    reading = plan(
        "I. NHIỆM VỤ\n1. Sở Y tế khám sàng lọc cho trẻ, Tỉnh đoàn bố trí tình nguyện viên hỗ trợ.\n"
    )
    assert [lead for _, lead, _, _ in tasks(reading)] == ["so-y-te"]


def test_each_lead_of_a_sentence_keeps_its_own_term():
    reading = plan(
        "I. NHIỆM VỤ\n1. Sở Y tế chủ trì xây dựng tài liệu trong quý I/2026; Tỉnh đoàn in, phát tài liệu trong quý II/2026.\n"
    )
    assert [(lead, due) for _, lead, _, due in tasks(reading)] == [
        ("so-y-te", "2026-01-01/2026-03-31"),
        ("doan-tn", "2026-04-01/2026-06-30"),
    ]


def test_items_under_a_sentence_ending_with_a_colon_are_its_partys():
    reading = plan(
        "I. NHIỆM VỤ\n1. Sở Y tế tổ chức khám sức khỏe cho nạn nhân:\na) Lập hồ sơ sức khỏe;\nb) Tư vấn tâm lý.\n"
    )
    assert [(clause, lead) for clause, lead, _, _ in tasks(reading)] == [
        ("I/1/a", "so-y-te"),
        ("I/1/b", "so-y-te"),
    ]


def test_whom_a_party_is_to_tell_does_not_lead():
    reading = plan(
        "I. NHIỆM VỤ\n1. Sở Xây dựng rà soát biển báo; yêu cầu đơn vị thi công rào kín hố móng trong 05 ngày kể từ ngày phát hiện.\n"
    )
    assert [lead for _, lead, _, _ in tasks(reading)] == ["so-xay-dung"]


def test_the_next_group_of_a_table_goes_on_below_its_bars():
    reading = plan(
        "PHỤ LỤC\nSTT | Nội dung | Thời gian | Cơ quan chủ trì | Cơ quan phối hợp |\nA | XÂY DỰNG VĂN BẢN | | | |\n"
        "1 | Ban hành quy chế phối hợp | Quý I/2026 | Sở Y tế | Công an tỉnh |\n\nB\nNHIỆM VỤ THƯỜNG XUYÊN\n"
        "1\nTuyên truyền trên loa truyền thanh\nHằng tuần\nUBND cấp xã\nTỉnh đoàn\n"
        "2\nTuần tra trên sông\nThường xuyên\nCông an tỉnh\nSở Xây dựng\n"
    )
    assert tasks(reading)[1:] == [
        ("PL/B/1", "ubnd-xa", ["doan-tn"], "weekly"),
        ("PL/B/2", "cong-an-tinh", ["so-xay-dung"], "continuous"),
    ]
