"""The role of a reader of drafts comes with a term and goes with it.

Who may give roles is otherwise an administrator alone. Here the service gives one role only, and
only for the days of a term that an officer recorded; the record names the officer at the term.
"""

from django.db import transaction

from civilsociety.accounts.actions import end_role, give_role
from civilsociety.accounts.models import User
from civilsociety.accounts.roles import STEERING_GROUP_MEMBER
from civilsociety.audit.actions import SYSTEM
from engagement.models import Term


@transaction.atomic
def settle_role(*, user, today):
    """Gives or ends somebody's role as a reader of drafts, as their terms ask for today.

    A role that was there before is left alone: whoever gave it ends it. One that an
    administrator took away while the term runs is not given again.
    """
    user = User.objects.select_for_update().get(pk=user.pk)
    theirs = Term.objects.filter(user=user)
    needing = theirs.on(today).filter(seat__group__reads_drafts=True, seat__group__closed_on=None)
    came_with = theirs.filter(role_given=True)
    held = user.role_assignments.filter(role=STEERING_GROUP_MEMBER.key, ended_at=None).first()
    term = needing.order_by("starts_on", "pk").first()
    if term is None:
        if held and came_with.exists():
            end_role(assignment=held, by=SYSTEM)
        came_with.update(role_given=False)
    elif came_with.exists():
        _carry_over(came_with, term)
    elif not held and user.is_active:
        give_role(user=user, role=STEERING_GROUP_MEMBER.key, by=SYSTEM)
        Term.objects.filter(pk=term.pk).update(role_given=True)


def _carry_over(came_with, term):
    """The role that came with an earlier term now hangs on the one that runs."""
    came_with.exclude(pk=term.pk).update(role_given=False)
    Term.objects.filter(pk=term.pk).update(role_given=True)


@transaction.atomic
def end_what_came_with_a_term(*, user, today):
    """Ends the role of an account whose term was found to be another's, unless another needs it."""
    user = User.objects.select_for_update().get(pk=user.pk)
    held = user.role_assignments.filter(role=STEERING_GROUP_MEMBER.key, ended_at=None).first()
    others = Term.objects.filter(user=user).on(today).filter(seat__group__reads_drafts=True)
    if held and not others.exists():
        end_role(assignment=held, by=SYSTEM)


def settle_roles(*, today):
    """Settles the role of everybody whose terms begin, run or have ended; how many people.

    Each person by themselves, so that one who cannot be given the role keeps nobody waiting.
    """
    running = Term.objects.on(today).filter(seat__group__reads_drafts=True)
    asked = running.filter(role_given=False) | Term.objects.filter(role_given=True)
    people = User.objects.filter(pk__in=asked.exclude(user=None).values("user"))
    for user in people.order_by("pk"):
        settle_role(user=user, today=today)
    return len(people)
