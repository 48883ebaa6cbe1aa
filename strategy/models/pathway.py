"""How a text came about: the steps of its pathway with their papers, and who read it early."""

import pgtrigger
from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils import timezone

from civilsociety.ui.kept_file import KeptFile
from strategy.models.version import Version
from strategy.states import VersionState


class Step(models.Model):
    """One step of a version's pathway: what it became, when, before whom, on which papers.

    Shown to everybody once the version is published. Dates are inclusive.
    """

    version = models.ForeignKey(Version, models.CASCADE, related_name="steps")
    state = models.CharField(max_length=20, choices=VersionState)
    on = models.DateField("when it began")
    until = models.DateField("last day, where it lasted", null=True, blank=True)
    body = models.CharField(
        "before whom",
        max_length=200,
        blank=True,
        help_text="Like “Policy and Resources Cabinet Committee”.",
    )
    outcome = models.TextField("what came of it", blank=True)
    decision_reference = models.CharField(max_length=40, blank=True)
    recorded_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+"
    )
    recorded_at = models.DateTimeField(default=timezone.now)

    class Meta:
        ordering = ["on", "id"]
        constraints = [
            models.CheckConstraint(
                condition=Q(until=None) | Q(until__gte=F("on")), name="a_step_ends_after_it_began"
            ),
            models.CheckConstraint(
                condition=Q(state__in=VersionState.values), name="step_state_is_known"
            ),
        ]

    def __str__(self):
        return f"{self.get_state_display()}, {self.on}"


class StepPaper(models.Model):
    """A paper of a step: an agenda, a report, a draft minute; a link, or a file kept here."""

    step = models.ForeignKey(Step, models.CASCADE, related_name="papers")
    title = models.CharField(max_length=200)
    link = models.URLField(max_length=500, blank=True)
    file = models.OneToOneField(
        "StepFile", models.PROTECT, null=True, blank=True, related_name="paper"
    )
    added_at = models.DateTimeField(default=timezone.now)

    class Meta:
        ordering = ["id"]
        constraints = [
            models.CheckConstraint(
                condition=Q(file=None) & ~Q(link="") | Q(file__isnull=False, link=""),
                name="a_step_paper_is_a_link_or_a_file",
            )
        ]

    def __str__(self):
        return self.title


class StepFile(KeptFile):
    """The file of a paper."""

    class Meta:
        triggers = [pgtrigger.Protect(name="kept_as_given", operation=pgtrigger.Update)]

    def __str__(self):
        return self.file_name


class DraftReading(models.Model):
    """Somebody opened an unpublished draft: who, in which form, on which day, how often."""

    class Form(models.TextChoices):
        PAGE = "page", "Page"
        PDF = "pdf", "PDF"
        DOCX = "docx", "Word"
        CHANGES = "changes", "Comparison"

    version = models.ForeignKey(Version, models.CASCADE, related_name="draft_readings")
    reader = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="+")
    form = models.CharField(max_length=10, choices=Form)
    day = models.DateField()
    first_at = models.DateTimeField()
    last_at = models.DateTimeField()
    times = models.PositiveIntegerField(default=1)

    class Meta:
        ordering = ["-last_at", "-id"]
        constraints = [
            models.UniqueConstraint(
                fields=["version", "reader", "form", "day"], name="one_reading_a_day"
            )
        ]

    def __str__(self):
        return f"{self.reader} read {self.version}"
