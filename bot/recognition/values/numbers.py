"""Numbers as people write them: "1.250,-", "49.95", "vijfentwintig", "two hundred and fifty"."""

from __future__ import annotations

import re
from decimal import Decimal
from functools import lru_cache
from typing import TYPE_CHECKING

from bot.recognition.values.phrases import WORDS_KEPT

if TYPE_CHECKING:
    from collections.abc import Mapping

    from bot.recognition.values.line import Line

_WHOLE = re.compile(r"\d{1,9}|\d{1,3}(?:\.\d{3}){1,3}|\d{1,3}(?:,\d{3}){1,3}")
_BROKEN = re.compile(r"(\d{1,3}(?:[.,]?\d{3}){0,3})[.,](\d{1,2})")
Found = tuple[Decimal, int]


class Numerals:
    """The number words of a language. ``compound`` holds where they are written as one word, as in Dutch."""

    def __init__(self, small: Mapping[str, int], scales: Mapping[str, int], joiner: str, *, compound: bool) -> None:
        self._small = {**small, **(_compounds(small, joiner) if compound else {})}
        self._scales = dict(sorted(scales.items(), key=lambda pair: -pair[1]))
        self._joiner = joiner
        self._compound = compound
        self._value_of = lru_cache(maxsize=WORDS_KEPT)(self._read_word)

    def at(self, line: Line, at: int) -> Found | None:
        """The number that starts at word ``at``, and the index after it."""
        digits = read_digits(line.word(at))
        if digits is None:
            return self._words(line, at)
        scale = self._scales.get(line.word(at + 1))
        return (digits * scale, at + 2) if scale else (digits, at + 1)

    def starts(self, word: str) -> bool:
        """Whether a number can start with ``word``."""
        return word[:1].isdigit() or self.word(word) is not None

    def word(self, word: str) -> int | None:
        """The number that one written word names."""
        return self._value_of(word)

    def _read_word(self, word: str) -> int | None:
        value = self._small.get(word, self._scales.get(word))
        return self._split(word) if value is None and self._compound and len(word) < 40 else value

    def _split(self, word: str) -> int | None:
        for name, scale in self._scales.items():
            before, found, after = word.partition(name)
            if found:
                return self._scaled(before, scale, after.removeprefix(self._joiner) or after)
        return None

    def _scaled(self, before: str, scale: int, after: str) -> int | None:
        times = self.word(before) if before else 1
        rest = self.word(after) if after else 0
        return None if times is None or rest is None else times * scale + rest

    def _words(self, line: Line, at: int) -> Found | None:
        total, current, end = 0, None, at
        if self.word(line.word(at)) is None:
            return None
        while end - at < 12:
            word = line.word(end)
            if word == self._joiner and (current or 0) + total >= 100:
                if self.word(line.word(end + 1)) is None:
                    break
            elif word in self._scales and (current or total):
                total, current = _multiply(total, current or 0, self._scales[word])
            elif (value := self.word(word)) is not None and _may_add(current, value):
                current = (current or 0) + value
            else:
                break
            end += 1
        return None if current is None else (Decimal(total + current), end)


def _compounds(small: Mapping[str, int], joiner: str) -> dict[str, int]:
    """The numbers up to a hundred that are one word with the ones before the tens: "vijfentwintig"."""
    ones = {name: value for name, value in small.items() if value < 10}
    tens = {name: value for name, value in small.items() if value >= 20}
    return {first + joiner + last: one + ten for first, one in ones.items() for last, ten in tens.items()}


def _multiply(total: int, current: int, scale: int) -> tuple[int, int]:
    if scale >= 1000:
        return total + max(current, 1) * scale, 0
    return total, max(current, 1) * scale


def _may_add(current: int | None, value: int) -> bool:
    if not current:
        return True
    if current % 100 == 0:
        return value < current
    return current % 100 >= 20 and current % 10 == 0 and value < 10


def read_digits(word: str) -> Decimal | None:
    """The value of a number in digits, with points or commas for thousands and cents; None for 10:30 or 3/5."""
    if not word[:1].isdigit():
        return None
    if _WHOLE.fullmatch(word):
        return Decimal(word.replace(".", "").replace(",", ""))
    broken = _BROKEN.fullmatch(word)
    if not broken:
        return None
    return Decimal(f"{re.sub('[.,]', '', broken[1])}.{broken[2]}")
