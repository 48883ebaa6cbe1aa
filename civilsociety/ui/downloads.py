"""Bytes as a download that no browser ever runs as a page of ours."""

from django.http import HttpResponse
from django.utils.http import content_disposition_header


def download(content, *, name, content_type):
    """Bytes as a download that no browser ever runs as a page of ours."""
    response = HttpResponse(bytes(content), content_type=content_type)
    response["Content-Disposition"] = content_disposition_header(True, name)
    response["X-Content-Type-Options"] = "nosniff"
    response["Content-Security-Policy"] = "sandbox; default-src 'none'"
    response["Cache-Control"] = "private, no-store"
    return response


def stored(file):
    """A StoredFile as a download; whoever calls this has checked who asks."""
    return download(file.content, name=file.file_name, content_type=file.content_type)
