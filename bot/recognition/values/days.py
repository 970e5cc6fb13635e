"""Days and longer periods as people write them: "overmorgen", "volgende week dinsdag", "by the 3rd of May"."""

from __future__ import annotations

import re
from calendar import monthrange
from dataclasses import dataclass, replace
from datetime import date, timedelta
from functools import lru_cache
from typing import TYPE_CHECKING, NamedTuple

from bot.recognition.values.line import CLAUSE_ENDS

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from bot.recognition.values.line import Line
    from bot.recognition.values.phrases import Phrases

    _ReadDay = Callable[[Line, int, date], "DayHit | None"]

_ISO = re.compile(r"\d{4}")
_SLASHED = re.compile(r"(\d{1,2})/(\d{1,2})(?:/(\d{4}|\d{2}))?")
_HALF_YEAR = timedelta(days=183)
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


PAST = Day(date.min, date.min)
"""Any day in the past: it is no moment, whatever stands with it."""


class DayHit(NamedTuple):
    """A day that was read, and the index of the word after it."""

    day: Day
    end: int


@dataclass(frozen=True)
class Period:
    """Days ``first`` up to ``until`` (None: the last) of the week or month that is ``shift`` away; -1 is the last."""

    unit: str
    shift: int
    first: int
    until: int | None
    closing: bool = False


@dataclass(frozen=True)
class DayWords:
    """The words of a language for days, from values.yaml."""

    days: Phrases[tuple[int, str | None]]
    weekdays: Phrases[tuple[int, str | None]]
    shy_weekdays: Mapping[str, int]
    before_shy: frozenset[str]
    which: Phrases[int]
    weeks: Phrases[int]
    week_before: Phrases[int]
    week_later: Phrases[int]
    periods: Phrases[Period]
    months: Mapping[str, int]
    month_parts: Phrases[tuple[int, int | None]]
    ordinals: frozenset[str]
    numbers: Mapping[str, int]
    the: frozenset[str]
    of: frozenset[str]
    past: Phrases[bool]
    dated: frozenset[str]
    after_the_nth: frozenset[str]


def one(first: date, roll: int = 0, part: str | None = None) -> Day:
    """A single day."""
    return Day(first, first + timedelta(days=1), roll, part)


class Days:
    """Reads days at a word of a line."""

    def __init__(self, words: DayWords) -> None:
        self._words = words
        self._readers_of = lru_cache(maxsize=20_000)(self._read_by)

    def at(self, line: Line, at: int, today: date) -> DayHit | None:
        """The longest day or period that starts at word ``at``."""
        hits = [hit for read in self._readers_of(line.word(at)) if (hit := read(line, at, today))]
        return max(hits, key=lambda hit: hit.end, default=None)

    def starts(self, word: str) -> bool:
        """Whether a day or period can start with ``word``."""
        return bool(self._readers_of(word))

    def _read_by(self, word: str) -> tuple[_ReadDay, ...]:
        """The readers that can read something from ``word`` on."""
        words = self._words
        weekday, the = words.weekdays.starts(word), word in words.the
        number = word[:1].isdigit() or word in words.numbers
        named = any(kind.starts(word) for kind in (words.weeks, words.which, words.week_before))
        can = (
            (self._past, words.past.starts(word)),
            (self._date, weekday or the or number or word == "," or word in words.months),
            (self._weekday, weekday or named or word in words.shy_weekdays),
            (self._nth, weekday or the),
            (self._period, words.periods.starts(word) or words.month_parts.starts(word)),
            (self._offset, words.days.starts(word)),
        )
        return tuple(read for read, possible in can if possible)

    def _past(self, line: Line, at: int, today: date) -> DayHit | None:
        past = self._words.past.at(line, at)
        return past and DayHit(PAST, past[1])

    def _offset(self, line: Line, at: int, today: date) -> DayHit | None:
        hit = self._words.days.at(line, at)
        if not hit:
            return None
        (days, part), end = hit
        return DayHit(replace(one(today + timedelta(days=days), part=part), ahead=days > 0), end)

    def _period(self, line: Line, at: int, today: date) -> DayHit | None:
        hit = self._words.periods.at(line, at)
        if hit:
            return DayHit(replace(period_of(hit[0], today), ahead=hit[0].shift > 0), hit[1])
        part = self._words.month_parts.at(line, at)
        month = part and self._words.months.get(line.word(part[1]))
        if not part or not month:
            return None
        first = nearest(today, month, 1)
        return DayHit(_in_month(first, *part[0]), part[1] + 1) if first else None

    def _weekday(self, line: Line, at: int, today: date) -> DayHit | None:
        week = self._words.weeks.at(line, at)
        which = self._words.which.at(line, at)
        ahead = self._words.week_before.at(line, at)
        begin = week[1] if week else which[1] if which else ahead[1] if ahead else at
        begin += bool(week) and line.word(begin) == ","
        named = self._name(line, begin, shy=begin > at)
        if not named:
            return None
        (number, part), end = named
        after = self._words.weeks.at(line, end)
        week, end = (after, after[1]) if after and not week else (week, end)
        later = self._words.week_later.at(line, end)
        end, later = (later[1], later) if later else (end, ahead)
        shift = week[0] if week else which[0] if which else 0
        day = _weekday_of(today, number, shift, bool(week), later[0] if later else 0, part)
        return DayHit(day if day is PAST else replace(day, ahead=bool(week or which or later)), end)

    def _name(self, line: Line, at: int, *, shy: bool) -> tuple[tuple[int, str | None], int] | None:
        named = self._words.weekdays.at(line, at)
        if named or line.word(at) not in self._words.shy_weekdays:
            return named
        if shy or line.word(at - 1) in self._words.before_shy:
            return (self._words.shy_weekdays[line.word(at)], None), at + 1
        return None

    def _date(self, line: Line, at: int, today: date) -> DayHit | None:
        weekday = self._words.weekdays.at(line, at)
        begin = weekday[1] if weekday else at
        begin += line.word(begin) == ","
        begin += line.word(begin) in self._words.the
        hit = _digits(line, begin, today) or self._with_month(line, begin, today)
        if not hit or not weekday:
            return hit
        return DayHit(Day(hit.day.first, hit.day.until, 0, weekday[0][1]), hit.end)

    def _with_month(self, line: Line, at: int, today: date) -> DayHit | None:
        number = self._ordinal(line, at)
        month = self._words.months.get(line.word(at))
        if number:
            end = number[1] + (line.word(number[1]) in self._words.of)
            month, end = self._words.months.get(line.word(end)), end + 1
        elif month:
            number = self._ordinal(line, at + 1 + (line.word(at + 1) in self._words.the))
            end = number[1] if number else at
        if not number or not month:
            return None
        year = _year(line.word(end), today)
        return _dated(today, (year, month, number[0]), end + bool(year))

    def _ordinal(self, line: Line, at: int) -> tuple[int, int] | None:
        word = line.word(at)
        number = int(word) if word.isascii() and word.isdigit() and len(word) < 3 else self._words.numbers.get(word)
        if number is None or not 1 <= number <= 31:
            return None
        return number, at + 1 + (line.glued(at + 1) and line.word(at + 1) in self._words.ordinals)

    def _nth(self, line: Line, at: int, today: date) -> DayHit | None:
        weekday = self._words.weekdays.at(line, at)
        the = weekday[1] if weekday else at
        number = self._ordinal(line, the + 1) if line.word(the) in self._words.the else None
        dated = weekday or line.word(at - 1) in self._words.dated or at == 0 or line.word(at - 1) in CLAUSE_ENDS
        if not number or number[1] != the + 3 or not dated:
            return None
        if line.word(number[1]) and line.word(number[1]) not in self._words.after_the_nth:
            return None
        day = next_nth(today, number[0])
        return DayHit(one(day), number[1]) if day else None


def _digits(line: Line, at: int, today: date) -> DayHit | None:
    words = line.words[at : at + 5]
    if len(words) == 5 and words[1] == words[3] == "-" and all(w.isdigit() for w in words[::2]):
        year, month, day = (words[0], words[2], words[4]) if _ISO.fullmatch(words[0]) else words[4::-2]
        return _dated(today, (_year(year, today) or 1, int(month[:3]), int(day[:3])), at + 5)
    slashed = _SLASHED.fullmatch(line.word(at))
    if not slashed or not (slashed[3] or len(slashed[1]) == len(slashed[2]) == 2):
        return None
    century = "20" if len(slashed[3] or "") == 2 else ""
    year_number = (_year(century + slashed[3], today) or 1) if slashed[3] else None
    return _dated(today, (year_number, int(slashed[2]), int(slashed[1])), at + 1)


def _dated(today: date, written: tuple[int | None, int, int], end: int) -> DayHit | None:
    year, month, number = written
    day = nearest(today, month, number) if year is None else _real(year, month, number)
    return DayHit(one(day), end) if day else None


def _real(year: int, month: int, day: int) -> date | None:
    if not 1 <= month <= 12 or not 1 <= day <= monthrange(year, month)[1]:
        return None
    return date(year, month, day)


def _year(word: str, today: date) -> int | None:
    if not (word.isascii() and _ISO.fullmatch(word)):
        return None
    return int(word) if abs(int(word) - today.year) <= 5 else None


def nearest(today: date, month: int, number: int) -> date | None:
    """The day of a month that lies nearest to today, before or after it."""
    days = (_real(today.year + step, month, number) for step in (-1, 0, 1))
    return next((day for day in days if day and abs(day - today) <= _HALF_YEAR), None)


def next_nth(today: date, number: int) -> date | None:
    """The next day with a number in its month."""
    months = ((today.year + (today.month - 1 + step) // 12, (today.month - 1 + step) % 12 + 1) for step in range(3))
    days = (_real(year, month, number) for year, month in months)
    return next((day for day in days if day and day >= today), None)


def _weekday_of(today: date, number: int, shift: int, in_week: bool, later: int, part: str | None) -> Day:
    ahead = (number - today.weekday()) % WEEK
    if shift < 0:
        return PAST
    if in_week or shift:
        return one(today + timedelta(days=number - today.weekday() + WEEK * shift + later), part=part)
    return one(today + timedelta(days=ahead + later), roll=0 if ahead or later else WEEK, part=part)


def period_of(period: Period, today: date) -> Day:
    """The days of a part of a week or month."""
    if period.unit == "week":
        monday = today + timedelta(days=WEEK * period.shift - today.weekday())
        until = WEEK if period.until is None else period.until
        first = monday + timedelta(days=period.first)
        return Day(first, monday + timedelta(days=until), closing=period.closing)
    months = today.year * 12 + today.month - 1 + period.shift
    month = _in_month(date(months // 12, months % 12 + 1, 1), period.first, period.until)
    return replace(month, closing=period.closing)


def _in_month(first: date, begin: int, until: int | None) -> Day:
    length = monthrange(first.year, first.month)[1]
    begin = begin + length if begin < 0 else begin
    return Day(first + timedelta(days=begin), first + timedelta(days=length if until is None else min(until, length)))
