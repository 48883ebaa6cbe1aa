"""What happens to accounts: a person arrives, changes their name, gets and loses a role, leaves."""

from allauth.account.models import EmailAddress
from allauth.mfa.models import Authenticator
from django.contrib.auth.hashers import make_password
from django.db import transaction
from django.utils import timezone

from civilsociety.accounts import rules
from civilsociety.accounts.models import RoleAssignment, User
from civilsociety.accounts.roles import ADMINISTRATOR, ROLES
from civilsociety.accounts.slots import account_closing
from civilsociety.audit.actions import SYSTEM, forget, name_of, record


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
    """Ends a role somebody holds; it stays on the list of what they held. `by` may be SYSTEM.

    Raises Refused when it has ended already or the last administrator would go.
    """
    _one_at_a_time(assignment)
    assignment = RoleAssignment.objects.select_related("user").get(pk=assignment.pk)
    rules.check_can_end_role(assignment)
    assignment.ended_at, assignment.ended_by = timezone.now(), None if by == SYSTEM else by
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


@transaction.atomic
def close_account(*, user):
    """Closes somebody's own account: name, address and ways to sign in go, a number stays.

    Each app lets go of what belongs to the person. The record of somebody who never held a
    role keeps their number only; what an officer did stays with their name, as the privacy
    notice says. Raises Refused while they hold a role.
    """
    user = User.objects.select_for_update().get(pk=user.pk)
    rules.check_can_close_account(user)
    spoke_of_them = account_closing.fill(user)
    if not user.role_assignments.exists():
        forget(actor=f"user:{user.pk}", target=name_of(user), also_in=spoke_of_them)
    EmailAddress.objects.filter(user=user).delete()
    Authenticator.objects.filter(user=user).delete()
    # `.invalid` is reserved: no mail can ever reach it, and nobody can sign in with it.
    user.email, user.name, user.is_active = f"closed-{user.pk}@closed.invalid", "", False
    user.save(update_fields=["email", "name", "is_active"])
    record(
        verb="accounts.closed",
        target=user,
        by=user,
        sentence=f"Account {user.pk} was closed by the person it belonged to.",
    )
