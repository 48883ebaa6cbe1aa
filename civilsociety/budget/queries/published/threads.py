"""Where is this pound: the story of a commitment, from its source to what came back."""

from dataclasses import dataclass

from civilsociety.budget.models import Move
from civilsociety.budget.states import PUBLIC_KINDS, Kind
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


def thread_of(commitment, legs, moves):
    """The knots in the order of the story; `legs` and `moves` are the commitment's own."""
    return [
        *_before(commitment, legs),
        _decision(commitment.authority.decision),
        *(_of_move(move, commitment) for move in moves),
        *_ahead(commitment),
    ]


def _before(commitment, legs):
    """How the money came to the programme: set aside by a decision, then allocated."""
    origins = {leg.line.origin_id for leg in legs}
    sources = {leg.line.source_id: leg.line.source.name for leg in legs}
    beginnings = (
        Move.objects.filter(
            kind__in=(Kind.APPROPRIATE, Kind.ALLOCATE),
            reversed_by=None,
            entries__line__origin__in=origins,
            entries__line__source__in=sources,
        )
        .select_related("decision")
        .distinct()
        .order_by("at", "pk")
    )
    for kind in (Kind.APPROPRIATE, Kind.ALLOCATE):
        yield from _beginning(commitment, kind, beginnings, sources)


def _beginning(commitment, kind, beginnings, sources):
    if kind == Kind.ALLOCATE:
        of_head = beginnings.filter(kind=kind, entries__line__head=commitment.head)
        word, text = "Allocated", f"To {commitment.head}"
    else:
        of_head = beginnings.filter(kind=kind)
        word, text = "Where it is from", " and ".join(sources.values())
    found = list(of_head)
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
