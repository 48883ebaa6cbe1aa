"""Work of elections for the worker and the clock. Each is a thin shell over an action."""

from celery import shared_task
from django.db.models import Q
from django.utils import timezone

from engagement.actions.elections.mailing import TOLD_RESULT, send_due
from engagement.actions.elections.parting import erase_what_was_kept_long_enough
from engagement.actions.elections.running import keep_clock, prove_result
from engagement.models import Election, Nomination
from engagement.states import ElectionState, NominationState

ENDED = (ElectionState.PREPARED, ElectionState.DECLARED, ElectionState.CANCELLED)


@shared_task(bind=True, max_retries=5)
def send_what_is_due(self, pk):
    """Mails what is due of one election; when the mail server is away, again later."""
    try:
        send_due(election=Election.objects.select_related("group").get(pk=pk), now=timezone.now())
    except OSError as error:
        # Also what SMTP raises. The clock would find the rest too; this is sooner.
        raise self.retry(exc=error, countdown=30 * 2**self.request.retries) from error


@shared_task
def look_after_elections(quiet_seconds=None):
    """Moves states to where the clock is, and takes up messages that still wait."""
    now = timezone.now()
    for election in Election.objects.exclude(state__in=ENDED).select_related("group"):
        keep_clock(election=election, now=now)
        send_what_is_due.delay(election.pk)
    for pk in _left_after_declaring():
        send_what_is_due.delay(pk)


def _left_after_declaring():
    """Declared elections with people who were not told the result yet."""
    standing = Q(state=NominationState.STANDING) & ~Q(told_state=TOLD_RESULT)
    ruled_out = Q(state=NominationState.RULED_OUT) & ~Q(told_state=NominationState.RULED_OUT)
    waiting = Nomination.objects.filter(election__state=ElectionState.DECLARED)
    return set(waiting.filter(standing | ruled_out).values_list("election", flat=True))


@shared_task
def prove_results():
    """Counts every declared election once more; a difference is written into the record."""
    for election in Election.objects.filter(state=ElectionState.DECLARED):
        prove_result(election=election)


@shared_task
def erase_addresses():
    """Erases the addresses of elections that ended two years ago, as the privacy notice says."""
    erase_what_was_kept_long_enough(now=timezone.now())
