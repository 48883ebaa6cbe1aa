"""For the worker: messages to members."""

from datetime import timedelta

from celery import shared_task
from django.db.models import Q
from django.utils import timezone

from civilsociety.audit.actions import jobs
from civilsociety.audit.models import Job
from engagement.actions.notices import send_notice as send
from engagement.models import Notice

# Longer than any message takes; a second attempt does no harm, only work.
QUIET = timedelta(minutes=15)
NOT_PICKED_UP = timedelta(minutes=1)
COULD_NOT_SEND = (
    "The mail server did not take the messages. Those not sent yet are still waiting: send "
    "the rest when the server answers again."
)


@shared_task(bind=True, max_retries=5)
def send_notice(self, pk):
    """Sends what is still waiting of a notice."""
    notice = Notice.objects.get(pk=pk)
    try:
        send(notice=notice, now=timezone.now())
    except jobs.Superseded:
        return
    except OSError as error:
        # Also what SMTP raises: the server is away. Try again, longer apart each time.
        if self.request.retries >= self.max_retries:
            notice.refresh_from_db()
            jobs.fail(notice, error=COULD_NOT_SEND)
            return
        raise self.retry(exc=error, countdown=30 * 2**self.request.retries) from error


@shared_task
def resume_notices(quiet_seconds=None):
    """Hands out again what a killed worker left: notices silent for long, or never picked up."""
    now = timezone.now()
    quiet = QUIET if quiet_seconds is None else timedelta(seconds=quiet_seconds)
    left = Q(state=Job.State.RUNNING, beat_at__lt=now - quiet) | Q(
        state=Job.State.WAITING, requested_at__lt=now - NOT_PICKED_UP
    )
    for pk in Notice.objects.filter(left).values_list("pk", flat=True):
        send_notice.delay(pk)
