"""A message as words, each with its place in the text as it was typed."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from bot.core.moves import Span

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

_TOKEN = re.compile(
    r"\d+(?:[.,:/]\d+)*|\b(?:b4|2moro|2morrow|2day|2nite|2night)\b|'[stn]\b|[^\W\d_]+(?:'[^\W\d_]+)*|[^\w\s]"
)
_COMPOUND = re.compile(r"(?<=[^\W\d_])-(?=[^\W\d_])")
_ONE_TO_ONE = str.maketrans(
    "‘’ʼ´`–—−\u00a0\u202f\u2009áàâäãåéèêëíìîïóòôöõúùûüýçñ",
    "'''''---   aaaaaaeeeeiiiiooooouuuuycn",
)
SENTENCE_ENDS = frozenset(".!?;…")
CLAUSE_ENDS = SENTENCE_ENDS | frozenset(",:()-")


@dataclass(frozen=True)
class Line:
    """The words, numbers and signs of a text in lower case without accents; word i stands at ``places[i]``."""

    words: tuple[str, ...]
    places: tuple[tuple[int, int], ...]

    @property
    def spans(self) -> tuple[Span, ...]:
        """Where each word stands in the text."""
        return tuple(Span(*place) for place in self.places)

    def where(self, may: Callable[[str], bool], can: Callable[[str, str], bool]) -> list[int]:
        """The indexes of the words that can start something, by the word itself and the one after it.

        ``may`` tells by the word alone, for most words are the start of nothing; ``can`` is asked about the others.
        """
        starts = [at for at, possible in enumerate(map(may, self.words)) if possible]
        return [at for at in starts if can(self.words[at], self.word(at + 1))]

    def word(self, at: int) -> str:
        """The word at an index, or nothing outside the text."""
        return self.words[at] if 0 <= at < len(self.words) else ""

    def glued(self, at: int) -> bool:
        """Whether the word at an index follows the one before it without a space."""
        return 0 < at < len(self.words) and self.places[at][0] == self.places[at - 1][1]

    def span(self, start: int, end: int) -> Span:
        """The place in the text of the words from ``start`` up to, not including, ``end``."""
        return Span(self.places[start][0], self.places[end - 1][1])

    def spelled(self, spellings: Mapping[str, str]) -> Line:
        """The same line with each word that is in ``spellings`` written as it says there."""
        return replace(self, words=tuple(map(spellings.get, self.words, self.words)))


def fold(text: str) -> str:
    """``text`` in lower case without accents, each character still in its own place."""
    lower = text.lower()
    if len(lower) != len(text):
        lower = "".join(low if len(low := letter.lower()) == 1 else letter for letter in text)
    return lower.translate(_ONE_TO_ONE)


def read_line(text: str) -> Line:
    """The words of ``text``. A hyphen between letters is left out, so "half-past" is two words."""
    found = list(_TOKEN.finditer(_COMPOUND.sub(" ", fold(text))))
    return Line(tuple([hit[0] for hit in found]), tuple([hit.span() for hit in found]))


def clause_begin(line: Line, at: int, breaks: frozenset[str], most: int = 25) -> int:
    """The index of the first word of the clause around word ``at``."""
    first = max(0, at - most)
    return next((begin for begin in range(at, first, -1) if line.words[begin - 1] in breaks), first)


def clause_end(line: Line, at: int, breaks: frozenset[str], most: int = 25) -> int:
    """The index after the last word of the clause that goes on at word ``at``."""
    last = min(len(line.words), at + most)
    return next((end for end in range(at, last) if line.words[end] in breaks), last)
