"""What happens to accounts: a person arrives, changes their name, gets and loses a role."""

from allauth.account.models import EmailAddress
from allauth.mfa.models import Authenticator
from django.contrib.auth.hashers import make_password
from django.db import transaction
from django.utils import timezone

from civilsociety.accounts import rules
from civilsociety.accounts.models import RoleAssignment, User
from civilsociety.accounts.roles import ADMINISTRATOR, ROLES
from civilsociety.audit.actions import SYSTEM, record


@transaction.atomic
def welcome(*, email, name="", by=None, is_sample=False):
    """The account of a person with this address; made when there is none.

    Without `by` the person has just proved that the address is theirs. An administrator
    (`by`) may open it ahead, for somebody who is to hold a role; only whoever reads that
    address can then sign in. Two first sign-ins at once make one account.
    """
    email = email.strip().lower()
    user = User.objects.filter(email=email).first()
    if user is None:
        no_password = make_password(None)
        user, new = User.objects.get_or_create(
            email=email, defaults={"name": name, "is_sample": is_sample, "password": no_password}
        )
        if new:
            record(
                verb="accounts.opened",
                target=user,
                by=by or user,
                sentence=f"An account was opened for {user}.",
            )
    EmailAddress.objects.update_or_create(
        user=user, email=email, defaults={"verified": True, "primary": True}
    )
    return user


@transaction.atomic
def change_name(*, user, name):
    """Changes what a person is called on our pages."""
    name = " ".join(name.split())
    if name == user.name:
        return
    user.name = name
    user.save(update_fields=["name"])
    record(
        verb="accounts.renamed",
        target=user,
        by=user,
        sentence=f"{user.email} is now called {name}." if name else f"{user} removed their name.",
    )


@transaction.atomic
def give_role(*, user, role, by):
    """Gives somebody a role from now on. `by` is an administrator, or SYSTEM.

    Raises Refused when the rules do not allow it.
    """
    User.objects.select_for_update().get(pk=user.pk)
    rules.check_can_give_role(user=user, role=role, by=by)
    assignment = RoleAssignment.objects.create(
        user=user, role=role, given_by=None if by == SYSTEM else by
    )
    record(
        verb="accounts.role_given",
        target=user,
        by=by,
        sentence=f"{user} became {ROLES[role].name.lower()}.",
        details={"role": role},
    )
    return assignment


@transaction.atomic
def end_role(*, assignment, by):
    """Ends a role somebody holds; it stays on the list of what they held.

    Raises Refused when it has ended already or the last administrator would go.
    """
    _one_at_a_time(assignment)
    assignment = RoleAssignment.objects.select_related("user").get(pk=assignment.pk)
    rules.check_can_end_role(assignment)
    assignment.ended_at, assignment.ended_by = timezone.now(), by
    assignment.save(update_fields=["ended_at", "ended_by"])
    record(
        verb="accounts.role_ended",
        target=assignment.user,
        by=by,
        sentence=f"{assignment.user} is no longer {assignment.name.lower()}.",
        details={"role": assignment.role},
    )
    return assignment


def _one_at_a_time(assignment):
    """Locks everybody who holds the role, so that two administrators cannot end each other."""
    holders = RoleAssignment.objects.current().filter(role=assignment.role)
    list(holders.select_for_update().order_by("pk"))


@transaction.atomic
def remove_second_factor(*, user, by):
    """Takes away the app, passkeys and codes of somebody who has lost them.

    They sign in with a code from their mail and, where their role needs it, add a new one
    first. Raises Refused for oneself and where there is none.
    """
    rules.check_can_remove_second_factor(user=user, by=by)
    Authenticator.objects.filter(user=user).delete()
    record(
        verb="accounts.second_factor_removed",
        target=user,
        by=by,
        sentence=f"The second factor of {user} was removed.",
    )


@transaction.atomic
def create_administrator(*, email):
    """The first administrator of a new service, from the command line."""
    user = welcome(email=email)
    return give_role(user=user, role=ADMINISTRATOR.key, by=SYSTEM)
