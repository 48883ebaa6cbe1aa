"""What members do for themselves: be named or not, and declare their interests."""

from django.db import transaction
from django.utils import timezone

from civilsociety.audit.actions import record
from civilsociety.refusal import Refused
from civilsociety.ui.personal import check_no_personal_data
from engagement.actions.groups.rows import locked_term
from engagement.models import Interest
from engagement.rules.groups import check_own_term


@transaction.atomic
def agree_to_be_named(*, term, by, now):
    """From now on the public page names this member."""
    term = _own(term, by, now)
    if term.consent_at is None:
        term.consent_at = now
        term.save(update_fields=["consent_at"])
        _record("consented", term, by, f"The holder of “{term.seat}” agreed to be named.")
    return term


@transaction.atomic
def take_back_consent(*, term, by, now):
    """From now on the public page shows the seat alone. Possible at any time, also afterwards.

    Raises Refused for anybody but the member.
    """
    term = locked_term(term)
    if term.user_id != by.pk:
        raise Refused("Only the member takes this back. Write to us if it is about you.")
    if term.consent_at is not None:
        term.consent_at = None
        term.save(update_fields=["consent_at"])
        sentence = f"The holder of “{term.seat}” is no longer to be named."
        _record("consent_taken_back", term, by, sentence)
    return term


@transaction.atomic
def write_about_me(*, term, about, by, now):
    """What a member would like people to know of them; shown only with their name."""
    term = _own(term, by, now)
    term.about = about.strip()
    term.save(update_fields=["about"])
    _record("about_written", term, by, f"The holder of “{term.seat}” wrote about themselves.")
    return term


@transaction.atomic
def declare_interest(*, term, kind, text, by, now, organisation=None, from_on=None):
    """Adds an interest to the group's register.

    `by` is the member, or an officer who was told of it. Raises Refused for what leads to a
    private person: the register is public.
    """
    term = locked_term(term)
    check_no_personal_data(text, where="the register of interests")
    if from_on and from_on > timezone.localdate(now):
        raise Refused("An interest that is still to come is declared on the day it begins.")
    interest = term.interests.create(
        kind=kind, text=text.strip(), organisation=organisation, from_on=from_on, declared_at=now
    )
    _record("interest_declared", term, by, f"An interest was declared for “{term.seat}”.")
    return interest


@transaction.atomic
def end_interest(*, interest, on, by, now):
    """Says that an interest is over; it stays in the register with its last day."""
    interest = Interest.objects.select_for_update(of=("self",)).get(pk=interest.pk)
    if interest.ended_on:
        raise Refused("This interest is marked as over already.")
    if on > timezone.localdate(now):
        raise Refused("An interest is marked as over on the day it ends, or later.")
    if interest.from_on and on < interest.from_on:
        raise Refused("It cannot end before it began. Check the date.")
    interest.ended_on = on
    interest.save(update_fields=["ended_on"])
    term = interest.term
    _record("interest_ended", term, by, f"An interest of “{term.seat}” is over.")
    return interest


def _own(term, by, now):
    term = locked_term(term)
    check_own_term(term, by=by, today=timezone.localdate(now))
    return term


def _record(what, term, by, sentence):
    """The record says that it happened, never what the interest is or who it is of."""
    record(
        verb=f"engagement.{what}",
        target=term.seat.group,
        by=by,
        sentence=f"{sentence[:-1]} on {term.seat.group}.",
        details={"term": term.pk},
    )
