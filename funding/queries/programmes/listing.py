"""What is on offer: programmes in the groups in which people look for them."""

from dataclasses import dataclass

from django.db.models import Prefetch

from civilsociety.documents import markdown_to_text
from civilsociety.ui.words import pounds, uk_date, uk_datetime
from funding.models import Call, Programme, ProgrammeKind
from funding.states import CallState, ProgrammeState

FOR_WHOM = 180  # characters on a card; the whole text is one press away
ELSEWHERE = {
    ProgrammeKind.REGRANT: "A partner awards the grants",
    ProgrammeKind.CROWDFUNDING: "We pledge to projects that raise money from a crowd",
    ProgrammeKind.PILOT: "A partner delivers it for us",
}


@dataclass(frozen=True)
class Offer:
    """One programme as a card: the round that matters now, and what people ask first."""

    programme: Programme
    call: Call | None
    group: str  # "open", "coming", "elsewhere", "closed"
    status: str
    tag: str

    @property
    def url(self):
        """Its prospectus."""
        return self.programme.get_absolute_url()

    @property
    def for_whom(self):
        """Who can apply, the beginning of it, without markup: the first paragraph or item."""
        first = markdown_to_text(self.programme.who_can_apply).partition("\n\n")[0]
        text = " ".join(first.split())
        if len(text) <= FOR_WHOM:
            return text
        return text[:FOR_WHOM].rsplit(" ", 1)[0].rstrip(" ,;:.") + "…"

    @property
    def size(self):
        """How much a grant is, in words; nothing where no limit is set."""
        return size_of(self.programme)


def size_of(programme):
    """“£500 to £10,000”, “up to £10,000”, “£500 or more”; "" where there is no limit."""
    least, most = programme.least_pence, programme.most_pence
    if least and most:
        return f"{pounds(least)} to {pounds(most)}"
    if most:
        return f"Up to {pounds(most)}"
    return f"{pounds(least)} or more" if least else ""


def offers(*, now):
    """Every public programme as an Offer, in two queries; what closes first stands first."""
    calls = Call.objects.public().order_by("closes_at", "pk")
    programmes = Programme.objects.public().prefetch_related(Prefetch("calls", calls))
    return sorted((_offer(each, now) for each in programmes), key=_order)


def grouped(found):
    """Offers by group, in the order in which the page shows them."""
    groups = {name: [] for name in ("open", "coming", "elsewhere", "closed")}
    for offer in found:
        groups[offer.group].append(offer)
    return groups


def _order(offer):
    moment = offer.call.closes_at.timestamp() if offer.call else 0
    return (-moment if offer.group == "closed" else moment, offer.programme.name)


def _offer(programme, now):
    ended = programme.state == ProgrammeState.ENDED
    call = call_that_matters(programme.calls.all(), now=now)
    if not ended and call and call.is_open(now):
        until = f"Open until {uk_datetime(call.closes_at)}"
        return Offer(programme, call, "open", until, "tag--open")
    if not ended and call and call.is_forthcoming(now):
        opens = f"Opens at {uk_datetime(call.opens_at)}"
        return Offer(programme, call, "coming", opens, "tag--waiting")
    if not ended and programme.kind in ELSEWHERE:
        return Offer(programme, call, "elsewhere", ELSEWHERE[programme.kind], "")
    return Offer(programme, call, "closed", _closed_words(programme, call, ended, now), _SHUT)


_SHUT = "tag--closed"


def _closed_words(programme, call, ended, now):
    if ended:
        return "Ended"
    if call and call.state == CallState.CANCELLED:
        return f"{call.name} was cancelled"
    if call and call.has_closed(now):
        return f"Closed on {uk_date(call.closes_at)}"
    return "No round announced yet"


def call_that_matters(calls, *, now):
    """The open round that closes first, else the next to open, else the latest. Or nothing."""
    calls = [call for call in calls if call.state != CallState.DRAFT]
    for fits, first in (
        (lambda call: call.is_open(now), lambda call: call.closes_at),
        (lambda call: call.is_forthcoming(now), lambda call: call.opens_at),
    ):
        found = [call for call in calls if fits(call)]
        if found:
            return min(found, key=first)
    return max(calls, key=lambda call: (call.closes_at, call.pk), default=None)
