"""What text may hold before it goes into any format."""

import re

# XML (and so Word, spreadsheets and PDF metadata) has no place for these characters.
UNPRINTABLE = re.compile(
    "[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x84\x86-\x9f\ud800-\udfff\ufdd0-\ufdef\ufffe\uffff]"
)


def printable(text) -> str:
    """The text without characters that no format can hold; line ends become `\\n`."""
    return UNPRINTABLE.sub("", str(text).replace("\r\n", "\n").replace("\r", "\n"))


def one_line(text) -> str:
    """The printable text on one line, for titles, captions and metadata."""
    return " ".join(printable(text).split())
