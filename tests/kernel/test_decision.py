import pickle

import pytest

from diemtua.kernel.decision import YES, Decision, Refused, both, no

LATE = no("Đã quá hạn tiếp nhận.", code="late")
STRANGER = no("Chỉ cơ quan đang giữ hồ sơ được thực hiện.", code="not-holder")


def test_a_decision_is_true_or_a_no_with_its_sentence():
    assert YES
    assert not LATE
    assert str(LATE) == "Đã quá hạn tiếp nhận."


def test_data_is_compared_not_text():
    assert no("Đã quá hạn.", code="late") == LATE
    assert no("Đã quá hạn tiếp nhận.", code="other") != LATE
    assert len({LATE, no("Câu khác.", code="late"), STRANGER}) == 2


def test_a_refusal_without_a_sentence_is_refused():
    with pytest.raises(ValueError, match="say why"):
        no("  ")


@pytest.mark.parametrize(
    ("decisions", "expected"),
    [
        ((YES,), YES),
        ((YES, YES), YES),
        ((YES, LATE), LATE),
        ((STRANGER, LATE), STRANGER),
        ((LATE, YES), LATE),
    ],
)
def test_the_first_refusal_wins(decisions, expected):
    assert both(*decisions) == expected


def test_asking_nobody_is_not_a_yes():
    with pytest.raises(TypeError):
        both()


def test_require_lets_a_yes_pass_and_raises_a_no():
    YES.require()
    with pytest.raises(Refused, match="quá hạn") as caught:
        LATE.require()
    assert caught.value.decision is LATE


def test_a_yes_cannot_be_raised():
    with pytest.raises(ValueError, match="not a refusal"):
        Refused(Decision(True))


def test_a_refusal_survives_a_job_queue():
    assert pickle.loads(pickle.dumps(Refused(LATE))).decision == LATE
