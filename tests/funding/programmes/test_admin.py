"""Officers prepare programmes and rounds in the admin: from nothing to a published round."""

import io

import pikepdf
import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from funding.models import Call, Conflict, Programme, ProgrammeDocument, Question, Reason
from funding.states import CallState, ProgrammeState
from tests.funding.programmes.worlds import draft_of, draft_programme, told

KEY = {"key": "3f2504e0-4f89-41d3-9a0c-0305e82c3301"}


@pytest.fixture
def officer(client_of, frank):
    return client_of(frank)


def at(name, row=None):
    return reverse(f"admin:funding_{name}", args=[row.pk] if row else [])


def a_pdf():
    """The bytes of a PDF of one empty page."""
    written = io.BytesIO()
    with pikepdf.new() as pdf:
        pdf.add_blank_page()
        pdf.save(written)
    return written.getvalue()


def shows(client, row):
    name = row._meta.model_name
    answer = client.get(reverse(f"admin:funding_{name}_change", args=[row.pk]))
    assert answer.status_code == 200
    return answer.content.decode()


NEW = {
    **KEY, "name": "Spring fund", "kind": "grant_round", "code": "SPR", "slug": "spring-fund",
    "summary": "Small grants.", "objective": "A sector that can grow", "department": "Strategy",
}  # fmt: skip


def test_from_nothing_to_a_published_round(world, officer, in_december):
    head, authority = world.head.pk, world.authority.pk
    answer = officer.post(at("add_programme"), NEW | {"head": head, "authority": authority})
    programme = Programme.objects.get(slug="spring-fund")
    assert answer.status_code == 302 and str(programme.pk) in answer.url
    assert "Add what it is for." in shows(officer, programme)
    names = ("about", "who_can_apply", "exclusions", "terms", "what_next")
    texts = dict.fromkeys(names, "Written.")
    officer.post(
        at("texts_of_programme", programme),
        KEY | texts | {"name": "Spring fund", "summary": "x", "contact_email": "f@c.example"},
    )
    criterion = KEY | {"name": "Need", "description": "Who needs it", "weight": 2}
    officer.post(at("criterion_of_programme", programme), criterion)
    question = KEY | {"text": "In Kent?", "right_answer": "yes", "why_not": "Ask your council."}
    officer.post(at("eligibility_of_programme", programme), question)
    officer.post(at("publish_of_programme", programme), KEY)
    programme.refresh_from_db()
    assert programme.state == ProgrammeState.PUBLISHED
    officer.post(at("call_of_programme", programme), KEY | {
        "name": "Round 1", "year": world.year.pk, "money_pence": "40,000",
        "opens_at_day": 1, "opens_at_month": 1, "opens_at_year": 2022, "opens_at_time": "9am",
        "closes_at_day": 28, "closes_at_month": 2, "closes_at_year": 2022, "closes_at_time": "5pm",
        "decision_by_day": 1, "decision_by_month": 4, "decision_by_year": 2022,
    })  # fmt: skip
    call = programme.calls.get()
    assert "Add the questions of the form." in shows(officer, call)
    officer.post(at("question_of_call", call), KEY | {
        "section": "Why", "text": "Who needs it?", "kind": "long_text", "max_words": 200,
        "required": "on", "criterion": programme.criteria.get().pk, "after": "first",
    })  # fmt: skip
    assert "Nothing is missing" in shows(officer, call)
    officer.post(at("publish_of_call", call), KEY)
    call.refresh_from_db()
    assert call.state == CallState.PUBLISHED
    assert "Spring fund" in officer.get("/funding/").content.decode()


def test_refusal_stands_beside_the_disabled_act(world, officer, in_december):
    page = shows(officer, world.programme)
    assert "Round 1 takes applications until" in page and "not decided yet" in page
    assert at("end_of_programme", world.programme) not in page


def test_refused_form_keeps_what_was_typed(world, officer, in_december):
    answer = officer.post(
        at("add_programme"), NEW | {"slug": "alerts", "head": world.head.pk, "authority": ""}
    )
    page = answer.content.decode()
    assert answer.status_code == 200 and "address of another page" in page
    assert 'value="Spring fund"' in page and not Programme.objects.filter(code="SPR").exists()


@pytest.mark.parametrize(
    ("field", "value", "words"),
    [
        ("code", "srf", "two to eight capital letters"),
        ("code", "S\0F", "null character"),
        ("slug", "Spring fund", "hyphens only"),
        ("kind", "lottery", "Choose one of the answers listed for"),
        ("head", "999999", "Choose one of the answers listed for the budget head"),
        ("authority", "abc", "decision or delegation"),
        ("name", "", "Enter the name"),
        ("name", "x" * 121, "120 characters"),
    ],
)
def test_bad_input_is_said_in_words(world, officer, in_december, field, value, words):
    data = NEW | {"head": world.head.pk, "authority": "", field: value}
    answer = officer.post(at("add_programme"), data)
    assert answer.status_code == 200 and words in answer.content.decode()


@pytest.mark.parametrize(
    ("change", "words"),
    [
        ({"money_pence": "lots"}, "in pounds"),
        ({"money_pence": "0"}, "more than nothing"),
        ({"money_pence": "9" * 30}, "or less"),
        ({"closes_at_time": "25:00"}, "Enter a time"),
        # The clocks skip this hour.
        ({"closes_at_day": 27, "closes_at_month": 3, "closes_at_time": "1:30am"}, "does not exist"),
        ({"year": "x"}, "financial year"),
        ({"closes_at_year": 2021}, "close after it opens"),
    ],
)
def test_bad_dates_and_money_are_said_in_words(world, officer, in_december, change, words):
    Call.objects.update(state=CallState.DECIDED)
    data = KEY | {
        "name": "Round 2", "year": world.year.pk, "money_pence": "40,000",
        "opens_at_day": 1, "opens_at_month": 2, "opens_at_year": 2022, "opens_at_time": "9am",
        "closes_at_day": 28, "closes_at_month": 2, "closes_at_year": 2022, "closes_at_time": "5pm",
        "decision_by_day": 1, "decision_by_month": 4, "decision_by_year": 2022,
    } | change  # fmt: skip
    answer = officer.post(at("call_of_programme", world.programme), data)
    assert answer.status_code == 200 and words in answer.content.decode()
    assert not Call.objects.filter(number=2).exists()


def test_partner_is_found_by_name_and_near_names_are_offered(world, officer, in_december):
    programme = draft_programme(world)
    data = KEY | {
        "head": world.head.pk, "authority": world.authority.pk, "objective": "x",
        "department": "y", "least_pence": "0", "regrant_type": "",
    }  # fmt: skip
    address = at("terms_of_programme", programme)
    page = officer.post(address, data | {"partner": "Marsh Lane"}).content.decode()
    assert "Did you mean: Marsh Lane Community Kitchen?" in page and 'value="Marsh Lane"' in page
    page = officer.post(address, data | {"partner": "Nobody"}).content.decode()
    assert "We know no organisation" in page
    officer.post(address, data | {"partner": "marsh lane community kitchen"})
    programme.refresh_from_db()
    assert programme.partner == world.kitchen


def test_largest_grant_is_no_smaller_than_the_smallest(world, officer, in_december):
    programme = draft_programme(world)
    data = KEY | {
        "head": world.head.pk, "objective": "x", "department": "y", "least_pence": "500",
        "most_pence": "100", "regrant_type": "",
    }  # fmt: skip
    page = officer.post(at("terms_of_programme", programme), data).content.decode()
    assert "no smaller than the smallest" in page


def test_document_is_judged_by_what_it_holds(world, officer, stranger, in_december):
    address = at("document_of_programme", world.programme)
    lie = SimpleUploadedFile("guide.pdf", b"MZ\x90 not a PDF", "application/pdf")
    page = officer.post(address, KEY | {"title_": "Guide", "upload": lie}).content.decode()
    assert "Error: " in page and 'value="Guide"' in page
    good = SimpleUploadedFile("guide.pdf", a_pdf(), "text/html")
    officer.post(address, KEY | {"title_": "Guide", "upload": good})
    document = ProgrammeDocument.objects.get()
    assert document.content_type == "application/pdf"
    assert "Guide" in stranger.get("/funding/recovery-fund/").content.decode()
    officer.post(at("remove_document_of_row", document), KEY)
    assert "Guide" not in stranger.get("/funding/recovery-fund/").content.decode()


def test_published_form_has_no_acts_and_says_why(world, officer, in_december):
    page = shows(officer, world.call)
    assert "It stays as applicants saw it" in page
    question = world.call.questions.first()
    assert at("change_question_of_row", question) not in page
    answer = officer.post(at("remove_question_of_row", question), KEY)
    assert "stays as applicants saw it" in answer.content.decode()
    assert Question.objects.filter(pk=question.pk).exists()


def test_question_is_moved_and_shown_where_it_stands(world, officer, in_december):
    call = draft_of(world)
    who = call.questions.get(key="who")
    officer.post(at("move_question_of_row", who), KEY | {"way": "up"})
    page = shows(officer, call)
    assert page.index("Who is it for?") < page.index("Why is it needed?")


@pytest.mark.parametrize("after", ["0", "x", "\0", ""])
def test_place_nobody_offered_is_refused(world, officer, in_december, after):
    call = draft_of(world)
    answer = officer.post(at("question_of_call", call), KEY | {
        "section": "Why", "text": "New?", "kind": "text", "after": after,
    })  # fmt: skip
    assert answer.status_code == 200 and call.questions.count() == 4


def test_addresses_of_subscribers_are_shown_to_nobody(world, officer, in_december):
    told("rosa@example.org", world.programme)
    page = shows(officer, world.programme)
    assert "rosa@example.org" not in page and "1 address" in page


def test_budget_holder_reads_and_does_not_act(world, client_of, bea, in_december):
    page = shows(client_of(bea), world.programme)
    assert "A funding officer does this." in page
    assert client_of(bea).get(at("texts_of_programme", world.programme)).status_code == 403


def test_interest_declared_hides_the_bid_in_the_count_of_a_reason(world, client_of, frank, fern):
    reason = Reason.objects.create(key="x", use="refused", label="X", text="x")
    bid = world.bid("refused")
    bid.reasons.add(reason)
    Conflict.objects.create(application=bid, person=fern, interest="Trustee")
    assert "1 time" in shows(client_of(frank), reason)
    assert "no times" in shows(client_of(fern), reason)


@pytest.mark.parametrize("name", ["programme", "call"])
def test_lists_cost_the_same_for_one_row_and_three(
    world, officer, count_queries, in_december, name
):
    address = reverse(f"admin:funding_{name}_changelist")
    one = count_queries(lambda: officer.get(address))
    for n in (2, 3):
        world.make_call(world.make_programme(f"fund-{n}", f"F{n}"))
    assert count_queries(lambda: officer.get(address)) == one
    taken = officer.get(reverse(f"admin:funding_{name}_csv"))
    assert "Recovery fund" in b"".join(taken).decode()
