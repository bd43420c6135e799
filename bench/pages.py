"""The busiest pages at scale: median and p95 beside the bare SQL of the same answer, and beside a small database."""

from __future__ import annotations

from dataclasses import dataclass

from django.contrib.auth import BACKEND_SESSION_KEY, HASH_SESSION_KEY, SESSION_KEY
from django.contrib.sessions.backends.db import SessionStore
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from bench.timing import Timing, timed
from diemtua.access.models import Account
from diemtua.access.queries import actor_of_account
from diemtua.access.session import session
from diemtua.directory.models import Agency, Officer
from diemtua.plans.models import Document, Task


@dataclass(frozen=True)
class PageTiming:
    """One page: its time, the bare SQL's, how many queries."""

    name: str
    page: Timing
    floor: Timing
    queries: int


def account(kind: str) -> Account:
    leading = Task.objects.open().values("lead")
    bodies = Agency.objects.filter(kind=kind, province__code="bench-1")
    agency = (bodies.filter(pk__in=leading).order_by("pk") if kind != "cong-an-tinh" else bodies).first()
    officer = Officer.objects.get(postings__agency=agency)
    return Account.objects.filter(officer=officer).first() or Account.objects.create_account(officer, None)


def signed_in(person: Account) -> Client:
    """A client with the session that signing in would have made."""
    store = SessionStore()
    store[SESSION_KEY] = str(person.pk)
    store[BACKEND_SESSION_KEY] = "allauth.account.auth_backends.AuthenticationBackend"
    store[HASH_SESSION_KEY] = person.get_session_auth_hash()
    store.save()
    client = Client(SERVER_NAME="localhost")
    client.cookies["sessionid"] = store.session_key
    return client


def measure() -> list[PageTiming]:
    """Each page as its usual reader opens it."""
    officer, standing = account("so-y-te"), account("cong-an-tinh")
    document = Document.objects.filter(province__code="bench-1").order_by("-issued_on").first()
    led = Task.objects.filter(lead=actor_of_account(officer).agency_id).order_by("due_on").first()
    assert document and led
    pages = [
        ("Hôm nay", officer, "/", TODAY),
        ("Việc, cơ quan chủ trì", officer, "/viec/?vai=chu-tri&xem=dang-lam", TODAY),
        ("Việc quá hạn cả tỉnh", standing, "/viec/?vai=tat-ca&xem=qua-han", OVERDUE),
        ("Một việc", officer, f"/viec/{led.pk}/", ONE.format(led.pk)),
        ("Một kế hoạch", standing, f"/van-ban/{document.pk}/", PLAN.format(document.pk)),
        ("Bàn tổng hợp", standing, "/tong-hop/", BOARD),
        ("Sổ văn bản, tìm chữ", standing, "/van-ban/?tim=mua+ban+ng", SEARCH),
    ]
    return [measured(*page) for page in pages]


def measured(name: str, person: Account, path: str, sql: str) -> PageTiming:
    client, actor = signed_in(person), actor_of_account(person)
    with CaptureQueriesContext(connection) as captured:
        response = client.get(path)
    assert response.status_code == 200, (path, response.status_code)
    queries = [q["sql"] for q in captured if q["sql"].startswith(("SELECT", "WITH", "INSERT", "UPDATE"))]

    def bare() -> None:
        with session(actor, read_only=True), connection.cursor() as cursor:
            cursor.execute(
                sql.replace("AGENCY", str(actor.agency_id)).replace("PROVINCE", str(actor.province_id))
            )
            cursor.fetchall()

    return PageTiming(name, timed(lambda: client.get(path)), timed(bare), len(queries))


OPEN = "completed_on IS NULL AND cancelled_on IS NULL"
TODAY = f"SELECT * FROM plans_task WHERE lead_id = AGENCY AND {OPEN} ORDER BY due_on, id LIMIT 51"
OVERDUE = f"SELECT * FROM plans_task WHERE province_id = PROVINCE AND {OPEN} AND due_on < current_date ORDER BY due_on, id LIMIT 51"
ONE = "SELECT t.*, e.* FROM plans_task t LEFT JOIN plans_event e ON e.task_id = t.id WHERE t.id = {}"
PLAN = "SELECT clause, lead_id, due_on, completed_on, cancelled_on FROM plans_task WHERE document_id = {}"
BOARD = f"""SELECT lead_id, count(*) FILTER (WHERE {OPEN}), count(*) FILTER (WHERE {OPEN} AND due_on < current_date),
count(*) FILTER (WHERE completed_on IS NOT NULL) FROM plans_task WHERE province_id = PROVINCE GROUP BY lead_id"""
SEARCH = """SELECT id, number, symbol, title FROM plans_document WHERE search @@ to_tsquery('simple', 'mua:* & ban:* & ng:*')
AND issued_at IS NOT NULL ORDER BY issued_on DESC, id DESC LIMIT 51"""
