"""The Celery application: long jobs that may be killed and lose nothing."""

import os

from celery import Celery

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "civilsociety.settings")

app = Celery("civilsociety")
app.config_from_object("django.conf:settings", namespace="CELERY")
app.autodiscover_tasks()
