"""Blocks: what a report is made of. Clean values without markup: every face shows the same blocks in its own way.

A ``Quote`` knows its turn, so that a face can link it to the message: to its place in the page, or to Slack.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from bot.core.debrief import Point


@dataclass(frozen=True)
class Paragraph:
    """Running text; ``lead`` says what it is about."""

    text: str
    lead: str = ""


@dataclass(frozen=True)
class Bullets:
    """A list."""

    lines: tuple[str, ...]


@dataclass(frozen=True)
class Quote:
    """Somebody's exact words, and where they stand: in words, and as the number of the turn."""

    words: str
    where: str
    turn: int


@dataclass(frozen=True)
class Change:
    """Words of the trainee and what they did to the mood, by which rule, from which source."""

    quote: Quote
    moods: str
    why: str
    rule: str
    source: str
    number: int = 0
    """Its number in the picture, where it is one of the turning points."""


@dataclass(frozen=True)
class Curve:
    """The mood after each turn, to be drawn with its turning points; ``told`` says in words how the lines run."""

    points: tuple[Point, ...]
    turnings: tuple[Change, ...]
    told: str


@dataclass(frozen=True)
class Ground:
    """One thing that a score rests on: what was seen, or not, what it brought or cost, and the words that show it."""

    kind: Literal["earned", "partly", "missed", "fault"]
    text: str
    points: str
    """"+2", "−1"; empty for what was not there."""
    quotes: tuple[Quote, ...] = ()

    @property
    def mark(self) -> str:
        """A sign for those who do not see colour."""
        return {"earned": "✓", "partly": "◐", "missed": "·", "fault": "✗"}[self.kind]


@dataclass(frozen=True)
class Row:
    """A criterion in the table. ``share`` is how much of it was reached, 0 to 1; None when it was not assessed."""

    name: str
    score: str
    weight: str
    share: float | None
    grounds: tuple[Ground, ...]
    note: str
    """Said instead of grounds where there are none."""
    source: str


@dataclass(frozen=True)
class Table:
    """All criteria, and how the total comes from them."""

    caption: str
    head: tuple[str, str, str]
    rows: tuple[Row, ...]
    sum: str


Block = Paragraph | Bullets | Quote | Change | Curve | Table


@dataclass(frozen=True)
class Section:
    """A part of the report under its heading; the first one's heading is the outcome."""

    heading: str
    blocks: tuple[Block, ...]
