"""Phrases of the lexicon, found among the words of a line.

A phrase is words with a space between them. ``a|b`` is either word, ``beta*`` any word that starts so, ``word?`` may be
absent, ``..`` stands for up to four other words of a sentence and ``...`` for up to nine. The first word of a phrase is
always there.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING, Generic, NamedTuple, TypeVar

from bot.recognition.values.line import SENTENCE_ENDS, Line, fold

if TYPE_CHECKING:
    from collections.abc import Iterable

Value = TypeVar("Value")
WORDS_KEPT = 20_000
"""How many words a finder remembers what can start with them: more than a language has in use."""
_GAP_ENDS = SENTENCE_ENDS | frozenset(":()")
WIDE = "..."
PAIRS_KEPT = 100_000
"""How many pairs of words a finder remembers."""
_GAPS = {"..": 4, WIDE: 9}


@dataclass(frozen=True)
class _Part:
    """One of some words, or a gap that none of them is part of."""

    words: frozenset[str]
    stems: tuple[str, ...] = ()
    optional: bool = False
    gap: int = 0

    @property
    def plain(self) -> bool:
        """Whether it is one of a few whole words, which must be there."""
        return not (self.stems or self.optional or self.gap)

    def fits(self, word: str) -> bool:
        return word in self.words or (bool(self.stems) and word.startswith(self.stems))


_Rest = tuple[tuple[_Part, ...], Value]


def _part(written: str, stops: frozenset[str]) -> _Part:
    if written in _GAPS:
        return _Part(stops, gap=_GAPS[written])
    optional = written.endswith("?") and len(written) > 1
    choices = written.removesuffix("?").split("|") if optional else written.split("|")
    stems = tuple(choice[:-1] for choice in choices if choice.endswith("*"))
    words = frozenset(choice for choice in choices if not choice.endswith("*"))
    return _Part(words, stems, optional)


def _end(parts: tuple[_Part, ...], line: Line, at: int, done: int = 0) -> int:
    """Where the match of ``parts``, apart from the first ``done``, from word ``at`` on ends, or -1."""
    for index in range(done, len(parts)):
        part = parts[index]
        if part.gap:
            return _end_after_gap(parts, line, at, index + 1)
        fits = at < len(line.words) and part.fits(line.words[at])
        if part.optional:
            end = _end(parts, line, at + 1, index + 1) if fits else -1
            return end if end >= 0 else _end(parts, line, at, index + 1)
        if not fits:
            return -1
        at += 1
    return at


def _end_after_gap(parts: tuple[_Part, ...], line: Line, at: int, done: int) -> int:
    gap = parts[done - 1]
    for begin in range(at, min(at + gap.gap, len(line.words)) + 1):
        end = _end(parts, line, begin, done)
        if end >= 0 or line.word(begin) in gap.words:
            return end
    return -1


class _Starting(NamedTuple, Generic[Value]):
    """The phrases that start with a word, what must follow it and their value: by the word that must come next, and
    those where it can be one of several.
    """

    by_next: dict[str, list[_Rest[Value]]]
    others: list[_Rest[Value]]


class Phrases(Generic[Value]):
    """A set of phrases with a value each; the longest that fits at a word wins. None of the words in ``stops`` is among
    those that ``..`` stands for.
    """

    def __init__(self, phrases: Iterable[tuple[str, Value]], stops: frozenset[str] = frozenset()) -> None:
        self._by_word: dict[str, list[_Rest[Value]]] = {}
        self._by_stem: dict[str, list[_Rest[Value]]] = {}
        for written, value in phrases:
            self._add(tuple(_part(word, _GAP_ENDS | stops) for word in fold(written).split()), value)
        self._starting = lru_cache(maxsize=WORDS_KEPT)(self._look_up)

    def _add(self, parts: tuple[_Part, ...], value: Value) -> None:
        for word in parts[0].words:
            self._by_word.setdefault(word, []).append((parts[1:], value))
        for stem in parts[0].stems:
            self._by_stem.setdefault(stem, []).append((parts[1:], value))

    def _look_up(self, word: str) -> _Starting[Value] | None:
        """The phrases that start with ``word``."""
        stemmed = [phrase for stem, phrases in self._by_stem.items() if word.startswith(stem) for phrase in phrases]
        found: _Starting[Value] = _Starting({}, [])
        for rest, value in (*self._by_word.get(word, ()), *stemmed):
            if rest and rest[0].plain:
                for following in rest[0].words:
                    found.by_next.setdefault(following, []).append((rest, value))
            else:
                found.others.append((rest, value))
        return found if found.by_next or found.others else None

    def at(self, line: Line, at: int) -> tuple[Value, int] | None:
        """The value of the longest phrase that starts at word ``at``, and the index after its last word."""
        words = line.words
        starting = self._starting(words[at]) if at < len(words) else None
        if not starting:
            return None
        found, longest = None, at
        for rest, value in starting.others:
            end = _end(rest, line, at + 1) if rest else at + 1
            if end > longest:
                found, longest = (value, end), end
        if starting.by_next and at + 1 < len(words):
            for rest, value in starting.by_next.get(words[at + 1], ()):
                end = _end(rest, line, at + 2, 1)
                if end > longest:
                    found, longest = (value, end), end
        return found

    def may_start(self, word: str, following: str) -> bool:
        """Whether some phrase can start with these two words, or with the first alone."""
        starting = self._starting(word)
        return bool(starting and (starting.others or following in starting.by_next))

    def alone(self, word: str) -> bool:
        """Whether ``word`` is a phrase by itself."""
        starting = self._starting(word)
        return bool(starting and any(not rest for rest, _ in starting.others))

    def goes_on(self, word: str, following: str) -> bool:
        """Whether some phrase of more than one word can start with these two."""
        starting = self._starting(word)
        return bool(starting and (following in starting.by_next or any(rest for rest, _ in starting.others)))

    def starts(self, word: str) -> bool:
        """Whether some phrase can start with ``word``."""
        return self._starting(word) is not None

    def holds(self, line: Line, at: int) -> bool:
        """Whether some phrase starts at word ``at``."""
        return self.at(line, at) is not None

    def ends_at(self, line: Line, end: int, most: int = 3) -> bool:
        """Whether some phrase of at most ``most`` words ends just before word ``end``."""
        starts = range(max(0, end - most), end)
        return any((hit := self.at(line, start)) is not None and hit[1] == end for start in starts)
