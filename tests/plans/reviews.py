"""A draft under review, registered by one of the cast from a real plan, with the bodies the plan names."""

import uuid
from pathlib import Path

from diemtua.access.session import session
from diemtua.directory.models import Agency
from diemtua.plans.actions import documents
from diemtua.plans.models import Proposal
from tests.people import AgencyFactory

GOLD = Path(__file__).resolve().parent.parent / "reading/gold"
SOC_TRANG = "003_ff50750192601b6e.txt"
BODIES = {
    "ubnd-tinh": "Ủy ban nhân dân tỉnh",
    "so-y-te": "Sở Y tế",
    "so-tai-chinh": "Sở Tài chính",
    "so-tu-phap": "Sở Tư pháp",
    "so-gd-dt": "Sở Giáo dục và Đào tạo",
    "so-tt-tt": "Sở Thông tin và Truyền thông",
    "so-vhttdl": "Sở Văn hóa, Thể thao và Du lịch",
    "so-ngoai-vu": "Văn phòng Ủy ban nhân dân tỉnh",
    "doan-tn": "Tỉnh đoàn",
    "mttq": "Ủy ban Mặt trận Tổ quốc Việt Nam tỉnh",
    "vks": "Viện kiểm sát nhân dân tỉnh",
    "toa-an": "Tòa án nhân dân tỉnh",
}


def populate(actor):
    """The bodies that the province's plans name, beside those of the cast."""
    province = Agency.objects.get(pk=actor.agency_id).province
    for kind, name in BODIES.items():
        if not Agency.objects.filter(kind=kind, province=province).exists():
            AgencyFactory(kind=kind, name=name, area=province)


def draft_of(actor, text):
    """A draft of ``actor``'s agency, just read."""
    with session(actor):
        return documents.register(documents.Original(text=text), actor=actor, client_id=uuid.uuid4())


def real_draft(actor, file=SOC_TRANG):
    populate(actor)
    return draft_of(actor, (GOLD / file).read_text(encoding="utf-8"))


def items(document, **wanted):
    """Proposals in reading order, as the administrator sees them."""
    return list(Proposal.objects.filter(document=document, **wanted).order_by("start", "pk"))
