"""Keeping a file that somebody gave us."""

import hashlib

from funding.models import StoredFile


def keep_file(*, upload, by, now):
    """Keeps what `forms.files.UploadField` has read (a dictionary of name, type, bytes, scan)."""
    content = upload["content"]
    return StoredFile.objects.create(
        file_name=upload["file_name"],
        content_type=upload["content_type"],
        content=content,
        size=len(content),
        sha256=hashlib.sha256(content).hexdigest(),
        scan=upload["scan"],
        given_by=by,
        given_at=now,
    )
