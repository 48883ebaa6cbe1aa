"""When a measure may be read, and a reading corrected."""

from civilsociety.refusal import Refused, allows
from civilsociety.ui.words import uk_date
from strategy.queries.measures.words import reading_words


def check_takes_readings(measure):
    """Raises Refused for a measure that is retired."""
    if measure.retired_on:
        raise Refused(f"This measure was retired on {uk_date(measure.retired_on)}.")


def takes_readings(measure):
    """Whether the measure is still read."""
    return allows(check_takes_readings, measure)


def check_can_enter(measure, *, on, value, commentary, today):
    """Raises Refused unless the day can be read and has not been read yet."""
    check_takes_readings(measure)
    if on > today:
        raise Refused("The day is in the future. Enter the reading once it is taken.")
    if measure.baseline_on and on < measure.baseline_on:
        raise Refused(
            f"The day is before the start of the measure, {uk_date(measure.baseline_on)}. "
            "Check the date."
        )
    check_says_why(value, commentary)
    same = measure.readings.filter(on=on, corrected_by=None).first()
    if same:
        words = reading_words(measure, same, public=False)
        raise Refused(
            f"{uk_date(on)} has a reading already: {words}. Compare it with yours; "
            "if it is wrong, correct it on the measure’s page."
        )


def check_says_why(value, commentary):
    """Raises Refused where there is no value and no reason."""
    if value is None and not commentary.strip():
        raise Refused("Say why it could not be read.")


def check_can_correct(reading, *, value, base, commentary, why):
    """Raises Refused for a reading that was corrected already, or for a correction of nothing."""
    check_is_current(reading)
    check_takes_readings(reading.measure)
    check_says_why(value, commentary)
    if not why.strip():
        raise Refused("Say why the reading is corrected.")
    if (value, base) == (reading.value, reading.base) and commentary == reading.commentary:
        raise Refused("This says the same as the reading that stands. Change what is wrong.")


def check_is_current(reading):
    """Raises Refused for a reading that another one has replaced."""
    if hasattr(reading, "corrected_by"):
        later = reading.corrected_by
        words = reading_words(reading.measure, later, public=False)
        raise Refused(
            f"This reading was corrected on {uk_date(later.at)}: it now says {words}. "
            "Correct that one if it is wrong."
        )


def is_current(reading):
    """Whether the reading still stands."""
    return allows(check_is_current, reading)
