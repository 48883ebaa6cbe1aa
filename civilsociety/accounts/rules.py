"""When a role may be given or ended (who may is Permission.MANAGE_PEOPLE), an account closed."""

from allauth.mfa.models import Authenticator

from civilsociety.accounts.models import RoleAssignment
from civilsociety.accounts.roles import ADMINISTRATOR, RESPONDENT, ROLES
from civilsociety.refusal import Refused, allows


def check_can_give_role(*, user, role, by):
    """Raises Refused unless `by` may give `user` the role with this key now.

    `by` is a user, or the word SYSTEM for the command line.
    """
    if role not in ROLES:
        raise Refused("Choose a role from the list.")
    name = ROLES[role].name.lower()
    if role == RESPONDENT.key:
        raise Refused("Everybody with an account is a respondent. This role is never given.")
    if user == by:
        raise Refused("You cannot give yourself a role. Ask another administrator.")
    if not user.is_active:
        raise Refused(f"The account of {user} is closed, so it cannot hold a role.")
    if user.role_assignments.filter(role=role, ended_at=None).exists():
        raise Refused(f"{user} already holds the role {name}.")


def can_give_role(*, user, role, by):
    """Whether `by` may give `user` this role now."""
    return allows(check_can_give_role, user=user, role=role, by=by)


def check_can_end_role(assignment):
    """Raises Refused unless this role can end now: the service is never without administrator."""
    if assignment.ended_at:
        raise Refused(f"{assignment.user} no longer holds this role. There is nothing to do.")
    if assignment.role == ADMINISTRATOR.key and not _others_hold(assignment):
        raise Refused(
            f"{assignment.user} is the last administrator. "
            "Make somebody else administrator first, then end this role."
        )


def can_end_role(assignment):
    """Whether this role can end now."""
    return allows(check_can_end_role, assignment)


def check_can_remove_second_factor(*, user, by):
    """Raises Refused unless `by` may take away the lost second factor of `user`."""
    if user == by:
        raise Refused("Another administrator must do this for you, after checking who you are.")
    if not Authenticator.objects.filter(user=user).exists():
        raise Refused(f"{user} has no second factor. There is nothing to remove.")


def can_remove_second_factor(*, user, by):
    """Whether `by` may take away the lost second factor of `user`."""
    return allows(check_can_remove_second_factor, user=user, by=by)


def check_can_close_account(user):
    """Raises Refused unless this person may close their own account now."""
    if not user.is_active:
        raise Refused("This account is closed already.")
    held = [assignment.name.lower() for assignment in user.role_assignments.filter(ended_at=None)]
    if held:
        raise Refused(
            f"You hold the role {' and '.join(held)}. Ask an administrator to end it first, so "
            "that somebody takes over what you look after."
        )
    if user.is_sample:
        raise Refused(
            "This account belongs to the demonstration, and the next visitor needs it. Sign in "
            "with an address of your own invention to close that account."
        )


def can_close_account(user):
    """Whether this person may close their own account now."""
    return allows(check_can_close_account, user)


def _others_hold(assignment):
    others = RoleAssignment.objects.current().filter(role=assignment.role, user__is_active=True)
    return others.exclude(pk=assignment.pk).exists()
