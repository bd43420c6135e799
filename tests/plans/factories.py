"""Documents and tasks of the cast, given out as life gives them out: through register, approve, issue."""

import uuid

from diemtua.access.session import session
from diemtua.plans.actions import documents, extensions, issuing, proposals, tasks
from diemtua.plans.models import Proposal, Task

PLAN = """ỦY BAN NHÂN DÂN
TỈNH SÓC TRĂNG
Số: 155/KH-UBND
Sóc Trăng, ngày 01 tháng 7 năm 2024
KẾ HOẠCH
Phối hợp hỗ trợ nạn nhân năm 2024
Thực hiện Kế hoạch số 10/KH-BCĐ ngày 01/6/2024 của Ban Chỉ đạo 138/CP, Ủy ban nhân dân tỉnh ban hành Kế hoạch như sau:
I. MỤC ĐÍCH
Nâng cao hiệu quả công tác phối hợp.
II. NHIỆM VỤ
1. Sở Lao động - Thương binh và Xã hội
a) Chủ trì, phối hợp với Bộ Chỉ huy Bộ đội Biên phòng tỉnh tổ chức tập huấn cho cán bộ tiếp nhận nạn nhân, hoàn thành trước ngày 30/8/2024.
b) Tổ chức tuyên truyền tại cộng đồng cho phụ nữ, trẻ em ở vùng nông thôn.
2. Công an tỉnh
a) Rà soát, thống kê số nạn nhân trở về trên địa bàn trước ngày 10/7/2024.
III. TỔ CHỨC THỰC HIỆN
1. Định kỳ 6 tháng, 01 năm, Sở Lao động - Thương binh và Xã hội báo cáo kết quả về Ủy ban nhân dân tỉnh (qua Công an tỉnh) để tổng hợp./.
TM. ỦY BAN NHÂN DÂN
"""


def reviewed_plan(holder, text=PLAN, **original):
    """A plan registered and reviewed by ``holder``; every proposal that can be approved is."""
    with session(holder):
        document = documents.register(
            documents.Original(text=text, **original), actor=holder, client_id=uuid.uuid4()
        )
        for proposal in Proposal.objects.filter(document=document):
            try:
                proposals.complete(proposal)
            except proposals.Refused:
                proposals.drop(
                    proposal.pk, actor=holder, version=proposal.version, reason="Không giao trong bài thử"
                )
            else:
                proposals.approve(proposal.pk, actor=holder, version=proposal.version)
    return document


def issued_plan(holder, text=PLAN, **original):
    """A plan registered, reviewed and given out by ``holder``."""
    document = reviewed_plan(holder, text, **original)
    with session(holder):
        return issuing.issue(document.pk, actor=holder)


def task_of(document, clause):
    return Task.objects.get(document=document, clause=clause)


def gesture(name):
    """The action of a move, by the move's name."""
    return getattr(extensions if name.endswith("_extension") else tasks, name)


def act(name, task, actor, **given):
    """One act of an officer on a task, in a session of his own, as a form sent once."""
    with session(actor):
        return gesture(name)(task.pk, actor=actor, client_id=uuid.uuid4(), **given)
