"""Letters: their texts for a call, and the letters themselves, merged word for word."""

from django.core.validators import validate_email
from django.db import transaction
from django.utils import timezone

from civilsociety.audit.actions import jobs, record
from civilsociety.refusal import Refused
from civilsociety.rows import locked, move_to
from civilsociety.ui.words import plural, uk_date
from funding.models import Application, Letter, LetterBatch, LetterTemplate
from funding.models.choices import LetterKind
from funding.queries.awards import standing_of
from funding.queries.offers.letters import addresses_of, kind_of
from funding.queries.offers.merging import merged, values_for
from funding.queries.offers.texts import texts_of
from funding.rules.offers.answering import check_answer_by
from funding.rules.offers.letters import (
    check_can_send_again,
    check_fields,
    check_letter_is_ready,
)
from funding.states import MOVES, LetterState

SEND = "funding.tasks.letters.send_letters"


@transaction.atomic
def save_text(*, call, kind, subject, body, by, now):
    """Keeps what letters of a kind say for a call. Raises Refused for a field there is not."""
    check_fields(subject, kind=kind)
    check_fields(body, kind=kind)
    text, _ = LetterTemplate.objects.update_or_create(
        call=call, kind=kind, defaults={"subject": subject.strip(), "body": body.strip()}
    )
    record(
        verb="funding.letter_text_saved",
        target=text,
        by=by,
        sentence=f"The text of a letter was saved: {text}.",
    )
    return text


@transaction.atomic
def make_letters(*, call, applications, accept_by, by, now):
    """Merges a letter for each bid and hands them to the worker, which sends them one by one.

    All of them or none: raises Refused, naming the bid, when one is not ready. `accept_by` is
    the last day to answer the offers among them. Bids that have their letter are left out.
    """
    check_answer_by(accept_by=accept_by, today=timezone.localdate(now))
    bids = _locked(call, applications)
    if not bids:
        raise Refused("Each of these has its letter already, or none was chosen.")
    for bid in bids:
        _check(bid)
    batch = LetterBatch.objects.create(
        call=call,
        requested_by=by,
        requested_by_label=str(by),
        requested_at=now,
        total=len(bids),
    )
    texts = texts_of(call)
    for bid in bids:
        _letter(batch, bid, texts, accept_by, now)
    record(
        verb="funding.letters_made",
        target=batch,
        by=by,
        sentence=f"{plural(len(bids), 'letter')} of {call} went to the worker.",
        details={"accept_by": uk_date(accept_by), "letters": len(bids)},
    )
    jobs.hand_over(SEND, batch.pk)
    return batch


def _locked(call, applications):
    """The bids as they are now, held; without those that have the letter they would get."""
    rows = Application.objects.select_for_update(of=("self",)).order_by("pk")
    bids = rows.filter(call=call, pk__in=[bid.pk for bid in applications])
    bids = bids.select_related("organisation", "call__programme")
    return [bid for bid in bids if not bid.letters.filter(kind=kind_of(bid) or "").exists()]


def _check(bid):
    try:
        check_letter_is_ready(application=bid)
    except Refused as refused:
        raise Refused(f"{bid.number} of {bid.organisation}: {refused}") from refused


def _letter(batch, bid, texts, accept_by, now):
    kind = kind_of(bid)
    offer = kind == LetterKind.OFFER
    words = _words(bid, kind, texts[kind], accept_by)
    return Letter.objects.create(
        batch=batch,
        application=bid,
        award=bid.award if offer else None,
        kind=kind,
        to=addresses_of(bid),
        subject=words.subject,
        body=words.body,
        amount_pence=standing_of(bid.award).now if offer else None,
        accept_by=accept_by if offer else None,
        made_at=now,
    )


def _words(bid, kind, text, accept_by):
    check_fields(text.subject, kind=kind)
    check_fields(text.body, kind=kind)
    values = values_for(bid, kind, accept_by=accept_by)
    return merged(subject=text.subject, body=text.body, values=values)


@transaction.atomic
def send_again(*, letter, to, by, now, accept_by=None):
    """Sends a letter that no mail server took to other addresses; an offer is merged anew with
    its new last day, because the old one may be near."""
    letter = locked(letter)
    check_can_send_again(letter=letter)
    if not to:
        raise Refused("Enter an address to write to.")
    for address in to:
        validate_email(address)
    before, letter.to, letter.error, letter.answers = letter.to, to, "", {}
    if letter.kind == LetterKind.OFFER:
        _merge_anew(letter, accept_by, now)
    move_to(letter, LetterState.WAITING, moves=MOVES)
    letter.save()
    batch = locked(letter.batch)
    batch.state, batch.attempts, batch.error = LetterBatch.State.WAITING, 0, ""
    batch.requested_at, batch.finished_at = now, None
    batch.save()
    record(
        verb="funding.letter_sent_again",
        target=letter,
        by=by,
        sentence=f"A letter is sent again: {letter}.",
        details={"addresses": [len(before), len(to)]},
    )
    jobs.hand_over(SEND, batch.pk)
    return letter


def _merge_anew(letter, accept_by, now):
    if accept_by is None:
        raise Refused("Enter the last day to answer the offer.")
    check_answer_by(accept_by=accept_by, today=timezone.localdate(now))
    text = texts_of(letter.batch.call)[letter.kind]
    words = _words(letter.application, letter.kind, text, accept_by)
    letter.subject, letter.body = words.subject, words.body
    letter.accept_by, letter.pdf, letter.made_at = accept_by, None, now
    letter.amount_pence = standing_of(letter.award).now
