"""The review page through the client: who sees it, what its forms do without scripts, how many queries it costs."""

import re
import uuid
from dataclasses import replace

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from diemtua.access.models import Account, StandingClock
from diemtua.access.session import session
from diemtua.directory.models import Officer, Posting
from diemtua.plans.actions import proposals
from diemtua.plans.models import Proposal
from tests.people import OfficerFactory, PostingFactory
from tests.plans.factories import PLAN
from tests.plans.reviews import draft_of, items

pytestmark = pytest.mark.django_db
Decision, Kind = Proposal.Decision, Proposal.Kind


@pytest.fixture
def draft(hoa, nam, ly, an, la):
    return draft_of(nam, PLAN)


@pytest.fixture
def training(draft):
    return Proposal.objects.get(document=draft, clause="II/1/a")


@pytest.fixture
def enter(client):
    """Sign the client in as an actor."""

    def signed_in(actor):
        officer = Officer.objects.get(pk=actor.officer_id)
        account = Account.objects.filter(officer=officer).first() or Account.objects.create_account(
            officer, None
        )
        StandingClock.objects.update_or_create(province_id=actor.province_id, defaults={"today": actor.today})
        client.force_login(account, backend="allauth.account.auth_backends.AuthenticationBackend")
        return client

    return signed_in


def page(draft, **query):
    return reverse("plans:review", args=[draft.pk], query=query or None)


def move(proposal, name):
    return reverse("plans:review_move", args=[proposal.document_id, proposal.pk, name])


def edit(proposal):
    return reverse("plans:review_edit", args=[proposal.document_id, proposal.pk])


def typed(client, proposal, **changed):
    """Everything the edit form holds, as a browser would send it, with some answers changed."""
    shown = client.get(page(proposal.document, muc=proposal.pk, hoi="sua"))
    form = shown.context["item"].form
    parts = form["due"].field.widget.get_context("due", form["due"].value(), {})["parts"]
    data = {
        "version": proposal.version,
        "lead": form["lead"].value(),
        "coordinating": form["coordinating"].value(),
        "product": form["product"].value(),
        "places": "\n".join(form["places"].value()),
        "first": form["first"].value(),
        "last": form["last"].value(),
        "span": "",
        **{f"due-{name}": parts[name] for name in ("kind", "text", "day", "since", "until", "length", "was")},
    }
    return {**data, **changed}


ROUTES = [
    ("get", "plans:review", ()),
    ("get", "plans:reread", ()),
    ("post", "plans:reread", ()),
    ("post", "plans:approve_sure", ()),
    ("post", "plans:review_add", ()),
    ("post", "plans:review_deadline", ()),
    ("get", "plans:review_edit", ("item",)),
    ("post", "plans:review_edit", ("item",)),
    *(
        ("post", "plans:review_move", ("item", name))
        for name in ("duyet", "bo", "xem-lai", "chon", "tao-viec", "tach", "gop")
    ),
]


def address(draft, training, name, more):
    return reverse(name, args=[draft.pk, *(training.pk if each == "item" else each for each in more)])


@pytest.mark.parametrize(("method", "name", "more"), ROUTES)
@pytest.mark.parametrize("who", ["hoa", "binh", "an", "la"])
def test_for_any_other_agency_there_is_no_such_page(request, enter, draft, training, method, name, more, who):
    client = enter(request.getfixturevalue(who))
    assert (
        getattr(client, method)(
            address(draft, training, name, more), {"version": 1, "reason": "x"}
        ).status_code
        == 404
    )


@pytest.mark.parametrize(("method", "name", "more"), ROUTES)
def test_nobody_is_sent_to_sign_in(client, draft, training, method, name, more):
    answer = getattr(client, method)(address(draft, training, name, more))
    assert answer.status_code == 302
    assert "/dang-nhap/" in answer.url


def test_an_onlooker_of_the_agency_reads_but_does_nothing(enter, draft, training, nam):
    posting = PostingFactory(
        officer=OfficerFactory(name="Đỗ Văn Xem"),
        agency=Posting.objects.get(officer=nam.officer_id).agency,
        duties=["oversee"],
    )
    client = enter(replace(nam, officer_id=posting.officer_id))
    shown = client.get(page(draft, muc=training.pk)).content.decode()
    assert "chỉ theo dõi" in shown
    assert not re.search(r"<form[^>]*ra-soat", shown)
    answer = client.post(move(training, "duyet"), {"version": 1})
    assert "chỉ theo dõi" in answer.content.decode()
    training.refresh_from_db()
    assert training.decision == Decision.PENDING


def test_doubtful_items_come_first(enter, draft, training, nam):
    Proposal.objects.filter(pk=training.pk).update(doubts=["Câu có hai cơ quan."])
    shown = enter(nam).get(page(draft))
    assert shown.context["page"].look.code == "ngo"
    assert shown.context["item"].proposal.pk == training.pk
    assert "Câu có hai cơ quan." in shown.content.decode()


def test_the_document_stands_on_the_page_word_for_word(enter, draft, nam):
    shown = enter(nam).get(page(draft)).context["page"]
    assert "".join(piece.text for piece in shown.pieces) == draft.text
    assert all(draft.text[int(piece.place) :].startswith(piece.text) for piece in shown.pieces)


def test_deciding_goes_on_to_the_next_item(enter, draft, nam):
    first, second = items(draft, decision=Decision.PENDING)[:2]
    client = enter(nam)
    answer = client.post(move(first, "duyet") + "?xem=cho", {"version": 1})
    assert answer.url == page(draft, xem="cho", muc=second.pk) + f"#cho-{second.pk}"
    answer = client.post(move(second, "bo") + "?xem=cho", {"version": 1, "reason": ""})
    assert answer.status_code == 422
    assert "Lý do bỏ" in answer.content.decode()


def test_htmx_gets_the_next_item_and_what_changed(enter, draft, nam):
    first, second = items(draft, decision=Decision.PENDING)[:2]
    answer = enter(nam).post(
        move(first, "duyet") + "?xem=cho", {"version": 1}, headers={"hx-request": "true"}
    )
    shown = answer.content.decode()
    assert f'data-id="{second.pk}"' in shown
    assert f'id="dong-{first.pk}" class="duyet" hx-swap-oob="true"' in shown
    assert "<html" not in shown


def test_the_last_decision_of_a_list_leads_to_the_next_list(enter, draft, training, nam):
    client = enter(nam)
    for row in client.get(page(draft, xem="ngo")).context["page"].rows:
        client.post(move(row.proposal, "bo"), {"version": 1, "reason": "Thử"})
    Proposal.objects.filter(pk=training.pk).update(doubts=["Xem lại."])
    answer = client.post(move(training, "duyet") + "?xem=ngo", {"version": 1}, headers={"hx-request": "true"})
    assert "xem=cho" in answer["HX-Redirect"]


def test_correcting_every_field_without_scripts(enter, draft, training, nam, ly, hoa):
    client = enter(nam)
    data = typed(
        client,
        training,
        lead=[ly.agency_id],
        coordinating=[hoa.agency_id],
        product="Tài liệu",
        places="Vùng biên\nCửa khẩu",
    )
    data |= {
        "due-kind": "period",
        "due-since": "01/07/2024",
        "due-until": "30/9/2024",
        "due-text": "quý III",
        "last": "truoc ngay 30/8/2024",
    }
    answer = client.post(edit(training), {**data, "duyet": "1"})
    assert answer.status_code == 302
    training.refresh_from_db()
    content = training.content
    assert training.decision == Decision.APPROVED
    assert (content["lead"]["agency_ids"], content["product"], content["places"]) == (
        [ly.agency_id],
        "Tài liệu",
        ["Vùng biên", "Cửa khẩu"],
    )
    assert (content["deadline"]["kind"], content["deadline"]["value"]) == ("period", "2024-07-01/2024-09-30")
    assert training.content["words"].endswith("trước ngày 30/8/2024.")


def test_a_wrong_answer_brings_the_form_back_filled(enter, training, nam):
    client = enter(nam)
    answer = client.post(
        edit(training),
        typed(client, training, **{"due-kind": "date", "due-day": "31/02/2024", "product": "Tài liệu"}),
    )
    shown = answer.content.decode()
    assert answer.status_code == 422
    assert "Không có ngày 31/02/2024" in shown
    assert 'value="Tài liệu"' in shown


def test_words_that_are_not_in_the_text_are_told(enter, training, nam):
    client = enter(nam)
    answer = client.post(edit(training), typed(client, training, first="chữ không có ở đâu"))
    assert "Không thấy đoạn" in answer.content.decode()


def test_the_day_is_said_before_anything_is_saved(enter, draft, training, nam):
    client = enter(nam)
    data = typed(client, training, **{"due-kind": "date", "due-day": "03/08/2024"})
    assert (
        "Đến hết thứ Bảy, 03/08/2024"
        in client.post(edit(training), {**data, "xem-truoc": "1"}).content.decode()
    )
    said = client.post(reverse("plans:review_deadline", args=[draft.pk]), data).content.decode()
    assert "Đến hết thứ Bảy, 03/08/2024" in said
    training.refresh_from_db()
    assert training.version == 1


def test_a_clash_shows_both_versions_and_saves_what_is_chosen(enter, training, nam, ly, hoa):
    client = enter(nam)
    data = typed(client, training, lead=[hoa.agency_id], product="Bản của tôi", **{"due-kind": "none"})
    with session(nam):
        proposals.revise(training.pk, actor=nam, version=1, lead=[ly.agency_id], product="Bản của bạn")
    answer = client.post(edit(training), data)
    shown = answer.content.decode()
    assert answer.status_code == 409
    for words in ("Bản của bạn", "Bản của tôi", "Biên phòng", "Thương binh", "không nêu thời hạn"):
        assert words in shown
    clash = answer.context["clash"]
    again = {}
    for name, value in clash.typed:
        again.setdefault(name, []).append(value)
    for choice in clash.choices:
        again |= {
            f"held-{choice.name}": choice.held,
            f"keep-{choice.name}": "typed" if choice.name == "product" else "held",
        }
    assert client.post(edit(training), again).status_code == 302
    training.refresh_from_db()
    assert (training.content["lead"]["agency_ids"], training.content["product"]) == (
        [ly.agency_id],
        "Bản của tôi",
    )
    assert training.content["deadline"]["value"] == "2024-08-30"


def test_a_decision_on_what_another_officer_changed_is_told(enter, training, nam):
    client = enter(nam)
    with session(nam):
        proposals.approve(training.pk, actor=nam, version=1)
    answer = client.post(move(training, "bo"), {"version": 1, "reason": "Trùng việc khác"})
    shown = answer.content.decode()
    assert answer.status_code == 409
    assert "Trần Văn Nam vừa lưu thay đổi" in shown
    training.refresh_from_db()
    assert training.decision == Decision.APPROVED


def test_candidates_are_one_press_away(enter, draft, training, nam, ly):
    training.content["lead"] |= {"agency_ids": [], "candidate_ids": [nam.agency_id, ly.agency_id]}
    training.save()
    client = enter(nam)
    assert [each.pk for each in client.get(page(draft, muc=training.pk)).context["item"].candidates] == [
        nam.agency_id,
        ly.agency_id,
    ]
    client.post(move(training, "chon"), {"version": 1, "lead": ly.agency_id})
    training.refresh_from_db()
    assert training.content["lead"]["agency_ids"] == [ly.agency_id]


def test_splitting_and_merging_by_choice(enter, draft, training, nam):
    client = enter(nam)
    shown = client.get(page(draft, muc=training.pk, hoi="tach"))
    at = shown.context["item"].form.fields["at"].choices[-1][0]
    assert client.post(move(training, "tach"), {"version": 1, "at": ""}).status_code == 422
    assert client.post(move(training, "tach"), {"version": 1, "at": at}).status_code == 302
    first, second = items(draft, clause="II/1/a")
    assert first.end <= at == second.start
    client.post(move(first, "gop"), {"version": first.version, "second": second.pk})
    first.refresh_from_db()
    assert (first.start, first.end) == (training.start, training.end)


def test_adding_from_typed_words(enter, draft, nam):
    client = enter(nam)
    url = reverse("plans:review_add", args=[draft.pk])
    data = {
        "client_id": uuid.uuid4(),
        "kind": "assignment",
        "first": "nang cao hieu qua",
        "last": "phối hợp.",
        "span": "",
    }
    answer = client.post(url, data)
    made = Proposal.objects.get(client_id=data["client_id"])
    assert made.content["words"] == "Nâng cao hiệu quả công tác phối hợp."
    assert f"muc={made.pk}" in answer.url and "hoi=sua" in answer.url
    client.post(url, data)
    assert Proposal.objects.filter(client_id=data["client_id"]).count() == 1


def test_improving_the_text_and_two_officers_doing_so(enter, draft, training, nam):
    client = enter(nam)
    client.post(move(training, "duyet"), {"version": 1})
    url = reverse("plans:reread", args=[draft.pk])
    better = PLAN.replace("Nâng cao hiệu quả", "Nâng cao chất lượng, hiệu quả")
    assert (
        client.post(url, {"version": draft.version, "text": better.replace("\n", "\r\n")}).status_code == 302
    )
    draft.refresh_from_db()
    training.refresh_from_db()
    assert (draft.text, training.decision) == (better, Decision.APPROVED)
    answer = client.post(url, {"version": draft.version - 1, "text": PLAN})
    shown = answer.content.decode()
    assert answer.status_code == 409
    assert "Nâng cao chất lượng, hiệu quả" in shown and "vừa được người khác sửa" in shown
    draft.refresh_from_db()
    assert draft.text == better


def test_the_sure_are_approved_at_once_and_issuing_says_why_it_sleeps(enter, draft, nam):
    client = enter(nam)
    assert "mục chưa xem" in client.get(page(draft)).context["page"].issuing.reason
    client.post(reverse("plans:approve_sure", args=[draft.pk]))
    shown = client.get(page(draft)).context["page"]
    assert shown.sure == 0 < shown.decided


def long_draft(nam, sections=120):
    """About a hundred pages and six hundred items."""
    head, body = PLAN.split("II. NHIỆM VỤ\n")
    rest = body.split("III. TỔ CHỨC", 1)[1]
    words = (
        "Tổ chức thực hiện nghiêm túc, có hiệu quả các nội dung phối hợp theo chức năng, nhiệm vụ được giao. "
        * 4
    )
    many = []
    for section in range(1, sections + 1):
        body_name = ("Sở Lao động - Thương binh và Xã hội", "Công an tỉnh")[section % 2]
        items_of = "".join(
            f"{mark}) Chủ trì rà soát, báo cáo nội dung {section}.{mark} trước ngày 30/8/2024. {words}\n"
            for mark in "abcde"
        )
        many.append(f"{section}. {body_name}\n{items_of}")
    return draft_of(nam, f"{head}II. NHIỆM VỤ\n{''.join(many)}III. TỔ CHỨC{rest}")


def counted(client, url, **headers):
    with CaptureQueriesContext(connection) as queries:
        answer = client.get(url, headers=headers)
    assert answer.status_code == 200
    nesting = (
        "SAVEPOINT",
        "RELEASE",
        "SELECT coalesce(current_setting",
    )  # the test's own transaction around the request's
    asked = [each["sql"] for each in queries if not each["sql"].startswith(nesting)]
    return asked[:-1] if "set_config" in asked[-1] else asked, answer


def test_a_hundred_pages_cost_what_one_costs(enter, draft, nam):
    large = long_draft(nam)
    assert len(large.text) > 250_000 and len(items(large)) >= 600
    client = enter(nam)
    few, _ = counted(client, page(draft))
    many, answer = counted(client, page(large))
    assert len(many) == len(few) <= 12
    assert answer.content.count(b"<form") < 15
    one, answer = counted(client, page(large, muc=items(large)[300].pk), **{"hx-request": "true"})
    assert len(one) <= 12
    assert len(answer.content) < 12_000
    asked, _ = counted(client, page(large, muc=items(large)[300].pk, hoi="sua"), **{"hx-request": "true"})
    assert len(asked) <= 12
