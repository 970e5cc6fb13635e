"""Clock times as people write them: "half elf", "kwart voor drie", "16.15 u", "10u30", "ten past five", "3pm"."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from functools import lru_cache
from typing import TYPE_CHECKING, NamedTuple

from bot.recognition.values.line import Line
from bot.recognition.values.phrases import WORDS_KEPT

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from bot.recognition.values.numbers import Numerals
    from bot.recognition.values.phrases import Phrases

    _ReadTime = Callable[[Line, int], "Hit | None"]

_DIGITAL = re.compile(r"([01]?\d|2[0-4])[:.]([0-5]\d)")
_MILITARY = re.compile(r"([01]\d|2[0-3])([0-5]\d)")
_CENTURIES = frozenset({"19", "20"})
_HOUR = re.compile(r"[01]?\d|2[0-4]")
_MINUTE = re.compile(r"[0-5]\d")
_MORNING_STARTS = 7
_FIVES = frozenset({5, 10, 20, 25})
HALF_DAY, DAY = 12 * 60, 24 * 60

WEAK, FAIR, STRONG = range(3)
"""How sure it is that a number is a time: "4" needs a word as "om" before it, "4 uur" that or a day, "4:15" nothing."""


@dataclass(frozen=True)
class Clock:
    """A time on the clock, in minutes from midnight; ``fixed`` when it can not be twelve hours later."""

    minutes: int
    strength: int
    fixed: bool = False

    def on_a_working_day(self) -> int:
        """The minutes when nothing else tells: three is 15:00, ten is 10:00."""
        return self.minutes + HALF_DAY * (not self.fixed and self.minutes < _MORNING_STARTS * 60)

    def within(self, start: int, end: int) -> int:
        """The reading of the time that is nearest to a part of the day."""
        steps = (0, DAY) if self.fixed else (0, HALF_DAY, DAY)
        return min((self.minutes + step for step in steps), key=lambda read: max(start - read, read - end, 0))


class Hit(NamedTuple):
    """A time that was read, and the index of the word after it."""

    clock: Clock
    end: int


@dataclass(frozen=True)
class ClockWords:
    """The words of a language around the time of day, from values.yaml."""

    named: Phrases[int]
    hours: Mapping[str, int]
    plurals: Mapping[str, int]
    suffixes: frozenset[str]
    articles: frozenset[str]
    half: Phrases[tuple[int, int]]
    joined_half: Mapping[str, int]
    minutes: Phrases[int]
    past: Phrases[int]
    spelled: frozenset[str]
    exactly: frozenset[str]
    oclock: Phrases[int]
    meridiem: Phrases[int]


class Clocks:
    """Reads times of the day at a word of a line."""

    def __init__(self, words: ClockWords, numerals: Numerals) -> None:
        self._words = words
        self._numerals = numerals
        self._readers_of = lru_cache(maxsize=WORDS_KEPT)(self._read_by)

    def at(self, line: Line, at: int) -> Hit | None:
        """The time that starts at word ``at``."""
        for read in self._readers_of(line.word(at)):
            found = read(line, at)
            if found:
                return self._with_meridiem(line, found)
        return None

    def starts(self, word: str) -> bool:
        """Whether a time can start with ``word``."""
        return bool(self._readers_of(word))

    def may_start(self, word: str, following: str) -> bool:
        """Whether a time can start with these two words, or with the first alone."""
        words = self._words
        if any(kind.may_start(word, following) for kind in (words.named, words.half, words.minutes)):
            return True
        if word in words.joined_half or word[:1].isdigit():
            return True
        counted = words.oclock.starts(following) or words.past.starts(following)
        hour = (word in words.hours or word in words.plurals) and word not in words.articles
        return hour or (counted and self._numerals.starts(word))

    def _read_by(self, word: str) -> tuple[_ReadTime, ...]:
        """The readers that can read something from ``word`` on, in the order in which they are tried."""
        words, digits = self._words, word[:1].isdigit()
        can = (
            (self._named, words.named.starts(word)),
            (self._relative, words.minutes.starts(word) or self._numerals.starts(word)),
            (self._half, words.half.starts(word) or word in words.joined_half),
            (self._digital, digits),
            (self._hour, digits or word in words.hours or word in words.plurals),
        )
        return tuple(read for read, possible in can if possible)

    def _named(self, line: Line, at: int) -> Hit | None:
        named = self._words.named.at(line, at)
        return named and Hit(Clock(named[0], STRONG, fixed=True), named[1])

    def _half(self, line: Line, at: int) -> Hit | None:
        joined = self._words.joined_half.get(line.word(at))
        if joined is not None:
            return Hit(Clock(joined, STRONG), self._after_oclock(line, at + 1))
        half = self._words.half.at(line, at)
        hour = half and self._hour_number(line, half[1])
        if not half or not hour or not 1 <= hour[0] <= 12:
            return None
        (minutes, strength), _ = half
        return Hit(Clock((hour[0] * 60 + minutes) % HALF_DAY, strength), self._after_oclock(line, hour[1]))

    def _relative(self, line: Line, at: int) -> Hit | None:
        count = self._minute_count(line, at)
        sign = count and self._words.past.at(line, count[1])
        base = sign and (self._half(line, sign[1]) or self._whole(line, sign[1]))
        if not count or not sign or not base or not self._counted(line, at, count, sign[1]):
            return None
        minutes = (base.clock.minutes + sign[0] * count[0]) % HALF_DAY
        sure = base.clock.strength == STRONG or not (
            line.word(at).isdigit() or line.word(count[1]) in self._words.spelled
        )
        return Hit(Clock(minutes, STRONG if sure else count[2]), self._after_oclock(line, base.end))

    def _counted(self, line: Line, at: int, count: tuple[int, int, int], end: int) -> bool:
        """Whether a number counts minutes: "ten to five" and "3 minutes to five" do, "9 to 11" does not."""
        if count[2] == STRONG or end - count[1] > 1 or line.word(at - 1) in self._words.exactly:
            return True
        return count[0] in _FIVES and not (line.word(at).isdigit() and line.word(count[1]) in self._words.spelled)

    def _minute_count(self, line: Line, at: int) -> tuple[int, int, int] | None:
        quarter = self._words.minutes.at(line, at)
        if quarter:
            return quarter[0], quarter[1], STRONG
        number = self._numerals.at(line, at)
        return (int(number[0]), number[1], FAIR) if number and 0 < number[0] < 30 else None

    def _whole(self, line: Line, at: int) -> Hit | None:
        hour = self._hour_number(line, at)
        return Hit(Clock(hour[0] * 60, WEAK), hour[1]) if hour and 1 <= hour[0] <= 12 else None

    def _digital(self, line: Line, at: int) -> Hit | None:
        written = _DIGITAL.fullmatch(line.word(at))
        if not written:
            return self._military(line, at)
        end = self._after_oclock(line, at + 1)
        strength = STRONG if ":" in written[0] or end > at + 1 else FAIR
        return Hit(Clock(int(written[1]) * 60 + int(written[2]), strength, _is_fixed(written[1])), end)

    def _military(self, line: Line, at: int) -> Hit | None:
        """ "At 1400", "0930": as weak as an hour alone, because a number is more often something else."""
        written = _MILITARY.fullmatch(line.word(at))
        if not written or (written[1] in _CENTURIES and not self._words.oclock.holds(line, at + 1)):
            return None
        end = self._after_oclock(line, at + 1)
        strength = STRONG if end > at + 1 else WEAK
        return Hit(Clock(int(written[1]) * 60 + int(written[2]), strength, fixed=True), end)

    def _hour(self, line: Line, at: int) -> Hit | None:
        hour = self._hour_number(line, at)
        if not hour:
            return None
        strength = FAIR if hour[1] > at + 1 or line.word(at) in self._words.plurals else WEAK
        clock = Clock(hour[0] * 60, strength, _is_fixed(line.word(at)) or hour[0] > 12)
        oclock = self._words.oclock.at(line, hour[1])
        if oclock:
            return self._with_oclock(line, clock, oclock)
        return None if line.word(at) in self._words.articles else Hit(clock, hour[1])

    def _with_oclock(self, line: Line, clock: Clock, oclock: tuple[int, int]) -> Hit:
        strength, end = oclock
        if line.glued(end) and _MINUTE.fullmatch(line.word(end)):
            return Hit(replace(clock, minutes=clock.minutes + int(line.word(end)), strength=STRONG), end + 1)
        return Hit(replace(clock, strength=strength), end)

    def _hour_number(self, line: Line, at: int) -> tuple[int, int] | None:
        word = line.word(at)
        if _HOUR.fullmatch(word):
            return int(word), at + 1 + (line.glued(at + 1) and line.word(at + 1) in self._words.suffixes)
        value = self._words.hours.get(word, self._words.plurals.get(word))
        return (value, at + 1) if value is not None else None

    def _after_oclock(self, line: Line, at: int) -> int:
        oclock = self._words.oclock.at(line, at)
        return oclock[1] if oclock else at

    def _with_meridiem(self, line: Line, hit: Hit) -> Hit:
        meridiem = self._words.meridiem.at(line, hit.end)
        if not meridiem or hit.clock.minutes > DAY - 1:
            return hit
        minutes = hit.clock.minutes if hit.clock.minutes > 12 * 60 + 59 else hit.clock.minutes % HALF_DAY + meridiem[0]
        return Hit(Clock(minutes, STRONG, fixed=True), meridiem[1])


def _is_fixed(hour: str) -> bool:
    """Whether an hour is one of the 24-hour clock: 03 or 15."""
    return hour.isdigit() and (hour.startswith("0") or int(hour) > 12)
