"""The entries at the top of the file, between two lines of three hyphens."""

import re
from datetime import date

import yaml

from strategy.states import IMPORTABLE, VersionState

# What may stand there, and the longest each may be, in characters.
TEXT_ENTRIES = {
    "title": 200,
    "summary": 2000,
    "period": 60,
    "label": 120,
    "note": 1000,
    "decision_reference": 40,
}
DATE_ENTRIES = ("published_on", "adopted_on")
ENTRIES = (*TEXT_ENTRIES, *DATE_ENTRIES, "kind", "sample")

CONTROL = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\ud800-\udfff\ufffe\uffff]")


def read_front_matter(lines, reading):
    """The entries by name, the line of each, and the index of the line after them."""
    if lines[0].rstrip() != "---":
        return {}, {}, 0
    end = next((i for i, line in enumerate(lines[1:], 1) if line.rstrip() == "---"), None)
    if end is None:
        reading.refuse(1, "the front matter does not end. Close it with a line of three hyphens.")
        reading.stop_if_refused()
    entries = _load("\n".join(lines[1:end]), reading)
    at = {lines[i].split(":")[0].strip(): i + 1 for i in range(1, end)}
    return _known_entries(entries, at, reading), at, end + 1


def _load(source, reading):
    try:
        entries = yaml.safe_load(source)
    except (yaml.YAMLError, ValueError, RecursionError) as error:
        mark = getattr(error, "problem_mark", None)
        reading.refuse(
            mark.line + 2 if mark else 1,
            "this is not an entry of front matter. Write it like “title: Our strategy”, "
            "and put the text in quotation marks if it holds a colon.",
        )
        return {}
    if entries is None or isinstance(entries, dict):
        return entries or {}
    reading.refuse(2, "front matter has one entry on a line, like “title: Our strategy”.")
    return {}


def _known_entries(entries, at, reading):
    """The entries we know; an unknown one is refused at its line, with the names there are."""
    for name in entries:
        if name not in ENTRIES:
            reading.refuse(
                at.get(str(name), 1),
                f"“{str(name)[:60]}” is not known here. Use one of: {', '.join(ENTRIES)}.",
            )
    return {name: entries[name] for name in ENTRIES if entries.get(name) is not None}


def check_entries(entries, at, reading):
    """Turns the entries into the types they stand for, refusing what cannot be."""
    for name, longest in TEXT_ENTRIES.items():
        if name in entries:
            entries[name] = _text_entry(name, entries[name], longest, at.get(name), reading)
    if not entries.get("title"):
        reading.refuse(None, "The strategy has no title. Start the file with “# Its title”.")
        entries["title"] = ""
    for name in DATE_ENTRIES:
        # A moment counts as a date in Python, so the exact type is asked for.
        if name in entries and type(entries[name]) is not date:
            reading.refuse(at.get(name), f"this is not a date. Write it like “{name}: 2021-09-06”.")
    if not isinstance(entries.get("sample", False), bool):
        reading.refuse(at.get("sample"), "“sample” is either true or false.")
    _check_kind(entries, at, reading)


def _text_entry(name, value, longest, line, reading):
    """One line of text; a bare number such as a year counts as text."""
    if isinstance(value, int) and not isinstance(value, bool):
        value = str(value)
    if not isinstance(value, str):
        reading.refuse(line, f"“{name}” has to be text. Put it in quotation marks.")
        return ""
    value = " ".join(value.split())
    if len(value) > longest:
        reading.refuse(
            line, f"“{name}” has {len(value):,} characters. Shorten it to {longest:,} or fewer."
        )
    if CONTROL.search(value):
        # YAML can spell in letters what the file itself may not hold.
        reading.refuse(line, f"“{name}” holds a character that is not text. Delete it.")
    return value


def _check_kind(entries, at, reading):
    kind = entries.setdefault("kind", VersionState.DRAFT)
    if not isinstance(kind, str) or kind not in IMPORTABLE:
        known = ", ".join(IMPORTABLE)
        reading.refuse(
            at.get("kind"), f"“{str(kind)[:60]}” is not a kind of version. Use one of: {known}."
        )
    elif kind == VersionState.ADOPTED and not (
        entries.get("adopted_on") and entries.get("decision_reference")
    ):
        reading.refuse(
            at.get("kind"),
            "an adopted version names its decision. Add adopted_on and decision_reference.",
        )
