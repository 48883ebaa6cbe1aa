"""The notice of minimal financial assistance: sent, answered, withdrawn, or not needed."""

from smtplib import SMTPRecipientsRefused

from django.db import transaction
from django.utils import timezone

from civilsociety.audit.actions import jobs, record
from civilsociety.organisations.models import Organisation
from civilsociety.refusal import Refused
from civilsociety.rows import locked, move_to
from civilsociety.ui.words import pounds
from funding.emails.offers import notice_message
from funding.models import AssistanceNotice
from funding.queries.offers.assistance import assistance_of
from funding.queries.offers.letters import addresses_of
from funding.rules.offers import assistance as rules
from funding.states import MOVES, AssistanceState


@transaction.atomic
def send_notice(*, application, pence, by, now):
    """Sends the notice that comes before an award of up to `pence`. Raises Refused where the
    award would take the organisation over the limit anyway."""
    application = locked(application)
    organisation = hold(application.organisation)
    rules.check_can_send_notice(application=application)
    today = timezone.localdate(now)
    rules.check_fits_limit(organisation=organisation, pence=pence, day=today)
    had = assistance_of(organisation, today)
    notice = AssistanceNotice.objects.create(
        application=application,
        organisation=organisation,
        amount_pence=pence,
        ours_pence=had.ours,
        limit_pence=had.limit,
        sent_by=by,
        sent_at=now,
    )
    record(
        verb="funding.assistance_notice_sent",
        target=notice,
        by=by,
        sentence=f"{organisation} was told of {pounds(pence)} of minimal financial assistance "
        f"for {application.number}.",
        details={"pence": pence, "ours_pence": had.ours, "limit_pence": had.limit},
    )
    jobs.hand_over("funding.tasks.offers.mail_notice", notice.pk)
    return notice


@transaction.atomic
def mail_notice(*, notice, now):
    """Mails a notice that was not mailed yet. Run twice or killed half-way, it goes out once."""
    notice = locked(notice)
    if notice.mailed_at or notice.state != AssistanceState.SENT:
        return False
    if addresses := addresses_of(notice.application):
        try:
            notice_message(notice, addresses).send()
        except (ValueError, SMTPRecipientsRefused):
            # No address takes it: it waits on the applicant's page, and in the officers' list.
            return False
    notice.mailed_at = now
    notice.save(update_fields=["mailed_at"])
    return True


@transaction.atomic
def answer_notice(*, notice, other_by_year, name, by, now):
    """Writes down what the recipient had from others, {financial year: pence}, and who says so.

    Confirmed where everything together stays within the limit as it is now, else over it.
    """
    notice = locked(notice)
    rules.check_can_answer_notice(notice=notice)
    had = assistance_of(hold(notice.organisation), timezone.localdate(now))
    other = sum(other_by_year.values())
    over = had.ours + other + notice.amount_pence > notice.limit_pence
    move_to(notice, AssistanceState.OVER if over else AssistanceState.CONFIRMED, moves=MOVES)
    notice.ours_pence, notice.other_pence, notice.other_by_year = had.ours, other, other_by_year
    notice.answered_by, notice.answered_name, notice.answered_at = by, name, now
    notice.save()
    record(
        verb="funding.assistance_over" if over else "funding.assistance_confirmed",
        target=notice,
        by=by,
        sentence=f"{notice.organisation} answered {notice}: {pounds(other)} from others, "
        + ("over the limit." if over else "within the limit."),
        details={"other_pence": other, "ours_pence": had.ours, "by_year": other_by_year},
    )
    return notice


@transaction.atomic
def withdraw_notice(*, notice, why, by, now):
    """Takes a notice back, so that another can be sent."""
    notice = locked(notice)
    rules.check_can_withdraw_notice(notice=notice)
    move_to(notice, AssistanceState.WITHDRAWN, moves=MOVES)
    notice.save(update_fields=["state"])
    record(
        verb="funding.assistance_notice_withdrawn",
        target=notice,
        by=by,
        sentence=f"{notice} was withdrawn.",
        details={"why": why},
    )
    return notice


@transaction.atomic
def say_no_subsidy(*, application, why, by, now):
    """Writes why an award to this bid is not a subsidy, so that no notice is needed.

    A notice that still stands is withdrawn with it.
    """
    application = locked(application)
    rules.check_can_say_no_subsidy(application=application)
    if not why.strip():
        raise Refused("Write why it is not a subsidy.")
    if notice := rules.standing_notice(application):
        withdraw_notice(notice=notice, why=why, by=by, now=now)
    application.no_subsidy_why, application.no_subsidy_by = why.strip(), by
    application.save(update_fields=["no_subsidy_why", "no_subsidy_by"])
    record(
        verb="funding.no_subsidy",
        target=application,
        by=by,
        sentence=f"An award to {application.number} is not a subsidy.",
        details={"why": why.strip()},
    )
    return application


def hold(organisation):
    """The organisation's row, held until the transaction ends: two awards to one organisation
    are counted one after the other."""
    return Organisation.objects.select_for_update(of=("self",)).get(pk=organisation.pk)
