"""Documents of an organisation: given once, checked once, asked for again when they end."""

from django.db import transaction

from civilsociety.audit.actions import record
from civilsociety.rows import locked, move_to
from funding.actions import messages
from funding.actions.files import keep_file
from funding.emails.applying import document_not_accepted
from funding.models import OrganisationDocument
from funding.queries.organisations import STANDING, addresses_of
from funding.rules.organisations import check_can_check_document, check_may_read
from funding.states import MOVES, DocumentState


@transaction.atomic
def give_document(*, organisation, kind, upload, dated_on, by, now):
    """Keeps a document; it takes the place of the one of its kind that was there.

    Raises Refused for those who may not.
    """
    organisation = locked(organisation)
    check_may_read(by, organisation)
    theirs = OrganisationDocument.objects.filter(organisation=organisation, kind=kind)
    for before in theirs.filter(state__in=STANDING).select_for_update():
        move_to(before, DocumentState.REPLACED, moves=MOVES)
        before.save()
    document = OrganisationDocument.objects.create(
        organisation=organisation,
        kind=kind,
        file=keep_file(upload=upload, by=by, now=now),
        dated_on=dated_on,
        given_at=now,
    )
    _say("document_given", document, by, f"{by} gave a document of {organisation}.")
    return document


@transaction.atomic
def check_document(*, document, valid_until, by, today):
    """Says that a document is in order, until a day (inclusive) or without an end.

    Raises Refused where it is not waiting, and for an officer who belongs to the organisation.
    """
    document = locked(document)
    check_can_check_document(document, by)
    move_to(document, DocumentState.CHECKED, moves=MOVES)
    document.checked_on, document.checked_by = today, by
    document.valid_until, document.note = valid_until, ""
    document.save()
    _say("document_checked", document, by, f"{document} was checked.")
    return document


@transaction.atomic
def not_accept_document(*, document, why, by, now):
    """Says that another document is needed; the organisation reads why, and is written to.

    Raises Refused where it is not waiting, and for an officer who belongs to the organisation.
    """
    document = locked(document)
    check_can_check_document(document, by)
    move_to(document, DocumentState.NOT_ACCEPTED, moves=MOVES)
    document.note, document.checked_by = why, by
    document.save()
    words = document_not_accepted(document)
    for address in addresses_of(document.organisation, also=[document.file.given_by]):
        messages.write(key=f"document:{document.pk}", to=address, words=words, now=now)
    _say("document_not_accepted", document, by, f"{document} was not accepted.")
    return document


def _say(what, document, by, sentence):
    record(
        verb=f"funding.{what}",
        target=document.organisation,
        by=by,
        sentence=sentence,
        details={"kind": document.kind, "document": document.pk},
    )
