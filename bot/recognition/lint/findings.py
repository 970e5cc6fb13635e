"""Findings: one thing that a check of the recognition data has to say, with its place."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path

_LONGEST_QUOTE = 70


class Kind(StrEnum):
    """Every kind of finding, the most urgent first; the value is what many of them are called."""

    MALFORMED = "lines that cannot be read"
    UNKNOWN_LABEL = "labels that are no moves"
    DUPLICATE_ID = "ids that are given twice"
    CONTRADICTION = "examples that contradict another one"
    TOO_FEW = "moves with too few examples"
    CONTEXT = "examples labelled differently after another message"
    NEUTRAL = "cues that fire on text without moves"
    SILENT = "cues that fire on no example"
    UNHEARD = "moves of examples that are not heard"
    HEARD = "moves that are heard where they should not be"


MISTAKES = frozenset({Kind.MALFORMED, Kind.UNKNOWN_LABEL, Kind.DUPLICATE_ID, Kind.CONTRADICTION})
"""What must be put right; the other kinds are for a trainer to judge."""


@dataclass(frozen=True, order=True)
class Place:
    """A place in a file: line and column, from one on."""

    path: Path
    line: int
    column: int = 1

    def __str__(self) -> str:
        """The place as editors read it."""
        return f"{self.path.as_posix()}:{self.line}:{self.column}"


@dataclass(frozen=True)
class Finding:
    """What was found where; ``about`` is the move it is counted under."""

    kind: Kind
    place: Place
    what: str
    hint: str
    about: str = ""

    def __str__(self) -> str:
        """The finding as editors and people read it: ``file:line:column: what; hint``."""
        return f"{self.place}: {self.what}; {self.hint}"


def quoted(text: str) -> str:
    """A text between quotation marks, on one line and not too long."""
    line = " ".join(text.split())
    return f"“{line}”" if len(line) <= _LONGEST_QUOTE else f"“{line[:_LONGEST_QUOTE].rstrip()}…”"
