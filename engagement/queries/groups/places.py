"""What stands on pages of others: the desk, the tools, the map of the site, the account page."""

from django.urls import reverse

from civilsociety.accounts.permissions import Permission
from civilsociety.accounts.slots import Section
from civilsociety.ui import clock
from civilsociety.ui.slots import Card, Task
from civilsociety.ui.words import plural, uk_date
from engagement.models import Group, Term
from engagement.queries.groups.listing import ending_soon, vacant_seats

MOST_TASKS = 5


def tasks_for(user):
    """Terms that end soon with nobody to follow, and seats that are vacant."""
    if not user.may(Permission.MANAGE_ENGAGEMENT):
        return
    today = clock.today()
    for term in ending_soon(today)[:MOST_TASKS]:
        yield Task(
            f"Decide who follows {term.name} on {term.seat}",
            reverse("engagement:manage_group", args=[term.seat.group.slug]),
            str(term.seat.group),
            f"The term ends on {uk_date(term.last_day)}",
            urgent=(term.last_day - today).days <= 14,
        )
    if vacant := vacant_seats(today).count():
        words = plural(vacant, "vacant seat")
        yield Task(f"Fill {words}", reverse("engagement:desk"), "On groups that stand.")


def tools_for(user):
    """The way to the officers' pages about groups."""
    if not user.may(Permission.MANAGE_ENGAGEMENT):
        return []
    summary = "Seats, terms and rotation of the Steering Group and others."
    return [Card("Groups", reverse("engagement:desk"), summary)]


def public_addresses():
    """The list of groups, and every public group."""
    yield reverse("engagement:groups")
    for group in Group.objects.filter(is_public=True).only("slug"):
        yield group.get_absolute_url()


def sections_for(user):
    """The groups this person sits on, and how they are shown where they sat."""
    today = clock.today()
    terms = Term.objects.of(user).held().select_related("seat__group").order_by("-starts_on", "pk")
    rows = [row for term in terms for row in _rows(term, today)]
    return [Section("Your groups", rows)] if rows else []


def _rows(term, today):
    group = term.seat.group
    if term.starts_on <= today <= term.last_day:
        text = f"{group}: {term.seat}, until {uk_date(term.last_day)}"
        yield text, reverse("engagement:group_members", args=[group.slug])
    elif term.starts_on > today:
        yield f"{group}: {term.seat}, from {uk_date(term.starts_on)}", ""
    else:
        shown = "named as a former member" if term.consent_at else "not named as a former member"
        text = f"{group}: {shown} (until {uk_date(term.last_day)})"
        yield text, reverse("engagement:my_entry", args=[group.slug, term.pk])


def group_panels(group, user, today):
    """On the group's public page: it draws its own make-up."""
    return []


def member_panels(group, user, today):
    """On the members' page of the group: it draws the term and the members itself."""
    return []


def officer_panels(group, user, today):
    """On the officers' page of the group: it draws seats and terms itself."""
    return []
