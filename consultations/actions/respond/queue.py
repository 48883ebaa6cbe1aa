"""Handing work to the worker once the transaction stands."""

from celery import current_app
from django.db import transaction


def hand_over(task, *args):
    """Queues a task by its name after commit: the row it reads is there when it starts.

    Should the queue be away, the respondent's page goes on: the regular round finds what
    waits (`consultations.tasks.respond.look_after_responses`).
    """
    transaction.on_commit(lambda: current_app.send_task(task, args=args), robust=True)
