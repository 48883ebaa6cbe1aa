"""PDF files before the reference checker of PDF/UA."""

import io
import os
import re
import tempfile
from pathlib import Path

import pikepdf
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


def words_of(content):
    """What a PDF (bytes) of ours says, page after page, in the order in which it is written."""
    with pikepdf.open(io.BytesIO(content)) as pdf:
        return " ".join(" ".join(_pieces(page)) for page in pdf.pages)


def _pieces(page):
    """The pieces of text on a page, each glyph by what its font says that it means."""
    meanings = {name: _meanings(font) for name, font in page.Resources.get("/Font", {}).items()}
    here = {}
    for operands, operator in pikepdf.parse_content_stream(page):
        if str(operator) == "Tf":
            here = meanings[str(operands[0])]
        elif str(operator) in ("TJ", "Tj"):
            shown = operands[0] if str(operator) == "TJ" else operands
            codes = b"".join(bytes(each) for each in shown if isinstance(each, pikepdf.String))
            pairs = (codes[at : at + 2].hex() for at in range(0, len(codes), 2))
            yield "".join(here.get(pair, "") for pair in pairs)


def _meanings(font):
    """{glyph as four hex digits: its text} of a font with two bytes for each glyph."""
    lines = re.findall(
        r"<([0-9a-f]{4})>\s*<([0-9a-f]+)>", bytes(font.ToUnicode.read_bytes()).decode().lower()
    )
    return {glyph: bytes.fromhex(text).decode("utf-16-be") for glyph, text in lines}
