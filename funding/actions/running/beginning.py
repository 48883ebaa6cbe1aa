"""What an award begins with: its payments and its reports."""

from django.db import transaction

from civilsociety.audit.actions import record
from civilsociety.rows import locked
from civilsociety.ui.words import plural
from funding.models import Payment, Report
from funding.queries.awards import standing_of
from funding.rules.running.proportion import payments_for, reports_for


@transaction.atomic
def begin(*, award, by, now):
    """Gives an accepted award its payments and reports, in proportion to its size.

    The payments add up to what is still to be paid. An award that has payments keeps them.
    """
    award = locked(award)
    if award.payments.exists() or award.reports.exists():
        return
    shape = {
        "starts_on": award.starts_on,
        "ends_on": award.ends_on,
        "kind": award.programme.kind,
    }
    standing = standing_of(award)
    payments = payments_for(pence=standing.outstanding, **shape) if standing.outstanding else []
    reports = reports_for(pence=standing.now or award.amount_pence, **shape)
    Payment.objects.bulk_create(
        Payment(
            award=award,
            number=number,
            amount_pence=part.pence,
            due_on=part.due_on,
            what_for=part.what_for,
        )
        for number, part in enumerate(payments, 1)
    )
    Report.objects.bulk_create(Report(award=award, **vars(telling)) for telling in reports)
    record(
        verb="funding.begun",
        target=award,
        by=by,
        sentence=f"{award.number} began with {plural(payments, 'payment')} and "
        f"{plural(reports, 'report')}.",
        details={"payments": [part.pence for part in payments]},
    )
