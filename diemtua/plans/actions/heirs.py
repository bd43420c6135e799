"""Who takes an ended body's place: the one successor there is, or the one among several that a person chose."""

from __future__ import annotations

from dataclasses import dataclass

from diemtua.access.actor import Actor
from diemtua.directory.heirs import Heir, heirs_of
from diemtua.directory.models import Agency
from diemtua.directory.queries import in_force
from diemtua.kernel.decision import Refused, no

Heirs = dict[int, list[Heir]]


@dataclass(frozen=True)
class Change:
    """One body taking another's place."""

    role: str
    before: Agency
    heir: Heir

    def __str__(self) -> str:
        texts = "; ".join(self.heir.sources) or "danh bạ cơ quan"
        return f"{self.role}: {self.before.name} → {self.heir.agency.name}. Căn cứ: {texts}."


def chosen(before: Agency, agency_id: int, actor: Actor) -> Heir:
    """The chosen heir, if the body has ended and the chosen one may follow it. Raises ``Refused``. Some five queries."""
    if in_force(before, actor.today):
        raise Refused(no(f"{before.called} vẫn hoạt động; chuyển chủ trì ở trang của việc.", code="in-force"))
    found = heirs_of([before.pk], actor.today)[before.pk]
    if not found:  # the tables name nobody: any body of the province may be chosen
        body = Agency.objects.on(actor.today).filter(province__in=actor.provinces, pk=agency_id).first()
        found = [Heir(body)] if body else []
    for heir in found:
        if heir.agency.pk == agency_id:
            return heir
    raise Refused(no("Cơ quan được chọn không kế thừa nhiệm vụ của cơ quan này.", code="no-heir"))
