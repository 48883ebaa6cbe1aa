"""Writing a draft: everything typed is kept, two people lose nothing, the sign-off is honest."""

import json
from datetime import date

import pytest
from django.urls import reverse

from civilsociety.refusal import Refused
from funding.actions import applying
from funding.models import Application, Colleague
from funding.models.choices import ColleagueRole
from funding.queries.applying.sections import sections_of
from funding.queries.applying.signing import signature_of
from funding.queries.applying.written import marks_of, written_in
from funding.rules.applying import lacks_of
from tests.funding.applying.files import uploaded
from tests.funding.applying.makers import (
    ONE_OF_EACH,
    call_with,
    complete_organisation,
    draft,
    ready,
    sign,
)
from tests.funding.makers import NOW

TODAY = date(2021, 12, 20)
pytestmark = pytest.mark.usefixtures("in_december")


def page_of(application, name, *more):
    return reverse(f"funding:application_{name}", args=[application.pk, *more])


def colleague(application, person, role=ColleagueRole.WRITER):
    return Colleague.objects.create(
        application=application, role=role, email=person.email, person=person,
        token=f"token-{person.pk}", joined_at=NOW,
    )  # fmt: skip


def sentences(application):
    return [lack.sentence for lack in lacks_of(application, TODAY)]


ABOUT = {
    "title": "A kitchen for the street",
    "summary": "Cooking together, twice a week.",
    "starts_on_day": "1",
    "starts_on_month": "3",
    "starts_on_year": "2022",
    "ends_on_day": "31",
    "ends_on_month": "12",
    "ends_on_year": "2022",
    "districts": ["swale"],
}


def seen(application, part="about", section=None):
    return {"seen.marks": json.dumps(marks_of(written_in(application, part, section)))}


def reread(application):
    return Application.objects.get(pk=application.pk)


def test_what_cannot_be_read_is_kept_as_it_was_typed(world, client_of):
    application, client = draft(world), client_of(world.tess)
    typed = ABOUT | {"title": "x" * 150, "ends_on_month": "Octember", "ends_on_year": ""}
    page = client.post(page_of(application, "about"), typed | seen(application))
    assert page.status_code == 200
    html = client.get(page_of(application, "about")).content.decode()
    assert "x" * 150 in html
    assert 'value="Octember"' in html
    found = sentences(reread(application))
    assert "Shorten the name of the project to 140 characters: it has 150" in found
    assert "Enter a real date for the day it ends, like 3 October 2021" in found


def test_text_over_the_limit_is_kept_and_must_be_shortened_before_sending(world, client_of):
    application, client = draft(world), client_of(world.tess)
    section = sections_of(application.call)[0]
    words = " ".join(["word"] * 60)
    data = {"q-need": words, "q-who": "All"}
    marks = {f"q-{name}": value for name, value in seen(application, "section:1", section).items()}
    page = client.post(page_of(application, "section", 1), data | marks)
    assert "50 words or fewer: it has 60" in page.content.decode()
    assert reread(application).answers["need"] == words
    assert any("it has 60" in each for each in sentences(reread(application)))


def test_save_and_come_back_later_complains_of_nothing(world, client_of):
    application, client = draft(world), client_of(world.tess)
    page = client.post(page_of(application, "about"), seen(application) | {"then": "later"})
    assert page.status_code == 302
    assert page.url == application.get_absolute_url()
    assert reread(application).title == ""


def test_end_before_the_start_is_kept_and_said(world, client_of):
    application, client = draft(world), client_of(world.tess)
    typed = ABOUT | {"ends_on_year": "2021"} | seen(application)
    page = client.post(page_of(application, "about"), typed).content.decode()
    assert "The day it ends must be 1 March 2022 or later" in page
    assert 'value="2021"' in page


def test_start_before_the_call_allows_is_said(world):
    application = draft(world, starts_on=date(2022, 1, 1))
    assert "The day it starts must be 1 March 2022 or later: see the call" in sentences(application)


def test_personal_data_in_the_summary_is_said_in_words(world):
    application = draft(world, summary="Ring Jo on 01795 123456")
    assert any("01795 123456" in each for each in sentences(application))


@pytest.mark.parametrize(
    ("pence", "sentence"),
    [
        (499_99, "Ask for £500 or more: it is the smallest grant"),
        (500_00, None),
        (6_000_00, None),
        (6_000_01, "Ask for £6,000 or less: it is what the project costs"),
    ],
)
def test_amount_is_held_to_the_programme_and_the_cost(world, pence, sentence):
    found = sentences(draft(world, requested_pence=pence))
    assert (sentence in found) if sentence else not any("Ask for" in each for each in found)


def test_share_of_the_cost_is_capped_to_the_penny(world):
    world.programme.most_percent = 50
    world.programme.save()
    assert not any("Ask for" in s for s in sentences(draft(world, requested_pence=3_000_00)))
    found = sentences(draft(world, requested_pence=3_000_01))
    assert (
        "Ask for £3,000 or less: the programme pays at most 50% of what the project costs" in found
    )


def test_budget_lines_are_added_and_removed_without_a_script(world, client_of):
    application, client = draft(world), client_of(world.tess)
    address = page_of(application, "budget")
    rows = {"what_0": "Food", "cost_0": "6,000", "what_1": "Rent", "cost_1": "1,200.50"}
    data = rows | {"requested": "5000"}
    page = client.post(address, data | seen(application, "budget") | {"then": "add"})
    assert page.content.decode().count('name="what_') >= 5
    assert [line.cost_pence for line in application.budget_lines.all()] == [6_000_00, 1_200_50]
    client.post(address, data | seen(reread(application), "budget") | {"then": "remove-0"})
    assert [line.what for line in application.budget_lines.all()] == ["Rent"]


def test_budget_line_that_cannot_be_read_is_kept_and_said_beside_it(world, client_of):
    application, client = draft(world), client_of(world.tess)
    data = {"what_0": "Food", "cost_0": "6k", "what_1": "", "cost_1": "20", "requested": "lots"}
    page = client.post(page_of(application, "budget"), data | seen(application, "budget"))
    html = page.content.decode()
    assert 'href="#id_cost_0"' in html
    assert 'href="#id_what_1"' in html
    again = client.get(page_of(application, "budget")).content.decode()
    assert 'value="6k"' in again
    assert 'value="lots"' in again


def test_one_of_each_question_is_written_and_read_back(world, client_of):
    application = draft(world, call=call_with(world, *ONE_OF_EACH), answers={})
    client = client_of(world.tess)
    data = {
        "q-line": "One line", "q-text": "Four words or so", "q-number": "25", "q-money": "1,250.50",
        "q-day_day": "3", "q-day_month": "10", "q-day_year": "2022", "q-agree": "yes",
        "q-one": "Red", "q-several": ["Red", "Blue"], "then": "later",
    }  # fmt: skip
    client.post(page_of(application, "section", 1), data)
    assert reread(application).answers == {
        "line": "One line", "text": "Four words or so", "number": 25, "money": 1_250_50,
        "day": "2022-10-03", "agree": "yes", "one": "Red", "several": ["Red", "Blue"],
    }  # fmt: skip
    html = client.get(page_of(application, "check")).content.decode()
    for words in ("£1,250.50", "3 October 2022", "Yes", "Choose a file for “What about plan?”"):
        assert words in html


@pytest.mark.parametrize("strange", ["\0", "x " * 30_000, "9" * 400, "-1", "<b>", "{}", "٣"])
def test_nothing_that_is_sent_breaks_a_part(world, client_of, strange):
    application = draft(world, call=call_with(world, *ONE_OF_EACH))
    client = client_of(world.tess)
    for page in (
        page_of(application, "about"),
        page_of(application, "section", 1),
        page_of(application, "budget"),
    ):
        html = client.get(page).content.decode()
        names = [part.split('"')[0] for part in html.split('name="')[1:]]
        for then in ("autosave", "remove-x", strange):
            data = dict.fromkeys(names, [strange, strange]) | {"then": then}
            assert client.post(page, data).status_code in {200, 302, 409}
        answer = client.post(page, {"keep": strange, "marks": strange})
        assert answer.status_code in {200, 302}
        assert client.get(page).status_code == 200
        assert client.get(f"{page}?check=1").status_code == 200
    assert client.get(page_of(application, "check")).status_code == 200
    assert client.get(page_of(application, "docx")).status_code == 200


# -- Two people ---------------------------------------------------------------------------


def test_two_colleagues_in_one_section_keep_both_answers(world, client_of, noor):
    application = draft(world)
    colleague(application, noor)
    section = sections_of(application.call)[0]
    marks = {f"q-{name}": value for name, value in seen(application, "section:1", section).items()}
    page = page_of(application, "section", 1)
    before = dict(reread(application).answers)
    first = {"q-need": "Tess writes why", "q-who": before["who"]} | marks
    second = {"q-need": before["need"], "q-who": "Noor writes who"} | marks
    client_of(world.tess).post(page, first)
    client_of(noor).post(page, second)
    answers = reread(application).answers
    assert (answers["need"], answers["who"]) == ("Tess writes why", "Noor writes who")


def test_two_colleagues_at_one_question_see_both_texts_and_choose(world, client_of, noor):
    application = draft(world)
    colleague(application, noor)
    section = sections_of(application.call)[0]
    marks = {f"q-{name}": value for name, value in seen(application, "section:1", section).items()}
    page, who = page_of(application, "section", 1), {"q-who": "Neighbours"}
    client_of(world.tess).post(page, {"q-need": "Tess’s words"} | who | marks)
    html = client_of(noor).post(page, {"q-need": "Noor’s words"} | who | marks).content.decode()
    assert "Tess’s words" in html
    assert "Noor’s words" in html
    assert reread(application).answers["need"] == "Tess’s words"
    now_there = json.dumps(marks_of(written_in(reread(application), "section:1", section)))
    chosen = {"q-need": "Noor’s words", "keep": '["need"]', "marks": now_there, "keep_0": "both"}
    client_of(noor).post(page, chosen | who)
    assert reread(application).answers["need"] == "Tess’s words\n\nNoor’s words"


def test_clash_page_without_a_choice_asks_again(world, client_of, noor):
    application = draft(world)
    page = page_of(application, "section", 1)
    chosen = {"q-need": "Mine", "q-who": "x", "keep": '["need"]', "marks": "{}"}
    html = client_of(world.tess).post(page, chosen).content.decode()
    assert "Choose which of the two should stay" in html
    assert "Mine" in html


def test_autosave_never_overwrites_what_its_page_has_not_shown(world, client_of, noor):
    application = draft(world)
    colleague(application, noor)
    section = sections_of(application.call)[0]
    page, name = page_of(application, "section", 1), "q-seen.marks"
    old = json.dumps(marks_of(written_in(application, "section:1", section)))
    client_of(noor).post(page, {"q-need": "People eat alone.", "q-who": "Noor", name: old})
    mine = {"q-need": "Tess types", "q-who": "Neighbours", "then": "autosave"}
    first = client_of(world.tess).post(page, mine | {name: old})
    again = mine | {"q-need": "Tess types on", name: first.json()["marks"]}
    assert client_of(world.tess).post(page, again).status_code == 200
    answers = reread(application).answers
    assert (answers["need"], answers["who"]) == ("Tess types on", "Noor")


def test_autosave_into_a_clash_says_so_and_writes_nothing(world, client_of, noor):
    application = draft(world)
    colleague(application, noor)
    data = ABOUT | {"then": "autosave"} | seen(application)
    client_of(noor).post(page_of(application, "about"), data | {"title": "Noor’s name"})
    answer = client_of(world.tess).post(page_of(application, "about"), data | {"title": "Tess’s"})
    assert answer.status_code == 409
    assert "Noor changed this meanwhile" in answer.json()["refused"]
    assert reread(application).title == "Noor’s name"


def test_late_words_after_it_was_sent_are_shown_to_be_copied(world, client_of):
    application = ready(world)
    old = seen(application)
    applying.submit(application=application, by=world.tess, now=NOW)
    page = client_of(world.tess).post(
        page_of(application, "about"), ABOUT | {"summary": "Late words"} | old
    )
    html = page.content.decode()
    assert "can no longer be changed" in html
    assert "Late words" in html
    assert reread(application).summary != "Late words"


# -- Sign-off -----------------------------------------------------------------------------


def test_any_change_voids_the_sign_off(world, client_of, noor):
    application = ready(world)
    colleague(application, noor)
    assert signature_of(reread(application)).name == "Tess Trustee"
    data = ABOUT | {"title": "Another name"} | seen(application)
    client_of(noor).post(page_of(application, "about"), data)
    application = reread(application)
    assert signature_of(application) is None
    assert application.signed_by is None
    assert "Have a trustee or director sign off the application" in sentences(application)


def test_saving_without_a_change_leaves_the_sign_off(world, client_of):
    application = ready(world)
    client_of(world.tess).post(page_of(application, "about"), ABOUT | seen(application))
    assert signature_of(reread(application))


def test_a_file_voids_the_sign_off(world, client_of):
    call = call_with(world, ("text", "line", {}), ("file", "plan", {"required": False}))
    application = ready(world, call=call, answers={"line": "x"})
    page = page_of(application, "give_file", "plan")
    name = client_of(world.tess).get(page).context["form"].name
    client_of(world.tess).post(page, {name: uploaded()})
    assert reread(application).files.count() == 1
    assert signature_of(reread(application)) is None


def test_signature_of_what_changed_under_the_reader_is_refused(world, client_of, noor):
    application = draft(world)
    complete_organisation(world)
    colleague(application, noor)
    client = client_of(world.tess)
    digest = client.get(page_of(application, "sign")).context["form"]["digest"].value()
    data = ABOUT | {"title": "Changed"} | seen(application)
    client_of(noor).post(page_of(application, "about"), data)
    signed = {"digest": digest, "name": "Tess", "am": "on", "agree": "on"}
    html = client.post(page_of(application, "sign"), signed).content.decode()
    assert "Somebody changed the application while you read" in html
    assert 'value="Tess"' in html
    assert reread(application).signed_by is None


def test_only_a_trustee_or_an_invited_signatory_signs(world, noor, frank):
    application = draft(world)
    complete_organisation(world)
    colleague(application, noor)
    with pytest.raises(Refused, match="A trustee or director of Marsh Lane"):
        sign(application, noor)
    colleague(application, frank, ColleagueRole.SIGNATORY)
    assert sign(application, frank)


def test_signatory_changes_nothing(world, client_of, noor):
    application = draft(world)
    colleague(application, noor, ColleagueRole.SIGNATORY)
    html = client_of(noor).post(page_of(application, "about"), ABOUT | seen(application))
    data = ABOUT | {"title": "Noor’s"} | seen(application)
    html = client_of(noor).post(page_of(application, "about"), data).content.decode()
    assert "You are here to sign off this application" in html
    assert reread(application).title == "A kitchen for the street"
