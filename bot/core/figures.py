"""Figures: the numbers that people write, in figures or in words: "250", "tweehonderdvijftig", "two and a half"."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from bot.core.moves import Span
from bot.core.numbers import DetailWords
from bot.core.words import fold

_TOKEN = re.compile(r"[€£$]|\d+(?:[.,:]\d+)*|[^\W\d_]+(?:['’-][^\W\d_]+)*|[.,:;!?()…\n]")
_THOUSANDS = re.compile(r"[.,](?=\d{3}(?:\D|$))")
_SHORT = 4
"""Letters up to which a word is no number made of others."""
Figure = tuple[float, int]
"""A number, and the place of the word after it."""


@dataclass(frozen=True)
class Token:
    """A word, figure or sign of a text, without capitals and accents."""

    word: str
    span: Span


def tokens(text: str) -> Iterator[Token]:
    """The words, figures and signs of ``text``, in order."""
    for match in _TOKEN.finditer(text):
        yield Token("".join(fold(match[0])) if match[0][0].isalpha() else match[0], Span(*match.span()))


@dataclass(frozen=True)
class Figures:
    """The tokens of a text, read with the number words of a language."""

    tokens: Sequence[Token]
    known: DetailWords

    def word(self, at: int) -> str:
        """The word at a place, empty where there is none."""
        return self.tokens[at].word if 0 <= at < len(self.tokens) else ""

    def number(self, at: int) -> Figure | None:
        """The number that starts at a token, and the place after it: "twee", "250", "twenty four hundred"."""
        value = self.value(self.word(at))
        if value is None:
            return None
        thousands, end = 0.0, at + 1
        while True:
            after = end + (value >= 100 and self.word(end) in self.known.joiners)
            more = None if self.word(after)[:1].isdigit() else self.value(self.word(after))
            if more is None or not (_scales(value, more) or _adds(value, more)):
                return self._with_half(thousands + value, end)
            if more == 1000:
                thousands, value = value * 1000, 0.0
            else:
                value = value * more if _scales(value, more) else value + more
            end = after + 1

    def _with_half(self, value: float, end: int) -> Figure:
        """ "two and a half": the half that comes after a number."""
        words = [self.word(end + place) for place in range(3)]
        halved = words[0] in self.known.joiners and words[1] in self.known.articles
        return (value + 0.5, end + 3) if halved and self.known.numbers.get(words[2]) == 0.5 else (value, end)

    def value(self, word: str) -> float | None:
        """The number that one word or figure names."""
        return _digits(word) if word[:1].isdigit() else self._in_words(word)

    def _in_words(self, word: str) -> float | None:
        known = self.known.numbers
        return known[word] if word in known else self._compound(word) if len(word) > _SHORT else None

    def _compound(self, word: str) -> float | None:
        """A number written as one word: "tweehonderdvijftig", "vijfentwintig", "tweeënhalf", "twenty-five"."""
        for name, value in self.known.numbers.items():
            before, found, after = word.partition(name)
            if not found or (before and after and value < 100):
                continue
            if value >= 100:
                times, rest = self._in_words(before) if before else 1, self._part(after) if after else 0
                return None if times is None or rest is None else times * value + rest
            other = self._part(before or after)
            if other is not None and (_adds(value, other) or (value < 1 <= other)):
                return value + other
        return None

    def _part(self, word: str) -> float | None:
        """The number in a part of a word, without the joiner at its edge."""
        found = self._in_words(word)
        for joiner in self.known.joiners:
            found = found or self._in_words(word.removesuffix(joiner)) or self._in_words(word.removeprefix(joiner))
        return found


def _scales(value: float, more: float) -> bool:
    return more in (100, 1000) and 0 < value < more


def _adds(value: float, more: float) -> bool:
    """Whether ``more`` goes on where ``value`` left off: "twenty four", "two hundred fifty", "two thousand five"."""
    tens = 20 <= value < 100 and value % 10 == 0 and 1 <= more < 10
    hundreds = value % 100 == 0 and 1 <= more < 100
    return tens or hundreds or (value % 1000 == 0 and 1 <= more < 1000)


def _digits(word: str) -> float | None:
    if ":" in word:
        return None
    try:
        return float(_THOUSANDS.sub("", word).replace(",", "."))
    except ValueError:
        return None
