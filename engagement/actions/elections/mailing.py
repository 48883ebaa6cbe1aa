"""What is due to be mailed of an election: each message once, however often a worker is killed."""

from smtplib import SMTPRecipientsRefused

from django.db import transaction
from django.db.models import F, Q

from engagement.emails.elections import (
    CALL,
    LINK,
    REMINDER,
    candidate_message,
    voter_message,
)
from engagement.models import Nomination, Voter
from engagement.queries.elections.links import (
    NO_ADDRESS,
    hash_of,
    nomination_token,
    voter_token,
)
from engagement.queries.elections.stages import Stage, stage_of
from engagement.states import ElectionState, NominationState

MARKS = {CALL: "called_at", LINK: "link_sent_at", REMINDER: "reminded_at"}
TOLD_RESULT = "declared"


def send_due(*, election, now):
    """Sends whatever the election's stage calls for and was not sent; returns how many.

    The rows themselves say what was sent, so it may run at any time, twice, and be killed: a
    message is marked in the transaction that sends it. A mail server that took a message in the
    moment before the machine died may get it again, under the same Message-ID.
    """
    sent = 0
    for what in _due_at(election, now):
        while _send_next_voter(election, what, now):
            sent += 1
    while _send_next_candidate(election, now):
        sent += 1
    return sent


def _due_at(election, now):
    stage = stage_of(election, now)
    if stage in (Stage.CALLED, Stage.NOMINATING):
        return [CALL]
    return [LINK, REMINDER] if stage == Stage.VOTING else []


def voters_due(election, what):
    """The places on the roll that a message waits for."""
    there = Voter.objects.filter(election=election, struck_reason="", voted_on=None)
    # Cancelled or closed since the round began: the rest is not sent any more.
    there = there.filter(election__state=election.state)
    there = there.exclude(email="").filter(**{f"{MARKS[what]}__isnull": True})
    if what != REMINDER:
        return there
    # Whoever got the link only after the reminder was asked for needs none.
    return there.filter(
        election__reminder_at__isnull=False, link_sent_at__lt=F("election__reminder_at")
    )


@transaction.atomic
def _send_next_voter(election, what, now):
    rows = voters_due(election, what).select_for_update(skip_locked=True, of=("self",))
    voter = rows.order_by("pk").first()
    if voter is None:
        return False
    voter.election = election
    # Made anew: after a merger, or with a new secret of the service, it is another link.
    voter.link_hash = hash_of(voter_token(voter))
    voter.mail_error = _sent(voter_message(voter, what))
    setattr(voter, MARKS[what], now)
    voter.save(update_fields=["link_hash", "mail_error", MARKS[what]])
    return True


def candidates_due(election, now):
    """The nominations whose person was not told yet how it stands."""
    nominations = Nomination.objects.filter(election=election).exclude(email__endswith=NO_ADDRESS)
    stage = stage_of(election, now)
    if stage != Stage.CANCELLED:
        nominations = nominations.exclude(election__state=ElectionState.CANCELLED)
    asked = Q(state=NominationState.PROPOSED) if stage == Stage.NOMINATING else Q(pk=None)
    decided = Q(state=NominationState.RULED_OUT)
    if stage not in (Stage.DECLARED, Stage.CANCELLED):
        decided |= Q(state=NominationState.STANDING)
    due = (asked | decided) & ~Q(told_state=F("state"))
    if stage == Stage.DECLARED:
        due |= Q(state=NominationState.STANDING) & ~Q(told_state=TOLD_RESULT)
    return nominations.filter(due)


@transaction.atomic
def _send_next_candidate(election, now):
    rows = candidates_due(election, now).select_for_update(skip_locked=True, of=("self",))
    nomination = rows.select_related("proposing_organisation").order_by("pk").first()
    if nomination is None:
        return False
    nomination.election = election
    nomination.link_hash = hash_of(nomination_token(nomination))
    nomination.mail_error = _sent(candidate_message(nomination))
    is_result = (
        stage_of(election, now) == Stage.DECLARED and nomination.state == NominationState.STANDING
    )
    nomination.told_state = TOLD_RESULT if is_result else nomination.state
    nomination.save(update_fields=["link_hash", "mail_error", "told_state"])
    return True


def _sent(message):
    """Sends it; what was wrong with the address, for the officer, or nothing."""
    try:
        message.send()
    except (ValueError, SMTPRecipientsRefused) as error:
        return f"The address was refused: {error}"[:500]
    return ""
