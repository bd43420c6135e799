"""People we know: Hoa (social worker), Nam (police), Lý (border guard), Bình (steering committee), and a stranger.

Everybody here is invented. The province is Sóc Trăng of July 2023 and its neighbour Cần Thơ.
"""

from datetime import date

import factory

from diemtua.access.actor import Actor, actor_of
from diemtua.directory.models import Agency, Area, Officer, Posting

TODAY = date(2024, 7, 15)


class AreaFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = Area
        django_get_or_create = ("code",)

    code = factory.Sequence(lambda n: f"t{n}")
    name = "Sóc Trăng"
    level = Area.Level.PROVINCE
    kind = "tỉnh"


class AgencyFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = Agency

    kind = "so-ldtbxh"
    name = "Sở Lao động - Thương binh và Xã hội"
    area = factory.SubFactory(AreaFactory, code="soc-trang")
    province = factory.SelfAttribute("area")


class OfficerFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = Officer

    name = "Nguyễn Thị Hoa"
    email = factory.Sequence(lambda n: f"can-bo-{n}@tinh.example")


class PostingFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = Posting

    officer = factory.SubFactory(OfficerFactory)
    agency = factory.SubFactory(AgencyFactory)
    position = "Chuyên viên"
    duties = ["work"]
    valid_from = date(2020, 1, 1)


CAST = {
    "hoa": ("Nguyễn Thị Hoa", "so-ldtbxh", "Sở Lao động - Thương binh và Xã hội", "soc-trang", ["work"]),
    "nam": ("Trần Văn Nam", "cong-an-tinh", "Công an tỉnh", "soc-trang", ["work", "focal"]),
    "ly": ("Lý Thị Mai", "bo-doi-bien-phong", "Bộ Chỉ huy Bộ đội Biên phòng tỉnh", "soc-trang", ["work"]),
    "binh": ("Phạm Thanh Bình", "ban-chi-dao", "Ban Chỉ đạo 138 tỉnh", "soc-trang", ["lead", "oversee"]),
    "an": ("Võ Thị An", "hoi-lhpn", "Hội Liên hiệp Phụ nữ tỉnh", "soc-trang", ["work"]),
    "la": ("Kiều Văn Lạ", "cong-an-tinh", "Công an thành phố", "can-tho", ["work", "focal"]),
}
PLACES = {"soc-trang": ("Sóc Trăng", "tỉnh"), "can-tho": ("Cần Thơ", "thành phố")}


def person(name: str) -> Actor:
    """One of the cast, with agency and posting made on first call. ``an`` has no part in anything; ``la`` is a stranger."""
    called, kind, agency_name, place, duties = CAST[name]
    area = AreaFactory(code=place, name=PLACES[place][0], kind=PLACES[place][1])
    agency = Agency.objects.filter(kind=kind, province=area).first() or AgencyFactory(
        kind=kind, name=agency_name, area=area
    )
    posting = Posting.objects.filter(agency=agency, officer__name=called).first() or PostingFactory(
        officer__name=called, agency=agency, duties=duties
    )
    posting = Posting.objects.select_related("officer", "agency__province").get(pk=posting.pk)
    return actor_of(posting, today=TODAY)
