"""The Celery application: long jobs that may be killed and lose nothing."""

import os
from datetime import timedelta

from celery import Celery
from celery.signals import beat_init, celeryd_init, worker_ready
from django.conf import settings

from civilsociety import embedded

# Whoever said a word of a job within this time is at work on it.
AT_WORK = timedelta(seconds=30)
# Each looks for jobs of its app that were left half done.
RESUMING = (
    "consultations.tasks.report.resume_jobs",
    "civilsociety.budget.tasks.statements.resume_statements",
    "funding.tasks.letters.resume_letters",
    "funding.tasks.papers.resume_papers",
    "funding.tasks.regrants.resume_imports",
    "engagement.tasks.notices.resume_notices",
    "strategy.tasks.word.resume_word",
    "strategy.tasks.progress.resume_reports",
)

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "civilsociety.settings")

app = Celery("civilsociety")
app.config_from_object("django.conf:settings", namespace="CELERY")
app.autodiscover_tasks()


@celeryd_init.connect
@beat_init.connect
def start_engines(**_):
    """A worker or a clock started by itself finds its engines running."""
    embedded.start()


@celeryd_init.connect
def take_back_tasks_of_the_killed(**_):
    """Hands out again at once what a killed worker had in its hands.

    Only where no other worker could still be at it; elsewhere the broker waits for the
    visibility timeout.
    """
    if not settings.ONLY_WORKER:
        return
    options = settings.CELERY_BROKER_TRANSPORT_OPTIONS | {"visibility_timeout": 0}
    with app.connection_for_write(transport_options=options) as connection:
        channel = connection.default_channel
        channel.client.delete(channel.unacked_mutex_key)
        channel.qos.restore_visible(num=None)


@worker_ready.connect
def resume_jobs(sender, **_):
    """A worker that starts takes up what the rows of the jobs still show as left half done."""
    for task in RESUMING:
        sender.app.send_task(task, kwargs={"quiet_seconds": AT_WORK.seconds})
