"""The people of an award on the grant holder's side."""

from civilsociety.accounts.models import User


def people_of(award):
    """Those who work on it for the organisation: the bid's colleagues, or confirmed members."""
    if award.application_id:
        on_it = award.application.colleagues.filter(left_at=None, person__isnull=False)
        return User.objects.filter(pk__in=on_it.values("person"), is_active=True)
    members = award.organisation.memberships.filter(confirmed_at__isnull=False)
    return User.objects.filter(pk__in=members.values("user"), is_active=True)
