"""Details: the days, dates, times, lengths of time, counts and amounts that a text names, so that two can be compared.

A reading has the moments to come and the amounts of a message; this also reads what lies behind ("three weeks ago",
"you rang four times"), and reads a customer's case in the same way. What it does not know it does not read.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from bot.core.figures import Figures, tokens
from bot.core.moves import Span
from bot.core.numbers import Words

TIMES = "times"
"""What is counted where it is how often."""
_STEM = 4
"""Letters by which two nouns are taken for the same: "card" and "cards"."""
_ALIKE = 0.2
"""Lengths in other units this close are the same: 30 days and four weeks. Our own judgement, as the next."""
_ROUNDED = 0.02
"""The same for amounts."""
_MOST_COUNTED = 1000
_HALF_DAY = 720
_STEPS = (5, 10, 15, 20, 25)
"""Minutes that people say to or past an hour."""


class Kind(StrEnum):
    """What a detail is a detail of."""

    DAY = "day"
    """A weekday, Monday being 0."""
    MONTH = "month"
    DATE = "date"
    """A hundred times the month and the day."""
    CLOCK = "clock"
    """Minutes after twelve, in the morning or in the afternoon."""
    LENGTH = "length"
    """A length of time in minutes, ``about`` the word for its unit."""
    MONEY = "money"
    COUNT = "count"
    """How many there are of what it is ``about``: the beginning of a noun."""
    NUMBER = "number"
    """A number that says nothing of what it counts."""


@dataclass(frozen=True)
class Detail:
    """One detail with its words. A ``loose`` one is no more than about right: "almost two weeks", "three or four"."""

    kind: Kind
    value: float
    span: Span
    about: str = ""
    loose: bool = False

    @property
    def key(self) -> str:
        """What it says, apart from its words."""
        return f"{self.kind}:{self.about if self.kind is Kind.COUNT else ''}:{self.value:g}"

    @property
    def figure(self) -> float:
        """The number as it was said."""
        if self.kind is Kind.LENGTH:
            return self.value / float(self.about)
        if self.kind is Kind.CLOCK:
            return self.value / 60
        return self.value % 100 if self.kind is Kind.DATE else self.value


_Found = tuple[Detail, int]
"""A detail, and the place of the token after it."""


def find_details(text: str, words: Words) -> tuple[Detail, ...]:
    """The details that ``text`` names, in order."""
    line, starts = _Line(tuple(tokens(text)), words.details, words.common), words.details.starting.match
    found, at = [], 0
    while at < len(line.tokens):
        hit = line.read(at) if starts(line.tokens[at].word) else None
        if hit:
            found.append(hit[0])
        at = hit[1] if hit else at + 1
    return tuple(found)


def same(one: Detail, other: Detail) -> bool:
    """Whether ``other``, as somebody says it, can be ``one`` of what is so: in other units, or rounded."""
    if other.kind is Kind.MONTH and one.kind is Kind.DATE:
        return one.value // 100 == other.value
    if one.kind is not other.kind:
        return one.kind is Kind.NUMBER and other.kind is Kind.MONEY and one.value == other.value
    if one.kind is Kind.COUNT and one.about != other.about:
        return False
    about_right = one.about != other.about or one.loose
    if one.kind is Kind.LENGTH and about_right and not (one.loose and one.figure == 1):  # "a week" is just that
        return abs(one.value - other.value) <= _ALIKE * max(one.value, other.value)
    rounded = _ROUNDED * other.value if one.kind is Kind.MONEY else 0
    return abs(one.value - other.value) <= rounded


@dataclass(frozen=True)
class _Line(Figures):
    """The tokens of a text, with the details that start at each."""

    common: frozenset[str]

    def read(self, at: int) -> _Found | None:
        """The detail that starts at a token."""
        for reader in (self._day, self._money, self._date, self._clock, self._alone, self._length, self._counted):
            found = reader(at)
            if found:
                return found
        return None

    def _detail(self, kind: Kind, value: float, at: int, end: int, about: str = "", *, loose: bool = False) -> _Found:
        span = Span(self.tokens[at].span.start, self.tokens[end - 1].span.end)
        return Detail(kind, value, span, about, loose or self._hedged(at)), end

    def _hedged(self, at: int) -> bool:
        """Whether the words before a detail leave it open, or a number before it makes it a range."""
        before = {self.word(at - 1), f"{self.word(at - 2)} {self.word(at - 1)}"}
        other = self.number(at - 2) if self.word(at - 1) in {*self.known.between_numbers, ","} else None
        beside = self.word(at - 1) not in self.known.articles and self.number(at - 1)
        return bool(before & set(self.known.hedges) or other or beside)

    def _day(self, at: int) -> _Found | None:
        days = self.known.days
        found = next((place for place, day in enumerate(days) if self.word(at).startswith(day)), None)
        return None if found is None else self._detail(Kind.DAY, found, at, at + 1)

    def _money(self, at: int) -> _Found | None:
        sign = self.word(at) in {"€", "£", "$"}
        number = self.number(at + sign)
        if number is None:
            return None
        value, end = number
        if sign:
            return self._detail(Kind.MONEY, value, at, end)
        if self.word(end) not in self.known.money:
            return None
        cents = self.word(end + 1)  # "84 euro 50"
        if cents.isdigit() and len(cents) == 2:
            return self._detail(Kind.MONEY, value + int(cents) / 100, at, end + 2)
        return self._detail(Kind.MONEY, value, at, end + 1)

    def _date(self, at: int) -> _Found | None:
        """A day with its month, or a month alone."""
        number = self.number(at)
        if number and 1 <= number[0] <= 31:
            end = number[1] + (self.word(number[1]) in self.known.ordinals)
            end += self.word(end) == "of"
            month = self._month(end)
            return self._detail(Kind.DATE, month * 100 + number[0], at, end + 1) if month else None
        month = self._month(at)
        number = self.number(at + 1) if month else None
        if number and self.word(at + 1).isdigit() and number[0] <= 31:
            return self._detail(Kind.DATE, month * 100 + number[0], at, number[1])
        said = month and (len(self.word(at)) > 5 or self.word(at - 1) in self.known.in_month)
        return self._detail(Kind.MONTH, month, at, at + 1) if said else None

    def _month(self, at: int) -> int:
        """The number of a month, or 0."""
        months = self.known.months
        return months.index(self.word(at)) + 1 if self.word(at) in months else 0

    def _clock(self, at: int) -> _Found | None:
        return self._by_digits(at) or self._by_half(at) or self._by_steps(at) or self._by_hour(at)

    def _by_digits(self, at: int) -> _Found | None:
        hour, _, minutes = self.word(at).replace(".", ":").partition(":")
        told = ":" in self.word(at) or self.word(at + 1) in {*self.known.hours, *self.known.halves}
        if not (told and hour.isdigit() and len(minutes) == 2 and minutes.isdigit() and int(minutes) < 60):
            return None
        end = at + 1 + (self.word(at + 1) in {*self.known.hours, *self.known.halves})
        return self._time(int(hour) * 60 + int(minutes), at, end)

    def _by_half(self, at: int) -> _Found | None:
        """ "half drie"; English says it with "past" and has it among the steps."""
        number = self.number(at + 1) if self.known.half_to and self.word(at) == self.known.half_to else None
        return self._time(int(number[0] * 60 - 30), at, number[1]) if number and _is_hour(number[0]) else None

    def _by_steps(self, at: int) -> _Found | None:
        minutes = self.known.steps.get(self.word(at), self.known.numbers.get(self.word(at), 0))
        sign = {**dict.fromkeys(self.known.to, -1), **dict.fromkeys(self.known.past, 1)}.get(self.word(at + 1))
        hour = self.number(at + 2)
        if sign is None or minutes not in (*_STEPS, 30) or hour is None or not _is_hour(hour[0]):
            return None
        return self._time(int(hour[0] * 60 + sign * minutes), at, hour[1])

    def _by_hour(self, at: int) -> _Found | None:
        """ "om tien uur", "ten o'clock", "2 pm": a bare number of hours is a length."""
        hour = self.number(at)
        if hour is None or not hour[0].is_integer() or not 1 <= hour[0] <= 24:
            return None
        named = self.word(hour[1]) in self.known.halves
        at_it = self.word(at - 1) in self.known.at and self.word(hour[1]) in self.known.hours
        return self._time(int(hour[0] * 60), at, hour[1] + 1) if named or at_it else None

    def _time(self, minutes: int, at: int, end: int) -> _Found:
        return self._detail(Kind.CLOCK, minutes % _HALF_DAY, at, end)

    def _alone(self, at: int) -> _Found | None:
        """Words that are a length or a number of times by themselves: "a fortnight", "twice"."""
        length, times = self.known.whole.get(self.word(at)), self.known.times.get(self.word(at))
        if length and self.number(at - 1) is None:
            begin = at - (self.word(at - 1) in self.known.articles)
            return self._detail(Kind.LENGTH, length, begin, at + 1, f"{length:g}")
        return self._detail(Kind.COUNT, times, at, at + 1, TIMES) if times else None

    def _length(self, at: int) -> _Found | None:
        number, loose = self.number(at), False
        if self.word(at) in self.known.articles:
            number, loose = (1.0, at + 1), True
        if number is None:
            return None
        value, end = number
        end += self.word(end) in {*self.known.articles, *self.known.fillers}
        unit = self.known.lengths.get(self.word(end)) or self.known.whole.get(self.word(end))
        if unit is None:
            return None
        loose = loose or self.word(at - 1) == "of" or self.word(end + 1) in self.known.ages
        return self._detail(Kind.LENGTH, value * unit, at, end + 1, f"{unit:g}", loose=loose)

    def _counted(self, at: int) -> _Found | None:
        number = self.number(at)
        if number is None:
            return None
        value, end = number
        end += self.word(end) in self.known.fillers
        noun = self.word(end)
        if noun in self.known.counted:
            return self._detail(Kind.COUNT, value, at, end + 1, TIMES)
        if value.is_integer() and 1 < value <= _MOST_COUNTED and self._is_noun(noun):
            return self._detail(Kind.COUNT, value, at, end + 1, noun[:_STEM])
        return self._detail(Kind.NUMBER, value, at, number[1])

    def _is_noun(self, word: str) -> bool:
        other = word in self.common or word in self.known.breaks or word.startswith(self.known.days)
        return len(word) >= _STEM and word.isalpha() and not other and self.value(word) is None


def _is_hour(value: float) -> bool:
    return value.is_integer() and 1 <= value <= 12
