"""Officers' lists: reports that are late, payments to be made, what was released."""

from datetime import datetime, time

from django.utils import timezone

from funding.models import Award, BankAccount, Payment, Report
from funding.states import AwardState, BankState, PaymentState, ReportState

RELATED = ("award__programme", "award__organisation")
WAITED_FOR = (ReportState.DUE, ReportState.SENT_BACK)
REPORTING = (AwardState.ACCEPTED, AwardState.ENDED_EARLY)
# The three lists of the payment run, in the order of the work.
DUE, READY, RELEASED = "due", "ready", "released"
RUNS = {
    DUE: "To be checked",
    READY: "Wait for a second officer",
    RELEASED: "Released, for the finance system",
}


def awards_shown_to(user):
    """The awards (pks) in whose bid this person declared no interest."""
    return Award.objects.shown_to(user).values("pk")


def shown_to(rows, user):
    """Rows of awards, without those in whose bid this person declared an interest."""
    return rows.filter(award__in=awards_shown_to(user))


def late_reports(user, today):
    """Reports whose last day has passed and that are not in, the longest wait first."""
    rows = Report.objects.filter(state__in=WAITED_FOR, award__state__in=REPORTING, due_on__lt=today)
    return shown_to(rows, user).select_related(*RELATED).order_by("due_on", "pk")


def reports_to_read(user):
    """Reports that were sent and that nobody has answered, the oldest first."""
    rows = Report.objects.filter(state=ReportState.SENT)
    return shown_to(rows, user).select_related(*RELATED).order_by("sent_at", "pk")


def payments_due(user, today):
    """Payments whose day has come or that are claimed, and that nobody has proposed."""
    rows = Payment.objects.filter(award__state=AwardState.ACCEPTED, due_on__lte=today)
    untouched = rows.filter(state=PaymentState.SCHEDULED, needs_claim=False)
    return _in_order(untouched | rows.filter(state=PaymentState.CLAIMED), user)


def payments_ready(user):
    """Payments that one officer has checked and another may release."""
    return _in_order(Payment.objects.filter(state=PaymentState.PROPOSED), user)


def payments_released(user, first, last):
    """Payments released from the one day to the other (inclusive, in the United Kingdom)."""
    begin, end = (
        timezone.make_aware(datetime.combine(day, at))
        for day, at in ((first, time.min), (last, time.max))
    )
    rows = Payment.objects.filter(state=PaymentState.PAID, released_at__range=(begin, end))
    return _in_order(rows, user)


def with_accounts(payments):
    """The payments as a list, each with the `account` its money goes to (or None): one query."""
    payments = list(payments)
    verified = BankAccount.objects.filter(
        organisation__in={each.award.organisation_id for each in payments},
        state=BankState.VERIFIED,
    ).defer("sealed")
    of = {account.organisation_id: account for account in verified}
    for payment in payments:
        payment.account = of.get(payment.award.organisation_id)
    return payments


def _in_order(rows, user):
    people = ("proposed_by", "released_by", "move__decision")
    return shown_to(rows, user).select_related(*RELATED, *people).order_by("due_on", "pk")
