"""Letters of notices (thư báo): the sentence of the notice and an address behind the sign-in, nothing of any person."""

from __future__ import annotations

import uuid

from django.conf import settings
from django.core.mail import EmailMessage
from django.utils import timezone

from diemtua.access.actor import house
from diemtua.access.session import session
from diemtua.coordination.models import Notice
from diemtua.directory.models import Posting

BODY = """Kính gửi {name},

{sentence}.

Đăng nhập để xem: {url}

Thư tự động của Điểm Tựa. Vì lý do bảo mật, thư không có thông tin của người được hỗ trợ.
"""


def send(notice_id: uuid.UUID) -> int:
    """Write to whoever the notice is for; returns to how many. Sent once. Raises what SMTP raises. Four queries.

    Held while the letters go, as reminders are: a failure leaves it for the next attempt, under the same Message-ID.
    """
    with session(house()):
        rows = Notice.objects.select_for_update(of=("self",), no_key=True).filter(pk=notice_id, sent_at=None)
        notice = rows.first()
        if notice is None:
            return 0
        letters = [written(notice, name, email) for name, email in readers(notice)]
        for each in letters:
            each.send(fail_silently=False)
        notice.sent_at = timezone.now()
        notice.save(update_fields=["sent_at"])
        return len(letters)


def readers(notice: Notice) -> list[tuple[str, str]]:
    """Names and addresses: the officer named, or everybody of the duty there on that day. One query."""
    there = Posting.objects.on(notice.created_at.date()).filter(agency=notice.to_agency_id)
    if notice.to_officer_id:
        there = there.filter(officer=notice.to_officer_id)
    there = there.filter(duties__contains=[notice.duty]).exclude(officer__email="").order_by("officer")
    return list(there.values_list("officer__name", "officer__email").distinct())


def written(notice: Notice, name: str, email: str) -> EmailMessage:
    """One letter, ready for the post."""
    sentence = notice.sentence(notice.created_at)
    urgent = "KHẨN · " if notice.urgent else ""
    return EmailMessage(
        subject=f"[Điểm Tựa] {urgent}{sentence}",
        body=BODY.format(name=name, sentence=sentence, url=notice.url),
        to=[email],
        headers={"Message-ID": message_id(notice, email), "Auto-Submitted": "auto-generated"},
    )


def message_id(notice: Notice, email: str) -> str:
    """The same letter sent again has the same name, which mail servers fold."""
    host = settings.SITE_URL.split("//")[-1].split("/")[0].split(":")[0]
    reader = uuid.uuid5(notice.pk, email)
    return f"<thong-bao-{reader.hex}@{host}>"
