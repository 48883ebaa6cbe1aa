"""What a last report says was not needed."""

from funding.models.choices import ReportKind
from funding.queries.awards import standing_of
from funding.queries.running.waiting import asked_back

LAST_KINDS = (ReportKind.SHORT, ReportKind.FINAL)


def not_spent(report):
    """Pence of the award that its last report does not account for and nobody asked back yet."""
    if report.kind not in LAST_KINDS or report.spent_pence is None:
        return 0
    award = report.award
    back = asked_back(award, unpaid=True) + asked_back(award, unpaid=False)
    return max(standing_of(award).now - back - report.spent_pence, 0)
