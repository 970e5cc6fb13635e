"""Lengths of time as people write them: "24 uur", "een uurtje of twee", "half an hour", "2-3 working days"."""

from __future__ import annotations

from calendar import monthrange
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from decimal import Decimal
from functools import lru_cache
from typing import TYPE_CHECKING, NamedTuple

from bot.recognition.values.phrases import WORDS_KEPT

if TYPE_CHECKING:
    from bot.recognition.values.line import Line
    from bot.recognition.values.numbers import Found, Numerals
    from bot.recognition.values.phrases import Phrases

_LONGEST_DAYS = 1000
_MINUTES = {"minute": 1, "hour": 60}
_DAYS = {"day": 1, "week": 7, "month": 30}
_SATURDAY = 5
_FEW = 2
""""A day or two" is one or two days; "een week of drie" is about three."""


@dataclass(frozen=True)
class Duration:
    """From ``least`` to ``most`` of a unit: minute, hour, day, workday, week or month."""

    least: Decimal
    most: Decimal
    unit: str

    @property
    def in_days(self) -> bool:
        """Whether it is counted in whole days or more."""
        return self.unit not in _MINUTES

    @property
    def sensible(self) -> bool:
        """Whether it is short enough to be meant."""
        days = self.most * _DAYS.get(self.unit, 1) if self.in_days else self.most * _MINUTES[self.unit] / 1440
        return 0 < days <= _LONGEST_DAYS

    def after(self, now: datetime, count: Decimal) -> datetime:
        """``count`` units after ``now``: minutes and hours as they pass, days as the calendar has them."""
        if not self.in_days:
            passed = timedelta(minutes=float(count * _MINUTES[self.unit]))
            return (now.astimezone(UTC) + passed).astimezone(now.tzinfo)
        if self.unit == "month":
            return settled(_months_after(now, int(count)))
        if self.unit == "workday":
            return _working_days_after(now, int(count))
        return settled(now + timedelta(days=int(count * _DAYS[self.unit])))


class DurationHit(NamedTuple):
    """A length of time that was read, and the index of the word after it."""

    duration: Duration
    end: int


@dataclass(frozen=True)
class DurationWords:
    """The words of a language for lengths of time, from values.yaml."""

    units: Phrases[str]
    counts: Phrases[Decimal]
    the: Phrases[Decimal]
    bare_minutes: frozenset[str]
    ranges: frozenset[str]
    or_so: frozenset[str]
    and_a_half: Phrases[Decimal]


class Durations:
    """Reads lengths of time at a word of a line."""

    def __init__(self, words: DurationWords, numerals: Numerals) -> None:
        self._words = words
        self._numerals = numerals
        self._can_start = lru_cache(maxsize=WORDS_KEPT)(self._starts)

    def at(self, line: Line, at: int, *, the: bool = False) -> DurationHit | None:
        """The length that starts at word ``at``; ``the`` holds where "the hour" is one hour."""
        if not self._can_start(line.word(at)):
            return None
        count = self._count(line, at) or (self._after_the(line, at) if the else None)
        if not count:
            return None
        upper = self._upper(line, count[1]) or count
        unit = self._words.units.at(line, upper[1])
        return self._finished(line, count[0], upper[0], unit) if unit else None

    def starts(self, word: str) -> bool:
        """Whether a length of time can start with ``word``, in digits or letters."""
        return self._can_start(word)

    def may_start(self, word: str, following: str) -> bool:
        """Whether a length of time can start with these two words."""
        words = self._words
        if not self.starts(word):
            return False
        if words.counts.goes_on(word, following) or words.units.starts(following) or following in words.ranges:
            return True
        counted = words.the.starts(word) and words.counts.starts(following)
        return counted or self._numerals.starts(following) or words.and_a_half.starts(following)

    def bare_minutes(self, line: Line, at: int) -> DurationHit | None:
        """The minutes of "back in 5", where nothing follows that they could count."""
        if line.word(at) not in self._words.bare_minutes or line.word(at + 1)[:1].isalnum():
            return None
        count = self._numerals.at(line, at)
        return DurationHit(Duration(count[0], count[0], "minute"), count[1]) if count else None

    def counts(self, line: Line, at: int, end: int) -> bool:
        """Whether a number stands exactly from word ``at`` up to ``end``: the "two" of "two faults in three weeks"."""
        number = self._numerals.at(line, at) if at >= 0 else None
        return bool(number and number[1] == end)

    def _starts(self, word: str) -> bool:
        return self._words.counts.starts(word) or self._words.the.starts(word) or self._numerals.starts(word)

    def _after_the(self, line: Line, at: int) -> Found | None:
        """The count of "the hour", which is one, or of "de twee dagen"."""
        one = self._words.the.at(line, at)
        return one and (self._count(line, one[1]) or one)

    def _count(self, line: Line, at: int) -> Found | None:
        return self._words.counts.at(line, at) or self._numerals.at(line, at)

    def _upper(self, line: Line, at: int) -> Found | None:
        more = self._words.and_a_half.at(line, at)
        if more or line.word(at) not in self._words.ranges:
            return None
        return self._numerals.at(line, at + 1)

    def _finished(self, line: Line, least: Decimal, most: Decimal, unit: tuple[str, int]) -> DurationHit:
        (named, end), extra = unit, Decimal(0)
        half = self._words.and_a_half.at(line, end)
        if half:
            extra, end = half
        more = self._numerals.at(line, end + 1) if line.word(end) in self._words.or_so else None
        if more and not self._words.units.holds(line, more[1]):
            most, end = max(most, more[0]), more[1]
            least = most if least == 1 and most > _FEW else least
        least, most = min(least, most), max(least, most)
        factor, _, name = named.rpartition(" ")
        times = Decimal(factor or 1)
        return DurationHit(Duration((least + extra) * times, (most + extra) * times, name), end)


def settled(moment: datetime) -> datetime:
    """A wall-clock time that exists: one inside the hour that summer time skips moves on by it."""
    return moment.astimezone(UTC).astimezone(moment.tzinfo)


def wall(day: date, minutes: int, now: datetime) -> datetime:
    """The wall-clock time ``minutes`` after the midnight that begins ``day``, in the zone of ``now``."""
    midnight = datetime.combine(day, time(), now.tzinfo)
    return settled(midnight + timedelta(minutes=minutes))


def _months_after(now: datetime, count: int) -> datetime:
    """The same day of a later month, or its last day."""
    months = now.year * 12 + now.month - 1 + count
    year, month = divmod(months, 12)
    return now.replace(year=year, month=month + 1, day=min(now.day, monthrange(year, month + 1)[1]))


def _working_days_after(now: datetime, count: int) -> datetime:
    day = now
    while count > 0:
        day += timedelta(days=1)
        count -= day.weekday() < _SATURDAY
    return settled(day)
