"""Sending a batch of letters: one message each, however often the worker is killed."""

from smtplib import SMTPRecipientsRefused

from django.db import transaction

from civilsociety.audit.actions import SYSTEM, jobs, record
from civilsociety.documents.pdf import to_pdf
from civilsociety.rows import locked, move_to
from funding.emails.offers import letter_message
from funding.models.choices import LetterKind
from funding.queries.offers.letters import offer_document
from funding.states import MOVES, AwardState, LetterState


def send_letters(*, batch, now):
    """Sends what is still waiting of a batch. Safe to run twice and to be killed.

    Each message is sent under a lock on its letter and marked in the same transaction, so that a
    server that goes away between two addresses of a letter leaves only the second waiting. One
    that takes a message in the moment before the machine dies may get it again; its Message-ID
    is the same then, so the copy can be told from the letter.
    """
    job = jobs.start(batch, now=now)
    if job is None:
        return
    jobs.progress(job, done=_sent(job), step="Sending the letters")
    while _send_next(job, now):
        jobs.progress(job, done=_sent(job))
    with transaction.atomic():
        jobs.finish(job, step="Done")
        counts = {state: job.letters.filter(state=state).count() for state in LetterState.values}
        record(
            verb="funding.letters_sent",
            target=job,
            by=SYSTEM,
            sentence=f"The letters went out: {job}.",
            details=counts,
        )


def _sent(job):
    return job.letters.exclude(state=LetterState.WAITING).count()


@transaction.atomic
def send_the_rest(*, batch, by):
    """Starts a batch again that was given up: only what is still waiting is sent."""
    if not jobs.start_again(batch):
        return batch
    record(
        verb="funding.letters_resumed",
        target=batch,
        by=by,
        sentence=f"{by} asked for the rest of the letters to be sent.",
    )
    jobs.hand_over("funding.tasks.letters.send_letters", batch.pk)
    return batch


@transaction.atomic
def _send_next(job, now):
    """Sends the next message of a letter; False when none waits any more."""
    letter = (
        job.letters.select_for_update(skip_locked=True, of=("self",))
        .filter(state=LetterState.WAITING)
        .select_related("award__programme", "award__organisation")
        .order_by("pk")
        .first()
    )
    if letter is None:
        return False
    if letter.kind == LetterKind.OFFER and letter.pdf is None:
        letter.pdf = to_pdf(offer_document(letter))
    left = [address for address in letter.to if address not in letter.answers]
    for address in left[:1]:
        letter.answers[address] = _send(letter, address)
    if len(left) <= 1:
        _settle(letter, now)
    letter.save()
    return True


def _send(letter, address):
    """Writes to one address; what was said of it when it was not taken, else ""."""
    try:
        letter_message(letter, address).send()
    except (ValueError, SMTPRecipientsRefused) as error:
        return str(error) or "refused"
    return ""


def _settle(letter, now):
    """Marks a letter of which every address was tried: sent where one of them took it."""
    refused = {address: said for address, said in letter.answers.items() if said}
    letter.error = "; ".join(f"{address}: {said}" for address, said in refused.items())[:300]
    if len(refused) == len(letter.answers):
        move_to(letter, LetterState.REFUSED, moves=MOVES)
        return
    move_to(letter, LetterState.SENT, moves=MOVES)
    letter.sent_at = now
    _offer(letter, now)


def _offer(letter, now):
    """An award is offered when its letter is out, not before: the days to answer begin then."""
    if letter.kind != LetterKind.OFFER:
        return
    award = locked(letter.award)
    if award.state != AwardState.DECIDED:
        return
    move_to(award, AwardState.OFFERED, moves=MOVES)
    award.offered_at, award.accept_by = now, letter.accept_by
    award.save(update_fields=["state", "offered_at", "accept_by"])
    record(
        verb="funding.offered",
        target=award,
        by=SYSTEM,
        sentence=f"{award.number} was offered to {award.organisation}.",
        details={"accept_by": str(letter.accept_by), "pence": letter.amount_pence},
    )
