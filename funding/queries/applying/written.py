"""What stands in each part of an application, and whether it is what somebody saw.

A value is plain JSON: text, whole numbers and pence, dates as 2021-10-03, lists. What cannot be
read as an answer is kept as it was typed: `{"typed": "5k"}`.
"""

import hashlib
import json

from funding.models.choices import QuestionKind

ABOUT, BUDGET = "about", "budget"
ABOUT_NAMES = ("title", "summary", "starts_on", "ends_on", "districts")
BUDGET_NAMES = ("rows", "requested")
SEVERAL = {"districts", "rows"}


def names_of(application, part, section=None):
    """The names of a part's fields; those of a section are its questions' keys."""
    if part == ABOUT:
        return ABOUT_NAMES
    if part == BUDGET:
        return BUDGET_NAMES
    return tuple(question.key for question in section.written)


def written_in(application, part, section=None):
    """Every field of a part with its value; what was left unreadable as it was typed."""
    left = application.typed.get(part, {})
    stored = _stored(application, part, section)
    return {
        name: {"typed": left[name]} if name in left else stored[name]
        for name in names_of(application, part, section)
    }


def _stored(application, part, section):
    if part == ABOUT:
        return {
            "title": application.title,
            "summary": application.summary,
            "starts_on": _iso(application.starts_on),
            "ends_on": _iso(application.ends_on),
            "districts": list(application.districts),
        }
    if part == BUDGET:
        rows = [[line.what, line.cost_pence] for line in application.budget_lines.all()]
        return {"rows": rows, "requested": application.requested_pence}
    return {
        question.key: application.answers.get(question.key, empty(question))
        for question in section.written
    }


def empty(question):
    """What an unanswered question holds."""
    if question.kind == QuestionKind.CHOICES:
        return []
    return "" if question.kind in {QuestionKind.TEXT, QuestionKind.LONG_TEXT} else None


def _iso(day):
    return day.isoformat() if day else None


def is_empty(value):
    """Whether nothing stands there."""
    return value in (None, "", [])


def mark_of(value):
    """A short mark by which a value is known again; nothing at all has the mark “”."""
    if is_empty(value):
        return ""
    text = json.dumps(value, sort_keys=True, ensure_ascii=False)
    return hashlib.sha256(text.encode("utf-8", "replace")).hexdigest()[:12]


def marks_of(written):
    """The mark of every field, as a page keeps it to tell later what it showed."""
    return {name: mark_of(value) for name, value in written.items()}


def read_marks(text):
    """Marks as a form sends them back; nothing for what is no such thing."""
    try:
        marks = json.loads(text or "{}")
    except (ValueError, RecursionError):
        return {}
    if not isinstance(marks, dict):
        return {}
    return {name: mark for name, mark in marks.items() if isinstance(mark, str)}


def digest_of(application):
    """A digest of everything that is signed and sent. Any change gives another.

    Every part counts, the files by what they hold.
    """
    files = application.files.select_related("file").order_by("question_key", "pk")
    whole = {
        "about": _stored(application, ABOUT, None),
        "budget": _stored(application, BUDGET, None),
        "answers": application.answers,
        "typed": application.typed,
        "organisation": application.organisation_id,
        "files": [[each.question_key, each.file.sha256] for each in files.defer("file__content")],
    }
    text = json.dumps(whole, sort_keys=True, ensure_ascii=False)
    return hashlib.sha256(text.encode("utf-8", "replace")).hexdigest()
