"""Members and interests of a group as one document: what the public page says, and no more."""

from django.conf import settings

from civilsociety.documents import Column, DataTable, Document, Heading, Panel, Prose
from civilsociety.ui.words import plural, uk_date

SAMPLE = "Written for the demonstration: the people named here are invented."
CONSENT = (
    "Members are named with their agreement, which they may take back at any time. Of the others "
    "you read which seat they hold and what kind of organisation they come from."
)


def document_of(group, makeup, today):
    """The document of a MakeUp, as of a day."""
    return Document(
        title=f"Members and interests of {group}",
        subtitle=f"As of {uk_date(today)}",
        lead=SAMPLE if group.is_sample else "",
        publisher=settings.COUNCIL_NAME,
        issued_on=today,
        html_address=settings.PUBLIC_URL + group.get_absolute_url(),
        summary=tuple(_facts(group, makeup)),
        blocks=tuple(_blocks(group, makeup)),
        contents=False,
    )


def _facts(group, makeup):
    yield "Seats", f"{makeup.filled} of {len(makeup.places)} filled"
    yield "Quorum", plural(group.quorum, "member")
    yield "Terms in a row", f"{group.longest_terms} at most"
    if group.contact:
        yield "How to reach it", group.contact


def _blocks(group, makeup):
    if group.closed_on:
        text = f"Closed on {uk_date(group.closed_on)}. {group.closed_reason}"
        yield Panel("note", "This group is closed", (Prose(text),))
    yield Heading("Members")
    yield Prose(CONSENT)
    yield _members(makeup)
    yield Heading("Who leaves when")
    yield _rotation(group, makeup)
    yield Heading("Register of interests")
    yield from _interests(makeup)
    if makeup.former:
        yield Heading("Former members")
        yield _former(makeup)


def _members(makeup):
    columns = (
        Column("Seat"),
        Column("Member"),
        Column("From"),
        Column("Since", "date"),
        Column("Until", "date"),
    )
    rows = tuple(_member(place) for place in makeup.places)
    return DataTable("Seats and who holds them", columns, rows)


def _member(place):
    seat = str(place.seat)
    if place.seat.is_chair and "chair" not in seat.lower():
        seat = f"{seat} (chair)"
    if place.holder is None:
        return seat, "Vacant", place.kept_for, None, None
    holder = place.holder
    return seat, holder.called, holder.comes_from, holder.starts_on, holder.last_day


def _rotation(group, makeup):
    columns = (Column("Year"), Column("Seats that end", "number"), Column("Which"))
    rows = tuple(
        (str(each.year), len(each.seats), "; ".join(map(str, each.seats)) or "None")
        for each in makeup.rotation
    )
    note = f"No more than {group.rotation_percent} per cent of seats end in one year."
    return DataTable("Ends of terms by year", columns, rows, note=note)


def _interests(makeup):
    if not makeup.interests:
        yield Prose("No member has declared an interest.")
        return
    columns = (Column("Member"), Column("Kind"), Column("Interest"), Column("Since", "date"))
    rows = tuple(
        (
            each.person.name or f"Holder of the seat “{each.person.seat}”",
            each.kind,
            each.text or "Not shown: the member prefers not to be named",
            each.from_on,
        )
        for each in makeup.interests
    )
    yield DataTable("Interests that members declared", columns, rows)


def _former(makeup):
    columns = (Column("Member"), Column("Seat"), Column("Since", "date"), Column("Until", "date"))
    rows = tuple((p.name, p.seat, p.starts_on, p.last_day) for p in makeup.former)
    return DataTable("Former members who agreed to be named", columns, rows)
