"""Who comes to a seat, stays, and leaves."""

from django.db import transaction
from django.utils import timezone

from civilsociety.accounts.actions import welcome
from civilsociety.audit.actions import record
from civilsociety.ui.words import uk_date
from engagement.actions.groups.roles import end_what_came_with_a_term, settle_role
from engagement.actions.groups.rows import locked_seat, locked_term
from engagement.models import Term
from engagement.rules.groups import (
    check_can_appoint,
    check_can_end_term,
    check_can_extend,
    check_can_renew,
)
from engagement.rules.groups.terms import first_day_after


@transaction.atomic
def appoint(
    *,
    seat,
    name,
    user,
    email,
    organisation,
    starts_on,
    ends_on,
    by,
    now,
    election=None,
    consent=False,
    about="",
    is_sample=False,
):
    """Gives somebody a seat from a day to a day, both inclusive.

    With an account and on a group that reads drafts they may read them from the first day to
    the last. `consent` is their agreement to be named in public. Raises Refused.
    """
    seat = locked_seat(seat)
    check_can_appoint(seat, starts_on=starts_on, ends_on=ends_on, name=name, user=user, email=email)
    term = Term.objects.create(
        seat=seat,
        name=name.strip(),
        user=user,
        email=email.strip().lower(),
        organisation=organisation,
        starts_on=starts_on,
        ends_on=ends_on,
        election=election,
        consent_at=now if consent else None,
        about=about,
        is_sample=is_sample,
    )
    days = f"from {uk_date(starts_on)} to {uk_date(ends_on)}"
    _record("began", term, by, f"{term.name} takes the seat “{seat}” of {seat.group}, {days}.")
    return _settled(term, now)


@transaction.atomic
def appoint_person(*, seat, name, email, signs_in, by, now, **more):
    """Appoints somebody, and opens an account for their address where they are to sign in."""
    user = welcome(email=email, name=name.strip(), by=by) if email and signs_in else None
    return appoint(seat=seat, name=name, user=user, email=email, by=by, now=now, **more)


@transaction.atomic
def renew_term(*, term, ends_on, by, now):
    """Gives the same person one term more on the same seat, from the day after this one ends."""
    term = locked_term(term)
    check_can_renew(term, ends_on=ends_on)
    return appoint(
        seat=term.seat,
        name=term.name,
        user=term.user,
        email=term.email,
        organisation=term.organisation,
        starts_on=first_day_after(term),
        ends_on=ends_on,
        by=by,
        now=now,
        consent=term.consent_at is not None,
        about=term.about,
        is_sample=term.is_sample,
    )


@transaction.atomic
def extend_term(*, term, ends_on, by, now):
    """Moves the last day of a term; earlier too, to keep the rotation even."""
    term = locked_term(term)
    check_can_extend(term, ends_on=ends_on, today=timezone.localdate(now))
    before, term.ends_on = term.ends_on, ends_on
    term.save(update_fields=["ends_on"])
    sentence = (
        f"The term of {term.name} on “{term.seat}” now ends on {uk_date(ends_on)}, "
        f"not on {uk_date(before)}."
    )
    _record("moved", term, by, sentence)
    return _settled(term, now)


@transaction.atomic
def end_term(*, term, ending, on, by, now):
    """Ends a term early; `on` is its last day. Before it began, it was never held."""
    term = locked_term(term)
    check_can_end_term(term, ending=ending, on=on)
    term.ended_on, term.ending = on, ending
    term.save(update_fields=["ended_on", "ending"])
    why = term.get_ending_display().lower()
    sentence = f"The term of {term.name} on “{term.seat}” ends on {uk_date(on)}: {why}."
    _record("ended", term, by, sentence)
    return _settled(term, now)


@transaction.atomic
def correct_person(*, term, name, email, organisation, signs_in, consent, by, now):
    """Corrects who holds a seat is called and where they come from, and their agreement.

    With another address they sign in with that one; the old account loses what came with the
    term.
    """
    term = locked_term(term)
    before, email = term.user, email.strip().lower()
    term.name, term.email, term.organisation = name.strip(), email, organisation
    term.user = welcome(email=email, name=name.strip(), by=by) if email and signs_in else None
    if bool(term.consent_at) != consent:
        term.consent_at = now if consent else None
    term.save()
    _record("corrected", term, by, f"Corrected who holds “{term.seat}” of {term.seat.group}.")
    if before != term.user:
        _part_from_role(term, before, now)
    return _settled(term, now)


def _part_from_role(term, before, now):
    """The account that the term no longer belongs to keeps nothing that came with it."""
    if not term.role_given:
        return
    Term.objects.filter(pk=term.pk).update(role_given=False)
    end_what_came_with_a_term(user=before, today=timezone.localdate(now))


def _settled(term, now):
    """The term, with the role of its holder given or ended as today asks."""
    if term.user_id:
        settle_role(user=term.user, today=timezone.localdate(now))
        term.refresh_from_db(fields=["role_given"])
    return term


def _record(what, term, by, sentence):
    record(
        verb=f"engagement.term_{what}",
        target=term.seat.group,
        by=by,
        sentence=sentence,
        details={"term": term.pk},
    )
