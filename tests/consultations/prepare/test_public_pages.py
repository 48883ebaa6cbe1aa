"""What anybody reads before answering, and may ask for."""

import re
from smtplib import SMTPRecipientsRefused

import pytest
from django.core.mail import EmailMessage

from consultations.actions import prepare
from consultations.models import Consultation, FormatRequest, Registration
from tests.consultations.makers import (
    AFTER,
    CLOSES,
    DURING,
    IN_GRACE,
    OPENS,
    a_draft,
    an_officer,
    launched,
)
from tests.consultations.prepare.addresses import a_file

pytestmark = pytest.mark.django_db
PAGE = "/consultations/civil-society/"


def html(response):
    assert response.status_code == 200
    return " ".join(response.content.decode().split())


def at(hold_clock, moment):
    return hold_clock(moment.year, moment.month, moment.day, moment.hour, moment.minute)


def test_consultation_page_while_open_says_until_when_and_offers_to_answer(stranger, hold_clock):
    launched()
    at(hold_clock, DURING)
    page = html(stranger.get(PAGE))
    assert "Open until 11:59pm on 3 October 2021" in page
    assert 'href="/consultations/civil-society/respond/"' in page


@pytest.mark.parametrize(
    ("moment", "words"),
    [
        (OPENS.replace(hour=8, minute=59), "Opens at 9am on 6 September 2021"),
        (IN_GRACE, "you can still send it until 12:59am on 4 October 2021"),
        (AFTER, "Closed at 11:59pm on 3 October 2021"),
    ],
)
def test_consultation_page_outside_its_time_says_what_happens(stranger, hold_clock, moment, words):
    launched()
    at(hold_clock, moment)
    page = html(stranger.get(PAGE))
    assert words in page
    assert "Start your response" not in page


def test_consultation_page_closing_at_midnight_names_the_day_before(stranger, hold_clock):
    launched(closes_at=OPENS.replace(month=10, day=4, hour=0, minute=0))
    at(hold_clock, DURING)
    assert "Open until 11:59pm on 3 October 2021" in html(stranger.get(PAGE))


def test_consultation_page_closing_after_the_clocks_change_keeps_uk_time(stranger, hold_clock):
    launched(closes_at=OPENS.replace(month=10, day=31, hour=23, minute=59))
    at(hold_clock, OPENS.replace(month=10, day=31, hour=23, minute=58))
    assert "Open until 11:59pm on 31 October 2021" in html(stranger.get(PAGE))
    at(hold_clock, OPENS.replace(month=10, day=31, hour=23, minute=59))
    assert "Closed at 11:59pm on 31 October 2021" in html(stranger.get(PAGE))


def test_consultation_page_of_a_draft_does_not_exist(stranger):
    a_draft()
    assert stranger.get(PAGE).status_code == 404


def test_consultation_page_after_cancelling_gives_the_reason(stranger):
    consultation = launched()
    prepare.cancel(
        consultation=consultation, reason="Covid came first.", by=an_officer(), now=DURING
    )
    page = html(stranger.get(PAGE))
    assert "Covid came first." in page
    assert "Start your response" not in page


def test_consultation_page_shows_hostile_texts_as_text(stranger):
    launched(title="<script>alert(1)</script>", purpose="<img src=x onerror=alert(1)> **bold**")
    page = html(stranger.get(PAGE))
    assert "<script>alert" not in page
    assert "<img" not in page
    assert "<strong>bold</strong>" in page


def test_index_sorts_open_before_forthcoming_before_closed(stranger, hold_clock):
    launched("closed", title="Closed one", closes_at=OPENS.replace(month=10, day=5))
    launched("soon", title="Soon one", opens_at=OPENS.replace(month=10, day=20),
             closes_at=OPENS.replace(month=11, day=30))  # fmt: skip
    launched("open", title="Open one", closes_at=OPENS.replace(month=11, day=5))
    a_draft("draft", title="Secret one")
    hold_clock(2021, 10, 10, 12, 0)
    page = html(stranger.get("/consultations/"))
    places = [page.index(title) for title in ("Open one", "Soon one", "Closed one")]
    assert places == sorted(places)
    assert "Secret one" not in page


def test_index_finds_words_and_filters_by_phase(stranger, hold_clock):
    launched("one", title="About rivers")
    launched("two", title="About roads")
    at(hold_clock, DURING)
    page = html(stranger.get("/consultations/?q=rivers&show=open"))
    assert "About rivers" in page
    assert "About roads" not in page
    assert "Nothing found" in html(stranger.get("/consultations/?show=closed"))


def test_index_takes_the_same_queries_for_one_and_three(stranger, count_queries):
    launched("one")
    first = count_queries(lambda: stranger.get("/consultations/"))
    launched("two")
    launched("three")
    assert count_queries(lambda: stranger.get("/consultations/")) == first


@pytest.mark.parametrize("query", ["?page=99", "?page=x", "?show=nonsense", "?q=%25_'"])
def test_index_with_nonsense_still_opens(stranger, query):
    launched()
    assert stranger.get(f"/consultations/{query}").status_code == 200


def test_paper_is_a_download_that_cannot_run(stranger):
    paper = a_file(launched())
    response = stranger.get(f"{PAGE}papers/{paper.pk}/")
    assert response.content == b"%PDF-1.7 notes"
    assert response["Content-Disposition"] == 'attachment; filename="notes.pdf"'
    assert response["X-Content-Type-Options"] == "nosniff"
    assert response["Content-Security-Policy"].startswith("sandbox")


def test_paper_of_a_draft_is_for_officers_only(stranger, client_of, olivia, frank):
    paper = a_file(a_draft())
    address = f"{PAGE}papers/{paper.pk}/"
    assert stranger.get(address).status_code == 404
    assert client_of(frank).get(address).status_code == 404
    assert client_of(olivia).get(address).status_code == 200


def test_paper_of_another_consultation_does_not_exist_here(stranger):
    launched()
    paper = a_file(launched("other"))
    assert stranger.get(f"{PAGE}papers/{paper.pk}/").status_code == 404


def test_format_request_is_kept_with_what_was_said(stranger):
    launched()
    response = stranger.post(
        f"{PAGE}other-formats/",
        {"format": "large_print", "details": "24 point", "name": "Ann", "reply_to": "01622 1"},
    )
    assert response.status_code == 302
    kept = FormatRequest.objects.get()
    assert (kept.format, kept.details, kept.name, kept.state) == (
        "large_print",
        "24 point",
        "Ann",
        "received",
    )


@pytest.mark.parametrize(
    "data",
    [
        {},
        {"format": "nonsense", "name": "x" * 100_000, "reply_to": "\x00"},
        {"format": ["word", "paper"], "name": "😀", "reply_to": "=1+1", "details": "x" * 50_000},
    ],
)
def test_format_request_with_bad_input_says_what_to_do(stranger, data):
    launched()
    page = html(stranger.post(f"{PAGE}other-formats/", data))
    assert "There is a problem" in page
    assert not FormatRequest.objects.exists()


def test_tell_me_twice_keeps_one_registration(stranger):
    launched()
    for address in ("ann@example.org", "Ann@Example.org"):
        assert stranger.post(f"{PAGE}tell-me/", {"email": address}).status_code == 302
    assert Registration.objects.count() == 1


def test_unsubscribe_asks_first_and_then_stops(stranger):
    registration = prepare.register_interest(
        consultation=launched(), email="ann@example.org", now=OPENS
    )
    address = f"/consultations/unsubscribe/{registration.token}/"
    stranger.get(address)
    registration.refresh_from_db()
    assert registration.unsubscribed_at is None
    assert "off the list" in html(stranger.post(address))
    registration.refresh_from_db()
    assert registration.unsubscribed_at is not None


def test_tell_me_after_unsubscribing_registers_again(stranger):
    consultation = launched()
    registration = prepare.register_interest(
        consultation=consultation, email="ann@example.org", now=OPENS
    )
    prepare.unsubscribe(registration=registration, now=OPENS)
    stranger.post(f"{PAGE}tell-me/", {"email": "ann@example.org"})
    registration.refresh_from_db()
    assert registration.unsubscribed_at is None


@pytest.fixture
def ann():
    """Ann, who asked to be told the outcome."""
    return prepare.register_interest(consultation=launched(), email="ann@example.org", now=OPENS)


def test_confirmation_goes_out_once_and_its_link_stops_the_messages(stranger, ann, mailoutbox):
    for _ in range(2):
        prepare.confirm_registration(pk=ann.pk, now=OPENS)
    (message,) = mailoutbox
    assert message.to == ["ann@example.org"]
    link = re.search(r"/consultations/unsubscribe/\S+", message.body)[0]
    assert link in message.extra_headers["List-Unsubscribe"]
    assert "You can still answer it" in message.body
    assert "off the list" in html(stranger.post(link))


def test_confirmation_is_not_sent_to_somebody_who_has_left(ann, mailoutbox):
    prepare.unsubscribe(registration=ann, now=OPENS)
    assert not prepare.confirm_registration(pk=ann.pk, now=OPENS)
    assert mailoutbox == []


def test_asking_twice_hands_one_confirmation_to_the_worker(
    stranger, django_capture_on_commit_callbacks
):
    launched()
    with django_capture_on_commit_callbacks() as handed:
        for _ in range(2):
            stranger.post(f"{PAGE}tell-me/", {"email": "ann@example.org"})
    assert len(handed) == 1


def test_asking_again_after_leaving_is_confirmed_again(ann, mailoutbox):
    prepare.confirm_registration(pk=ann.pk, now=OPENS)
    prepare.unsubscribe(registration=ann, now=OPENS)
    prepare.register_interest(consultation=ann.consultation, email=ann.email, now=CLOSES)
    prepare.confirm_registration(pk=ann.pk, now=CLOSES)
    assert len({message.extra_headers["Message-ID"] for message in mailoutbox}) == 2


def test_confirmation_of_an_address_the_server_refuses_is_not_tried_again(ann, monkeypatch):
    def refuse(message):
        raise SMTPRecipientsRefused({"ann@example.org": (550, b"No such person")})

    monkeypatch.setattr(EmailMessage, "send", refuse)
    assert prepare.confirm_registration(pk=ann.pk, now=OPENS)
    assert not prepare.confirm_registration(pk=ann.pk, now=OPENS)


def test_confirmation_waits_while_the_mail_server_is_away(ann, monkeypatch):
    def away(message):
        raise ConnectionRefusedError

    monkeypatch.setattr(EmailMessage, "send", away)
    with pytest.raises(OSError):
        prepare.confirm_registration(pk=ann.pk, now=OPENS)
    ann.refresh_from_db()
    assert ann.confirmed_at is None


def test_outcome_that_is_published_already_takes_no_registration(stranger):
    Consultation.objects.filter(pk=launched().pk).update(state="reported")
    page = html(stranger.post(f"{PAGE}tell-me/", {"email": "ann@example.org"}))
    assert "published already" in page
    assert not Registration.objects.exists()
