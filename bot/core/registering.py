"""Registering: the complaint as the trainee writes it down for the company, held against what was really the matter.

What is written becomes the last turn of the transcript, so that a debrief can quote it like any other words.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from bot.core.conversation import Happening, State, Turn
from bot.core.moves import Span
from bot.core.persona import FactKind, Persona
from bot.core.scene import Scene
from bot.core.words import telling

REGISTERED = "registered"
_RECOGNISED = 2
"""Telling words that a field must share with the truth: one may be there by chance."""


class Field(StrEnum):
    """What the company wants to know of a complaint."""

    GAP = "gap"
    """How it is, against how it should have been."""
    CAUSE = "cause"
    """Where it came from."""
    WISH = "wish"
    """What the customer wants."""


_KINDS = {
    Field.GAP: (FactKind.STORY, FactKind.DETAIL),
    Field.CAUSE: (FactKind.CAUSE,),
    Field.WISH: (FactKind.WISH,),
}


@dataclass(frozen=True)
class Entry:
    """A field as the trainee filled it in, beside the truth in a word; ``fits`` says whether the two agree."""

    field: Field
    written: str
    truth: str
    fits: bool


def right(field: Field) -> str:
    """The event that ``field`` was filled in with what was really the matter."""
    return f"{REGISTERED}:{field}"


def register(scene: Scene, state: State, written: Mapping[Field, str], at: datetime) -> tuple[Turn, tuple[Entry, ...]]:
    """The turn that the filled-in form adds to the transcript, and each field held against the truth."""
    entries = tuple(_entry(scene, field, written.get(field, "").strip()) for field in Field)
    text = "\n".join(entry.written for entry in entries)
    happenings = (Happening(REGISTERED, Span(0, len(text))), *_fitting(entries))
    turn = Turn(state.turns + 1, at, "trainee", text, state.mood, happenings=happenings)
    return turn, entries


def _entry(scene: Scene, field: Field, written: str) -> Entry:
    facts = [fact for fact in scene.persona.facts if fact.kind in _KINDS[field]]
    common = scene.words.common
    truth = frozenset(word for fact in facts for text in (fact.label, *fact.says) for word in telling(text, common))
    return Entry(field, written, _truth(scene.persona, field), len(telling(written, common) & truth) >= _RECOGNISED)


def _truth(persona: Persona, field: Field) -> str:
    """The truth in a word; for the gap that is what the customer came with."""
    facts = [fact for fact in persona.facts if fact.kind in _KINDS[field]]
    shown = [fact for fact in facts if fact.told] if field is Field.GAP else facts
    return "; ".join(fact.label for fact in (shown or facts)[:2])


def _fitting(entries: tuple[Entry, ...]) -> Iterator[Happening]:
    start = 0
    for entry in entries:
        if entry.fits:
            yield Happening(right(entry.field), Span(start, start + len(entry.written)))
        start += len(entry.written) + 1
