"""What the people of an organisation have to do about their grants, with the days."""

from datetime import date
from typing import NamedTuple

from django.urls import reverse

from civilsociety.ui.words import pounds
from funding.models import Award, EndNotice, MoneyBack, Payment, Report, Variation
from funding.models.choices import Side
from funding.states import (
    AwardState,
    EndNoticeState,
    MoneyBackState,
    PaymentState,
    ReportState,
    VariationState,
)

LIVE = (AwardState.ACCEPTED, AwardState.ENDED_EARLY, AwardState.COMPLETED)


class Todo(NamedTuple):
    """One thing to do: what, on which award, where, by when (None: when you like)."""

    what: str
    award: Award
    url: str
    by: date | None
    note: str = ""


def things_to_do(user, *, award=None):
    """[Todo] of everything this person's awards ask for, what is due first."""
    mine = Award.objects.of_colleague(user).values("pk") if award is None else [award.pk]
    awards = Award.objects.filter(pk__in=mine, state__in=LIVE)
    awards = {each.pk: each for each in awards.select_related("programme", "organisation")}
    found = [todo for part in (_reports, _claims, _money, _answers) for todo in part(awards)]
    return sorted(found, key=lambda todo: (todo.by or date.max, todo.award.pk, todo.what))


def _reports(awards):
    waiting = Report.objects.filter(
        award__in=awards, state__in=[ReportState.DUE, ReportState.SENT_BACK]
    ).exclude(award__state=AwardState.COMPLETED)
    for report in waiting:
        url = reverse("funding:report", args=[report.award_id, report.pk])
        back = report.state == ReportState.SENT_BACK
        words = f"Answer our question on “{report.title}”" if back else f"Send “{report.title}”"
        yield Todo(words, awards[report.award_id], url, report.due_on)


def _claims(awards):
    open_ = Payment.objects.filter(
        award__in=awards, award__state=AwardState.ACCEPTED, needs_claim=True,
        state=PaymentState.SCHEDULED,
    )  # fmt: skip
    for payment in open_:
        url = reverse("funding:claim", args=[payment.award_id, payment.pk])
        what = f"Claim payment {payment.number}: {pounds(payment.amount_pence)}"
        yield Todo(what, awards[payment.award_id], url, None, payment.sent_back_why)


def _money(awards):
    asked = MoneyBack.objects.filter(award__in=awards, state=MoneyBackState.ASKED, is_unpaid=False)
    for money in asked:
        award = awards[money.award_id]
        what = f"Return {pounds(money.amount_pence)}, with {award.number} as the reference"
        yield Todo(what, award, award.get_absolute_url(), money.due_on, money.why)


def _answers(awards):
    for change in Variation.objects.filter(
        award__in=awards, state=VariationState.ASKED, side=Side.COUNCIL
    ):
        url = reverse("funding:change", args=[change.award_id, change.pk])
        yield Todo("Agree to a change, or decline it", awards[change.award_id], url, None)
    for notice in EndNotice.objects.filter(
        award__in=awards, state=EndNoticeState.GIVEN, answered_at=None
    ):
        url = reverse("funding:end_notice", args=[notice.award_id, notice.pk])
        what = "Tell us what an early end would mean"
        yield Todo(what, awards[notice.award_id], url, notice.ends_on)
