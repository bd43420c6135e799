"""The same form sent twice at the same instant: the second waits for the first, then finds what it made."""

from __future__ import annotations

import struct
import uuid

from django.db import connection


def wait_for_twin(client_id: uuid.UUID) -> None:
    """Hold this form's number until the transaction ends. One query.

    Looking for a row that is not yet committed finds nothing; without this both would make theirs, and one officer
    would be shown a fault for having pressed twice.
    """
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(%s, %s)", struct.unpack(">ii", client_id.bytes[:8]))
