"""What happened, by whom: written once, never changed, pointing at nothing."""

from datetime import timedelta

import pgtrigger
from django.db import models
from django.utils import timezone

SILENCE = timedelta(minutes=15)

# The one change an event allows: the names in it go, in the transaction of somebody who closes
# their account (see actions.forgetting). What happened, to what, by which number, when: never.
ONLY_NAMES_ARE_FORGOTTEN = """
    if TG_OP = 'UPDATE' and current_setting('audit.forgetting', true) = 'on'
        and (new.id, new.at, new.verb, new.target, new.actor, new.details)
            is not distinct from (old.id, old.at, old.verb, old.target, old.actor, old.details)
    then
        return new;
    end if;
    raise exception 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;
"""


class Event(models.Model):
    """One thing that happened to one object, told in one sentence.

    No foreign keys: an event neither holds live data back nor goes when it goes.
    `target` is `app.model:pk`, `actor` is `user:pk`, `respondent` or `system`.
    """

    at = models.DateTimeField(default=timezone.now)
    verb = models.CharField(max_length=80)
    target = models.CharField(max_length=120)
    target_label = models.CharField(max_length=300)
    actor = models.CharField(max_length=60)
    actor_label = models.CharField(max_length=254)
    sentence = models.TextField()
    details = models.JSONField(default=dict)

    class Meta:
        ordering = ["-at", "-id"]
        indexes = [
            models.Index(fields=["target", "-id"], name="audit_event_by_target"),
            models.Index(fields=["actor", "-id"], name="audit_event_by_actor"),
        ]
        triggers = [
            pgtrigger.Trigger(
                name="append_only",
                operation=pgtrigger.Update | pgtrigger.Delete,
                when=pgtrigger.Before,
                func=ONLY_NAMES_ARE_FORGOTTEN,
            ),
        ]

    def __str__(self):
        return self.sentence

    @property
    def details_in_words(self):
        """The details on one line, as `name: value; name: before → after`."""
        return _listed(self.details)

    @property
    def changes_in_words(self):
        """Only what was before and after, for people; numbers of rows are for the file."""
        return _listed({n: v for n, v in self.details.items() if isinstance(v, list)})


def _listed(details):
    return "; ".join(f"{name}: {_in_words(value)}" for name, value in details.items())


def _in_words(value):
    if isinstance(value, list):
        return " → ".join(str(each) or "nothing" for each in value)
    if isinstance(value, dict):
        return ", ".join(f"{name} {each}" for name, each in value.items()) or "nothing"
    return str(value)


class Job(models.Model):
    """A long job: its state, how far it is, and what went wrong. Each app adds its own fields."""

    class State(models.TextChoices):
        WAITING = "waiting", "Waiting to start"
        RUNNING = "running", "Running"
        DONE = "done", "Done"
        FAILED = "failed", "Failed"

    state = models.CharField(max_length=10, choices=State, default=State.WAITING)
    done = models.PositiveIntegerField("steps done", default=0)
    total = models.PositiveIntegerField("steps in all", default=0)
    step = models.CharField("what it is doing", max_length=200, blank=True)
    error = models.TextField("what went wrong, for an officer", blank=True)
    requested_at = models.DateTimeField(default=timezone.now)
    requested_by_label = models.CharField(max_length=254, blank=True)
    started_at = models.DateTimeField(null=True, blank=True)
    finished_at = models.DateTimeField(null=True, blank=True)
    beat_at = models.DateTimeField("last sign of life", null=True, blank=True)
    attempts = models.PositiveSmallIntegerField("attempts since it was asked for", default=0)
    claim = models.PositiveIntegerField("number of the current attempt, never reused", default=0)

    class Meta:
        abstract = True

    @property
    def percent(self):
        """How far the job is, 0 to 100."""
        if self.state == self.State.DONE:
            return 100
        return min(100, round(100 * self.done / self.total)) if self.total else 0

    @property
    def ended(self):
        """Whether nothing more will happen by itself."""
        return self.state in {self.State.DONE, self.State.FAILED}

    def is_silent(self, now):
        """Whether a running job has shown no sign of life for a quarter of an hour."""
        running = self.state == self.State.RUNNING and self.beat_at is not None
        return running and now - self.beat_at > SILENCE
