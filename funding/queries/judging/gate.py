"""What the gate asks of a bid, what was answered, and what the portal knows by itself."""

from dataclasses import dataclass
from datetime import date

from django.conf import settings
from django.db.models import Sum

from funding.models import Award, BankAccount, Check, CheckKind, CheckOutcome, OrganisationDocument
from funding.states import AwardState, BankState, DocumentState

# A form may ask a yes-or-no question with one of these keys; “no” takes the check away.
ASKED_BY_THE_FORM = {CheckKind.SAFEGUARDING: "safeguarding", CheckKind.INSURANCE: "insurance"}
NO = (False, "no", "No", "false")
# Awards in these states gave nothing.
CAME_TO_NOTHING = (AwardState.DECLINED, AwardState.LAPSED)


def kinds_for(application):
    """The checks that apply to a bid, in the order of the list.

    A register entry is compared where the organisation has a number; safeguarding and insurance
    are left out where the applicant answered no to the form's own question about them.
    """
    organisation, answers = application.organisation, application.answers
    left_out = {
        kind for kind, key in ASKED_BY_THE_FORM.items() if key in answers and answers[key] in NO
    }
    if not (organisation.charity_number or organisation.company_number):
        left_out.add(CheckKind.REGISTER)
    return [kind for kind in CheckKind if kind not in left_out]


def checks_of(application):
    """(kind, the Check or None) of every check that applies."""
    made = {each.kind: each for each in Check.objects.filter(application=application)}
    return [(kind, made.get(kind)) for kind in kinds_for(application)]


def latest_outcomes(application):
    """{kind: outcome}; PENDING where nobody has answered."""
    return {
        kind: made.outcome if made else CheckOutcome.PENDING
        for kind, made in checks_of(application)
    }


@dataclass(frozen=True)
class Known:
    """What the portal knows for the gate (pence): the verified account, money of three years."""

    account: object
    ours_pence: int
    asked_pence: int
    limit_pence: int
    documents: tuple

    @property
    def would_be_pence(self):
        """From us in three years, this bid included."""
        return self.ours_pence + self.asked_pence


def known_of(application, today):
    """What the portal knows of the organisation behind a bid."""
    organisation = application.organisation
    return Known(
        account=BankAccount.objects.filter(
            organisation=organisation, state=BankState.VERIFIED
        ).first(),
        ours_pence=given_in_three_years(organisation, today),
        asked_pence=application.requested_pence or 0,
        limit_pence=settings.SUBSIDY_LIMIT_POUNDS * 100,
        documents=tuple(
            OrganisationDocument.objects.filter(organisation=organisation)
            .exclude(state=DocumentState.REPLACED)
            .select_related("file")
            .defer("file__content")
        ),
    )


def given_in_three_years(organisation, today):
    """What we awarded in this and the two financial years before (pence), by day of award."""
    first = today.year if (today.month, today.day) >= (4, 1) else today.year - 1
    given = Award.objects.filter(
        organisation=organisation, awarded_on__gte=date(first - 2, 4, 1), awarded_on__lte=today
    )
    return given.exclude(state__in=CAME_TO_NOTHING).aggregate(all=Sum("amount_pence"))["all"] or 0
