"""Every route, asked by everybody: nobody, the right officer, an onlooker beside him, other agencies, a stranger.

Rows are committed once in a database apart; each question is asked inside a transaction that is rolled back.
"""

import re

import pytest
from django.db import connection, transaction
from django.test.utils import CaptureQueriesContext

from diemtua.access.checks import routes
from tests import doors
from tests.apart import database_apart
from tests.doors import ANSWERS, DOORS, PEOPLE

pytestmark = pytest.mark.xdist_group("doors")
SIGN_IN = "/tai-khoan/dang-nhap/"
UNKNOWN = 987_654_321
NUMBER = re.compile(r"<(?:int|str):\w+>")
MOST_QUERIES = 12
NOT_WORK = ("BEGIN", "COMMIT", "SAVEPOINT", "RELEASE", "ROLLBACK", "SET TRANSACTION")


@pytest.fixture(scope="module")
def scene(request, worker_database, django_db_blocker, tmp_path_factory):
    with database_apart(request, django_db_blocker, "doors", tmp_path_factory.mktemp("files")):
        yield doors.set_scene()


def ask(scene, who, method, route, *, path="", unknown=False):
    """The answer of a route to somebody; nothing it did remains."""
    at = DOORS[route][2] if len(DOORS[route]) > 2 else route
    instead = dict.fromkeys(["pk", *scene.numbers], UNKNOWN) if unknown else {"pk": 1}
    if unknown:
        instead |= {"name": scene.numbers["name"], "code": "khong-co"}
    with transaction.atomic():
        form = doors.sent(scene, at) if method == "post" else {}
        response = getattr(scene.browser(who), method)(scene.path(at, **instead), form)
        transaction.set_rollback(True)
    return response


def answer(response):
    if response.status_code == 302 and response["Location"].startswith(SIGN_IN):
        return "s"
    return ANSWERS.get(response.status_code, str(response.status_code))


def bare(response):
    """What a page says, without its own address and the marks that differ from one moment to the next."""
    page = response.content.replace(response.wsgi_request.path.encode(), b"")
    return re.sub(rb'(csrftoken": "|csrfmiddlewaretoken" value=")[^"]+', b"", page)


def heads(response):
    """The headers; a page that repeats its address is as long as that makes it."""
    return {name: value for name, value in response.headers.items() if name != "Content-Length"}


def test_every_route_of_the_house_is_in_the_table():
    assert {route for route, _ in routes()} == set(DOORS)


@pytest.mark.parametrize("route", DOORS)
def test_everybody_is_answered_as_the_table_says(scene, route):
    for method, wanted in zip(("get", "post"), DOORS[route], strict=False):
        found = "".join(answer(ask(scene, who, method, route)) for who in PEOPLE[: len(wanted)])
        assert found == wanted, f"{method} {route}: {' '.join(PEOPLE)}"


# Pages of an officer's own account; those of other officers' accounts are work.
OWN = {route for route in DOORS if re.match(r"tai-khoan/(?!can-bo/)", route)}
WORK = [
    route
    for route in DOORS
    if route not in OWN and not route.startswith(("giao-dien", "bo-thanh-phan", "lich/<"))
]
NUMBERED = [route for route in DOORS if NUMBER.search(route) and route not in OWN]
OF_PLANS = [route for route in NUMBERED if not route.startswith(("danh-ba/", "tai-khoan/"))]


@pytest.mark.parametrize("route", WORK)
def test_nobody_passes_any_door_of_work(route):
    look, form = DOORS[route][:2]
    assert look[0] == form[0] == "s"


@pytest.mark.parametrize("route", [route for route in OF_PLANS if "<str:key>" not in route])
def test_who_has_no_part_is_never_let_near_a_record(route):
    look, form = DOORS[route][:2]
    no_part = {PEOPLE.index("an"), PEOPLE.index("la")}
    assert {look[at] for at in no_part} <= {"0", "-"}
    # Choosing an heir asks first for a body of one's own province: a stranger is sent back before any record is sought.
    allowed = {"0", ">"} if route.startswith("ke-thua/") else {"0"}
    assert {form[at] for at in no_part} <= allowed


@pytest.mark.parametrize("route", [route for route in NUMBERED if "<str:key>" not in route])
def test_nobody_learns_from_the_sign_in_page_what_exists(scene, route):
    for method in ("get", "post"):
        known, unknown = (ask(scene, "nobody", method, route, unknown=each) for each in (False, True))
        assert answer(known) == answer(unknown) == "s"
        assert known["Location"].partition("?")[0] == unknown["Location"].partition("?")[0]
        assert known.content == unknown.content


@pytest.mark.parametrize("route", OF_PLANS)
@pytest.mark.parametrize("who", ["an", "la"])
def test_forbidden_and_unknown_are_the_same_bytes(scene, route, who):
    for method, wanted in zip(("get", "post"), DOORS[route], strict=False):
        if wanted[PEOPLE.index(who)] != "0":
            continue
        known, unknown = (ask(scene, who, method, route, unknown=each) for each in (False, True))
        assert unknown.status_code == 404
        assert bare(known) == bare(unknown)
        assert heads(known) == heads(unknown)


REFUSED = [
    pytest.param(route, method, who, id=f"{method} {route} {who}")
    for route in WORK
    for method, answers in zip(("get", "post"), DOORS[route], strict=False)
    for who, sign in zip(PEOPLE, answers, strict=True)
    if sign in "!?" and who in ("hoa", "mai", "tam", "ly")
]


@pytest.mark.parametrize(("route", "method", "who"), REFUSED)
def test_a_refusal_is_a_sentence(scene, route, method, who):
    page = ask(scene, who, method, route).content.decode()
    told = (r'class="refusal">(.+?)</p>', r'id="errors">.*?<ul>(.+?)</ul>', r'class="empty">.*?<p>(.+?)</p>')
    found = re.search("|".join(told), page, re.S)
    assert found, page[:2000]
    sentence = re.sub(r"<[^>]+>", " ", next(filter(None, found.groups()))).strip()
    assert sentence.endswith(".") and len(sentence) > 15, sentence


SHOWN = [
    pytest.param(route, PEOPLE[look.index(".")], id=route)
    for route, (look, *_) in DOORS.items()
    if route in WORK and "." in look
]


@pytest.mark.parametrize(("route", "who"), SHOWN)
def test_a_page_costs_at_most_twelve_queries(scene, route, who):
    at = DOORS[route][2] if len(DOORS[route]) > 2 else route
    browser, path = scene.browser(who), scene.path(at, pk=1)
    browser.get(path)
    with CaptureQueriesContext(connection) as asked:
        assert browser.get(path).status_code == 200
    work = [query["sql"][:110] for query in asked if not query["sql"].startswith(NOT_WORK)]
    assert len(work) <= MOST_QUERIES, "\n".join(work)
