"""For the worker: messages to members."""

from celery import shared_task
from django.utils import timezone

from civilsociety.audit.actions import jobs
from engagement.actions.notices import send_notice as send
from engagement.models import Notice

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
    for pk in jobs.left_behind(Notice, quiet_seconds=quiet_seconds):
        send_notice.delay(pk)
