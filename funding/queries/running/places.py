"""On pages of others: what payments, reports, variations and money that comes back put there."""

from django.db.models import Q
from django.urls import reverse

from civilsociety.accounts.permissions import Permission as P
from civilsociety.ui import clock
from civilsociety.ui.slots import Card, Panel, Task
from civilsociety.ui.words import plural, uk_date
from funding.models import EndNotice, MoneyBack, Variation
from funding.models.choices import Side
from funding.queries.awards import standing_of
from funding.queries.running.lists import (
    late_reports,
    payments_due,
    payments_ready,
    reports_to_read,
    shown_to,
)
from funding.queries.running.to_do import things_to_do
from funding.states import (
    AwardState,
    EndNoticeState,
    MoneyBackState,
    PaymentState,
    VariationState,
)

# Once money was ever offered and taken up.
SHOWN = (AwardState.ACCEPTED, AwardState.COMPLETED, AwardState.ENDED_EARLY)


def tasks_for(user):
    """What waits for this person (Tasks)."""
    if not (user.may(P.MANAGE_FUNDING) or user.may(P.HOLD_BUDGET)):
        return []
    tasks = [*_to_release(user)]
    if user.may(P.MANAGE_FUNDING):
        tasks += [*_to_check(user), *_to_read(user), *_late(user), *_to_answer(user)]
    return tasks


def _to_release(user):
    if count := payments_ready(user).exclude(proposed_by=user).count():
        url = f"{reverse('funding:payment_run')}?show=ready"
        yield Task("Release payments", url, f"{plural(count, 'payment')} checked by a colleague")


def _to_check(user):
    if count := payments_due(user, clock.today()).count():
        url = reverse("funding:payment_run")
        yield Task("Check payments", url, f"{plural(count, 'payment')} due or claimed")
    back = shown_to(MoneyBack.objects.filter(state=MoneyBackState.ASKED), user)
    if count := back.exclude(asked_by=user).count():
        url = reverse("admin:funding_moneyback_changelist") + "?state__exact=asked"
        yield Task("Look for money that comes back", url, plural(count, "sum"))


def _to_read(user):
    reports = reports_to_read(user)
    if count := reports.count():
        url = reverse("admin:funding_report_changelist") + "?state__exact=sent"
        first = uk_date(reports.first().sent_at)
        yield Task("Read reports", url, f"{plural(count, 'report')}, the first since {first}")


def _late(user):
    if count := late_reports(user, clock.today()).count():
        url = reverse("funding:late_reports")
        yield Task("Follow up late reports", url, plural(count, "report"), urgent=True)


def _to_answer(user):
    asked = Variation.objects.filter(state=VariationState.ASKED, side=Side.HOLDER)
    if count := shown_to(asked, user).count():
        url = reverse("admin:funding_variation_changelist") + "?state__exact=asked"
        yield Task("Answer changes that grant holders ask for", url, plural(count, "change"))
    notices = shown_to(EndNotice.objects.filter(state=EndNoticeState.GIVEN), user)
    over = Q(ends_on__lt=clock.today())
    if count := notices.filter(~Q(answer="") | over).count():
        url = reverse("admin:funding_endnotice_changelist") + "?state__exact=given"
        detail = f"{plural(count, 'notice')} answered, or run out with a payment on its way"
        yield Task("Look at notices of an early end", url, detail)


def tools_for(user):
    """Where the tools stand, for those who may (Cards)."""
    if not (user.may(P.MANAGE_FUNDING) or user.may(P.HOLD_BUDGET)):
        return []
    return [
        Card(
            title="Payment run",
            url=reverse("funding:payment_run"),
            summary="Grant payments to be checked, to be released, and for the finance system.",
        ),
        Card(
            title="Late reports",
            url=reverse("funding:late_reports"),
            summary="Whose report is late, by how many days, and how large the grant is.",
        ),
    ]


def public_addresses():
    """Addresses of public pages, for search engines."""
    return []


def panels_for(award, user, now):
    """Parts of the grant holder's page of an award (Panels)."""
    if award.state not in SHOWN:
        return []
    context = {
        "award": award,
        "standing": standing_of(award),
        "to_do": things_to_do(user, award=award),
        "payments": award.payments.exclude(state=PaymentState.CANCELLED),
        "reports": award.reports.all(),
        "changes": award.variations.order_by("-number"),
        "money_back": award.money_back.exclude(state=MoneyBackState.CANCELLED),
        "notices": award.end_notices.exclude(state=EndNoticeState.WITHDRAWN),
        "is_running": award.state == AwardState.ACCEPTED,
        "may_ask": not award.variations.filter(state=VariationState.ASKED).exists(),
        "today": clock.today(),
    }
    return [Panel("funding/running/panel.html", context)]
