"""Procedures between agencies (phối hợp): a case assigned, referred, transferred, asked for; people handed over and received.

Sources: Thông tư 35/2013/TT-BLĐTBXH, Điều 16 (chuyển tuyến); Luật Phòng, chống mua bán người 53/2024/QH15, Điều 27, 30;
Luật Bảo vệ dữ liệu cá nhân 91/2025/QH15, Điều 9, 10, 19; Kế hoạch 155/KH-UBND Sóc Trăng 2023, II.4, II.5; the four ways another
person gets at a case are those of the case systems in the field (``rules/ways.py``), where no text of ours says how.

What stands in the law is in ``rules/`` and ``policies.py``, the life of a movement in ``states.py``. Whoever knows a case
is the business of ``cases`` (shares); here it is decided when one is given and when it ends.

It does not verify nor recognise (``cases.actions.legal``), keeps nothing of a person but the drafts of a group reception and
the words officers write to each other, merges no persons and counts none (``figures``).
"""
