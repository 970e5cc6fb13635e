"""Dates as people write them: "wo 18/3", "by the 3rd of May", "tussen 12 en 16 maart", "week 14", "Boxing Day"."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from datetime import date, timedelta
from typing import TYPE_CHECKING, NamedTuple

from bot.recognition.values.day import LAST_MONTH, WEEK, Day, DayHit, nearest, next_date, next_nth, one, real

if TYPE_CHECKING:
    from collections.abc import Mapping

    from bot.recognition.values.line import Line
    from bot.recognition.values.phrases import Phrases

_FOUR = re.compile(r"\d{4}")
_SIGNED = re.compile(r"(\d{1,2})([/.])(\d{1,2})(?:\2(\d{4}|\d{2}))?")
_LAST_OF_MONTH = 31
_MOST_FLOORS = 12
"""Up to this number "the 4th" can be a floor or a try, beyond it is a day of the month."""


class _Number(NamedTuple):
    """The number of a day in its month, the index after it, and whether it was written as an ordinal: "3rd"."""

    value: int
    end: int
    ordinal: bool


@dataclass(frozen=True)
class DateWords:
    """The words of a language for dates, from values.yaml."""

    weekdays: Phrases[tuple[int, str | None]]
    months: Mapping[str, int]
    ordinals: frozenset[str]
    numbers: Mapping[str, int]
    spelled: Mapping[str, int]
    the: frozenset[str]
    of: frozenset[str]
    dated: frozenset[str]
    after_the_nth: frozenset[str]
    not_dashed_after: Phrases[bool]
    ranges: Phrases[str]
    between: frozenset[str]
    weeks: Phrases[bool]
    before_week: frozenset[str]
    before_month: frozenset[str]
    week_of: Phrases[bool]
    months_to_come: Phrases[int]
    holidays: Phrases[tuple[int, int]]
    month_first: bool


class Dates:
    """Reads dates at a word of a line."""

    def __init__(self, words: DateWords) -> None:
        self._words = words

    def starts(self, word: str) -> bool:
        """Whether a date can start with ``word``, apart from the days of the week."""
        words = self._words
        if word[:1].isdigit() or word in words.numbers or word in words.spelled:
            return True
        return word in words.the or word in words.months

    def may_start(self, word: str, following: str) -> bool:
        """Whether a date can start with these two words, apart from the days of the week."""
        words = self._words
        if word[:1].isdigit():
            return True
        number = following[:1].isdigit() or following in words.numbers or following in words.spelled
        if word in words.the or word in words.months:
            return number or following in words.the or following in words.months
        tied = following in words.months or following in words.of or words.ranges.starts(following)
        return tied and (word in words.numbers or word in words.spelled)

    def named(self, line: Line, at: int, today: date) -> DayHit | None:
        """A holiday, a numbered week or the week of a date that starts at word ``at``."""
        holiday = self._words.holidays.at(line, at)
        if holiday:
            day = next_date(today, *holiday[0])
            return DayHit(replace(one(day), ahead=True), holiday[1]) if day else None
        week = self._numbered_week(line, at, today) or self._week_of(line, at, today)
        return week or self._month_alone(line, at, today)

    def may_start_named(self, word: str, following: str) -> bool:
        """Whether a holiday or week can start with these two words, or with the first alone."""
        words = self._words
        if word in words.months:
            return True
        if words.weeks.may_start(word, following) and (following[:1].isdigit() or words.weeks.goes_on(word, following)):
            return True
        return words.holidays.may_start(word, following) or words.week_of.may_start(word, following)

    def starts_named(self, word: str) -> bool:
        """Whether a holiday or week can start with ``word``."""
        words = self._words
        return (
            word in words.months
            or words.weeks.starts(word)
            or words.holidays.starts(word)
            or words.week_of.starts(word)
        )

    def at(self, line: Line, at: int, today: date) -> DayHit | None:
        """The date that starts at word ``at``, with or without a day of the week."""
        weekday = self._words.weekdays.at(line, at)
        hit = self.after_weekday(line, weekday[1] if weekday else at, today, weekday=bool(weekday))
        if not hit or not weekday:
            return hit
        return DayHit(replace(hit.day, part=weekday[0][1]), hit.end)

    def after_weekday(self, line: Line, at: int, today: date, *, weekday: bool) -> DayHit | None:
        """The date without a day of the week at word ``at``; ``weekday`` holds where one stands before it."""
        at += line.word(at) == ","
        at += line.word(at) in self._words.the
        framed = weekday or line.word(at - 1) in self._words.dated
        hit = self._digits(line, at, today, framed=framed)
        return hit or self._days_and_month(line, at, today) or self._month_and_day(line, at, today)

    def nth(self, line: Line, at: int, today: date, *, dated: bool) -> DayHit | None:
        """The day that only its number names: "on the 3rd", "woensdag 18"."""
        weekday = self._words.weekdays.at(line, at)
        begin = weekday[1] if weekday else at
        the = line.word(begin) in self._words.the
        number = self._number(line, begin + the, spelled=the)
        in_letters = line.word(begin + the) in self._words.spelled
        dated = line.word(at - 1) in self._words.dated if in_letters else dated
        if not number or not (weekday or (the and (dated or (number.value > _MOST_FLOORS and not in_letters)))):
            return None
        follows = line.word(number.end)
        if follows and follows not in self._words.after_the_nth:
            return None
        day = next_nth(today, number.value)
        if not day or not (number.ordinal or (weekday and self._fits(line, number, day, weekday[0][0]))):
            return None
        return DayHit(replace(one(day), part=weekday[0][1] if weekday else None), number.end)

    def _fits(self, line: Line, number: _Number, day: date, weekday: int) -> bool:
        """Whether a bare number after a day of the week is the day of the month that it falls on; "16u" is an hour."""
        follows = line.word(number.end)
        hour = line.glued(number.end) and follows.isalpha()
        return day.weekday() == weekday and not hour and (not follows or follows in self._words.after_the_nth)

    def _digits(self, line: Line, at: int, today: date, *, framed: bool) -> DayHit | None:
        words = line.words[at : at + 5]
        if len(words) == 5 and words[1] == words[3] == "-" and all(_is_number(word) for word in words[::2]):
            year, month, day = (words[0], words[2], words[4]) if _FOUR.fullmatch(words[0]) else words[4::-2]
            return _dated(today, (_full_year(year, today), int(month[:3]), int(day[:3])), at + 5)
        if framed and self._dashed(line, at, words):
            return self._ordered(today, None, (int(words[0]), int(words[2])), at + 3)
        signed = _SIGNED.fullmatch(line.word(at))
        if not signed or not (signed[4] or (signed[2] == "/" and (framed or len(signed[1]) == len(signed[3]) == 2))):
            return None
        year_number = _full_year(signed[4], today) if signed[4] else None
        return self._ordered(today, year_number, (int(signed[1]), int(signed[3])), at + 1)

    def _dashed(self, line: Line, at: int, words: tuple[str, ...]) -> bool:
        """Whether "20-3" is a day and a month, and not two to three of something."""
        if len(words) < 3 or words[1] != "-" or not (line.glued(at + 1) and line.glued(at + 2)):
            return False
        short = all(_is_number(word) and len(word) < 3 for word in words[:3:2])
        return short and not self._words.not_dashed_after.holds(line, at + 3)

    def _ordered(self, today: date, year: int | None, written: tuple[int, int], end: int) -> DayHit | None:
        """A date in figures, day first unless only the other order exists and the language has both."""
        day, month = written
        if self._words.month_first and month > LAST_MONTH:
            day, month = month, day
        return _dated(today, (year, month, day), end)

    def _days_and_month(self, line: Line, at: int, today: date) -> DayHit | None:
        """ "3 mei", "the 3rd of May", "12 en 16 maart"."""
        first = self._number(line, at, spelled=True)
        if not first:
            return None
        last = self._last(line, first, between=self._between(line, at))
        end = (last or first).end
        end += line.word(end) in self._words.of
        month = self._words.months.get(line.word(end))
        if not month:
            return None if last else self._in_a_month_to_come(line, end, first.value, today)
        year = _year(line.word(end + 1), today)
        hit = _dated(today, (year, month, first.value), end + 1 + bool(year))
        return self._up_to(hit, last.value) if hit and last else hit

    def _in_a_month_to_come(self, line: Line, at: int, number: int, today: date) -> DayHit | None:
        """ "The 3rd of next month", "de eerste van de maand": the next one in this month or the one after it."""
        months = self._words.months_to_come.at(line, at) if line.word(at - 1) in self._words.of else None
        if not months:
            return None
        begin = _months_later(today.replace(day=1)) if months[0] else today
        day = next_nth(begin, number)
        return DayHit(replace(one(day), ahead=True), months[1]) if day else None

    def _month_and_day(self, line: Line, at: int, today: date) -> DayHit | None:
        """ "May 3rd", "February 5, 2026", "March 12-16"."""
        month = self._words.months.get(line.word(at))
        first = self._number(line, at + 1 + (line.word(at + 1) in self._words.the), spelled=True) if month else None
        if not month or not first:
            return None
        last = self._last(line, first, between=self._between(line, at))
        end = (last or first).end
        comma = line.word(end) == ","
        year = _year(line.word(end + comma), today)
        hit = _dated(today, (year, month, first.value), end + (1 + comma if year else 0))
        return self._up_to(hit, last.value) if hit and last else hit

    def _last(self, line: Line, first: _Number, *, between: bool) -> _Number | None:
        """The second number of "12 en 16 maart"; without "tussen", "and" and "or" only join days in a row."""
        tie = self._words.ranges.at(line, first.end)
        last = tie and self._number(line, tie[1] + (line.word(tie[1]) in self._words.the), spelled=True)
        if not tie or not last or last.value <= first.value:
            return None
        return last if between or tie[0] == "to" or last.value == first.value + 1 else None

    def _between(self, line: Line, at: int) -> bool:
        """Whether "between" stands before word ``at``, or before the article there."""
        return line.word(at - 1 - (line.word(at - 1) in self._words.the)) in self._words.between

    def _up_to(self, hit: DayHit, last: int) -> DayHit | None:
        day = real(hit.day.first.year, hit.day.first.month, last)
        return DayHit(replace(hit.day, until=day + timedelta(days=1), through=True), hit.end) if day else None

    def _number(self, line: Line, at: int, *, spelled: bool) -> _Number | None:
        word, words = line.word(at), self._words
        ordinal = word in words.spelled
        if ordinal and not spelled:
            return None
        value = words.spelled[word] if ordinal else words.numbers.get(word)
        value = int(word) if value is None and _is_number(word) and len(word) < 3 else value
        if value is None or not 1 <= value <= _LAST_OF_MONTH:
            return None
        suffixed = line.glued(at + 1) and line.word(at + 1) in words.ordinals
        return _Number(value, at + 1 + suffixed, ordinal or suffixed)

    def _numbered_week(self, line: Line, at: int, today: date) -> DayHit | None:
        begin = self._words.weeks.at(line, at)
        number = line.word(begin[1]) if begin else ""
        if not begin or not _is_number(number) or len(number) > 2:
            return None
        if begin[1] == at + 1 and at and line.word(at - 1) not in self._words.before_week:
            return None
        year, this, _ = today.isocalendar()
        try:
            monday = date.fromisocalendar(year + (int(number) < this), int(number), 1)
        except ValueError:
            return None
        return DayHit(replace(_week(monday), ahead=True), begin[1] + 1)

    def _month_alone(self, line: Line, at: int, today: date) -> DayHit | None:
        """ "From January": a month after a word that shows that it is one."""
        month = self._words.months.get(line.word(at)) if line.word(at - 1) in self._words.before_month else None
        first = month and nearest(today, month, 1)
        return DayHit(Day(first, _months_later(first)), at + 1) if first else None

    def _week_of(self, line: Line, at: int, today: date) -> DayHit | None:
        """ "The week of 16 March", "week commencing 4 Jan"."""
        begin = self._words.week_of.at(line, at)
        hit = begin and self.after_weekday(line, begin[1], today, weekday=True)
        return DayHit(_week(hit.day.first - timedelta(days=hit.day.first.weekday())), hit.end) if hit else None


def _months_later(first: date) -> date:
    """The first day of the month after that of ``first``."""
    return (first + timedelta(days=_LAST_OF_MONTH)).replace(day=1)


def _week(monday: date) -> Day:
    return Day(monday, monday + timedelta(days=WEEK))


def _is_number(word: str) -> bool:
    return word.isascii() and word.isdigit()


def _dated(today: date, written: tuple[int | None, int, int], end: int) -> DayHit | None:
    year, month, number = written
    day = nearest(today, month, number) if year is None else real(year, month, number)
    return DayHit(one(day), end) if day else None


def _full_year(written: str, today: date) -> int:
    """The year that figures mean, or one that does not exist where it is too far away."""
    return _year("20" + written if len(written) == 2 else written, today) or 1


def _year(word: str, today: date) -> int | None:
    if not (word.isascii() and _FOUR.fullmatch(word)):
        return None
    return int(word) if abs(int(word) - today.year) <= 5 else None
