"""Sums of money and percentages in a message."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from typing import TYPE_CHECKING, Literal

from bot.core.moves import Amount

if TYPE_CHECKING:
    from bot.recognition.values.line import Line
    from bot.recognition.values.numbers import Found, Numerals
    from bot.recognition.values.phrases import Phrases

Unit = Literal["EUR", "GBP", "USD", "%"]
_ALL = 100
_NEAR = 6


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
    not_amounts: Phrases[bool]
    not_after: Phrases[bool]


class Amounts:
    """Finds amounts in a line."""

    def __init__(self, words: AmountWords, numerals: Numerals) -> None:
        self._words = words
        self._numerals = numerals

    def find(self, line: Line) -> list[Amount]:
        """Every amount of a line, in order."""
        found, at = [], 0
        while at < len(line.words):
            skipped = self._words.not_amounts.at(line, at)
            hit = None if skipped else self._at(line, at)
            if hit and self._meant(line, at, hit):
                found.append(Amount(line.span(at, hit[1]), hit[0].value, hit[0].unit))
            at = skipped[1] if skipped else hit[1] if hit else at + 1
        return found

    def _at(self, line: Line, at: int) -> tuple[Sum, int] | None:
        return (
            self._after_sign(line, at)
            or self._before_unit(line, at)
            or self._words.whole.at(line, at)
            or (self._words.shares.at(line, at))
        )

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
        cents = _cents(line, unit[1]) if unit[0].unit != "%" else None
        value = number[0] * unit[0].value
        return (Sum(value + cents[0], unit[0].unit), cents[1]) if cents else (Sum(value, unit[0].unit), unit[1])

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


def _cents(line: Line, at: int) -> Found | None:
    """The cents of "4 euro 50", if nothing else follows that they could count."""
    word, follows = line.word(at), line.word(at + 1)
    if len(word) != 2 or not (word.isascii() and word.isdigit()) or follows.isalnum() or follows in ("%", ":"):
        return None
    return Decimal(word) / 100, at + 1
