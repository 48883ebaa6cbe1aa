"""Who sits on a group, as anybody may read it: by name only with the member's consent."""

from collections import defaultdict
from dataclasses import dataclass, field
from datetime import date

from engagement.models import Appointment, Interest, Seat, Term
from engagement.queries.groups.rotation import ends_by_year

UNNAMED = "Member who prefers not to be named"
HOW_TO_COME = {
    Appointment.ELECTED: "Filled by an election in the sector.",
    Appointment.NOMINATED: "Filled by a nomination.",
    Appointment.APPOINTED: "Filled by the group itself.",
    Appointment.EX_OFFICIO: "Held by virtue of a post.",
}


@dataclass(frozen=True)
class Person:
    """What anybody may know of somebody on a term. `name` is empty without their consent.

    Where they come from is told in full with consent; without it the kind of organisation alone.
    """

    seat: str
    starts_on: date
    last_day: date
    name: str = ""
    organisation: str = ""
    kind: str = ""
    place: str = ""
    about: str = ""

    @property
    def called(self):
        """Their name, or that they prefer not to be named."""
        return self.name or UNNAMED

    @property
    def comes_from(self):
        """Their organisation, or its kind, or nothing that is known."""
        return self.organisation or self.kind


@dataclass(frozen=True)
class Declared:
    """One entry of the register of interests, without what would lead to an unnamed member."""

    person: Person
    kind: str
    text: str
    from_on: date | None
    ended_on: date | None


@dataclass(frozen=True)
class Place:
    """A seat with who holds it today (None: vacant) and who comes next."""

    seat: Seat
    holder: Person | None
    coming: Person | None
    vacant_since: date | None
    how: str

    @property
    def kept_for(self):
        """Whom the seat is kept for, in words; empty when anybody may hold it."""
        parts = [
            self.seat.partner or self.seat.get_kind_display(),
            self.seat.get_district_display(),
        ]
        return ", ".join(part for part in parts if part)


@dataclass(frozen=True)
class MakeUp:
    """A group's seats, who leaves when, who was there before, and what members declared."""

    places: list
    rotation: list
    former: list
    interests: list
    vacancies: list = field(default_factory=list)

    @property
    def filled(self):
        """How many seats somebody holds today."""
        return len(self.places) - len(self.vacancies)


def as_published(term):
    """A term as anybody may read it."""
    organisation = term.organisation
    told = {
        "seat": str(term.seat),
        "starts_on": term.starts_on,
        "last_day": term.last_day,
        "kind": organisation.get_kind_display() if organisation else "",
    }
    if term.consent_at is None:
        return Person(**told)
    return Person(
        **told,
        name=term.name,
        organisation=organisation.name if organisation else "",
        place=organisation.get_district_display() if organisation else "",
        about=term.about,
    )


def makeup_of(group, today):
    """The MakeUp of a group on a day; the number of queries does not grow with the group."""
    seats = list(group.seats.filter(abolished_on=None))
    held = Term.objects.filter(seat__group=group).held().order_by("starts_on", "pk")
    by_seat = defaultdict(list)
    terms = list(held.select_related("seat", "organisation"))
    for term in terms:
        by_seat[term.seat_id].append(term)
    places = [_place(seat, by_seat[seat.pk], today) for seat in seats]
    return MakeUp(
        places=places,
        rotation=ends_by_year(group, today),
        former=_former(terms, today),
        interests=interests_of(group, today),
        vacancies=[place for place in places if place.holder is None],
    )


def _place(seat, terms, today):
    holder = next((t for t in terms if t.starts_on <= today <= t.last_day), None)
    coming = next((t for t in terms if t.starts_on > today), None)
    before = [t.last_day for t in terms if t.last_day < today]
    return Place(
        seat=seat,
        holder=as_published(holder) if holder else None,
        coming=as_published(coming) if coming else None,
        vacant_since=max(before) if before and not holder else None,
        how=HOW_TO_COME[seat.appointment],
    )


def _former(terms, today):
    """Those who agreed to be named and sat here, the last to leave first; no name without it."""
    left = [t for t in terms if t.last_day < today and t.consent_at]
    return [as_published(t) for t in sorted(left, key=lambda t: t.last_day, reverse=True)]


def interests_of(group, today):
    """The register: what the members of today declared and is not over.

    What an unnamed member wrote would tell who they are, so its kind alone is shown.
    """
    terms = Term.objects.filter(seat__group=group).on(today)
    found = Interest.objects.filter(term__in=terms, ended_on=None)
    found = found.select_related("term__seat", "term__organisation").order_by(
        "-term__seat__is_chair", "term__seat__order", "term__seat_id", "declared_at", "pk"
    )
    return [_declared(interest) for interest in found]


def _declared(interest):
    person = as_published(interest.term)
    named = bool(person.name)
    return Declared(
        person=person,
        kind=interest.get_kind_display(),
        text=interest.text if named else "",
        from_on=interest.from_on if named else None,
        ended_on=interest.ended_on,
    )
