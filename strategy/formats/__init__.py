"""The Markdown file a strategy is imported from: read whole, refused with every line to mend.

`docs/formats.md` describes it for the people who write it.
"""

from strategy.formats.front_matter import CONTROL, check_entries, read_front_matter
from strategy.formats.headings import read_headings, settle, take_title
from strategy.formats.text import Problem, Reading, SectionText, StrategyText, UnreadableFile

__all__ = ["Problem", "SectionText", "StrategyText", "UnreadableFile", "read_strategy"]

LARGEST_FILE = 1024 * 1024  # bytes; a strategy of a hundred pages has about 400,000


def read_strategy(content: bytes, *, title="", kind="") -> StrategyText:
    """The strategy in the file's bytes; `title` and `kind` outrank the front matter.

    Raises UnreadableFile with all problems found, each with its line (from 1) and its cure.
    """
    reading = Reading()
    lines = _decode(content, reading).split("\n")
    entries, at, start = read_front_matter(lines, reading)
    entries.update({name: word for name, word in (("title", title), ("kind", kind)) if word})
    headings, lead = read_headings(lines, start, reading)
    headings, lead = take_title(headings, lead, entries)
    _place_lead(lead, start, entries, reading)
    check_entries(entries, at, reading)
    sections = settle(headings, reading)
    reading.stop_if_refused()
    return StrategyText(**entries, sections=tuple(sections))


def _decode(content, reading):
    """The file as text, or a sentence about what it is instead."""
    if len(content) > LARGEST_FILE:
        reading.refuse(None, "The file is larger than 1 MB. Give the text only, without pictures.")
    elif content[:2] == b"PK" or content[:5] == b"%PDF-":
        reading.refuse(
            None, "This is a Word, zip or PDF file. Save the text as Markdown, in a file ending .md"
        )
    reading.stop_if_refused()
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = content.count(b"\n", 0, error.start) + 1
        reading.refuse(line, "the file is not in UTF-8 from here on. Save it as UTF-8 text.")
        raise UnreadableFile(reading.problems) from error
    text = text.replace("\r\n", "\n").replace("\r", "\n")
    if control := CONTROL.search(text):
        line = text.count("\n", 0, control.start()) + 1
        reading.refuse(
            line,
            f"there is a character that is not text (U+{ord(control[0]):04X}). Delete it.",
        )
    elif not text.strip():
        reading.refuse(None, "The file is empty. Give each section a heading that starts with #.")
    reading.stop_if_refused()
    return text


def _place_lead(lead, start, entries, reading):
    """Words before the first section are the summary, unless there is one already."""
    if not lead:
        return
    if entries.get("summary"):
        reading.refuse(
            start + 1, "there is text before the first section. Give it a heading of its own."
        )
    else:
        entries["summary"] = lead
