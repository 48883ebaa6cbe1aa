"""The single fields of a consultation's file: how each is written, and how it is read."""

import re
from dataclasses import dataclass
from datetime import date, datetime

from django.core.exceptions import ValidationError
from django.core.validators import validate_email, validate_slug
from django.utils import timezone

from civilsociety.ui.typed import LONDON, Unreadable, london

MOMENT = re.compile(
    r"(\d{4}-\d{2}-\d{2})[ T](\d{2}:\d{2}(?::\d{2}(?:\.\d{1,6})?)?)([+-]\d{2}:\d{2})?"
)
LONGEST_TEXT = 20_000
MOMENT_CURE = "Write the moment as year-month-day and UK time, like 2021-10-03 23:59."


@dataclass(frozen=True)
class Text:
    """Words, up to a length."""

    longest: int = LONGEST_TEXT
    empty: str = ""

    def write(self, value):
        return value

    def read(self, name, value):
        if not isinstance(value, str):
            raise ValidationError(f"Write “{name}” as text, in quotation marks if need be.")
        if re.search("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff]", value):
            raise ValidationError(f"Remove the characters that are not text from “{name}”.")
        if len(value) > self.longest:
            raise ValidationError(f"Shorten “{name}” to {self.longest:,} characters or fewer.")
        return value


class Slug(Text):
    """The last part of the address."""

    def read(self, name, value):
        value = super().read(name, value)
        try:
            validate_slug(value)
        except ValidationError as error:
            raise ValidationError(
                "Write the slug in letters, digits and hyphens, like civil-society-2021."
            ) from error
        return value


class Email(Text):
    """An email address."""

    def read(self, name, value):
        value = super().read(name, value)
        try:
            validate_email(value)
        except ValidationError as error:
            raise ValidationError("Write the address in full, like name@example.org.") from error
        return value


@dataclass(frozen=True)
class Whole:
    """A whole number within bounds."""

    empty: int | None
    most: int

    def write(self, value):
        return value

    def read(self, name, value):
        if isinstance(value, bool) or not isinstance(value, int) or not 0 <= value <= self.most:
            raise ValidationError(f"Write “{name}” as a whole number, 0 to {self.most:,}.")
        return value


class Moment:
    """A moment by the clocks of the United Kingdom."""

    empty = None

    def write(self, value):
        return in_uk_time(timezone.localtime(value, LONDON))

    def read(self, name, value):
        found = MOMENT.fullmatch(value) if isinstance(value, str) else None
        if not found:
            raise ValidationError(MOMENT_CURE)
        try:
            moment = datetime.fromisoformat(f"{found[1]} {found[2]}{found[3] or ''}")
            if moment.tzinfo is None:
                moment = london(moment.date(), moment.time())
            # Years at the very edges have no moment in UTC to be stored as.
            return moment.astimezone(LONDON) if 1900 < moment.year < 3000 else _unreal()
        except Unreadable as error:
            raise ValidationError(
                f"{found[2]} {error.args[0]}. Choose another time, "
                "or add the difference to UTC, like +01:00."
            ) from error
        except (ValueError, OverflowError) as error:
            raise ValidationError(MOMENT_CURE) from error


def _unreal():
    raise ValueError


def in_uk_time(local):
    """“2021-10-03 23:59”, with seconds and the difference to UTC only where they are needed."""
    text = local.strftime("%Y-%m-%d %H:%M")
    if local.second or local.microsecond:
        text += local.strftime(":%S")
    if local.microsecond:
        text += f".{local.microsecond:06}"
    twice = local.replace(fold=0).utcoffset() != local.replace(fold=1).utcoffset()
    return text + local.isoformat()[-6:] if twice else text


class Day:
    """A day on the calendar."""

    empty = None

    def write(self, value):
        return value.isoformat()

    def read(self, name, value):
        try:
            if not re.fullmatch(r"\d{4}-\d{2}-\d{2}", value):
                raise ValueError
            return date.fromisoformat(value)
        except (TypeError, ValueError) as error:
            raise ValidationError("Write the day as year-month-day, like 2021-11-09.") from error


# Name in the file → field of the model, and how it is read. In the order of the file.
FIELDS = {
    "slug": ("slug", Slug(60)),
    "title": ("title", Text(200)),
    "summary": ("summary", Text()),
    "purpose": ("purpose", Text()),
    "open_to_influence": ("open_to_influence", Text()),
    "not_open_to_influence": ("not_open_to_influence", Text()),
    "what_happens_next": ("what_happens_next", Text()),
    "minutes_needed": ("minutes_needed", Whole(None, 600)),
    "opens": ("opens_at", Moment()),
    "closes": ("closes_at", Moment()),
    "grace_minutes": ("grace_minutes", Whole(60, 10_000)),
    "minimum_days": ("minimum_days", Whole(28, 366)),
    "decision_expected": ("decision_expected_on", Day()),
    "contact_name": ("contact_name", Text(200)),
    "contact_email": ("contact_email", Email(254)),
    "contact_phone": ("contact_phone", Text(40)),
    "other_formats": ("other_formats", Text()),
    "background": ("background", Text()),
    "how_we_asked": ("how_we_asked", Text()),
    "caveat": ("caveat", Text()),
}
