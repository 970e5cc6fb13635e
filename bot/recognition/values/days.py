"""Days and longer periods as people write them: "overmorgen", "volgende week dinsdag", "by the 3rd of May"."""

from __future__ import annotations

from calendar import monthrange
from dataclasses import dataclass, replace
from datetime import date, timedelta
from functools import lru_cache
from typing import TYPE_CHECKING

from bot.recognition.values.dates import Dates, DateWords
from bot.recognition.values.day import PAST, WEEK, Day, DayHit, nearest, one
from bot.recognition.values.line import CLAUSE_ENDS
from bot.recognition.values.phrases import WORDS_KEPT

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from bot.recognition.values.line import Line
    from bot.recognition.values.phrases import Phrases

    _ReadDay = Callable[[Line, int, date], "DayHit | None"]

_FRIDAY = 4


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
    workdays: Phrases[int]
    weekdays: Phrases[tuple[int, str | None]]
    shy_weekdays: Mapping[str, int]
    before_shy: frozenset[str]
    joins: frozenset[str]
    which: Phrases[int]
    weeks: Phrases[int]
    week_before: Phrases[int]
    week_later: Phrases[int]
    coming: Phrases[bool]
    periods: Phrases[Period]
    months: Mapping[str, int]
    month_parts: Phrases[tuple[int, int | None]]
    past: Phrases[bool]
    dates: DateWords


class Days:
    """Reads days at a word of a line."""

    def __init__(self, words: DayWords) -> None:
        self._words = words
        self._dates = Dates(words.dates)
        self._readers_of = lru_cache(maxsize=WORDS_KEPT)(self._read_by)

    def at(self, line: Line, at: int, today: date) -> DayHit | None:
        """The longest day or period that starts at word ``at``."""
        hits = [hit for read in self._readers_of(line.word(at)) if (hit := read(line, at, today))]
        return self._coming(line, max(hits, key=lambda hit: hit.end)) if hits else None

    def _coming(self, line: Line, hit: DayHit) -> DayHit:
        """The hit with what only says that it is to come: "vrijdag a.s."."""
        coming = self._words.coming.at(line, hit.end) if hit.day is not PAST else None
        return DayHit(replace(hit.day, ahead=True), coming[1]) if coming else hit

    def starts(self, word: str) -> bool:
        """Whether a day or period can start with ``word``."""
        return bool(self._readers_of(word))

    def may_start(self, word: str, following: str) -> bool:
        """Whether a day or period can start with these two words, or with the first alone."""
        words = self._words
        phrases = (words.past, words.days, words.weekdays, words.periods, words.month_parts, words.workdays)
        if any(kind.may_start(word, following) for kind in phrases) or word in words.shy_weekdays:
            return True
        before = (words.weeks, words.which, words.week_before)
        if any(kind.may_start(word, following) for kind in before):
            return True
        return self._dates.may_start_named(word, following) or self._dates.may_start(word, following)

    def _read_by(self, word: str) -> tuple[_ReadDay, ...]:
        """The readers that can read something from ``word`` on."""
        words = self._words
        weekday, shy = words.weekdays.starts(word), word in words.shy_weekdays
        named = any(kind.starts(word) for kind in (words.weeks, words.which, words.week_before))
        can = (
            (self._past, words.past.starts(word)),
            (self._date, weekday or shy or self._dates.starts(word)),
            (self._weekday, weekday or named or shy),
            (self._nth, weekday or word in words.dates.the),
            (self._period, words.periods.starts(word) or words.month_parts.starts(word)),
            (self._offset, words.days.starts(word) or words.workdays.starts(word)),
            (self._dates.named, self._dates.starts_named(word)),
        )
        return tuple(read for read, possible in can if possible)

    def _past(self, line: Line, at: int, today: date) -> DayHit | None:
        past = self._words.past.at(line, at)
        return past and DayHit(PAST, past[1])

    def _offset(self, line: Line, at: int, today: date) -> DayHit | None:
        hit = self._words.days.at(line, at)
        if not hit:
            return self._workday(line, at, today)
        (days, part), end = hit
        return DayHit(replace(one(today + timedelta(days=days), part=part), ahead=days > 0), end)

    def _workday(self, line: Line, at: int, today: date) -> DayHit | None:
        """ "The next working day"."""
        hit = self._words.workdays.at(line, at)
        steps = (today + timedelta(days=step) for step in range(1, WEEK + 1))
        working = [day for day in steps if day.weekday() <= _FRIDAY]
        return DayHit(replace(one(working[hit[0] - 1]), ahead=True), hit[1]) if hit else None

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
        if shy or line.word(at - 1) in self._words.before_shy or self._listed(line, at):
            return (self._words.shy_weekdays[line.word(at)], None), at + 1
        return None

    def _listed(self, line: Line, at: int) -> bool:
        """Whether a word stands among days of the week: "ma, di of wo"."""
        joins, words = self._words.joins, self._words
        after = line.word(at + 2) if line.word(at + 1) in joins else ""
        before = line.word(at - 2) if line.word(at - 1) in joins else ""
        return any(day in words.shy_weekdays or words.weekdays.starts(day) for day in (after, before) if day)

    def _date(self, line: Line, at: int, today: date) -> DayHit | None:
        if line.word(at) in self._words.shy_weekdays:
            return self._dates.after_weekday(line, at + 1, today, weekday=True)
        return self._dates.at(line, at, today)

    def _nth(self, line: Line, at: int, today: date) -> DayHit | None:
        before = line.word(at - 1)
        dated = at == 0 or before in self._words.dates.dated or before in CLAUSE_ENDS
        return self._dates.nth(line, at, today, dated=dated)


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
