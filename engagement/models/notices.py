"""Messages to the members of groups: each to one address, sent once."""

from django.db import models
from django.db.models import Q
from django.utils import timezone

from civilsociety.audit.models import Job


class Notice(Job):
    """Something its readers are told by mail. `about` names it once (`strategy.version:4`)."""

    class Kind(models.TextChoices):
        STRATEGY = "strategy", "A strategy was published"
        REPORT = "report", "A report was published"
        REVIEW = "review", "A draft waits for comments"
        REVIEW_REPORT = "review_report", "Comments were answered"
        MEETING = "meeting", "A meeting"
        ELECTION = "election", "An election"

    kind = models.CharField(max_length=15, choices=Kind)
    about = models.CharField(max_length=120, unique=True)
    subject = models.CharField(max_length=200)
    body = models.TextField()

    class Meta:
        ordering = ["-id"]

    def __str__(self):
        return self.subject


class NoticeDelivery(models.Model):
    """One message to one address. `extra` is what only this reader gets (their own link)."""

    class State(models.TextChoices):
        WAITING = "waiting", "Waiting"
        SENT = "sent", "Sent"
        REFUSED = "refused", "Refused by the mail server"

    notice = models.ForeignKey(Notice, models.CASCADE, related_name="deliveries")
    email = models.EmailField(max_length=254)
    extra = models.TextField(blank=True)
    state = models.CharField(max_length=10, choices=State, default=State.WAITING)
    sent_at = models.DateTimeField(null=True, blank=True)
    error = models.TextField(blank=True)
    created_at = models.DateTimeField(default=timezone.now)

    class Meta:
        ordering = ["id"]
        constraints = [
            models.UniqueConstraint(fields=["notice", "email"], name="one_notice_an_address"),
            models.CheckConstraint(
                condition=~Q(state="sent") | Q(sent_at__isnull=False),
                name="a_sent_notice_says_when",
            ),
        ]

    def __str__(self):
        return f"{self.email}: {self.state}"
