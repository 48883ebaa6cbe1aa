"""Clear days and working days, as notices and waiting periods are counted in England.

“Clear” days leave out both the day from which and the day to which is counted.
"""

from datetime import timedelta
from functools import cache

import holidays

DAY = timedelta(days=1)
FRIDAY = 4


@cache
def bank_holidays():
    """The bank holidays of England, each year worked out when it is first asked for."""
    return holidays.country_holidays("GB", subdiv="ENG")


def is_working_day(day):
    """Whether offices are open: Monday to Friday, no bank holiday."""
    return day.weekday() <= FRIDAY and day not in bank_holidays()


def clear_days(first, last):
    """How many whole days lie between two dates, neither counted; 0 when none do."""
    return max((last - first).days - 1, 0)


def after_clear_days(day, count):
    """The first day that has `count` clear days between `day` and itself."""
    return day + (count + 1) * DAY


def last_of_working_days(day, count):
    """The last of the `count` working days that follow `day`; `day` itself when count is 0."""
    while count > 0:
        day += DAY
        count -= is_working_day(day)
    return day
