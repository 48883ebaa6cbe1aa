"""What came of a programme: figures that are counted, and what people concluded."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils import timezone

from civilsociety.choices import known
from civilsociety.decisions.models import Decision
from funding.models.calls import Call
from funding.models.programmes import Programme
from funding.states import EvaluationState


class Evaluation(models.Model):
    """The evaluation of a programme, or of one round. What can be counted is counted when it is
    read; `figures` keeps it as it was when published. `next_decision` is what followed."""

    programme = models.ForeignKey(Programme, models.PROTECT, related_name="evaluations")
    call = models.ForeignKey(
        Call, models.PROTECT, null=True, blank=True, related_name="evaluations"
    )
    title = models.CharField(max_length=200)
    from_day = models.DateField()
    until_day = models.DateField()
    worked = models.TextField("what worked (Markdown)", blank=True)
    learned = models.TextField("what was learned (Markdown)", blank=True)
    quotes = models.TextField("what applicants said, in their words: a paragraph each", blank=True)
    recommendation = models.TextField("what is recommended for next year (Markdown)", blank=True)
    next_decision = models.ForeignKey(
        Decision, models.PROTECT, null=True, blank=True, related_name="+"
    )
    figures = models.JSONField(null=True, blank=True)
    state = models.CharField(max_length=10, choices=EvaluationState, default=EvaluationState.DRAFT)
    written_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    written_at = models.DateTimeField(default=timezone.now)
    published_at = models.DateTimeField(null=True, blank=True)
    is_sample = models.BooleanField("invented for the demonstration", default=False)

    class Meta:
        ordering = ["-until_day", "-pk"]
        constraints = [
            models.CheckConstraint(**known("state", EvaluationState, "evaluation_state_is_known")),
            models.CheckConstraint(
                condition=~Q(state=EvaluationState.PUBLISHED) | Q(published_at__isnull=False),
                name="a_published_evaluation_says_when",
            ),
        ]

    def __str__(self):
        return self.title

    def get_absolute_url(self):
        return reverse("funding:evaluation", args=[self.programme.slug, self.pk])

    @property
    def is_public(self):
        """Whether anybody may read it."""
        return self.state == EvaluationState.PUBLISHED
