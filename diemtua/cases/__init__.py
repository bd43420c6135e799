"""Victim cases (hồ sơ nạn nhân): a person received, verified, recognised or not, protected, supported, closed.

Sources: Luật Phòng, chống mua bán người 53/2024/QH15 as amended by Luật 86/2025/QH15, with Nghị định 162/2025/NĐ-CP;
Luật 66/2011/QH12 with its decrees for whoever was identified before 1/7/2025 (Luật 53/2024/QH15, Điều 63);
Kế hoạch 155/KH-UBND Sóc Trăng 2023, II.4 to II.8. The province's health department (Sở Y tế) leads the initial
verification, the police verify and recognise, the commune meets the person first; `rules/agencies.py` says who did so when.

What the texts say is in `rules/` (no database, no clock), the words people choose from in `codes/`, who may act in
`policies.py`, the four lives of a record (legal status, support, protection, child plan) in `statuses.py` and `states.py`, the one word
shown to people in `stage.py`, the clocks in words in `clocks.py`. None of these knows Django.

It does not investigate, keeps no content of a criminal case (`proceedings`), no tip nor its author (`tips`), no money
paid (`budget`), and moves nothing between agencies: referral, transfer and hand-over are `coordination`.
"""
