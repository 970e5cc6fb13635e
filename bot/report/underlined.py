"""Underlined: a message with a line of marks under its words, and below it the name of what was marked.

It needs no colour. Marks that overlap stand below each other, and one that runs over the end of a line goes on below
the next one, with an ellipsis before its name.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from rich.cells import cell_len

from bot.core.moves import Span
from bot.report.columns import rows, shown

_GOES_ON = "…"


@dataclass(frozen=True)
class Mark:
    """What stands under ``span``: a line of ``sign``, and ``name`` below it."""

    span: Span
    sign: str
    name: str


@dataclass(frozen=True)
class _Piece:
    """The part of a mark that stands under one line: from column ``start`` to ``end``."""

    start: int
    end: int
    sign: str
    name: str
    name_at: int

    @property
    def left(self) -> int:
        return min(self.start, self.name_at)

    @property
    def right(self) -> int:
        return max(self.end, self.name_at + len(self.name))


def underlined(text: str, marks: Sequence[Mark], width: int) -> Iterator[str]:
    """The lines of ``text``, each with its marks under it."""
    safe = shown(text)
    for row in rows(safe, width):
        yield row.of(safe).rstrip()
        pieces = [_piece(safe, row, mark, width) for mark in marks if _overlap(row, mark.span)]
        for tier in _tiers(pieces):
            yield _painted((piece.start, piece.sign * (piece.end - piece.start)) for piece in tier)
            yield _painted((piece.name_at, piece.name) for piece in tier)


def _overlap(row: Span, span: Span) -> bool:
    return max(row.start, span.start) < min(row.end, span.end)


def _piece(text: str, row: Span, mark: Mark, width: int) -> _Piece:
    first, last = max(row.start, mark.span.start), min(row.end, mark.span.end)
    start = cell_len(text[row.start : first])
    end = max(cell_len(text[row.start : last]), start + 1)
    name = mark.name if mark.span.start >= row.start else _GOES_ON + mark.name
    return _Piece(start, end, mark.sign, name, max(0, min(start, width - len(name))))


def _tiers(pieces: Iterable[_Piece]) -> list[list[_Piece]]:
    """The pieces in as few rows as their names need, with a space between two in one row."""
    tiers: list[list[_Piece]] = []
    for piece in sorted(pieces, key=lambda piece: (piece.left, -piece.right, piece.name)):
        tier = next((tier for tier in tiers if tier[-1].right < piece.left), None)
        if tier is None:
            tiers.append([piece])
        else:
            tier.append(piece)
    return tiers


def _painted(parts: Iterable[tuple[int, str]]) -> str:
    line = ""
    for at, words in parts:
        line = line.ljust(at) + words
    return line
