"""Dates as a calendar that other programs read (iCalendar, RFC 5545 and RFC 7986).

All moments are written in UTC, so that no time zone has to be described; a calendar shows them
on its owner's clocks, summer time and all.
"""

from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta

LONGEST_LINE = 75  # octets, the line break not among them (RFC 5545, 3.1)
PRODUCT = "-//Civil Society Portal//EN"


@dataclass(frozen=True)
class Event:
    """Something at a moment (aware), or on a whole day (date).

    `uid` never changes; `sequence` grows with each change, `stamp` is when it last did.
    """

    uid: str
    at: datetime | date
    summary: str
    stamp: datetime
    description: str = ""
    url: str = ""
    sequence: int = 0
    cancelled: bool = False
    ends: datetime | None = None  # a moment (aware); without it only the beginning is told
    location: str = ""


def calendar(name, events):
    """The bytes of a calendar called `name`."""
    lines = [
        "BEGIN:VCALENDAR",
        "VERSION:2.0",
        f"PRODID:{PRODUCT}",
        "CALSCALE:GREGORIAN",
        "METHOD:PUBLISH",
        f"NAME:{text(name)}",
        f"X-WR-CALNAME:{text(name)}",
        "REFRESH-INTERVAL;VALUE=DURATION:PT6H",
        "X-PUBLISHED-TTL:PT6H",
        *(line for event in events for line in _event(event)),
        "END:VCALENDAR",
    ]
    return b"".join(fold(line) for line in lines)


def _event(event):
    yield "BEGIN:VEVENT"
    yield f"UID:{event.uid}"
    yield f"DTSTAMP:{_moment(event.stamp)}"
    yield f"LAST-MODIFIED:{_moment(event.stamp)}"
    yield f"SEQUENCE:{event.sequence}"
    yield from _when(event.at)
    if event.ends:
        yield f"DTEND:{_moment(event.ends)}"
    yield f"SUMMARY:{text(event.summary)}"
    if event.description:
        yield f"DESCRIPTION:{text(event.description)}"
    if event.location:
        yield f"LOCATION:{text(event.location)}"
    if event.url:
        yield f"URL:{event.url}"
    yield f"STATUS:{'CANCELLED' if event.cancelled else 'CONFIRMED'}"
    yield "TRANSP:TRANSPARENT"
    yield "END:VEVENT"


def _when(at):
    if isinstance(at, datetime):
        yield f"DTSTART:{_moment(at)}"
        return
    # A day ends when the next one begins.
    yield f"DTSTART;VALUE=DATE:{at:%Y%m%d}"
    yield f"DTEND;VALUE=DATE:{at + timedelta(days=1):%Y%m%d}"


def _moment(at):
    return f"{at.astimezone(UTC):%Y%m%dT%H%M%SZ}"


def text(value):
    """A value of the type TEXT: what has a meaning of its own is escaped, line breaks written."""
    value = value.replace("\r\n", "\n").replace("\r", "\n")
    value = "".join(sign for sign in value if sign in "\n\t" or ord(sign) >= ord(" "))
    for sign in ("\\", ";", ","):
        value = value.replace(sign, f"\\{sign}")
    return value.replace("\n", "\\n")


def fold(line):
    """A line as octets, folded where it is too long, never within a character."""
    folded, used = [], 0
    for sign in line:
        octets = sign.encode()
        if used + len(octets) > LONGEST_LINE:
            folded.append(b"\r\n ")
            used = 1
        folded.append(octets)
        used += len(octets)
    return b"".join(folded) + b"\r\n"
