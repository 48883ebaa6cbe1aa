"""Texts, dates, papers, launch and requests on the officers' pages."""

import io
import re
import zipfile

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from civilsociety.ui.slots import desk_tasks, desk_tools, front_page_open
from civilsociety.ui.uploads import LARGEST
from consultations.actions import prepare
from consultations.formats import write_consultation
from consultations.models import Consultation, Paper
from tests.consultations.hear.heard import a_response
from tests.consultations.makers import (
    AFTER,
    BEFORE,
    CLOSES,
    DURING,
    a_draft,
    an_officer,
    launched,
)

pytestmark = pytest.mark.django_db
DESK = "/officers/consultations/"
ONE = "/officers/consultations/civil-society/"


@pytest.fixture
def officer(client_of, olivia):
    return client_of(olivia)


def at(hold_clock, moment):
    return hold_clock(moment.year, moment.month, moment.day, moment.hour, moment.minute)


def page(response):
    assert response.status_code == 200, response.status_code
    return " ".join(response.content.decode().split())


def stored(slug="civil-society"):
    return Consultation.objects.get(slug=slug)


def fields_of(response):
    """What the form on the page would send back unchanged."""
    form = response.context["form"]
    data = {}
    for field in form:
        value = field.value()
        if hasattr(field.field.widget, "parts"):
            typed = field.field.widget.typed(value)
            data |= {f"{field.html_name}_{part}": text for part, text in typed.items()}
        else:
            data[field.html_name] = "" if value is None else value
    return data


def change(officer, group, **changes):
    address = f"{ONE}texts/{group}/"
    return officer.post(address, {**fields_of(officer.get(address)), **changes})


def test_new_consultation_leads_to_its_overview(officer):
    response = officer.post(f"{DESK}new/", {"title": "Fair funding", "slug": "fair-funding"})
    assert response.url == f"{DESK}fair-funding/"
    assert "Before launch" in page(officer.get(response.url))


@pytest.mark.parametrize(
    "data",
    [
        {},
        {"title": "T", "slug": "new"},
        {"title": "T", "slug": "not a slug"},
        {"title": "T" * 201, "slug": "t"},
        {"title": "T\x00", "slug": "t"},
    ],
)
def test_new_consultation_with_bad_input_says_what_to_do(officer, data):
    assert "There is a problem" in page(officer.post(f"{DESK}new/", data))
    assert not Consultation.objects.exists()


def test_desk_takes_the_same_queries_for_one_and_three(officer, count_queries):
    a_response(launched("one"))
    first = count_queries(lambda: officer.get(DESK))
    a_response(launched("two"))
    a_draft("three")
    assert count_queries(lambda: officer.get(DESK)) == first


def test_desk_says_how_many_responses_count(officer):
    answered = launched("answered", title="Answered")
    for _ in range(2):
        a_response(answered)
    a_response(answered, state="withdrawn", withdrawn_at=DURING)
    launched("silent", title="Silent")
    a_draft("draft", title="Begun")
    text = page(officer.get(DESK))
    assert '2 responses<span class="govuk-visually-hidden"> to Answered' in text
    assert 'No responses<span class="govuk-visually-hidden"> to Silent' in text
    assert "Not launched" in text


def test_texts_are_saved_and_only_what_was_changed_is_recorded(officer):
    a_draft()
    assert change(officer, "about", summary="New words.").status_code == 302
    assert stored().summary == "New words."
    assert stored().purpose == "To hear what works before we decide."


def test_two_officers_on_one_text_are_told_and_lose_nothing(officer):
    a_draft()
    address = f"{ONE}texts/about/"
    mine = {**fields_of(officer.get(address)), "summary": "Mine."}
    change(officer, "about", summary="Hers.")
    response = officer.post(address, mine)
    text = page(response)
    assert "Somebody else saved this" in text
    assert "Hers." in text
    assert "Mine." in text
    assert stored().summary == "Hers."
    seen = re.search(r'name="seen" value="(\w+)"', response.content.decode())[1]
    assert officer.post(address, {**mine, "seen": seen}).status_code == 302
    assert stored().summary == "Mine."


@pytest.mark.parametrize(
    ("changes", "words"),
    [
        ({"closes_at_day": "31", "closes_at_month": "10", "closes_at_time": "1:30am"}, "twice"),
        (
            {
                "opens_at_day": "28",
                "opens_at_month": "3",
                "opens_at_time": "1:30am",
            },
            "does not exist",
        ),
        ({"closes_at_day": "5", "closes_at_month": "9"}, "Set the closing after the opening"),
        ({"decision_expected_on_day": "1", "decision_expected_on_month": "10"}, "after the clos"),
        ({"closes_at_month": "13"}, "real date"),
        ({"closes_at_time": "25:00"}, "Enter a time"),
        ({"minimum_days": "0"}, "1 or more"),
        ({"grace_minutes": "99999999999999999999"}, "or less"),
        ({"minimum_days": "many"}, "whole number"),
    ],
)
def test_dates_that_cannot_be_say_so(officer, changes, words):
    a_draft()
    text = page(change(officer, "dates", **changes))
    assert words in text
    assert stored().closes_at == CLOSES


def test_dates_opening_in_summer_time_and_closing_in_winter_time_are_kept(officer):
    a_draft()
    change(officer, "dates", closes_at_day="31", closes_at_month="October", closes_at_time="23:59")
    assert stored().until == "11:59pm on 31 October 2021"
    assert stored().days_open == 56


def test_texts_after_launch_leave_out_what_was_announced(officer):
    launched()
    form = officer.get(f"{ONE}texts/about/").context["form"]
    assert "title" not in form.fields
    assert "summary" in form.fields
    assert change(officer, "about", summary="Clearer.", title="Other").status_code == 302
    assert stored().title == "Civil society strategy"


def test_launch_from_the_page(officer, hold_clock):
    a_draft()
    at(hold_clock, BEFORE)
    assert "What is missing" not in page(officer.get(f"{ONE}launch/"))
    officer.post(f"{ONE}launch/")
    assert stored().state == "launched"
    assert "It opens by itself" in page(officer.get(ONE))


def test_launch_with_something_missing_is_refused_on_the_page(officer, hold_clock):
    a_draft(contact_email="")
    at(hold_clock, BEFORE)
    assert "disabled" in page(officer.get(f"{ONE}launch/"))
    assert "Give an email address" in page(officer.post(f"{ONE}launch/"))
    assert stored().state == "draft"


def test_override_from_the_page_and_back(officer, hold_clock):
    a_draft(contact_email="")
    at(hold_clock, BEFORE)
    officer.post(f"{ONE}checklist/contact/", {"reason": "Telephone only."})
    assert "Telephone only." in page(officer.get(ONE))
    officer.post(f"{ONE}checklist/contact/withdraw/")
    assert not stored().overrides.exists()


@pytest.mark.parametrize("state", ["launched", "cancelled", "draft"])
def test_every_page_opens_in_every_state(officer, state, hold_clock):
    consultation = a_draft() if state == "draft" else launched()
    if state == "cancelled":
        prepare.cancel(consultation=consultation, reason="C.", by=an_officer(), now=DURING)
    for moment in (BEFORE, DURING, AFTER):
        at(hold_clock, moment)
        for rest in ("", "texts/", "texts/dates/", "papers/", "launch/", "extend/", "cancel/",
                     "new-wording/", "questionnaire/", "questionnaire/preview/", "preview/",
                     "checklist/eqia/", "format-requests/", "export.yaml"):  # fmt: skip
            assert officer.get(f"{ONE}{rest}").status_code == 200, rest


def test_extension_and_cancelling_from_the_page(officer, hold_clock):
    launched()
    at(hold_clock, DURING)
    address = f"{ONE}extend/"
    data = {**fields_of(officer.get(address)), "reason": "More time was asked for."}
    assert "never shortened" in page(officer.post(address, data))
    officer.post(address, {**data, "closes_at_day": "10"})
    assert "This is longer than" in page(officer.get("/consultations/civil-society/"))
    officer.post(f"{ONE}cancel/", {"reason": "Covid."})
    assert stored().state == "cancelled"


def zipped(*names):
    content = io.BytesIO()
    with zipfile.ZipFile(content, "w") as file:
        for name in names:
            file.writestr(name, "x")
    return content.getvalue()


def upload(officer, name, content, **more):
    file = SimpleUploadedFile(name, content) if content is not None else ""
    data = {"kind": "background", "title": "Notes", "link": "", "file": file, **more}
    return officer.post(f"{ONE}papers/", data)


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("notes.pdf", b"%PDF-1.7 x"),
        ("Notes 2.DOCX", zipped("[Content_Types].xml", "word/document.xml")),
        ("table.xlsx", zipped("xl/workbook.xml")),
    ],
)
def test_paper_of_a_known_kind_is_kept(officer, name, content):
    a_draft()
    assert upload(officer, name, content).status_code == 302
    assert bytes(Paper.objects.get(title="Notes").content) == content


@pytest.mark.parametrize(
    ("name", "content", "more", "words"),
    [
        ("notes.exe", b"MZ", {}, "Choose a file of type"),
        ("notes.pdf", b"<html><script>", {}, "not the kind of file its name says"),
        ("notes.docx", b"%PDF-1.7", {}, "not the kind of file its name says"),
        ("notes.docx", zipped("xl/workbook.xml"), {}, "not the kind of file its name says"),
        ("notes.docx", zipped("word/document.xml", "word/vbaProject.bin"), {}, "macros"),
        ("notes.pdf", b"", {}, "empty"),
        ("notes.pdf", b"%PDF-" + b"x" * LARGEST, {}, "larger than 15 MB"),
        ("notes.html", b"<p>", {}, "Choose a file of type"),
        ("", None, {}, "one of the two"),
        ("notes.pdf", b"%PDF-1", {"link": "https://example.org/"}, "one of the two"),
        ("", None, {"link": "javascript:alert(1)"}, "in full"),
        ("", None, {"link": "https://example.org/", "kind": "nonsense"}, "Choose one of"),
    ],
)
def test_paper_that_is_not_what_it_says_is_refused(officer, name, content, more, words):
    a_draft()
    assert words in page(upload(officer, name, content, **more))
    assert not Paper.objects.filter(title="Notes").exists()


def test_import_from_the_page_lists_every_mistake_with_its_line(officer):
    file = SimpleUploadedFile("a.yaml", b"slug: a\ntitle: A\nopens: never\ncolour: red\n")
    text = page(officer.post(f"{DESK}import/", {"file": file}))
    assert "Line 3, column 1" in text
    assert "Line 4, column 1" in text


def test_import_and_export_from_the_page(officer):
    a_draft()
    text = officer.get(f"{ONE}export.yaml").content.decode()
    assert text == write_consultation(stored())
    copy = text.replace("slug: civil-society\n", "slug: copy\n", 1).encode()
    officer.post(f"{DESK}import/", {"file": SimpleUploadedFile("copy.yaml", copy)})
    assert stored("copy").questionnaire == stored().questionnaire


def test_import_of_a_questionnaire_leaves_the_rest_alone(officer):
    launched()
    before = stored().title
    copy = write_consultation(stored()).replace("Your age", "How old are you?").encode()
    file = SimpleUploadedFile("copy.yaml", copy)
    officer.post(f"{ONE}questionnaire/import/", {"file": file})
    assert stored().questionnaire.by_key["age"].text == "How old are you?"
    assert stored().title == before
    assert stored().versions.count() == 1


def test_format_request_is_moved_along_on_its_page(officer):
    asked = prepare.ask_for_format(
        consultation=launched(), format="word", details="", name="Ann", reply_to="x", now=DURING
    )
    assert "Ann" in page(officer.get(f"{ONE}format-requests/"))
    officer.post(f"{ONE}format-requests/{asked.pk}/", {"state": "sent", "note": "By post."})
    asked.refresh_from_db()
    assert (asked.state, asked.note) == ("sent", "By post.")


def test_request_of_another_consultation_does_not_exist_here(officer):
    launched()
    asked = prepare.ask_for_format(
        consultation=launched("other"), format="word", details="", name="A", reply_to="x",
        now=DURING,
    )  # fmt: skip
    assert officer.get(f"{ONE}format-requests/{asked.pk}/").status_code == 404


def test_front_page_and_desk_know_what_is_open_and_what_waits(olivia, frank, hold_clock):
    consultation = launched()
    at(hold_clock, DURING)
    assert "Open until 11:59pm on 3 October 2021" in [
        card.status for card in front_page_open.fill()
    ]
    prepare.ask_for_format(
        consultation=consultation, format="word", details="", name="A", reply_to="x", now=DURING
    )
    titles = [task.title for task in desk_tasks.fill(olivia)]
    assert "Answer requests for other formats" in titles
    assert "Answer requests for other formats" not in [t.title for t in desk_tasks.fill(frank)]
    assert "Consultations" in [card.title for card in desk_tools.fill(olivia)]
    assert "Consultations" not in [card.title for card in desk_tools.fill(frank)]
    at(hold_clock, AFTER)
    assert "Answer “Civil society strategy”" in [task.title for task in desk_tasks.fill(olivia)]
