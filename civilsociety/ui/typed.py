"""Reads dates, times, money and words as people type them."""

import re
from datetime import date, datetime, time
from zoneinfo import ZoneInfo

from civilsociety.ui.words import MONTHS

LONDON = ZoneInfo("Europe/London")
# What JavaScript's \s matches, so that the live count and ours never differ.
BREAKS = "\t\n\x0b\x0c\r \xa0\u1680\u2000-\u200a\u2028\u2029\u202f\u205f\u3000\ufeff"
WORD = re.compile(f"[^{BREAKS}]+")
WHOLE_DATE = re.compile(
    r"^(\d{1,2})(?:st|nd|rd|th)?[\s/.-]+(\d{1,2}|[a-z]+)[\s/.,-]+(\d{4})$", re.I
)
TIME = re.compile(r"^(\d{1,2})(?:[:.](\d{2}))?\s*(am|pm|a\.m\.|p\.m\.)?$", re.I)
NAMED_TIMES = {"midday": time(12), "noon": time(12), "12 noon": time(12), "midnight": time(0)}
LONGEST_AMOUNT = 20
POUNDS = re.compile(r"^(\d{1,3}(?:,\d{3})+|\d+)(?:\.(\d{1,2}))?$")
SPACES = re.compile(r"[\s\u200b\ufeff]+")
# Spaces may part the pound sign and the thousands, as spreadsheets and web pages write them.
GROUPED = re.compile(r"^[-−–]? ?£? ?(\d{1,3}( \d{3})+|[\d,]+)(\.\d*)?$")
# What else stands where an amount should: the first that fits says what is wrong.
NOT_POUNDS = (
    ("currency", re.compile(r"[$€¥₹]|(usd|eur|dollars?|euros?)\b", re.I)),
    ("negative", re.compile(r"^£?[-−–]£?\d|^\(£?\d.*\)$")),
    ("short", re.compile(r"^£?[\d.,]+(k|m|thousand|million)$", re.I)),
    ("fraction", re.compile(r"^£?\d[\d,]*\.\d{3,}$")),
    ("comma", re.compile(r"^£?\d+(,\d+)+(\.\d{1,2})?$")),
)


class Unreadable(ValueError):
    """What was typed is not what was asked for; the argument is what is wrong with it."""


def count_words(text):
    """Words, counted as govuk-frontend's character count does in the browser."""
    return len(WORD.findall(text or ""))


def count_characters(text):
    """Characters as the browser counts them: a line break is one, most emoji are two."""
    return len((text or "").replace("\r\n", "\n").encode("utf-16-le")) // 2


def month_number(text):
    """1 to 12 for “10”, “Oct” or “October”; nothing for anything else."""
    if text.isascii() and text.isdigit():
        return int(text) if len(text) <= 2 and 1 <= int(text) <= 12 else None
    matches = [n for n, name in enumerate(MONTHS, 1) if name.lower().startswith(text.lower())]
    return matches[0] if len(text) >= 3 and matches else None


def split_date(text):
    """“3 October 2021”, “3/10/2021” typed in one box, as the three boxes; nothing else."""
    found = WHOLE_DATE.match(text.strip())
    return dict(zip(("day", "month", "year"), found.groups(), strict=True)) if found else None


def read_date(boxes):
    """The date typed in the boxes.

    Raises Unreadable: a list of the missing boxes, or an empty list where there is no such day.
    """
    boxes = _spread(boxes)
    missing = [part for part in ("day", "month", "year") if not boxes.get(part)]
    if missing:
        raise Unreadable(missing)
    month = month_number(boxes["month"])
    day, year = boxes["day"], boxes["year"]
    if not month or not _digits(day, 2) or not _digits(year, 4) or len(year) != 4:
        raise Unreadable([])
    try:
        return date(int(year), month, int(day))
    except ValueError as error:
        raise Unreadable([]) from error


def _spread(boxes):
    """Boxes as typed, a whole date in one of them spread over the three."""
    filled = [text for part, text in boxes.items() if part != "time" and text]
    whole = split_date(filled[0]) if len(filled) == 1 else None
    return {**boxes, **whole} if whole else boxes


def _digits(text, longest):
    return text.isascii() and text.isdigit() and len(text) <= longest


def read_time(text):
    """A time of day from “5pm”, “17:00”, “9.30 am”, “midday”; raises Unreadable."""
    text = text.strip().lower()
    if text in NAMED_TIMES:
        return NAMED_TIMES[text]
    found = TIME.match(text)
    if not found:
        raise Unreadable([])
    hour, minute, half = int(found[1]), int(found[2] or 0), (found[3] or "").replace(".", "")
    if half and not 1 <= hour <= 12 or not half and not found[2]:
        raise Unreadable([])
    if half:
        hour = hour % 12 + (12 if half == "pm" else 0)
    try:
        return time(hour, minute)
    except ValueError as error:
        raise Unreadable([]) from error


def london(day, at):
    """The moment when the clocks in the United Kingdom show `at` on `day`.

    Raises Unreadable with a sentence when the clocks never show that time, or show it twice.
    """
    first = datetime.combine(day, at, LONDON)
    second = first.replace(fold=1)
    if first.utcoffset() == second.utcoffset():
        return first
    if first.utcoffset() < second.utcoffset():
        raise Unreadable("does not exist on that day: the clocks go forward from 1am to 2am")
    raise Unreadable("happens twice on that day: the clocks go back from 2am to 1am")


def read_pence(text):
    """Pence from “5,000”, “£5,000.50”, “5000.5”; raises Unreadable."""
    text = text.strip().removeprefix("£").strip()
    found = POUNDS.match(text) if text.isascii() and len(text) <= LONGEST_AMOUNT else None
    if not found:
        raise Unreadable([])
    return int(found[1].replace(",", "")) * 100 + int((found[2] or "0").ljust(2, "0"))


def read_amount(text):
    """Pence from an amount of pounds as it was typed or pasted, spaces and all.

    Raises Unreadable with a word for what is wrong: one of NOT_POUNDS, `long`, or `words`.
    """
    text = SPACES.sub(" ", text).strip()
    if GROUPED.match(text):
        text = text.replace(" ", "")
    if re.fullmatch(r"£?[\d,.]+", text) and len(text) > LONGEST_AMOUNT:
        raise Unreadable("long")
    try:
        return read_pence(text)
    except Unreadable as error:
        wrong = next((word for word, pattern in NOT_POUNDS if pattern.search(text)), "words")
        raise Unreadable(wrong) from error
