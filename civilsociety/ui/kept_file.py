"""What every file that somebody gave us has in common, whichever app keeps it."""

import hashlib

from django.db import models
from django.utils import timezone

from civilsociety.ui.contents import ScanOutcome


class KeptFile(models.Model):
    """The bytes of a file, kept in the database so that one backup holds everything.

    Fill it from what `UploadField` has read: `Paper(**kept(upload), …)`. Send it with
    `downloads.stored(file)`, which no browser runs as a page of ours.
    """

    file_name = models.CharField(max_length=200)
    content_type = models.CharField(max_length=100)
    content = models.BinaryField()
    size = models.PositiveIntegerField("bytes")
    sha256 = models.CharField(max_length=64)
    scan = models.CharField(max_length=12, choices=ScanOutcome, default=ScanOutcome.NOT_SCANNED)
    given_at = models.DateTimeField(default=timezone.now)

    class Meta:
        abstract = True


def kept(upload):
    """The fields of a KeptFile, from what `UploadField` has read (name, type, bytes, scan)."""
    content = bytes(upload["content"])
    return {
        "file_name": upload["file_name"],
        "content_type": upload["content_type"],
        "content": content,
        "size": len(content),
        "sha256": hashlib.sha256(content).hexdigest(),
        "scan": upload.get("scan", ScanOutcome.NOT_SCANNED),
    }
