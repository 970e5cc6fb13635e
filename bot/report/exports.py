"""Exports: practices as rows of plain values: sessions, turns and scores. Nobody's name or id is in them.

Whoever reads an export sees pseudonyms: a keyed hash that only the secret of this machine leads to. Of a talk that was
stopped there is only its session.
"""

from __future__ import annotations

import hmac
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from hashlib import sha256
from uuid import NAMESPACE_URL, UUID, uuid5

from bot.core.assessing import Score
from bot.core.debrief import Debrief
from bot.core.persona import Outcome
from bot.training.archive import TERMINAL, Archive, PracticeRecord, TurnRecord, Whose

Row = Mapping[str, object]
SESSIONS = (
    *("session", "people", "persona", "persona_version", "rubrics", "difficulty", "language"),
    *("started", "ended", "outcome", "redo_of", "redo_turn"),
)
TURNS = ("session", "number", "at", "who", "person", "text", "moves", "judgements", "anger", "trust")
SCORES = (
    *("session", "rubric", "rubric_version", "score", "criterion", "assessed", "points", "max", "share", "weight"),
)
_THINGS = uuid5(NAMESPACE_URL, "tirade:exported")
"""RFC 4122, to which xAPI 1.0.3 holds, knows UUIDs of versions 1 to 5: ours are made from names, version 5."""


@dataclass(frozen=True)
class Pseudonyms:
    """Names for people and practices that only ``key`` leads to, and always the same ones."""

    key: str

    def person(self, workspace: str, person: str) -> str:
        """32 hexadecimal characters for a person; nothing for who was forgotten."""
        return self._hash("person", workspace, person).hex()[:32] if person else ""

    def uuid(self, *parts: str) -> UUID:
        """A number for a practice, or for something in it."""
        return uuid5(_THINGS, self._hash("thing", *parts).hex())

    def _hash(self, *parts: str) -> bytes:
        return hmac.new(self.key.encode(), "\0".join(parts).encode(), sha256).digest()


@dataclass(frozen=True)
class Exported:
    """A practice as it is exported. ``turns`` and ``debriefs`` are empty when it was stopped."""

    record: PracticeRecord
    turns: tuple[TurnRecord, ...]
    debriefs: tuple[Debrief, ...]


def exported(archive: Archive, whose: Whose | None, since: datetime | None) -> Iterator[Exported]:
    """The ended practices to export: of one person, or else those that others may see and those of the terminal.

    Of a person's practices with others, what the others wrote is left out, and what the customer answered to it.
    """
    for record in archive.ended_since(since):
        if _wanted(record, whose):
            yield _whole(archive, record, whose)


def _wanted(record: PracticeRecord, whose: Whose | None) -> bool:
    if whose:
        return record.workspace == whose.workspace and whose.person in record.trainees
    return record.visible or record.workspace == TERMINAL.workspace


def _whole(archive: Archive, record: PracticeRecord, whose: Whose | None) -> Exported:
    if record.outcome is Outcome.STOPPED:
        return Exported(record, (), ())
    turns = tuple(archive.turns(record.id))
    if whose and len(record.trainees) > 1:
        turns = tuple(turn for turn in turns if turn.person == whose.person)
    return Exported(record, turns, tuple(archive.debriefs(record.id)))


def session_row(one: Exported, names: Pseudonyms) -> Row:
    """A practice in one row."""
    record = one.record
    people = [names.person(record.workspace, person) for person in record.trainees if person]
    values = (
        *(names.uuid(record.id), people, record.persona, record.persona_version, record.rubrics, record.difficulty),
        *(record.language, record.started, record.ended, record.outcome),
        *(names.uuid(record.redo_of) if record.redo_of else None, record.redo_turn),
    )
    return dict(zip(SESSIONS, map(_plain, values), strict=True))


def turn_rows(one: Exported, names: Pseudonyms) -> Iterator[Row]:
    """The transcript, a row for each turn."""
    session, workspace = names.uuid(one.record.id), one.record.workspace
    for kept in one.turns:
        turn = kept.turn
        person = names.person(workspace, kept.person or "")
        heard = [found.move for found in turn.moves], [found.event for found in turn.judgements]
        mood = round(turn.mood.anger, 1), round(turn.mood.trust, 1)
        values = (session, turn.number, turn.at, turn.who, person, turn.text, *heard, *mood)
        yield dict(zip(TURNS, map(_plain, values), strict=True))


def score_rows(one: Exported, names: Pseudonyms) -> Iterator[Row]:
    """What each method says of it, a row for each criterion."""
    session = names.uuid(one.record.id)
    for debrief in one.debriefs:
        for score in debrief.scores:
            values = (session, debrief.rubric.id, debrief.rubric.version, debrief.score, *_score(score))
            yield dict(zip(SCORES, map(_plain, values), strict=True))


def _score(score: Score) -> tuple[object, ...]:
    reached = (score.points, score.max, round(score.share, 4)) if score.assessed else (None, None, None)
    return (score.criterion.id, score.assessed, *reached, score.criterion.weight)


def _plain(value: object) -> object:
    """A value as JSON has it."""
    if isinstance(value, datetime):
        return value.astimezone(UTC).isoformat(timespec="seconds")
    if isinstance(value, str):
        return str(value)
    if isinstance(value, UUID):
        return str(value)
    return [str(item) for item in value] if isinstance(value, Iterable) else value
