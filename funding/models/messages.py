"""Messages to the people of an application or an organisation: each goes out once."""

from django.db import models
from django.utils import timezone


class Message(models.Model):
    """One message to one address, written in the act that caused it and sent by the worker.

    `key` makes the same message come about once. Its words go when it was sent: they may hold
    a link that opens something.
    """

    key = models.CharField(max_length=120, unique=True)
    to = models.EmailField(max_length=254)
    subject = models.CharField(max_length=250)
    body = models.TextField(blank=True)
    made_at = models.DateTimeField(default=timezone.now)
    sent_at = models.DateTimeField(null=True, blank=True)
    error = models.CharField(max_length=300, blank=True)

    class Meta:
        ordering = ["pk"]
        indexes = [
            models.Index(
                fields=["made_at"],
                condition=models.Q(sent_at=None, error=""),
                name="applicants_messages_waiting",
            ),
        ]

    def __str__(self):
        return f"Message {self.pk}"
