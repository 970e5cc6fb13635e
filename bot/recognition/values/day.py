"""Days on the calendar: what a message can mean by a day, and the sums that dates need."""

from __future__ import annotations

from calendar import monthrange
from dataclasses import dataclass, replace
from datetime import date, timedelta
from typing import NamedTuple

_HALF_YEAR = timedelta(days=183)
LAST_MONTH = 12
WEEK = 7


@dataclass(frozen=True)
class Day:
    """Days from ``first`` up to, not including, ``until``. ``roll`` is how many days later it can mean as well;
    ``closing`` holds for the end of a longer period, so that "before" means before that is over; ``ahead`` where the
    words alone say that it is to come, as "tomorrow" does and "Tuesday" does not; ``through`` where a
    first and a last day were named.
    """

    first: date
    until: date
    roll: int = 0
    part: str | None = None
    closing: bool = False
    ahead: bool = False
    through: bool = False

    def later(self, days: int) -> Day:
        """The same a number of days later."""
        step = timedelta(days=days)
        return replace(self, first=self.first + step, until=self.until + step)

    @property
    def single(self) -> bool:
        """Whether it is one day."""
        return self.until - self.first == timedelta(days=1)


PAST = Day(date.min, date.min)
"""Any day in the past: it is no moment, whatever stands with it."""


class DayHit(NamedTuple):
    """A day that was read, and the index of the word after it."""

    day: Day
    end: int


def one(first: date, roll: int = 0, part: str | None = None) -> Day:
    """A single day."""
    return Day(first, first + timedelta(days=1), roll, part)


def real(year: int, month: int, day: int) -> date | None:
    """The date, if there is such a day."""
    if not 1 <= month <= LAST_MONTH or not 1 <= day <= monthrange(year, month)[1]:
        return None
    return date(year, month, day)


def nearest(today: date, month: int, number: int) -> date | None:
    """The day of a month that lies nearest to today, before or after it."""
    days = (real(today.year + step, month, number) for step in (-1, 0, 1))
    return next((day for day in days if day and abs(day - today) <= _HALF_YEAR), None)


def next_date(today: date, month: int, number: int) -> date | None:
    """The next time that a day of a month comes."""
    days = (real(today.year + step, month, number) for step in (0, 1))
    return next((day for day in days if day and day >= today), None)


def next_nth(today: date, number: int) -> date | None:
    """The next day with a number in its month."""
    months = ((today.year + (today.month - 1 + step) // 12, (today.month - 1 + step) % 12 + 1) for step in range(3))
    days = (real(year, month, number) for year, month in months)
    return next((day for day in days if day and day >= today), None)
