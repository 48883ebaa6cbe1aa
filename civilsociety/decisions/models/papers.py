"""The papers a decision rests on, and what committees said before it."""

import pgtrigger
from django.db import models
from django.db.models import Q
from django.utils import timezone

from civilsociety.decisions.models.decision import Decision
from civilsociety.decisions.models.guards import BELONGS_TO_A_DRAFT, PAPER_IS_KEPT

FROZEN = {
    "operation": pgtrigger.Insert | pgtrigger.Update | pgtrigger.Delete,
    "when": pgtrigger.Before,
    "declare": [("decision_state", "text")],
}


class Paper(models.Model):
    """A report or background paper: a link, a file kept here, or exempt with the reason.

    Belongs to the version that added it; later versions show it too. SI 2012/2089,
    regulations 14 and 15; exempt information, Schedule 12A of the Local Government Act 1972.
    """

    class Kind(models.TextChoices):
        REPORT = "report", "Report to the decision-maker"
        BACKGROUND = "background", "Background paper"
        EQIA = "eqia", "Equality impact assessment"
        OTHER = "other", "Other document"

    decision = models.ForeignKey(Decision, models.CASCADE, related_name="papers")
    kind = models.CharField(max_length=20, choices=Kind, default=Kind.BACKGROUND)
    title = models.CharField(max_length=200)
    link = models.URLField(max_length=500, blank=True)
    file_name = models.CharField(max_length=200, blank=True)
    content_type = models.CharField(max_length=100, blank=True)
    content = models.BinaryField(null=True, blank=True)
    sha256 = models.CharField(max_length=64, blank=True)
    exempt_reason = models.TextField("why it is not published", blank=True)
    withdrawn_on = models.DateField(null=True, blank=True)
    withdrawn_reason = models.TextField(blank=True)
    added_at = models.DateTimeField(default=timezone.now)

    class Meta:
        ordering = ["pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(content=None, link="")
                & (~Q(exempt_reason="") | Q(withdrawn_on__isnull=False))
                | Q(exempt_reason="", withdrawn_on=None)
                & (Q(content=None) & ~Q(link="") | Q(content__isnull=False, link="")),
                name="decision_paper_is_a_link_a_file_or_exempt",
            ),
            models.CheckConstraint(
                condition=Q(withdrawn_on=None) | ~Q(withdrawn_reason=""),
                name="a_withdrawn_paper_says_why",
            ),
        ]
        triggers = [pgtrigger.Trigger(name="as_published", func=PAPER_IS_KEPT, **FROZEN)]

    def __str__(self):
        return self.title


class Comment(models.Model):
    """What a committee said before the decision, and the decision-maker's answer."""

    decision = models.ForeignKey(Decision, models.CASCADE, related_name="comments")
    committee = models.CharField(max_length=200)
    on = models.DateField("date of the meeting")
    said = models.TextField("what it said")
    answer = models.TextField("the decision-maker’s answer", blank=True)

    class Meta:
        ordering = ["on", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=~Q(committee="") & ~Q(said=""), name="a_comment_says_who_and_what"
            ),
        ]
        triggers = [pgtrigger.Trigger(name="as_published", func=BELONGS_TO_A_DRAFT, **FROZEN)]

    def __str__(self):
        return f"{self.committee}, {self.on}"
