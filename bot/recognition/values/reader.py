"""Reads one moment: a day, a part of the day, a time and what ties them, in any order."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from datetime import timedelta
from typing import TYPE_CHECKING

from bot.recognition.values.clocks import FAIR, STRONG, Clocks, Hit
from bot.recognition.values.day import PAST, WEEK, DayHit
from bot.recognition.values.windows import Draft

if TYPE_CHECKING:
    from datetime import date

    from bot.recognition.values.days import Days
    from bot.recognition.values.line import Line
    from bot.recognition.values.phrases import Phrases

_SPANS = frozenset({"between", "from", "range"})
_FRAMES = frozenset({"by", "before", "around", "after", "from"})
_BETWEEN, _AROUND = "between", "around"
_UP_TO = "to"
_MORNING, _FIRST = "morning", "first"
"""The first hours are a part of the morning: "morgenochtend als eerste"."""
_MOST_GLUE = 2


@dataclass(frozen=True)
class MomentWords:
    """The words of a language that tie times together, from values.yaml."""

    directions: Phrases[str]
    closing: Phrases[str]
    after_length: Phrases[str]
    given: Phrases[bool]
    lasting: Phrases[bool]
    then: Phrases[bool]
    glue: frozenset[str]
    joins: frozenset[str]
    ranges: Phrases[str]
    parts_alone: Phrases[str]
    parts_with: Phrases[str]
    skipped: Phrases[bool]
    not_clock_after: Phrases[bool]
    not_bare_clock_after: Phrases[bool]
    not_clock_before: frozenset[str]
    clock_after: frozenset[str]
    clock_before: frozenset[str]
    windows: dict[str, tuple[int, int]]
    around_minutes: int


@dataclass
class Reading:
    """A moment while it is being read, word by word."""

    at: int
    end: int
    today: date
    draft: Draft = field(default_factory=Draft)


class Reader:
    """Reads a moment word by word."""

    def __init__(self, words: MomentWords, days: Days, clocks: Clocks) -> None:
        self._words = words
        self._days = days
        self._clocks = clocks

    def starts(self, word: str) -> bool:
        """Whether what says when can start with ``word``, apart from a direction as "before"."""
        if self._words.parts_alone.starts(word) or self._words.parts_with.starts(word):
            return True
        return self._days.starts(word) or self._clocks.starts(word)

    def may_start(self, word: str, following: str) -> bool:
        """Whether what says when can start with these two words, or with the first alone."""
        words = self._words
        if words.parts_alone.may_start(word, following) or words.parts_with.may_start(word, following):
            return True
        return self._days.may_start(word, following) or self._clocks.may_start(word, following)

    def alone(self, line: Line, at: int, today: date) -> bool:
        """Whether a day or part of the day starts at word ``at``, though it can be a direction: "na het weekend"."""
        return self._words.parts_alone.holds(line, at) or self._days.at(line, at, today) is not None

    def read_on(self, line: Line, reading: Reading) -> None:
        """Read day, part of the day, time and direction in any order, with at most two small words between."""
        glue = 0
        while glue <= _MOST_GLUE and reading.at < len(line.words):
            if self._item(line, reading):
                reading.end, glue = reading.at, 0
            elif line.word(reading.at) in self._words.glue and reading.draft.begun:
                reading.at, glue = reading.at + 1, glue + 1
            else:
                return

    def _item(self, line: Line, reading: Reading) -> bool:
        return (
            self._closing(line, reading)
            or self._day(line, reading)
            or self._clock(line, reading, reading.draft.direction)
            or self._part(line, reading)
            or self._second_direction(line, reading)
        )

    def _closing(self, line: Line, reading: Reading) -> bool:
        closing = self._words.closing.at(line, reading.at) if reading.draft.begun else None
        if closing and not self._days.at(line, closing[1], reading.today):
            reading.draft.direction, reading.at = closing
            return True
        return False

    def _day(self, line: Line, reading: Reading) -> bool:
        hit = self._days.at(line, reading.at, reading.today) if reading.draft.day is None else None
        if hit and not (hit.day.part and reading.draft.part):
            reading.draft.day, reading.at = self._through(line, hit, reading)
            reading.draft.part = reading.draft.part or hit.day.part
            return True
        return False

    def _through(self, line: Line, hit: DayHit, reading: Reading) -> DayHit:
        """The days of a hit up to and with a second day: "between Monday and Wednesday"."""
        tie = self._words.ranges.at(line, hit.end)
        if not tie or not (reading.draft.direction in _SPANS or tie[0] == _UP_TO):
            return hit
        second = self._days.at(line, tie[1], reading.today)
        if not second or PAST in (hit.day, second.day):
            return hit
        last = second.day if second.day.first > hit.day.first else second.day.later(WEEK)
        if last.until <= hit.day.first:
            return hit
        return DayHit(replace(hit.day, until=last.until, through=True), second.end)

    def _part(self, line: Line, reading: Reading) -> bool:
        framed = reading.draft.begun or reading.draft.direction in _FRAMES
        phrases = self._words.parts_with if framed else self._words.parts_alone
        hit = phrases.at(line, reading.at) if reading.draft.part in (None, _MORNING) else None
        if hit and (reading.draft.part is None or hit[0] == _FIRST):
            reading.draft.part, reading.at = hit
            return True
        return False

    def _second_direction(self, line: Line, reading: Reading) -> bool:
        """A direction after the day: "Friday before ten", "morgen na de lunch", "next week, between Monday and ..."."""
        hit = self._words.directions.at(line, reading.at) if reading.draft.begun else None
        if not hit or reading.draft.clock:
            return False
        step = replace(reading, at=hit[1], end=hit[1])
        framed = hit[0] in _FRAMES and not reading.draft.direction
        if not self._clock(line, step, hit[0]) and not (framed and self._part(line, step)):
            return hit[0] == _BETWEEN and self._days_within(line, reading, hit[1])
        reading.at = step.at
        if hit[0] != "at":
            reading.draft.direction = hit[0]
        return True

    def _days_within(self, line: Line, reading: Reading, at: int) -> bool:
        """Two days within the week that was named: "next week, between Monday and Wednesday"."""
        week = reading.draft.day
        if not week or week.single or week is PAST:
            return False
        first = self._days.at(line, at, week.first - timedelta(days=1))
        if not first or not first.day.single:
            return False
        step = Reading(at, at, week.first - timedelta(days=1), Draft(_BETWEEN))
        hit = self._through(line, first, step)
        if not hit.day.through or hit.day.until > week.until:
            return False
        reading.draft.day, reading.at = replace(hit.day, ahead=week.ahead), hit.end
        return True

    def _clock(self, line: Line, reading: Reading, direction: str) -> bool:
        draft = reading.draft
        hit = self._clocks.at(line, reading.at) if draft.clock is None else None
        if not hit or line.word(reading.at - 1) in self._words.not_clock_before:
            return False
        second = self._range_end(line, hit, direction, draft)
        end = second.end if second else hit.end
        if self._words.not_clock_after.holds(line, end):
            return False
        if not draft.begun and self._words.not_bare_clock_after.holds(line, end):
            return False
        if not second and not self._is_time(line, hit, direction, reading):
            return False
        draft.clock, draft.until, reading.at = hit.clock, second and second.clock, end
        return True

    def _range_end(self, line: Line, hit: Hit, direction: str, draft: Draft) -> Hit | None:
        tie = self._words.ranges.at(line, hit.end)
        second = tie and self._clocks.at(line, tie[1])
        sure = direction in _SPANS or draft.begun
        return second if second and (sure or second.clock.strength >= FAIR) else None

    def _is_time(self, line: Line, hit: Hit, direction: str, reading: Reading) -> bool:
        strength, dated = hit.clock.strength, reading.draft.begun
        if strength == STRONG or direction == "at" or self._words.parts_alone.holds(line, hit.end):
            return True
        if strength == FAIR:
            framed = dated or direction in _FRAMES or self._words.parts_with.holds(line, hit.end)
            asked = line.word(reading.at - 1) in self._words.clock_before
            return framed or asked or self._day_follows(line, hit.end, reading.today)
        if dated and direction == _AROUND:
            return True
        follows = line.word(hit.end)
        return direction in _FRAMES and (not follows.isalnum() or follows in self._words.clock_after)

    def _day_follows(self, line: Line, at: int, today: date) -> bool:
        hit = self._days.at(line, at, today)
        return bool(hit and (hit.day.ahead or hit.day.part))
