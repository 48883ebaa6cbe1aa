"""From what was typed to what counts as an answer.

Three shapes, in this order:
- *raw*: `{form field: [strings]}`, exactly as typed; a draft keeps it, so nothing is lost;
- *values*: `{question key: value}`, checked and typed;
- *parts*: values sorted into the stores they belong to (choices, texts, equality).
"""

import re
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal, InvalidOperation

from consultations.questionnaire.conditions import shown
from consultations.questionnaire.kinds import PICK_ONE, TEXTS, Kind

# What JavaScript's \s matches: the count beside the box and ours agree to the word.
WORD = re.compile("[^\t\n\v\f\r \u00a0\u1680\u2000-\u200a\u2028\u2029\u202f\u205f\u3000\ufeff]+")
# White space to Python and not to JavaScript.
ASCII_SEPARATORS = "\x1c\x1d\x1e\x1f"
# Longest text kept per box, in characters: a wall behind the word limit.
LONGEST_TEXT = 60_000
LONGEST_LINE = 500
ORGANISATION_PARTS = ("name", "charity_number", "company_number", "known")
DATE_PARTS = ("day", "month", "year")
MONTHS = ["jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"]


def count_words(text):
    """How many words a text has, counted as the page counts them."""
    if text.isascii() and not any(sign in text for sign in ASCII_SEPARATORS):
        # The same count, several times as fast.
        return len(text.split())
    return len(WORD.findall(text))


def other_field(question):
    """The form field of the box beside “other”."""
    return f"{question.field}__other"


def fields_of(question):
    """Every form field a question may send."""
    if question.kind == Kind.DATE:
        return [f"{question.field}__{part}" for part in DATE_PARTS]
    if question.kind == Kind.ORGANISATION:
        return [f"{question.field}__{part}" for part in ORGANISATION_PARTS]
    if question.kind == Kind.INFORMATION:
        return []
    return [question.field, *([other_field(question)] if question.other else [])]


def read_raw(section, posted):
    """The raw answers of one page from a form post (anything with `getlist`).

    Only fields the page has are taken; NUL and other control characters are dropped, and
    a postcode is cut to what we may keep before anything is stored.
    """
    raw = {}
    for question in section.questions:
        for name in fields_of(question):
            values = [_tidy(value) for value in posted.getlist(name)[:100]]
            if question.kind == Kind.POSTCODE:
                values = [first_five(value) for value in values]
            raw[name] = [value for value in values if value]
    return raw


def _tidy(value):
    text = value.replace("\r\n", "\n").replace("\r", "\n")[:LONGEST_TEXT]
    return _CONTROL.sub("", text)


_CONTROL = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\ud800-\udfff]")


def first_five(postcode):
    """The first five letters and digits of a postcode, upper case: what we may keep."""
    return re.sub(r"[^A-Z0-9]", "", postcode.upper())[:5]


@dataclass
class Checked:
    """One page's or one questionnaire's values, and a message per form field in error."""

    values: dict = field(default_factory=dict)
    errors: dict = field(default_factory=dict)
    # Where a message must be shown and linked to: form field → question key.
    where: dict = field(default_factory=dict)


def check_section(section, raw, visible=None):
    """Values and errors of one page. `visible` limits it to those question keys."""
    checked = Checked()
    for question in section.questions:
        if question.is_answered and (visible is None or question.key in visible):
            _check_question(question, raw, checked)
    return checked


def check_all(questionnaire, raw):
    """Values and errors of everything these answers show; hidden answers are left out.

    Returns the `Checked` and the sets of shown section and question keys.
    """
    parts = [(section, check_section(section, raw)) for section in questionnaire.sections]
    loose = {key: value for _, part in parts for key, value in part.values.items()}
    sections, questions = shown(questionnaire, loose)
    everything = Checked()
    for section, part in parts:
        if section.key in sections:
            _keep_shown(part, questions, everything)
    return everything, sections, questions


def _keep_shown(part, questions, everything):
    """Adds what one page's shown questions gave."""
    everything.values.update({k: v for k, v in part.values.items() if k in questions})
    where = {name: key for name, key in part.where.items() if key in questions}
    everything.where.update(where)
    everything.errors.update({name: part.errors[name] for name in where})


def loose_values(questionnaire, raw):
    """What has been answered so far, errors aside: enough to evaluate conditions."""
    values = {}
    for section in questionnaire.sections:
        values.update(check_section(section, raw).values)
    return values


def set_aside(questionnaire, raw):
    """The questions whose answers are kept but not sent, because they are not shown now."""
    values = loose_values(questionnaire, raw)
    _, questions = shown(questionnaire, values)
    return [q for q in questionnaire.questions if q.key in values and q.key not in questions]


def _check_question(question, raw, checked):
    value, name, message = _READERS[question.kind](question, raw)
    if message is None and question.required and value is None:
        message = _missing(question)
    if message:
        checked.errors[name] = message
        checked.where[name] = question.key
    elif value is not None:
        checked.values[question.key] = value


def _missing(question):
    if question.kind in PICK_ONE or question.kind == Kind.SEVERAL_CHOICES:
        return f"Select an answer to “{question.text}”"
    if question.kind == Kind.ORGANISATION:
        return "Enter the name of your organisation"
    if question.kind == Kind.POSTCODE:
        return "Enter the first five characters of your postcode"
    return f"Enter an answer to “{question.text}”"


def _first(raw, name):
    values = raw.get(name) or [""]
    return values[0].strip()


def _read_one(question, raw):
    name, given = question.field, _first(raw, question.field)
    if not given:
        return None, name, None
    if given not in question.option_keys:
        return None, name, "Select one of the answers shown"
    if question.other and given == question.OTHER_KEY:
        return _with_other(question, raw, given)
    return given, name, None


def _read_several(question, raw):
    name, given = question.field, list(dict.fromkeys(raw.get(question.field) or []))
    if not given:
        return None, name, None
    if any(key not in question.option_keys for key in given):
        return None, name, "Select only answers that are shown"
    if question.none and question.NONE_KEY in given and len(given) > 1:
        return None, name, f"Select “{question.none}” on its own, or take it away"
    if question.other and question.OTHER_KEY in given:
        return _with_other(question, raw, given)
    return given, name, None


def _with_other(question, raw, given):
    """An answer with “other” needs the words that say what."""
    name, text = other_field(question), _first(raw, other_field(question))
    if not text:
        return None, name, f"Enter what you mean by “{question.other}”"
    if len(text) > LONGEST_LINE:
        return None, name, f"Shorten this to {LONGEST_LINE} characters or fewer"
    return given, name, None


def _read_text(question, raw):
    name, text = question.field, _first(raw, question.field)
    if not text:
        return None, name, None
    words, limit = count_words(text), question.limit
    if words > limit:
        over = words - limit
        plural = "" if over == 1 else "s"
        return (
            None,
            name,
            f"Shorten your answer by {over:,} word{plural}: the limit is {limit:,}",
        )
    if question.kind == Kind.SHORT_TEXT and len(text) > LONGEST_LINE:
        return None, name, f"Shorten your answer to {LONGEST_LINE} characters or fewer"
    if len(text) >= LONGEST_TEXT:
        return None, name, f"Shorten your answer to fewer than {LONGEST_TEXT:,} characters"
    return text, name, None


def _read_number(question, raw):
    name, text = question.field, _first(raw, question.field)
    if not text:
        return None, name, None
    try:
        number = Decimal(text.replace(",", "").replace(" ", ""))
    except InvalidOperation:
        return None, name, "Enter a number, like 12"
    if not number.is_finite() or number != number.to_integral_value() or abs(number) > 10**12:
        return None, name, "Enter a whole number, like 12"
    low, high = question.minimum, question.maximum
    if low is not None and number < low:
        return None, name, f"Enter a number that is {low:,} or more"
    if high is not None and number > high:
        return None, name, f"Enter a number that is {high:,} or less"
    return int(number), name, None


def _read_date(question, raw):
    names = fields_of(question)
    day, month, year = (_first(raw, name) for name in names)
    if not (day or month or year):
        return None, names[0], None
    for name, given, part in zip(names, (day, month, year), DATE_PARTS, strict=True):
        if not given:
            return None, name, f"Enter the {part} as well, like 3 October 2021"
    if month[:3].lower() in MONTHS:
        month = str(MONTHS.index(month[:3].lower()) + 1)
    try:
        found = date(_number(year), _number(month), _number(day))
    except (ValueError, OverflowError):
        return None, names[0], "Enter a real date, like 3 October 2021"
    if found.year < 1900:
        return None, names[2], "Enter a year with four digits, like 2021"
    return found.isoformat(), names[0], None


def _number(text):
    if not re.fullmatch(r"[0-9]{1,4}", text):
        raise ValueError(text)
    return int(text)


def _read_postcode(question, raw):
    name, kept = question.field, first_five(_first(raw, question.field))
    if not kept:
        return None, name, None
    if not re.fullmatch(r"[A-Z]{1,2}[0-9][A-Z0-9]{0,3}", kept):
        return None, name, "Enter the first part of a UK postcode, like ME14 1"
    return kept, name, None


def _read_organisation(question, raw):
    given = {part: _first(raw, f"{question.field}__{part}") for part in ORGANISATION_PARTS}
    name_field = f"{question.field}__name"
    if not any(given.values()):
        return None, name_field, None
    if not given["name"]:
        return None, name_field, "Enter the name of your organisation"
    if len(given["name"]) > 200:
        return None, name_field, "Shorten the name to 200 characters or fewer"
    charity = given["charity_number"].replace(" ", "")
    if charity and not re.fullmatch(r"[0-9]{6,7}", charity):
        return (
            None,
            f"{question.field}__charity_number",
            "Enter a charity number with 6 or 7 digits, like 1012345",
        )
    company = given["company_number"].replace(" ", "").upper()
    if company.isdigit():
        company = company.zfill(8)
    if company and not re.fullmatch(r"[A-Z0-9]{2}[0-9]{6}", company):
        return (
            None,
            f"{question.field}__company_number",
            "Enter a company number with 8 characters, like 01234567",
        )
    value = {"name": given["name"], "charity_number": charity, "company_number": company}
    if given["known"].isdigit():
        value["known"] = int(given["known"])
    return {key: part for key, part in value.items() if part}, name_field, None


_READERS = {
    Kind.SHORT_TEXT: _read_text,
    Kind.LONG_TEXT: _read_text,
    Kind.ONE_CHOICE: _read_one,
    Kind.AGREEMENT: _read_one,
    Kind.RESPONDING_AS: _read_one,
    Kind.DISTRICT: _read_one,
    Kind.SEVERAL_CHOICES: _read_several,
    Kind.NUMBER: _read_number,
    Kind.DATE: _read_date,
    Kind.POSTCODE: _read_postcode,
    Kind.ORGANISATION: _read_organisation,
}


@dataclass
class Parts:
    """Values sorted into their stores."""

    # Question key → option key, list of option keys, number, or date: what is counted.
    choices: dict = field(default_factory=dict)
    # (question key, text, words): what is read. “other” stands under `<key>__other`.
    texts: list = field(default_factory=list)
    # Kept apart from everything else.
    equality: dict = field(default_factory=dict)
    organisation: dict = field(default_factory=dict)
    respondent_type: str = ""
    district: str = ""
    postcode: str = ""


def sort_into_parts(questionnaire, values, raw):
    """Sorts checked values into the stores a response is written to."""
    parts = Parts()
    for section in questionnaire.sections:
        for question in section.questions:
            if question.key not in values:
                continue
            value = values[question.key]
            if section.equality:
                parts.equality[question.key] = value
                if question.other and (text := _first(raw, other_field(question))):
                    parts.equality[f"{question.key}__other"] = text
            else:
                _sort_one(question, value, raw, parts)
    return parts


def _sort_one(question, value, raw, parts):
    if question.kind == Kind.ORGANISATION:
        parts.organisation = value
    elif question.kind == Kind.POSTCODE:
        parts.postcode = value
    elif question.kind in TEXTS:
        parts.texts.append((question.key, value, count_words(value)))
    else:
        parts.choices[question.key] = value
        if question.kind == Kind.RESPONDING_AS:
            parts.respondent_type = value
        if question.kind == Kind.DISTRICT:
            parts.district = value
    _sort_other(question, value, raw, parts)


def _sort_other(question, value, raw, parts):
    picked = value if isinstance(value, list) else [value]
    if question.other and question.OTHER_KEY in picked:
        text = _first(raw, other_field(question))
        parts.texts.append((other_field(question)[2:], text, count_words(text)))


def raw_of(questionnaire, choices, texts, organisation, postcode):
    """The raw answers that would give these stored parts: to let somebody change them."""
    raw = {}
    for question in questionnaire.questions:
        if question.kind == Kind.DATE and question.key in choices:
            year, month, day = choices[question.key].split("-")
            for part, value in zip(DATE_PARTS, (day, month, year), strict=True):
                raw[f"{question.field}__{part}"] = [str(int(value))]
        elif question.kind == Kind.ORGANISATION:
            for part, value in organisation.items():
                raw[f"{question.field}__{part}"] = [str(value)]
        elif question.kind == Kind.POSTCODE:
            raw[question.field] = [postcode] if postcode else []
        elif question.key in choices:
            value = choices[question.key]
            raw[question.field] = (
                [str(v) for v in value] if isinstance(value, list) else [str(value)]
            )
    raw.update({f"q_{key}": [text] for key, text in texts})
    return raw
