"""What became of the bids of a round, as far as counts may be shown.

How many were awarded stands in the register, one by one, so it counts as known. What is left,
the bids that got nothing, is broken down among itself: a small group is hidden, with whatever
would give it back (docs/adr/0012-small-numbers.md).
"""

from collections import Counter
from dataclasses import dataclass

from django.conf import settings
from django.db.models import Count, Q

from civilsociety.documents import Published, PublishedBreakdown, breakdown
from civilsociety.documents.suppression import HIDDEN, breakdown_note, figure
from funding.models import Application, Call, Reason
from funding.states import ApplicationState as S
from funding.states import ProgrammeState

UNDECIDED = (S.SUBMITTED, S.ASSESSING, S.AT_PANEL)
NOT_AWARDED = {
    S.REFUSED: "Refused after assessment",
    S.RESERVE: "On the reserve list",
    S.INELIGIBLE: "Did not pass the checks",
    S.WITHDRAWN: "Withdrawn by the applicant",
}
# Reasons are told for these two.
WITH_REASONS = {
    S.REFUSED: "Why bids were refused",
    S.INELIGIBLE: "Why bids did not pass the checks",
}


@dataclass(frozen=True)
class Reasons:
    """How often each reason was given, among bids with this outcome; several to a bid."""

    title: str
    cells: PublishedBreakdown


@dataclass(frozen=True)
class Outcome:
    """One round: the bids received, those within the rules, and what became of them."""

    call: Call
    received: Published
    eligible: Published
    awarded: int
    rest: PublishedBreakdown
    reasons: tuple

    @property
    def note(self):
        """Why figures are missing, or nothing."""
        if self.received.shown and self.rest.complete:
            return ""
        return breakdown_note(self.rest.base, some_shown=self.rest.shown)


def decided_calls():
    """The public rounds in which every bid is decided, the latest first."""
    return _calls().filter(undecided=0)


def undecided_calls(now):
    """The closed rounds in which bids still wait for a decision, the one due first in front."""
    waiting = Q(undecided__gt=0) & Q(closes_at__lte=now)
    return _calls().filter(waiting).order_by("decision_by", "pk")


def _calls():
    sent = Q(applications__submitted_at__isnull=False)
    open_still = sent & Q(applications__state__in=UNDECIDED)
    return (
        Call.objects.public()
        .exclude(programme__state=ProgrammeState.DRAFT)
        .annotate(
            bids=Count("applications", filter=sent, distinct=True),
            undecided=Count("applications", filter=open_still, distinct=True),
        )
        .filter(bids__gt=0)
        .select_related("programme")
        .order_by("-closes_at", "-pk")
    )


def outcomes(calls):
    """The Outcome of each call, in a fixed number of queries."""
    counts = _counts(calls)
    reasons = _reasons(calls)
    return [_outcome(call, counts.get(call.pk, {}), reasons.get(call.pk, {})) for call in calls]


def outcome_of(call):
    """The Outcome of one round."""
    return outcomes([call])[0]


def _counts(calls):
    """{call: {state: bids}} of everything that was sent."""
    found = {}
    bids = Application.objects.received().filter(call__in=calls).order_by()
    for call, state, number in bids.values_list("call", "state").annotate(Count("pk")):
        found.setdefault(call, Counter())[S(state)] = number
    return found


def _reasons(calls):
    """{call: {state: {label of the reason: bids}}}."""
    found = {}
    given = Reason.objects.filter(
        applications__call__in=calls, applications__state__in=list(WITH_REASONS)
    ).order_by()
    rows = given.values_list("applications__call", "applications__state", "label").annotate(
        Count("applications", distinct=True)
    )
    for call, state, label, number in rows:
        found.setdefault(call, {}).setdefault(S(state), {})[label] = number
    return found


def _outcome(call, counts, reasons):
    threshold = settings.SUPPRESSION_THRESHOLD
    awarded = counts.get(S.AWARDED, 0)
    others = {label: counts.get(state, 0) for state, label in NOT_AWARDED.items()}
    # A group that nobody is in holds nobody who could be recognised; it is left out.
    others = {label: number for label, number in others.items() if number} or others
    without = sum(others.values())
    rest = breakdown(others, without, threshold=threshold)
    known = without == 0 or without >= threshold
    received = awarded + without
    return Outcome(
        call=call,
        received=figure(received, received) if known and received else HIDDEN,
        eligible=_eligible(received, rest, known, others),
        awarded=awarded,
        rest=rest,
        reasons=tuple(_told(reasons, counts, rest, threshold)),
    )


def _eligible(received, rest, known, others):
    """The bids that were within the rules and stayed: all but the others, where those stand."""
    gone = [NOT_AWARDED[state] for state in (S.INELIGIBLE, S.WITHDRAWN)]
    gone = [rest[label] for label in gone if others.get(label)]
    if not known or not received or not all(each.shown for each in gone):
        return HIDDEN
    return figure(received - sum(each.count for each in gone), received)


def _told(reasons, counts, rest, threshold):
    """Reasons of outcomes whose own number is shown."""
    for state, title in WITH_REASONS.items():
        if rest[NOT_AWARDED[state]].shown and reasons.get(state):
            by_label = dict(sorted(reasons[state].items(), key=lambda pair: (-pair[1], pair[0])))
            cells = breakdown(by_label, counts[state], threshold=threshold, kind="several")
            yield Reasons(title, cells)
