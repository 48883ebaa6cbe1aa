"""PDF files before the reference checker of PDF/UA."""

import os
import tempfile
from pathlib import Path

import pytest

from script.verapdf import NotFetchedError, broken_rules


def pdf_ua_complaints(files):
    """The rules of PDF/UA-1 that `files` (name → bytes) break, one line each; one Java run.

    Starting Java costs two seconds: ask about several files at once.
    """
    with tempfile.TemporaryDirectory() as folder:
        paths = {}
        for number, (name, content) in enumerate(files.items()):
            paths[str(Path(folder, f"{number}.pdf"))] = name
            Path(folder, f"{number}.pdf").write_bytes(content)
        try:
            found = broken_rules(paths)
        except NotFetchedError as error:
            if os.environ.get("CI"):
                raise
            pytest.skip(f"Not checked against PDF/UA: {error}")
    assert found.keys() == paths.keys(), "veraPDF did not speak of every file."
    return [f"{paths[path]}: {rule}" for path, rules in found.items() for rule in rules]


def assert_pdf_ua(content):
    """Fails with the broken rules unless `content` (bytes) is PDF/UA-1."""
    assert pdf_ua_complaints({"the PDF": content}) == []
