"""Labels: which open a clause, and how clauses nest."""

from tests.reading.conftest import paths, plan


def test_levels_nest_by_their_kind():
    reading = plan(
        "I. NHIỆM VỤ\n1. Sở Y tế\na) Xây dựng kế hoạch.\n- Phần một.\n+ Ý một.\nb) Kiểm tra.\n2. Sở Tài chính\nII. KINH PHÍ\n"
    )
    assert paths(reading) == ["I", "I/1", "I/1/a", "I/1/a/-1", "I/1/a/-1/+1", "I/1/b", "I/2", "II"]


def test_a_number_that_continues_a_sentence_is_no_label():
    reading = plan(
        "I. NHIỆM VỤ\n1. Sở Y tế thực hiện nhiệm vụ tại khoản\n2. Điều này không phải là đề mục.\n2. Sở Tài chính bố trí kinh phí.\n"
    )
    assert paths(reading) == ["I", "I/1", "I/2"]


def test_numbering_used_twice_is_marked():
    reading = plan("I. MỤC ĐÍCH\n1. Một.\nII. NHIỆM VỤ\n1. Hai.\nII. TỔ CHỨC THỰC HIỆN\n1. Ba.\n")
    assert paths(reading) == ["I", "I/1", "II", "II/1", "II~2", "II~2/1"]


def test_decimals_hang_under_their_number():
    reading = plan("I. NHIỆM VỤ\n1. Y tế\n1.1. Rà soát.\n1.2. Kiểm tra.\n2. Giáo dục\n2.1. Tập huấn.\n")
    assert paths(reading) == ["I", "I/1", "I/1/1.1", "I/1/1.2", "I/2", "I/2/2.1"]


def test_the_closing_and_the_signature_belong_to_no_clause():
    reading = plan(
        "I. NHIỆM VỤ\n1. Sở Y tế kiểm tra.\nTrên đây là Kế hoạch năm 2026./.\nNơi nhận:\n- Bộ Y tế;\nTM. ỦY BAN NHÂN DÂN\n"
    )
    clause = reading.outline[0].children[0]
    assert reading.text[clause.start : clause.end] == "1. Sở Y tế kiểm tra."


def test_an_end_mark_in_the_middle_does_not_end_the_plan():
    reading = plan("I. MỤC ĐÍCH\n1. Nâng cao nhận thức./.\nII. NHIỆM VỤ\n1. Sở Y tế kiểm tra.\n")
    assert paths(reading) == ["I", "I/1", "II", "II/1"]


def test_an_appendix_stands_at_the_root():
    reading = plan(
        "I. NHIỆM VỤ\n1. Sở Y tế kiểm tra./.\nTM. ỦY BAN NHÂN DÂN\nPHỤ LỤC\nDANH MỤC\nI. Nhóm một\n"
    )
    assert paths(reading) == ["I", "I/1", "PL", "PL/I"]
