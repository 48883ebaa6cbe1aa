"""Letters: merged to the penny, held back when something is missing, sent once."""

from smtplib import SMTPRecipientsRefused

import pytest
from django.core import mail

from civilsociety.refusal import Refused
from funding.actions import offers
from funding.models import Letter, PublishedAward
from funding.models.choices import LetterKind
from funding.queries.awards import standing_of
from funding.queries.offers.texts import DEFAULTS
from funding.rules.offers.letters import check_fields
from funding.states import AwardState, LetterState
from tests.funding.makers import NOW
from tests.funding.offers.decided import (
    ACCEPT_BY,
    a_signatory,
    awarded,
    letters,
    on_reserve,
    refused,
)
from tests.pdf import assert_pdf_ua


def send(batch):
    offers.send_letters(batch=batch, now=NOW)


@pytest.mark.parametrize("kind", LetterKind)
def test_every_default_text_uses_only_fields_there_are(kind):
    for text in DEFAULTS[kind]:
        check_fields(text, kind=kind)


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("Dear {organization}", "“{organization}” is not a field"),
        ("{amount} for you", "“{amount}” is not a field"),
        ("Dear {organisation", "A brace stands alone"),
        ("Dear {}", "is not a field"),
        ("{{organisation}}", "A brace stands alone"),
    ],
)
def test_unknown_field_of_a_refusal_is_refused_in_words(world, text, words):
    with pytest.raises(Refused, match=words.replace("{", r"\{").replace("}", r"\}")):
        offers.save_text(
            call=world.call, kind=LetterKind.REFUSAL, subject="S", body=text,
            by=world.officer, now=NOW,
        )  # fmt: skip


def test_amount_is_one_in_letter_pdf_ledger_and_register(world):
    made = awarded(world, 4_321_09)
    send(letters(world, [made.application]))
    letter = Letter.objects.get()
    offers.accept_offer(award=made, name="Tess", by=world.tess, now=NOW)
    assert letter.amount_pence == standing_of(made).now == 4_321_09
    assert PublishedAward.objects.get().amount_pence == 4_321_09
    assert "£4,321.09" in letter.body and "£4,321.09" in letter.subject
    (message,) = mail.outbox
    assert "£4,321.09" in message.body
    assert message.attachments[0].content == bytes(letter.pdf)
    assert_pdf_ua(bytes(letter.pdf))


def test_offer_letter_sets_the_last_day_and_offers_the_award(world):
    made = awarded(world)
    batch = letters(world, [made.application])
    made.refresh_from_db()
    assert made.state == AwardState.DECIDED  # nothing is out yet
    send(batch)
    made.refresh_from_db()
    assert (made.state, made.accept_by, made.offered_at) == (AwardState.OFFERED, ACCEPT_BY, NOW)
    assert "31 January 2022" in mail.outbox[0].body


def test_letter_says_scores_in_words_conditions_and_decision(world, asa):
    made = awarded(world)
    assessment = made.application.assessments.create(assessor=asa, state="scored", scored_at=NOW)
    need, plan = world.programme.criteria.all()
    assessment.scores.create(criterion=need, points=5)
    assessment.scores.create(criterion=plan, points=2)
    made.application.moderated_scores.create(
        criterion=plan, points=4, why="Agreed", by=world.officer
    )
    offers.set_condition(
        award=made, text="Show the insurance", due_on=ACCEPT_BY, before_payment=True,
        by=world.officer, now=NOW,
    )  # fmt: skip
    letters(world, [made.application])
    body = Letter.objects.get().body
    for words in ("Need: Excellent", "Plan: Very good", "by 31 January 2022: Show the", "21/00055"):
        assert words in body


def test_lead_and_signatory_each_get_it(world, noor):
    bid = refused(world)
    a_signatory(bid, noor)
    send(letters(world, [bid]))
    assert sorted(message.to[0] for message in mail.outbox) == [noor.email, world.tess.email]
    ids = {message.extra_headers["Message-ID"] for message in mail.outbox}
    assert len(ids) == 2


def test_letter_without_feedback_is_held_back_and_says_whose(world):
    bid = refused(world)
    bid.feedback = ""
    bid.save()
    with pytest.raises(Refused, match=f"{bid.number}.*feedback"):
        letters(world, [bid])
    assert not Letter.objects.exists()


def test_refusal_without_a_reason_or_an_address_is_held_back(world):
    bid = refused(world)
    bid.reasons.clear()
    with pytest.raises(Refused, match="reason"):
        letters(world, [bid])
    other = refused(world)
    other.colleagues.update(left_at=NOW)
    with pytest.raises(Refused, match="address"):
        letters(world, [other])


def test_nobody_gets_a_second_letter_about_one_decision(world):
    bid, other = refused(world), on_reserve(world, rank=3)
    letters(world, [bid])
    with pytest.raises(Refused, match="letter already"):
        letters(world, [bid])
    assert letters(world, [bid, other]).letters.get().application == other


def test_refused_address_is_kept_with_what_the_server_said(world, noor, monkeypatch):
    made = awarded(world)
    a_signatory(made.application, noor)
    refuse(monkeypatch, noor.email)
    send(letters(world, [made.application]))
    letter = Letter.objects.get()
    assert letter.state == LetterState.SENT and noor.email in letter.error
    assert world.tess.email not in letter.error


def test_letter_nobody_takes_is_refused_and_sent_again_to_another_address(world, monkeypatch):
    made = awarded(world)
    refuse(monkeypatch, world.tess.email)
    batch = letters(world, [made.application])
    send(batch)
    letter = Letter.objects.get()
    made.refresh_from_db()
    assert (letter.state, made.state) == (LetterState.REFUSED, AwardState.DECIDED)
    later = ACCEPT_BY.replace(month=3)
    offers.send_again(
        letter=letter, to=["new@example.org"], accept_by=later, by=world.officer, now=NOW
    )
    batch.refresh_from_db()
    send(batch)
    made.refresh_from_db()
    assert (made.state, made.accept_by) == (AwardState.OFFERED, later)
    assert mail.outbox[-1].to == ["new@example.org"] and "31 March 2022" in mail.outbox[-1].body


def refuse(monkeypatch, address):
    """The mail server does not take this address."""
    backend = "django.core.mail.EmailMessage.send"
    honest = mail.EmailMessage.send

    def send_(message, *args, **kwargs):
        if address in message.to:
            raise SMTPRecipientsRefused({address: (550, b"No such person")})
        return honest(message, *args, **kwargs)

    monkeypatch.setattr(backend, send_)


def test_server_that_goes_away_leaves_the_rest_waiting_and_the_rest_is_sent(world, monkeypatch):
    bids = [refused(world) for _ in range(3)]
    honest, calls = mail.EmailMessage.send, []

    def flaky(message, *args, **kwargs):
        calls.append(message)
        if len(calls) == 2:
            raise ConnectionError
        return honest(message, *args, **kwargs)

    monkeypatch.setattr("django.core.mail.EmailMessage.send", flaky)
    batch = letters(world, bids)
    with pytest.raises(OSError):
        send(batch)
    assert Letter.objects.filter(state=LetterState.WAITING).count() == 2
    batch.refresh_from_db()
    send(batch)
    assert len(mail.outbox) == 3 and batch.letters.filter(state=LetterState.SENT).count() == 3


def test_server_that_goes_away_between_two_addresses_writes_to_nobody_twice(
    world, noor, monkeypatch
):
    made = awarded(world)
    a_signatory(made.application, noor)
    honest, calls = mail.EmailMessage.send, []

    def flaky(message, *args, **kwargs):
        calls.append(message.to)
        if message.to == [noor.email] and calls.count([noor.email]) < 3:
            raise ConnectionError
        return honest(message, *args, **kwargs)

    monkeypatch.setattr("django.core.mail.EmailMessage.send", flaky)
    batch = letters(world, [made.application])
    for _ in range(2):
        with pytest.raises(OSError):
            send(batch)
        made.refresh_from_db()
        assert made.state == AwardState.DECIDED
        batch.refresh_from_db()
    send(batch)
    assert sorted(message.to[0] for message in mail.outbox) == [noor.email, world.tess.email]
    made.refresh_from_db()
    assert made.state == AwardState.OFFERED


def test_own_text_of_a_call_takes_the_place_of_ours(world):
    bid = refused(world)
    offers.save_text(
        call=world.call, kind=LetterKind.REFUSAL, subject="About {title}",
        body="Dear {organisation}\n\n{feedback}\n\n{reasons}", by=world.officer, now=NOW,
    )  # fmt: skip
    letters(world, [bid])
    letter = Letter.objects.get()
    assert letter.subject == "About A kitchen for the street"
    assert letter.body.startswith("Dear Marsh Lane Community Kitchen")
