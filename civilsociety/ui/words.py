"""Money, dates and counts as people say them (docs/guides/pages.md)."""

from datetime import date, datetime

from django.utils import timezone

MONTHS = ["January", "February", "March", "April", "May", "June", "July", "August", "September"]
MONTHS += ["October", "November", "December"]


def pounds(pence):
    """Integer pence as “£5,000” or “£5,000.50”; no pence where they are whole; “” for none."""
    if pence is None or pence == "":
        return ""
    whole, rest = divmod(abs(int(pence)), 100)
    sign = "−" if int(pence) < 0 else ""
    return f"{sign}£{whole:,}" + (f".{rest:02}" if rest else "")


def thousands(number):
    """A whole number with its thousands apart: 2,840."""
    return "" if number is None or number == "" else f"{number:,}"


def local(moment):
    """The moment on the clocks of the United Kingdom (the settings' time zone)."""
    if isinstance(moment, datetime) and timezone.is_aware(moment):
        return timezone.localtime(moment)
    return moment


def uk_date(day):
    """A date, or the local date of a moment, as “3 October 2021”."""
    if not day:
        return ""
    day = local(day)
    return f"{day.day} {MONTHS[day.month - 1]} {day.year}"


def uk_time(moment):
    """The local time of a moment: “5pm”, “9:30am”, “midday”, “midnight”."""
    if not moment:
        return ""
    moment = local(moment)
    if moment.minute == 0 and moment.hour in (0, 12):
        return "midday" if moment.hour else "midnight"
    hour = moment.hour % 12 or 12
    minutes = f":{moment.minute:02}" if moment.minute else ""
    return f"{hour}{minutes}{'pm' if moment.hour >= 12 else 'am'}"


def uk_datetime(moment):
    """A moment as “5pm on 3 October 2021”, by the clocks of the United Kingdom."""
    return f"{uk_time(moment)} on {uk_date(moment)}" if moment else ""


def financial_year(value):
    """The year from 1 April to 31 March of a date, or of its first year: 2021/22."""
    if isinstance(value, date):
        day = local(value)
        start = day.year if day.month >= 4 else day.year - 1
    else:
        start = int(value)
    return f"{start}/{(start + 1) % 100:02}"


def plural(count, one, many=None):
    """“1 response”, “71 responses”, “no responses”."""
    count = count if isinstance(count, int) else len(count)
    name = one if count == 1 else many or one + "s"
    return f"{count:,} {name}" if count else f"no {name}"
