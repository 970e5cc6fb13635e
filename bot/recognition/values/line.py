"""A message as words, each with its place in the text as it was typed."""

from __future__ import annotations

import re
from dataclasses import dataclass

from bot.core.moves import Span

_TOKEN = re.compile(r"\d+(?:[.,:/]\d+)*|'[st]\b|[^\W\d_]+(?:'[^\W\d_]+)*|[^\w\s]")
_COMPOUND = re.compile(r"(?<=[^\W\d_])-(?=[^\W\d_])")
_ONE_TO_ONE = str.maketrans(
    "‘’ʼ´`–—−\u00a0\u202f\u2009áàâäãåéèêëíìîïóòôöõúùûüýçñ",
    "'''''---   aaaaaaeeeeiiiiooooouuuuycn",
)
SENTENCE_ENDS = frozenset(".!?;…")
CLAUSE_ENDS = SENTENCE_ENDS | frozenset(",:()-")


@dataclass(frozen=True)
class Line:
    """The words, numbers and signs of a text in lower case without accents; ``spans[i]`` is where word i stands."""

    words: tuple[str, ...]
    spans: tuple[Span, ...]

    def word(self, at: int) -> str:
        """The word at an index, or nothing outside the text."""
        return self.words[at] if 0 <= at < len(self.words) else ""

    def glued(self, at: int) -> bool:
        """Whether the word at an index follows the one before it without a space."""
        return 0 < at < len(self.words) and self.spans[at].start == self.spans[at - 1].end

    def span(self, start: int, end: int) -> Span:
        """The place in the text of the words from ``start`` up to, not including, ``end``."""
        return Span(self.spans[start].start, self.spans[end - 1].end)


def fold(text: str) -> str:
    """``text`` in lower case without accents, each character still in its own place."""
    lower = text.lower()
    if len(lower) != len(text):
        lower = "".join(low if len(low := letter.lower()) == 1 else letter for letter in text)
    return lower.translate(_ONE_TO_ONE)


def read_line(text: str) -> Line:
    """The words of ``text``. A hyphen between letters is left out, so "half-past" is two words."""
    folded = _COMPOUND.sub(" ", fold(text))
    found = list(_TOKEN.finditer(folded))
    return Line(tuple(hit[0] for hit in found), tuple(Span(*hit.span()) for hit in found))


def clause_begin(line: Line, at: int, breaks: frozenset[str], most: int = 25) -> int:
    """The index of the first word of the clause around word ``at``."""
    first = max(0, at - most)
    return next((begin for begin in range(at, first, -1) if line.words[begin - 1] in breaks), first)


def clause_end(line: Line, at: int, breaks: frozenset[str], most: int = 25) -> int:
    """The index after the last word of the clause that goes on at word ``at``."""
    last = min(len(line.words), at + most)
    return next((end for end in range(at, last) if line.words[end] in breaks), last)
