"""Characters that no installed typeface can draw, said in words instead.

A box in place of a sign tells nobody anything, and a tagged PDF may not hold one
(Matterhorn protocol 31-030). WeasyPrint warns as it draws; we listen and print once more.
"""

import logging
import re
import threading
import unicodedata
from contextlib import contextmanager

# They join or colour the sign before them and have no shape of their own.
JOINERS = re.compile("[\u200d\ufe0e\ufe0f\U0001f3fb-\U0001f3ff\U000e0020-\U000e007f]")


@contextmanager
def listening():
    """Collects the characters that WeasyPrint cannot draw, in this thread, and keeps it quiet."""
    missing, thread = set(), threading.get_ident()

    def collect(record):
        if record.thread != thread or not str(record.msg).startswith(".notdef"):
            return True
        missing.add(record.args[0])
        return False

    logger = logging.getLogger("weasyprint")
    logger.addFilter(collect)
    try:
        yield missing
    finally:
        logger.removeFilter(collect)


def spelt_out(html: str, missing: set[str]) -> str:
    """The page with each of these characters replaced by its name: "(grinning face)"."""
    return JOINERS.sub("", html).translate({ord(char): _name(char) for char in missing})


def _name(char):
    return f"({unicodedata.name(char, 'a sign').lower()})"
