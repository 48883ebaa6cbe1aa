"""An award as its grant holder reads it: where it stands, and what is next, by when."""

from dataclasses import dataclass
from datetime import date, timedelta

from django.db.models import Prefetch
from django.urls import reverse
from django.utils import timezone

from civilsociety.ui.words import pounds, uk_date
from funding.models import Award, Letter, Payment, Report
from funding.queries.organisations import verified_account
from funding.states import AwardState, LetterState, PaymentState, ReportState

MOST_STEPS = 8
TO_PAY = (PaymentState.SCHEDULED, PaymentState.CLAIMED, PaymentState.PROPOSED)
TO_WRITE = (ReportState.DUE, ReportState.SENT_BACK)
# A house rule: nothing in law says how long a decision on a grant may be questioned.
DAYS_FOR_REVIEW = 28


@dataclass(frozen=True)
class Step:
    """Something that comes: when, what, who does it, and where."""

    when: date | None
    words: str
    mine: bool = False  # the grant holder does it
    url: str = ""
    late: bool = False


def awards_of(user):
    """Awards this person holds with others, each with its money and what it still waits for."""
    payments = Payment.objects.filter(state__in=TO_PAY).order_by("due_on")
    reports = Report.objects.filter(state__in=TO_WRITE).order_by("due_on")
    held = Award.objects.of_colleague(user).values("pk")
    return (
        Award.objects.filter(pk__in=held)
        .with_money()
        .select_related("programme", "organisation")
        .prefetch_related(
            Prefetch("payments", payments, to_attr="to_be_paid"),
            Prefetch("reports", reports, to_attr="to_be_written"),
            "conditions",
        )
        .order_by("-awarded_on", "-pk")
    )


def steps_of(award, today):
    """What is next for an award, the nearest first; those without a day come last."""
    if award.state == AwardState.OFFERED:
        words = f"Accept or decline the offer by the end of {uk_date(award.accept_by)}"
        url = reverse("funding:offer", args=[award.pk])
        return [Step(award.accept_by, words, mine=True, url=url, late=award.accept_by < today)]
    if award.state != AwardState.ACCEPTED:
        return []
    steps = [*_conditions(award, today), *_reports(award, today), *_payments(award)]
    return sorted(steps, key=lambda step: step.when or date.max)[:MOST_STEPS]


def _conditions(award, today):
    for each in award.conditions.all():
        if not each.met_on:
            late = each.due_on < today
            yield Step(each.due_on, f"Meet the condition: {each.text}", mine=True, late=late)


def _reports(award, today):
    known = getattr(award, "to_be_written", None)
    reports = award.reports.filter(state__in=TO_WRITE) if known is None else known
    for each in reports:
        yield Step(each.due_on, f"Send us: {each.title}", mine=True, late=each.due_on < today)


def _payments(award):
    known = getattr(award, "to_be_paid", None)
    for each in award.payments.filter(state__in=TO_PAY) if known is None else known:
        yield Step(each.due_on, f"{pounds(each.amount_pence)} can be paid from this day")


def wants_bank_account(award):
    """Whether an award waits for a bank account that two officers have checked."""
    live = award.state in (AwardState.OFFERED, AwardState.ACCEPTED)
    return live and verified_account(award.organisation) is None


def letters_of(award):
    """The letters about an award that are out, without their files."""
    sent = Letter.objects.filter(award=award, state=LetterState.SENT)
    return sent.defer("pdf").order_by("-pk")


def letter_about(application):
    """The letter with which a bid's outcome was told, when it is out."""
    sent = Letter.objects.filter(application=application, state=LetterState.SENT)
    return sent.defer("pdf").order_by("-pk").first()


def review_until(application):
    """The last day to ask for a review of a decision (inclusive), or None before it is told."""
    if not application.decided_at:
        return None
    day = timezone.localdate(application.decided_at)
    return day + timedelta(days=DAYS_FOR_REVIEW)
