"""The cast of victims' cases, in November 2026: Cần Thơ under the law of 2024, and a stranger of another province.

Mai (commune) meets the person first; Hoa and her colleague Kim (health) verify and support; Nam (police), Lý (border
guard) and Hải (coast guard) verify and protect; Sen keeps the shelter. Thu sits beside Hoa with another duty.
"""

from datetime import date

from diemtua.access.actor import Actor, actor_of
from diemtua.directory.models import Agency, Posting
from tests.people import AgencyFactory, AreaFactory, PostingFactory

TODAY = date(2026, 11, 23)
CAST = {
    "mai": ("Huỳnh Thị Mai", "ubnd-xa", "UBND xã Mẫu Sơn", "can-tho", ["work", "victims"]),
    "chi": ("Đặng Thị Chi", "ubnd-xa", "UBND xã Mẫu Sơn", "can-tho", ["work", "victims"]),
    "dung": ("Bùi Văn Dũng", "ubnd-xa", "UBND xã Mẫu Sơn", "can-tho", ["lead"]),
    "hoa": ("Nguyễn Thị Hoa", "so-y-te", "Sở Y tế", "can-tho", ["work", "victims", "lead"]),
    "kim": ("Trương Thị Kim", "so-y-te", "Sở Y tế", "can-tho", ["work", "victims"]),
    "thu": ("Lâm Thị Thu", "so-y-te", "Sở Y tế", "can-tho", ["work"]),
    "nam": ("Trần Văn Nam", "cong-an-tinh", "Công an thành phố", "can-tho", ["work", "victims"]),
    "vinh": ("Hồ Văn Vinh", "cong-an-tinh", "Công an thành phố", "can-tho", ["work", "victims"]),
    "ly": ("Lý Thị Mai", "bo-doi-bien-phong", "Bộ Chỉ huy Bộ đội Biên phòng", "can-tho", ["work", "victims"]),
    "hai": ("Ngô Văn Hải", "canh-sat-bien", "Vùng Cảnh sát biển", "can-tho", ["work", "victims"]),
    "sen": ("Dương Thị Sen", "co-so-tro-giup", "Trung tâm Bảo trợ xã hội", "can-tho", ["work", "victims"]),
    "an": ("Võ Thị An", "hoi-lhpn", "Hội Liên hiệp Phụ nữ", "can-tho", ["work", "victims"]),
    "binh": ("Phạm Thanh Bình", "ban-chi-dao", "Ban Chỉ đạo 138", "can-tho", ["lead", "oversee"]),
    "quan": ("Cao Văn Quản", "vp-ubnd", "Văn phòng UBND", "can-tho", ["work", "administer"]),
    "tra": ("Tạ Văn Tra", "thanh-tra-tinh", "Thanh tra thành phố", "can-tho", ["work", "audit"]),
    "la": ("Kiều Văn Lạ", "cong-an-tinh", "Công an tỉnh", "an-giang", ["work", "victims"]),
}
PLACES = {"can-tho": ("Cần Thơ", "thành phố"), "an-giang": ("An Giang", "tỉnh")}


def person(name: str, today: date = TODAY) -> Actor:
    """One of the cast, with agency and posting made on first call."""
    called, kind, agency_name, place, duties = CAST[name]
    area = AreaFactory(code=place, name=PLACES[place][0], kind=PLACES[place][1])
    agency = Agency.objects.filter(kind=kind, province=area).first() or AgencyFactory(
        kind=kind, name=agency_name, area=area
    )
    posting = Posting.objects.filter(agency=agency, officer__name=called).first() or PostingFactory(
        officer__name=called, agency=agency, duties=duties
    )
    posting = Posting.objects.select_related("officer", "agency__province").get(pk=posting.pk)
    return actor_of(posting, today=today)


def everybody() -> dict[str, Actor]:
    return {name: person(name) for name in CAST}
