"""Letters of the sign-in pages (thư của trang đăng nhập): queued with what they tell, sent by the worker.

A link that opens an account travels in them, so they rest sealed in the queue.
"""

from __future__ import annotations

import json
from email.utils import make_msgid
from urllib.parse import urlsplit

from django.conf import settings
from django.core.mail import EmailMessage
from procrastinate import RetryStrategy
from procrastinate.contrib.django import app

from diemtua.access.sealing import seal, unseal

PURPOSE = b"diemtua.access.letters"
# Asked again after 3, 9, 27 … seconds, for almost an hour: the link in a letter that comes later is worth nothing.
PATIENCE = RetryStrategy(max_attempts=7, exponential_wait=3, retry_exceptions={OSError})


def post(letter: EmailMessage) -> None:
    """Queue one letter, in the caller's transaction if there is one. One query.

    It is named now, so that a mail server folds the same letter sent twice into one.
    """
    host = urlsplit(settings.SITE_URL).hostname or "diemtua"
    words = {
        "subject": letter.subject,
        "body": letter.body,
        "from_email": letter.from_email,
        "to": letter.to,
        "headers": {"Message-ID": make_msgid(domain=host), "Auto-Submitted": "auto-generated"},
    }
    send.defer(sealed=seal(json.dumps(words), PURPOSE))


@app.task(name="access.letter", retry=PATIENCE)
def send(sealed: str) -> None:
    """Send one letter. A post office that does not answer is asked again, later each time."""
    EmailMessage(**json.loads(unseal(sealed, PURPOSE))).send(fail_silently=False)
