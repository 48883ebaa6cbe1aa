"""The Celery application: long jobs that may be killed and lose nothing."""

import os

from celery import Celery
from celery.signals import beat_init, celeryd_init

from civilsociety import embedded

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "civilsociety.settings")

app = Celery("civilsociety")
app.config_from_object("django.conf:settings", namespace="CELERY")
app.autodiscover_tasks()


@celeryd_init.connect
@beat_init.connect
def start_engines(**_):
    """A worker or a clock started by itself finds its engines running."""
    embedded.start()
