"""The engagement world that tests speak of: a group with seats and the people on them."""

from dataclasses import dataclass
from datetime import UTC, date, datetime

from civilsociety.organisations.actions import confirm, register
from engagement.models import Group, Seat, Term

NOW = datetime(2021, 9, 1, 9, tzinfo=UTC)
TODAY = NOW.date()


@dataclass
class World:
    """A public Steering Group with a chair and two seats; `member` sits on the second."""

    group: Group
    chair: Term | None
    term: Term | None
    seats: list


def an_organisation(name="Kent Befriending", *, by, **fields):
    """A confirmed charity in Swale."""
    given = {"kind": "registered_charity", "district": "swale", "income_band": "10k_to_100k"}
    organisation = register(name=name, by=by, **(given | fields))
    confirm(organisation=organisation, by=by)
    return organisation


def a_group(slug="steering-group", **fields):
    """A public group that reads drafts."""
    given = {
        "name": "VCSE Steering Group",
        "purpose": "Speaks for the sector.",
        "is_public": True,
        "reads_drafts": True,
    }
    return Group.objects.create(slug=slug, **(given | fields))


def a_term(seat, user=None, *, name="", starts=date(2021, 1, 1), ends=date(2030, 12, 31), **fields):
    """Somebody on a seat; with a user, they sign in as its holder."""
    return Term.objects.create(
        seat=seat,
        user=user,
        name=name or (str(user) if user else "Pat"),
        starts_on=starts,
        ends_on=ends,
        **fields,
    )


def a_world(*, member, chair=None, **fields):
    """The group with its chair's seat and two others; `member` (a user) has a running term."""
    group = a_group(**fields)
    seats = [
        Seat.objects.create(group=group, name="Chair", is_chair=True, appointment="appointed"),
        Seat.objects.create(group=group, name="Small groups", appointment="elected", order=2),
        Seat.objects.create(group=group, name="Volunteering", appointment="nominated", order=3),
    ]
    chairs = a_term(seats[0], chair) if chair else None
    return World(group, chairs, a_term(seats[1], member), seats)
