"""Where a receipt is sent: kept apart from the answers, erased when a response is withdrawn."""

from django.db import models

from consultations.models.response import Response


class Receipt(models.Model):
    """The address a respondent gave for their receipt, and whether it has been sent.

    `revision` is the revision of the response it tells of: a changed response has its
    receipt sent again.
    """

    response = models.OneToOneField(Response, models.CASCADE, related_name="receipt")
    email = models.EmailField(max_length=254)
    name = models.CharField(max_length=200, blank=True)
    revision = models.PositiveSmallIntegerField(default=1)
    sent_at = models.DateTimeField(null=True, blank=True)
    error = models.TextField(blank=True)

    class Meta:
        indexes = [
            models.Index(fields=["email"], name="receipt_by_address"),
            models.Index(
                fields=["id"], name="receipt_waiting", condition=models.Q(sent_at=None, error="")
            ),
        ]

    def __str__(self):
        return f"Receipt of {self.response_id}"
