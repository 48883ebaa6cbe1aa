"""Where is this pound: the story of a commitment, from its source to what came back."""

from dataclasses import dataclass

from django.urls import reverse

from civilsociety.budget.models import Entry
from civilsociety.budget.queries.published.commitments import FIRST
from civilsociety.budget.slots import promised_in
from civilsociety.budget.states import PUBLIC_KINDS, Bucket, Kind
from civilsociety.ui.words import pounds, uk_date

TEXTS = {
    Kind.RESERVE: "{pence} held until somebody decided",
    Kind.COMMIT: "{pence} to {payee}",
    Kind.PAY: "{pence} to {payee}",
    Kind.RELEASE: "{pence} will not be needed, and is free for something else",
    Kind.CARRY_COMMITMENT: "{pence} still to be paid, with its sources, into the next year",
    Kind.RETURN: "{pence} came back to the source it was from",
    Kind.LAPSE: "{pence} is no longer owed, and left the framework",
    Kind.REVERSE: "{pence}: {what} was taken back",
}


@dataclass(frozen=True)
class Knot:
    """One link of the golden thread, as components/thread.html draws it."""

    word: str
    text: str
    url: str = ""
    note: str = ""
    state: str = ""


def thread_of(commitment, legs, moves, left_out=0):
    """The knots in the order of the story; `legs` and `moves` are the commitment's own.

    `left_out` moves stand between the first ones and the last ones given.
    """
    knots = [_of_move(move, commitment) for move in moves]
    if left_out:
        knots.insert(FIRST, _gap(commitment, left_out))
    return [
        *_promised(commitment.head),
        *_before(commitment, legs),
        _decision(commitment.authority.decision),
        *knots,
        *_ahead(commitment),
    ]


def _gap(commitment, left_out):
    url = f"{reverse('budget:entries')}?commitment={commitment.number}"
    return Knot("And so on", f"{left_out:,} more moves, entry by entry", url)


def _promised(head):
    """Where the council said that it would do this."""
    return [Knot("Promised in the strategy", p.text, p.url, p.note) for p in promised_in.fill(head)]


def _before(commitment, legs):
    """How the money came to the programme: set aside by a decision, then allocated."""
    sources = {leg.line.source_id: leg.line.source.name for leg in legs}
    entries = (
        Entry.objects.filter(
            kind__in=(Kind.APPROPRIATE, Kind.ALLOCATE),
            to_bucket=Bucket.AVAILABLE,
            reversed_by=None,
            line__origin__in={leg.line.origin_id for leg in legs},
            line__source__in=sources,
        )
        .select_related("move__decision", "line")
        .order_by("pk")
    )
    came, given = {}, {}
    for entry in entries:
        if entry.kind == Kind.APPROPRIATE:
            came[entry.move_id] = entry.move
        elif entry.line.head_id == commitment.head_id:
            given[entry.move_id] = entry.move
    yield from _beginning("Where it is from", " and ".join(sources.values()), came)
    yield from _beginning("Allocated", f"To {commitment.head}", given)


def _beginning(word, text, moves):
    found = list(moves.values())
    if found:
        yield Knot(word, text, found[0].get_absolute_url(), _numbers(found))


def _numbers(moves):
    """The moves and the decisions behind them, in small."""
    references = dict.fromkeys(move.decision.reference for move in moves if move.decision)
    behind = f", decision {' and '.join(references)}" if references else ""
    first = f"{uk_date(moves[0].on)}, {moves[0].number}"
    more = f" and {len(moves) - 1} more" if len(moves) > 1 else ""
    return first + more + behind


def _decision(decision):
    return Knot(
        "Decided",
        f"{decision.reference} {decision.title}",
        decision.get_absolute_url(),
        uk_date(decision.taken_on),
    )


def _of_move(move, commitment):
    what = PUBLIC_KINDS[Kind(move.reverses.kind)].lower() if move.reverses_id else ""
    text = TEXTS.get(Kind(move.kind), "{pence}").format(
        pence=pounds(move.amount_pence), payee=commitment.public_payee, what=what
    )
    taken_back = f"; taken back by {move.reversed_by.number}" if _is_reversed(move) else ""
    return Knot(
        PUBLIC_KINDS[Kind(move.kind)],
        text,
        move.get_absolute_url(),
        f"{uk_date(move.on)}, {move.number}{taken_back}",
    )


def _is_reversed(move):
    return getattr(move, "reversed_by", None) is not None


def _ahead(commitment):
    if commitment.outstanding_pence:
        yield Knot("Still to be paid", pounds(commitment.outstanding_pence), state="ahead")
