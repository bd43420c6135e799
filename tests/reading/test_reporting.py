"""Who reports to whom, through whom, by when."""

from diemtua.plans.reading.reporting import shortened
from tests.reading.conftest import plan


def reports(reading):
    return [
        ([a.code for a in r.who], [a.code for a in r.to], r.through.code if r.through else None, r.due.value)
        for r in reading.reporting
    ]


def test_a_report_through_another_body():
    reading = plan(
        "I. BÁO CÁO\n1. Các sở, ban, ngành báo cáo kết quả về UBND tỉnh (qua Sở Y tế) trước ngày 10/12/2026 để tổng hợp.\n"
    )
    assert reports(reading) == [(["cac-so-nganh"], ["ubnd-tinh"], "so-y-te", "2026-12-10")]
    assert reading.assignments == ()


def test_the_party_of_the_section_reports():
    reading = plan(
        "I. PHÂN CÔNG\n1. Sở Y tế\na) Tổng hợp kết quả, báo cáo Bộ Y tế trước ngày 20 hằng tháng.\n"
    )
    assert reports(reading) == [(["so-y-te"], ["bo-nganh-tw"], None, "monthly@20")]


def test_a_purpose_is_no_duty_of_its_own():
    reading = plan(
        "I. BÁO CÁO\n1. UBND các xã gửi báo cáo về Sở Y tế trước ngày 05/7/2026 để tổng hợp, báo cáo UBND tỉnh.\n"
    )
    assert reports(reading) == [(["ubnd-xa"], ["so-y-te"], None, "2026-07-05")]


def test_difficulties_are_reported_when_they_arise():
    reading = plan(
        "I. NHIỆM VỤ\n1. Sở Y tế kiểm tra.\nTrong quá trình thực hiện, nếu có vướng mắc, các đơn vị báo cáo Sở Y tế để xem xét./.\n"
    )
    assert reports(reading) == [(["co-quan-lien-quan"], ["so-y-te"], None, "on-event")]
    assert reading.reporting[0].clause is None


def test_two_reports_in_one_sentence():
    reading = plan(
        "I. PHÂN CÔNG\n1. Sở Y tế\n- Báo cáo Sở Nội vụ trước ngày 20 hằng tháng; báo cáo năm gửi về UBND tỉnh trước ngày 10/12/2026.\n"
    )
    assert [r[1] for r in reports(reading)] == [["so-noi-vu"], ["ubnd-tinh"]]


def test_a_clause_may_ask_for_work_and_a_report():
    reading = plan(
        "I. NHIỆM VỤ\n1. Công an tỉnh kiểm tra, đôn đốc; tổng hợp, báo cáo UBND tỉnh trước ngày 15/12/2026.\n"
    )
    assert len(reading.assignments) == 1 and len(reading.reporting) == 1


def test_a_budget_sent_for_review_is_no_report():
    reading = plan("I. KINH PHÍ\n1. Các sở lập dự toán, gửi Sở Tài chính tổng hợp, tham mưu UBND tỉnh.\n")
    assert reading.reporting == ()


def test_a_ministry_may_report_to_another():
    reading = plan(
        "I. BÁO CÁO\n1. Bộ Y tế tổng hợp kết quả hỗ trợ nạn nhân, gửi Bộ Công an trước ngày 20 của tháng cuối quý.\n"
    )
    assert reports(reading) == [(["bo-nganh-tw"], ["bo-nganh-tw"], None, "quarterly@20")]


def test_each_line_of_a_list_of_reports_has_its_own_term():
    reading = plan(
        "I. BÁO CÁO\n1. UBND các xã, phường gửi báo cáo về Sở Y tế theo thời hạn sau:\n"
        "- Báo cáo tháng: trước ngày 20 hằng tháng.\n- Báo cáo năm: trước ngày 15/12/2026.\n"
    )
    assert reports(reading) == [
        (["ubnd-xa"], ["so-y-te"], None, "monthly@20"),
        (["ubnd-xa"], ["so-y-te"], None, "2026-12-15"),
    ]
    assert reading.assignments == ()


def test_a_report_is_dated_by_its_own_part_of_the_sentence():
    reading = plan(
        "I. NHIỆM VỤ\n1. Sở Y tế\na) Thăm hỏi nạn nhân trong 07 ngày kể từ khi tiếp nhận; thông báo danh sách cho Công an tỉnh.\n"
    )
    assert reports(reading) == [(["so-y-te"], ["cong-an-tinh"], None, None)]


def test_an_office_named_first_stands_for_its_body():
    words = "1. Sở Tư pháp báo cáo kết quả về UBND tỉnh (qua Phòng Tham mưu Công an tỉnh Nghệ An)."
    assert [through for _, _, through, _ in reports(plan(words))] == ["cong-an-tinh"]


def test_a_summary_ends_with_a_whole_word_outside_quotations():
    long = "kết quả thực hiện công tác phòng, chống mua bán người " * 3
    assert shortened(long) == (long[:110].rpartition(" ")[0])
    assert shortened("kết quả hưởng ứng “Ngày thế giới phòng") == "kết quả hưởng ứng"
    assert shortened("kết quả “Ngày toàn dân” năm 2024") == "kết quả “Ngày toàn dân” năm 2024"


def test_the_same_day_twice_a_year_is_one_half_yearly_report():
    words = "1. Các sở, ngành và UBND các xã, phường gửi kết quả về Sở Y tế chậm nhất ngày 10/6 và ngày 10/12 hằng năm để tổng hợp, báo cáo UBND tỉnh."
    assert reports(plan(words)) == [(["cac-so-nganh", "ubnd-xa"], ["so-y-te"], None, "half-yearly@06-10")]


def test_parties_spelled_out_after_a_collective_report():
    words = "1. Các cơ quan được giao chủ trì, gồm Sở Y tế, Sở Tư pháp và Công an tỉnh, báo cáo UBND tỉnh trước ngày 15/11/2026."
    reading = plan(words)
    assert reports(reading) == [
        (["so-y-te", "so-tu-phap", "cong-an-tinh"], ["ubnd-tinh"], None, "2026-11-15")
    ]
    assert reading.assignments == ()


def test_whoever_is_told_as_well_receives_too():
    words = "1. Sở Xây dựng gửi kết luận kiểm tra về UBND tỉnh, đồng thời thông báo cho Công an tỉnh trong thời hạn 05 ngày làm việc kể từ ngày kết thúc."
    assert reports(plan(words)) == [(["so-xay-dung"], ["ubnd-tinh", "cong-an-tinh"], None, "P5D")]


def test_a_unit_in_brackets_does_not_end_the_list_of_receivers():
    words = "1. UBND các xã, phường báo cáo ngay Công an tỉnh (Phòng An ninh mạng và phòng, chống tội phạm) và Sở Y tế."
    assert [to for _, to, _, _ in reports(plan(words))] == [["cong-an-tinh", "so-y-te"]]


def test_a_second_report_of_the_sentence_has_its_own_term():
    words = "1. Sở Nội vụ tham mưu UBND tỉnh báo cáo Bộ Nội vụ trước ngày 20/12/2026; đồng thời báo cáo Ban Thường vụ Tỉnh ủy khi có yêu cầu."
    assert reports(plan(words)) == [
        (["so-noi-vu"], ["bo-nganh-tw"], None, "2026-12-20"),
        (["so-noi-vu"], ["tinh-uy"], None, "on-event"),
    ]


def test_other_work_after_a_semicolon_does_not_date_a_report():
    words = "1. Sở Y tế\na) Gửi danh sách nạn nhân về Công an tỉnh trước ngày 12 hằng tháng; lưu hồ sơ mật khi có yêu cầu.\n"
    assert reports(plan("I. PHÂN CÔNG\n" + words)) == [(["so-y-te"], ["cong-an-tinh"], None, "monthly@12")]


def test_numbers_told_to_another_body_are_a_report():
    words = (
        "I. PHÂN CÔNG\n1. Công an tỉnh\na) Thông báo số liệu tai nạn cho Sở Y tế trước ngày 05 hằng tháng.\n"
    )
    reading = plan(words)
    assert reports(reading) == [(["cong-an-tinh"], ["so-y-te"], None, "monthly@05")]
    assert reading.assignments == ()


def test_reporting_right_after_an_event_is_on_event():
    words = "1. Các trường báo cáo Sở Giáo dục và Đào tạo ngay sau khi kết thúc đợt kiểm tra."
    assert reports(plan(words)) == [(["khac"], ["so-gd-dt"], None, "on-event")]


def test_letters_and_reflections_are_no_cue():
    words = "1. Sở Khoa học và Công nghệ nâng cấp ứng dụng; phản ánh được chuyển đến UBND các xã, phường."
    assert plan(words).reporting == ()


def test_a_whole_sentence_over_bullets_orders_its_report():
    words = (
        "I. NHIỆM VỤ\n1. Công an tỉnh chủ trì, phối hợp với Sở Y tế tổ chức tiếp nhận, bảo vệ nạn nhân.\n"
        "a) Báo cáo kết quả trước ngày 15 tháng 11 năm 2026.\n- Đường dây nóng được thông báo tại các xã biên giới.\n"
    )
    reading = plan(words)
    assert ("I/1", "cong-an-tinh") in [(a.clause, a.lead.code) for a in reading.assignments]
    assert reports(reading) == [(["cong-an-tinh"], [], None, "2026-11-15")]
