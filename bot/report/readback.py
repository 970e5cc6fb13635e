"""Readback: the talk turn by turn, as it was typed, with the moves in it and what they did to the mood."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from itertools import pairwise
from typing import Literal

from bot.core.conversation import Transcript, Turn
from bot.core.moves import HARMFUL, FoundMove, Span
from bot.core.persona import Persona
from bot.core.registering import REGISTERED
from bot.report.blocks import Change
from bot.report.texts import Texts
from bot.report.wording import change


@dataclass(frozen=True)
class Mark:
    """A move in a message: its name in words, whether it harms, and whether it was heard for certain."""

    name: str
    harms: bool
    certain: bool


@dataclass(frozen=True)
class Piece:
    """Words of a message that lie under the same marks. All pieces of a message together are the message."""

    words: str
    marks: tuple[Mark, ...]


@dataclass(frozen=True)
class Spoken:
    """One turn: who said what and when, its marks, what it did, and the mood after it."""

    turn: int
    who: Literal["trainee", "customer", "form"]
    """form: the complaint as the trainee registered it after the talk."""
    name: str
    at: str
    pieces: tuple[Piece, ...]
    marks: tuple[Mark, ...]
    changes: tuple[Change, ...]
    mood: str


def readback(persona: Persona, transcript: Transcript, texts: Texts) -> tuple[Spoken, ...]:
    """Every turn of the talk, in order."""
    start = transcript[0].at
    return tuple(_spoken(turn, persona, start, texts) for turn in transcript if not turn.silent)


def _spoken(turn: Turn, persona: Persona, start: datetime, texts: Texts) -> Spoken:
    who = "form" if turn.has(REGISTERED) else turn.who
    names = {"customer": persona.name, "trainee": texts("trainee"), "form": texts("registered")}
    seconds = int((turn.at - start).total_seconds())
    return Spoken(
        turn=turn.number,
        who=who,
        name=names[who],
        at=f"{seconds // 60:02d}:{seconds % 60:02d}",
        pieces=pieces(turn.text, turn.moves, texts),
        marks=tuple(dict.fromkeys(_mark(found, texts) for found in turn.moves)),
        changes=tuple(change(turn.number, effect, texts) for effect in turn.effects),
        mood=texts("mood_after", anger=round(turn.mood.anger), trust=round(turn.mood.trust)) if turn.effects else "",
    )


def pieces(text: str, moves: tuple[FoundMove, ...], texts: Texts) -> tuple[Piece, ...]:
    """``text`` cut wherever a move begins or ends."""
    cuts = sorted({0, len(text), *(place for found in moves for place in (found.span.start, found.span.end))})
    return tuple(_piece(text, Span(start, end), moves, texts) for start, end in pairwise(cuts))


def _piece(text: str, span: Span, moves: tuple[FoundMove, ...], texts: Texts) -> Piece:
    over = (found for found in moves if found.span.start <= span.start and span.end <= found.span.end)
    return Piece(span.of(text), tuple(_mark(found, texts) for found in over))


def _mark(found: FoundMove, texts: Texts) -> Mark:
    return Mark(texts(f"move_{found.move}"), found.move in HARMFUL, found.certain)
