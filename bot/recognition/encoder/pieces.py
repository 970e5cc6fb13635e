"""Cuts a text into the pieces of words that the encoder knows: the likeliest row of pieces (SentencePiece unigram)."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping

    from bot.recognition.encoder.packed import Packed

_SPACE = "\u2581"
_UNKNOWN_COST = 10.0  # below the least likely piece


@dataclass(frozen=True)
class Cutter:
    """The pieces, each with its number and how likely it is."""

    pieces: Mapping[str, tuple[int, float]]
    evened: Mapping[int, str]
    unknown: tuple[int, float]
    longest: int

    def cut(self, text: str) -> list[int]:
        """The numbers of the pieces of ``text``."""
        said = _SPACE + _SPACE.join(text.translate(self.evened).split())
        best: list[float] = [0.0] + [float("-inf")] * len(said)
        ends: list[tuple[int, int]] = [(0, 0)] * (len(said) + 1)
        for start in range(len(said)):
            self._go_on(said, start, best, ends)
        found: list[int] = []
        at = len(said)
        while at > 0:
            number, at = ends[at]
            found.append(number)
        return found[::-1]

    def _go_on(self, said: str, start: int, best: list[float], ends: list[tuple[int, int]]) -> None:
        """Note each place that is best reached by a piece from ``start`` on."""
        so_far, pieces = best[start], self.pieces
        for end in range(start + 1, min(start + self.longest, len(said)) + 1):
            piece = pieces.get(said[start:end])
            if piece is not None and so_far + piece[1] > best[end]:
                best[end], ends[end] = so_far + piece[1], (piece[0], start)
        if so_far + self.unknown[1] > best[start + 1]:
            best[start + 1], ends[start + 1] = so_far + self.unknown[1], (self.unknown[0], start)


def read_cutter(packed: Packed) -> Cutter:
    """The pieces of a packed encoder."""
    pieces = packed.pieces
    least = min(chance for _, chance in pieces.values()) - _UNKNOWN_COST
    return Cutter(pieces, packed.evened, (packed.special["unknown"], least), max(map(len, pieces)))
