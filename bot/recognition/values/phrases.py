"""Phrases of the lexicon, found among the words of a line.

A phrase is words with a space between them. ``a|b`` is either word, ``beta*`` any word that starts so, ``word?`` may be
absent and ``..`` stands for up to four other words. The first word of a phrase is always there.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Generic, TypeVar

from bot.recognition.values.line import SENTENCE_ENDS, Line, fold

if TYPE_CHECKING:
    from collections.abc import Iterable

Value = TypeVar("Value")
_GAP = 4
_STEM = 3


@dataclass(frozen=True)
class _Part:
    words: frozenset[str]
    stems: tuple[str, ...] = ()
    optional: bool = False
    gap: bool = False

    def fits(self, word: str) -> bool:
        return word in self.words or (bool(self.stems) and word.startswith(self.stems))


def _part(written: str) -> _Part:
    if written == "..":
        return _Part(frozenset(), gap=True)
    optional = written.endswith("?") and len(written) > 1
    choices = written.removesuffix("?").split("|") if optional else written.split("|")
    stems = tuple(choice[:-1] for choice in choices if choice.endswith("*"))
    words = frozenset(choice for choice in choices if not choice.endswith("*"))
    return _Part(words, stems, optional)


def _end(parts: tuple[_Part, ...], line: Line, at: int) -> int:
    """Where the match of ``parts`` from word ``at`` on ends, or -1."""
    if not parts:
        return at
    first, rest = parts[0], parts[1:]
    if first.gap:
        return _end_after_gap(rest, line, at)
    if at < len(line.words) and first.fits(line.words[at]):
        end = _end(rest, line, at + 1)
        if end >= 0:
            return end
    return _end(rest, line, at) if first.optional else -1


def _end_after_gap(rest: tuple[_Part, ...], line: Line, at: int) -> int:
    for begin in range(at, min(at + _GAP, len(line.words)) + 1):
        end = _end(rest, line, begin)
        if end >= 0 or line.word(begin) in SENTENCE_ENDS:
            return end
    return -1


class Phrases(Generic[Value]):
    """A set of phrases with a value each; the longest that fits at a word wins."""

    def __init__(self, phrases: Iterable[tuple[str, Value]]) -> None:
        self._by_word: dict[str, list[tuple[tuple[_Part, ...], Value]]] = {}
        self._by_stem: dict[str, list[tuple[tuple[_Part, ...], Value]]] = {}
        for written, value in phrases:
            self._add(tuple(_part(word) for word in fold(written).split()), value)

    def _add(self, parts: tuple[_Part, ...], value: Value) -> None:
        for word in parts[0].words:
            self._by_word.setdefault(word, []).append((parts[1:], value))
        for stem in parts[0].stems:
            self._by_stem.setdefault(stem[:_STEM], []).append((parts, value))

    def at(self, line: Line, at: int) -> tuple[Value, int] | None:
        """The value of the longest phrase that starts at word ``at``, and the index after its last word."""
        if at >= len(line.words):
            return None
        word = line.words[at]
        rests, stems = self._by_word.get(word), self._by_stem.get(word[:_STEM]) if self._by_stem else None
        if not rests and not stems:
            return None
        ends = [(_end(rest, line, at + 1), value) for rest, value in rests or ()]
        ends += [(_end(parts, line, at), value) for parts, value in stems or ()]
        end, value = max(ends, key=lambda found: found[0])
        return (value, end) if end > at else None

    def starts(self, word: str) -> bool:
        """Whether some phrase can start with ``word``."""
        return word in self._by_word or word[:_STEM] in self._by_stem

    def holds(self, line: Line, at: int) -> bool:
        """Whether some phrase starts at word ``at``."""
        return self.at(line, at) is not None

    def ends_at(self, line: Line, end: int, most: int = 3) -> bool:
        """Whether some phrase of at most ``most`` words ends just before word ``end``."""
        starts = range(max(0, end - most), end)
        return any((hit := self.at(line, start)) is not None and hit[1] == end for start in starts)
