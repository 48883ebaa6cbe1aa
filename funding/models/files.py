"""Files that people give us. Kept in the database, opened only through our own pages."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone

from civilsociety.choices import known
from civilsociety.ui.contents import ScanOutcome


class StoredFile(models.Model):
    """The bytes of one file, what it is by its content, and what the scanner said of it."""

    file_name = models.CharField(max_length=200)
    content_type = models.CharField(max_length=100)
    content = models.BinaryField()
    size = models.PositiveIntegerField("bytes")
    sha256 = models.CharField(max_length=64)
    scan = models.CharField(max_length=12, choices=ScanOutcome, default=ScanOutcome.NOT_SCANNED)
    given_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    given_at = models.DateTimeField(default=timezone.now)

    class Meta:
        ordering = ["pk"]
        constraints = [
            models.CheckConstraint(condition=Q(size__gt=0), name="a_file_holds_something"),
            models.CheckConstraint(**known("scan", ScanOutcome, "scan_outcome_is_known")),
        ]

    def __str__(self):
        return self.file_name
