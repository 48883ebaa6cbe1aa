"""One award as the register tells it: its versions side by side, and its golden thread."""

from dataclasses import dataclass

from django.db.models import Count, Sum
from django.urls import reverse

from civilsociety.budget.slots import promised_in
from civilsociety.ui.words import plural, pounds, uk_date
from funding.models import Evaluation, PublishedAward
from funding.queries.awards import commitments_of
from funding.states import EvaluationState, PaymentState, ReportState

PAYMENTS_SHOWN = 12
# What people compare between versions, in their words.
COMPARED = (
    ("Amount", lambda row: pounds(row.amount_pence)),
    ("Where it stands", lambda row: row.outside_state),
    ("Title", lambda row: row.title),
    ("What it is for", lambda row: row.summary),
    ("Starts", lambda row: uk_date(row.starts_on)),
    ("Ends", lambda row: uk_date(row.ends_on)),
    ("Where it takes place", lambda row: row.places),
    ("Organisation", lambda row: row.recipient_name),
    ("Organisation identifier", lambda row: row.recipient_org_id),
    ("Kind of organisation", lambda row: row.kind_name),
    ("Its yearly income", lambda row: row.income_name),
    ("Programme", lambda row: row.programme_name),
    ("Objective", lambda row: row.objective),
    ("Department", lambda row: row.department),
    ("Decision", lambda row: row.decision_reference),
)


@dataclass(frozen=True)
class Difference:
    """What one version says otherwise than the one before it."""

    label: str
    before: str
    after: str


@dataclass(frozen=True)
class Version:
    """A version, and how it differs from the one before."""

    row: PublishedAward
    differences: tuple


@dataclass(frozen=True)
class Knot:
    """One link of the golden thread, as components/thread.html draws it."""

    word: str
    text: str
    url: str = ""
    note: str = ""
    state: str = ""


def latest(reference):
    """The award of a reference as the register has it now, or None."""
    rows = PublishedAward.objects.latest().filter(reference=reference)
    related = ("award__programme__head", "award__organisation", "award__call")
    return rows.select_related(*related).first()


def versions_of(award):
    """Every version, the latest first, each with what it says otherwise than the one before."""
    rows = list(award.published.order_by("version"))
    told = [Version(row, _differences(before, row)) for before, row in _pairs(rows)]
    return told[::-1]


def _pairs(rows):
    return zip([None, *rows], rows, strict=False)


def _differences(before, row):
    if before is None:
        return ()
    both = ((label, read(before), read(row)) for label, read in COMPARED)
    return tuple(Difference(label, old, new) for label, old, new in both if old != new)


def stories_of(award, reading):
    """What the organisation reported for everybody to read, by reports we accepted."""
    reports = award.reports.filter(state=ReportState.ACCEPTED).exclude(story="")
    return [each for each in reports.order_by("covers_until", "pk") if reading.is_said(each.story)]


def thread_of(row):
    """From the objective to what came of it."""
    award = row.award
    return [
        *_promised(row),
        *_decided(award),
        *_paid(award),
        *_reported(award),
        *_evaluated(award),
    ]


def _promised(row):
    found = promised_in.fill(row.award.programme.head)
    for promise in found:
        yield Knot("Promised in the strategy", promise.text, promise.url, promise.note)
    if row.objective and not found:
        yield Knot("Objective of the strategy", row.objective)
    url = reverse("funding:programme", args=[row.programme_slug])
    public = row.award.programme.is_public
    yield Knot("Offered", row.programme_name, url if public else "", row.call_name)


def _decided(award):
    for number, each in enumerate(commitments_of(award)):
        decision = each.authority.decision
        yield Knot(
            "Decided" if number == 0 else "Increased",
            f"{decision.reference} {decision.title}",
            decision.get_absolute_url(),
            uk_date(decision.taken_on),
        )
        yield Knot(
            "Promised in the ledger",
            f"{pounds(each.amount_pence)} as {each.number}",
            each.get_absolute_url(),
            _still(each),
        )


def _still(commitment):
    came_back = commitment.returned_pence
    parts = [f"{pounds(commitment.paid_pence) or '£0'} paid"]
    if came_back:
        parts.append(f"{pounds(came_back)} came back")
    parts.append(f"{pounds(commitment.outstanding_pence)} still to be paid")
    return ", ".join(parts)


def _paid(award):
    paid = list(award.payments.filter(state=PaymentState.PAID).select_related("move"))
    for each in paid[:PAYMENTS_SHOWN]:
        yield Knot(
            "Paid",
            pounds(each.amount_pence),
            each.move.get_absolute_url(),
            f"{uk_date(each.move.on)}, {each.move.number}",
        )
    if len(paid) > PAYMENTS_SHOWN:
        yield Knot("And so on", plural(len(paid) - PAYMENTS_SHOWN, "more payment"))


def _reported(award):
    reports = list(award.reports.order_by("covers_until", "pk"))
    for each in reports:
        if each.state == ReportState.ACCEPTED:
            yield Knot("Reported", each.title, "#told" if each.story else "", uk_date(each.read_at))
        elif each.state != ReportState.EXCUSED:
            yield Knot("Reported", each.title, note=f"By {uk_date(each.due_on)}", state="ahead")


def _evaluated(award):
    found = Evaluation.objects.filter(
        programme=award.programme,
        state=EvaluationState.PUBLISHED,
        from_day__lte=award.awarded_on,
        until_day__gte=award.awarded_on,
    ).select_related("programme", "next_decision")
    for each in found:
        if each.call_id not in (None, award.call_id):
            continue
        yield Knot("Evaluated", each.title, each.get_absolute_url(), uk_date(each.published_at))
        if decision := each.next_decision:
            yield Knot(
                "Decided next",
                f"{decision.reference} {decision.title}",
                decision.get_absolute_url(),
                uk_date(decision.taken_on),
            )


def onward_of(award):
    """What the recipient passed on as grants: (how many, pence), or nothing."""
    sums = award.onward_grants.aggregate(number=Count("pk"), pence=Sum("amount_pence"))
    return sums if sums["number"] else None
