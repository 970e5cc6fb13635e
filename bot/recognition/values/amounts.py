"""Sums of money and percentages in a message."""

from __future__ import annotations

import re
from dataclasses import dataclass
from decimal import Decimal
from functools import lru_cache
from typing import TYPE_CHECKING, Literal

from bot.core.moves import Amount
from bot.recognition.values.numbers import read_digits
from bot.recognition.values.phrases import PAIRS_KEPT, WORDS_KEPT

if TYPE_CHECKING:
    from bot.recognition.values.line import Line
    from bot.recognition.values.numbers import Found, Numerals
    from bot.recognition.values.phrases import Phrases

Unit = Literal["EUR", "GBP", "USD", "%"]
_ALL = 100
_NEAR = 6
_FEWEST_CENTS = 10
_DASH, _AND = "dash", "and"
_CENTS = re.compile(r"\d{1,4}[.,]\d{2}")


@dataclass(frozen=True)
class Sum:
    """A value in a unit, as the lexicon writes it: "10 EUR" for "tientje"."""

    value: Decimal
    unit: Unit


@dataclass(frozen=True)
class AmountWords:
    """The words of a language for money, from values.yaml."""

    signs: Phrases[Sum]
    units: Phrases[Sum]
    whole: Phrases[Sum]
    shares: Phrases[Sum]
    price_words: Phrases[bool]
    ranges: Phrases[str]
    between: frozenset[str]
    joiner: frozenset[str]
    after_cents: frozenset[str]
    point: str
    currency: Unit
    not_price_after: Phrases[bool]
    worth: Phrases[bool]
    not_amounts: Phrases[bool]
    not_after: Phrases[bool]


_Hit = tuple[Sum, tuple[int, int]]
"""A sum, and the words of it: from the index of the first up to that after the last."""


class Amounts:
    """Finds amounts in a line."""

    def __init__(self, words: AmountWords, numerals: Numerals) -> None:
        self._words = words
        self._numerals = numerals
        self._may_start = lru_cache(maxsize=WORDS_KEPT)(self._known)
        self._can_start = lru_cache(maxsize=PAIRS_KEPT)(self._starts)

    def find(self, line: Line) -> list[Amount]:
        """Every amount of a line, in order."""
        found: list[Amount] = []
        at = 0
        for start in line.where(self._may_start, self._can_start):
            if start < at:
                continue
            skipped = self._words.not_amounts.at(line, start)
            hits = [] if skipped else self._range(line, start) or self._single(line, start)
            found += [
                Amount(line.span(*place), total.value, total.unit)
                for total, place in hits
                if self._meant(line, place[0], (total, place[1]))
            ]
            at = skipped[1] if skipped else hits[-1][1][1] if hits else start + 1
        return found

    def _known(self, word: str) -> bool:
        words = self._words
        phrases = (words.not_amounts, words.signs, words.whole, words.shares)
        return self._numerals.starts(word) or any(kind.starts(word) for kind in phrases)

    def _starts(self, word: str, following: str) -> bool:
        """Whether an amount, or what only looks like one, can start with these two words."""
        words, number = self._words, self._numerals.starts
        phrases = (words.not_amounts, words.signs, words.whole, words.shares)
        if word[:1].isdigit() or any(kind.may_start(word, following) for kind in phrases):
            return True
        tied = words.units.starts(following) or words.ranges.starts(following) or following in words.joiner
        return number(word) and (tied or number(following))

    def _single(self, line: Line, at: int) -> list[_Hit]:
        hit = self._at(line, at)
        return [(hit[0], (at, hit[1]))] if hit else []

    def _range(self, line: Line, at: int) -> list[_Hit]:
        """Two amounts of which only one has its unit: "tussen 20 en 30 euro", "£20-30"."""
        signed = self._after_sign(line, at)
        first = self._numerals.at(line, at)
        end = signed[1] if signed else first[1] if first else 0
        tie = self._words.ranges.at(line, end) if end else None
        if not tie or not self._ties(line, at, end, tie):
            return []
        if signed:
            second = self._numerals.at(line, tie[1]) if tie[0] == _DASH or self._between(line, at) else None
            return [(signed[0], (at, end)), (Sum(second[0], signed[0].unit), (tie[1], second[1]))] if second else []
        after = self._before_unit(line, tie[1])
        if not first or not after or not self._meant(line, tie[1], after):
            return []
        return [
            (Sum(first[0] * self._worth_of_unit(line, tie[1]), after[0].unit), (at, end)),
            (after[0], (tie[1], after[1])),
        ]

    def _worth_of_unit(self, line: Line, at: int) -> Decimal:
        number = self._numerals.at(line, at)
        unit = number and self._words.units.at(line, _after_dash(line, number[1]))
        return unit[0].value if unit else Decimal(1)

    def _ties(self, line: Line, at: int, end: int, tie: tuple[str, int]) -> bool:
        """Whether the word after a number makes a range with the next; "and" does only after "between"."""
        if tie[0] == _DASH:
            return line.glued(end) and line.glued(tie[1])
        return tie[0] != _AND or self._between(line, at)

    def _between(self, line: Line, at: int) -> bool:
        return line.word(at - 1) in self._words.between

    def _at(self, line: Line, at: int) -> tuple[Sum, int] | None:
        return (
            self._after_sign(line, at)
            or self._before_unit(line, at)
            or self._words.whole.at(line, at)
            or self._words.shares.at(line, at)
            or self._bare(line, at)
        )

    def _bare(self, line: Line, at: int) -> tuple[Sum, int] | None:
        """A price without its sign: "bezorgkosten van 6,95", "a voucher for 10"."""
        word = line.word(at)
        if not word[:1].isdigit():
            return None
        value, follows = read_digits(word), line.word(at + 1)
        worth = self._words.worth.ends_at(line, at, most=5)
        if value is None or follows == "%" or (not worth and self._words.not_price_after.ends_at(line, at)):
            return None
        whole = worth and word.isdigit() and (not follows.isalnum() or follows in self._words.after_cents)
        priced = _CENTS.fullmatch(word) and word[-3] == self._words.point and self._about_price(line, at, at + 1)
        return (Sum(value, self._words.currency), at + 1) if whole or priced else None

    def _after_sign(self, line: Line, at: int) -> tuple[Sum, int] | None:
        sign = self._words.signs.at(line, at)
        number = sign and self._numerals.at(line, sign[1])
        if not sign or not number:
            return None
        end = _after_dash(line, number[1])
        return Sum(number[0] * sign[0].value, sign[0].unit), end

    def _before_unit(self, line: Line, at: int) -> tuple[Sum, int] | None:
        number = self._numerals.at(line, at)
        unit = number and self._words.units.at(line, _after_dash(line, number[1]))
        if not number or not unit:
            return None
        cents = self._cents(line, unit[1]) if unit[0].unit != "%" else None
        value = number[0] * unit[0].value
        return (Sum(value + cents[0], unit[0].unit), cents[1]) if cents else (Sum(value, unit[0].unit), unit[1])

    def _cents(self, line: Line, at: int) -> Found | None:
        """The cents of "4 euro 50" or "4 euro en 50 cent", if nothing else follows that they could count."""
        joined = line.word(at) in self._words.joiner
        number = self._numerals.at(line, at + joined)
        if not number or not 0 < number[0] < _ALL or number[0] != int(number[0]):
            return None
        unit = self._words.units.at(line, number[1])
        if unit and unit[0].value < 1:
            return number[0] * unit[0].value, unit[1]
        follows = line.word(number[1])
        if joined or unit or follows == ":" or (follows.isalnum() and follows not in self._words.after_cents):
            return None
        return (number[0] / _ALL, number[1]) if number[0] >= _FEWEST_CENTS or line.word(at).startswith("0") else None

    def _meant(self, line: Line, at: int, hit: tuple[Sum, int]) -> bool:
        (total, end) = hit
        if self._words.not_after.holds(line, end):
            return False
        share = self._words.shares.holds(line, at)
        if share or (total.unit == "%" and total.value == _ALL):
            return self._about_price(line, at, end)
        return total.unit != "%" or total.value < _ALL

    def _about_price(self, line: Line, at: int, end: int) -> bool:
        near = range(max(0, at - _NEAR), min(len(line.words), end + _NEAR))
        return any(self._words.price_words.holds(line, index) for index in near)


def _after_dash(line: Line, at: int) -> int:
    """The index after ",-" or ",--", with which whole euros are written."""
    if line.word(at) not in (",", ".") or line.word(at + 1) != "-" or not line.glued(at + 1):
        return at
    return at + 2 + (line.word(at + 2) == "-" and line.glued(at + 2))
