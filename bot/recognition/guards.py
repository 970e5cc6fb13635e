"""What turns a cue around: a negation near it, or words that only report what somebody else did."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from bot.core.moves import Move
from bot.recognition.patterns import find_any

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from bot.recognition.patterns import Pattern, Reader


@dataclass(frozen=True)
class Negation:
    """A negator shortly before a cue, in it or after it denies the move, for the moves that can be denied."""

    words: frozenset[str]
    before: int
    after: int
    stop: frozenset[str]
    harmless: tuple[Pattern, ...]
    moves: frozenset[Move]

    def denies(self, move: Move, words: Sequence[str], place: tuple[int, int]) -> bool:
        """Whether the cue for ``move`` at ``place`` is denied."""
        if move not in self.moves or not self.words.intersection(words):
            return False
        start, end = place
        earlier = words[max(0, start - self.before) : start][::-1]
        return any(
            self._negates(stretch)
            for stretch in (words[start:end], self._clause(earlier)[::-1], self._clause(words[end : end + self.after]))
        )

    def _clause(self, words: Sequence[str]) -> Sequence[str]:
        """The words up to the edge of the clause."""
        edge = next((n for n, word in enumerate(words) if word in self.stop or word == ","), len(words))
        return words[:edge]

    def _negates(self, words: Sequence[str]) -> bool:
        if not self.words.intersection(words):
            return False
        return not any(pattern.find(words) for pattern in self.harmless)


@dataclass(frozen=True)
class Reported:
    """Words that say that somebody else said or did it; ``silences`` are the moves that then count for nothing."""

    patterns: tuple[Pattern, ...]
    silences: frozenset[Move]

    def holds(self, words: Sequence[str], keys: frozenset[str]) -> bool:
        """Whether a sentence of these ``words``, to be found by ``keys``, reports."""
        return find_any(self.patterns, words, keys)


def read_negation(data: Mapping[str, Any], reader: Reader) -> Negation:
    """The negation guard of a cue file."""
    return Negation(
        frozenset(data["words"]),
        int(data["before"]),
        int(data["after"]),
        frozenset(data["stop"]),
        tuple(reader.read(text) for text in data["harmless"]),
        frozenset(Move(move) for move in data["moves"]),
    )


def read_reported(data: Mapping[str, Any], reader: Reader) -> Reported:
    """The guard of a cue file for reported words."""
    return Reported(
        tuple(reader.read(text) for text in data["cues"]), frozenset(Move(move) for move in data["silences"])
    )
