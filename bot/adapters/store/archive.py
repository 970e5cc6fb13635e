"""Archive: reading what is kept of practices."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import datetime
from itertools import groupby
from typing import Any

from sqlalchemy import Connection, Row, Select, exists, select

from bot.adapters.store import statements
from bot.adapters.store.codec import decode, from_text
from bot.adapters.store.records import Entries
from bot.adapters.store.tables import (
    debrief,
    mark,
    person_settings,
    practice,
    practice_person,
    registration,
    turn,
    verdict,
)
from bot.core.conversation import State, Turn
from bot.core.debrief import Debrief
from bot.core.persona import Outcome
from bot.training.archive import (
    MarkRecord,
    PersonSettings,
    PracticeRecord,
    RegistrationRecord,
    TurnRecord,
    VerdictRecord,
)

_AT_ONCE = 1000
"""Ids in one query: databases have a limit to them."""
_ENDED = practice.c.ended.is_not(None)
_VISIBLE = ~practice.c.private | practice.c.shared


def practice_by_id(tx: Connection, wanted: str) -> PracticeRecord | None:
    """One practice."""
    return next(iter(_practices(tx, select(practice.c.id).where(practice.c.id == wanted))), None)


def running(tx: Connection, workspace: str, person: str) -> Sequence[PracticeRecord]:
    """The practices that a person takes part in now, the newest first."""
    return _practices(tx, of_person(workspace, person).where(~_ENDED))


def running_in(tx: Connection, workspace: str, channel: str) -> Sequence[PracticeRecord]:
    """The practices that go on now in a channel."""
    here = (practice.c.workspace == workspace) & (practice.c.channel == channel)
    return _practices(tx, select(practice.c.id).where(here, ~_ENDED))


def recent(tx: Connection, workspace: str, person: str, limit: int) -> Sequence[PracticeRecord]:
    """The ended practices of a trainee, the newest first."""
    ended = of_person(workspace, person, "trainee").where(_ENDED)
    return _practices(tx, ended.order_by(practice.c.ended.desc(), practice.c.id).limit(limit))


def of_trainer(tx: Connection, workspace: str, limit: int) -> Sequence[PracticeRecord]:
    """The ended practices of a workspace that trainers may see, the newest first."""
    return _practices(tx, _seen_by_trainers(workspace).limit(limit))


def of_team(tx: Connection, workspace: str, limit: int) -> Sequence[PracticeRecord]:
    """Those that trainers may see and whose trainees all take part in the team's overview, the newest first."""
    theirs = (person_settings.c.workspace == workspace) & person_settings.c.in_team
    trainee = (practice_person.c.practice == practice.c.id) & (practice_person.c.role == "trainee")
    outside = practice_person.c.person.not_in(select(person_settings.c.person).where(theirs))
    theirs_only = _seen_by_trainers(workspace).where(~exists().where(trainee, outside))
    return _practices(tx, theirs_only.limit(limit))


def _seen_by_trainers(workspace: str) -> Select[str]:
    ended = select(practice.c.id).where(practice.c.workspace == workspace, _ENDED, _VISIBLE)
    return ended.order_by(practice.c.ended.desc(), practice.c.id)


def ended_since(tx: Connection, moment: datetime | None) -> Sequence[PracticeRecord]:
    """The practices that ended at a moment or later, or ever, the newest first."""
    ended = select(practice.c.id).where(_ENDED).order_by(practice.c.ended.desc(), practice.c.id)
    ids = tx.execute(ended if moment is None else ended.where(practice.c.ended >= moment)).scalars().all()
    parts = (ids[start : start + _AT_ONCE] for start in range(0, len(ids), _AT_ONCE))
    return tuple(one for part in parts for one in _practices(tx, select(practice.c.id).where(practice.c.id.in_(part))))


def of_person(workspace: str, person: str, *roles: str) -> Select[str]:
    """The ids of the practices that a person takes part in: in one of these roles, or in any."""
    theirs = select(practice_person.c.practice).where(practice_person.c.person == person)
    if roles:
        theirs = theirs.where(practice_person.c.role.in_(roles))
    return select(practice.c.id).where(practice.c.workspace == workspace, practice.c.id.in_(theirs))


def _practices(tx: Connection, wanted: Select[str]) -> Sequence[PracticeRecord]:
    """The practices with these ids, the newest first: the last ended, and of those that run the last started."""
    ids = tx.execute(wanted).scalars().all()
    query = (
        select(practice, practice_person.c.role, practice_person.c.person)
        .outerjoin(practice_person, practice_person.c.practice == practice.c.id)
        .where(practice.c.id.in_(ids))
        .order_by(practice.c.ended.desc(), practice.c.started.desc(), practice.c.id)
        .order_by(practice_person.c.role, practice_person.c.place)
    )
    return tuple(_practice(list(rows)) for _, rows in groupby(tx.execute(query), key=lambda row: row.id))


def _practice(rows: list[Row[Any]]) -> PracticeRecord:
    """One practice, from a row for each person in it."""
    kept = {name: value for name, value in rows[0]._asdict().items() if name in practice.c}
    people = [(row.role, row.person) for row in rows if row.person]
    return PracticeRecord(
        **{
            **kept,
            "rubrics": tuple(from_text(kept["rubrics"])),
            "outcome": kept["outcome"] and Outcome(kept["outcome"]),
            "trainees": tuple(person for role, person in people if role == "trainee"),
            "trainer": next((person for role, person in people if role == "trainer"), None),
        }
    )


def turns(tx: Connection, wanted: str) -> Sequence[TurnRecord]:
    """The transcript of a practice, in order."""
    rows = tx.execute(select(turn).where(turn.c.practice == wanted).order_by(turn.c.number))
    return tuple(_turn(row) for row in rows)


def _turn(row: Row[Any]) -> TurnRecord:
    before = None if row.before is None else decode(State, row.before)
    return TurnRecord(row.practice, decode(Turn, row.body), row.person, row.message, before)


def debriefs(tx: Connection, wanted: str) -> Sequence[Debrief]:
    """The debriefs of a practice, in the order of its rubrics."""
    bodies = {row.rubric: row.body for row in tx.execute(select(debrief).where(debrief.c.practice == wanted))}
    ordered = tx.execute(select(practice.c.rubrics).where(practice.c.id == wanted)).scalar()
    rubrics = from_text(ordered) if ordered else []
    return tuple(decode(Debrief, bodies[rubric]) for rubric in rubrics if rubric in bodies)


def registration_of(tx: Connection, wanted: str) -> RegistrationRecord | None:
    """The complaint as it was written down."""
    row = tx.execute(select(registration).where(registration.c.practice == wanted)).first()
    return RegistrationRecord(row.practice, row.person, decode(Entries, row.entries)) if row else None


def marks(tx: Connection, wanted: str) -> Sequence[MarkRecord]:
    """What trainers marked, in the order of the turns."""
    query = select(mark).where(mark.c.practice == wanted).order_by(mark.c.turn, mark.c.at, mark.c.id)
    return tuple(_marks(tx.execute(query)))


def _marks(rows: Any) -> Iterator[MarkRecord]:
    for row in rows:
        yield MarkRecord(row.practice, row.trainer, row.turn, from_text(row.comment), row.at)


def verdicts(tx: Connection, wanted: str) -> Sequence[VerdictRecord]:
    """What trainers think of the scores of a practice, in the order in which they said it."""
    return _verdicts(tx, select(verdict).where(verdict.c.practice == wanted))


def verdicts_on(tx: Connection, rubric: str) -> Sequence[VerdictRecord]:
    """What trainers think of the scores of a method, in practices that trainers may see, in that order."""
    seen = select(practice.c.id).where(_VISIBLE)
    return _verdicts(tx, select(verdict).where(verdict.c.rubric == rubric, verdict.c.practice.in_(seen)))


def verdicts_of(tx: Connection, workspace: str, trainer: str) -> Sequence[VerdictRecord]:
    """What a trainer thinks of scores, in the order in which they said it."""
    here = select(practice.c.id).where(practice.c.workspace == workspace)
    return _verdicts(tx, select(verdict).where(verdict.c.trainer == trainer, verdict.c.practice.in_(here)))


def _verdicts(tx: Connection, query: Select[Any]) -> Sequence[VerdictRecord]:
    ordered = query.order_by(verdict.c.at, verdict.c.practice, verdict.c.criterion, verdict.c.trainer)
    rows = (row._asdict() for row in tx.execute(ordered))
    return tuple(VerdictRecord(**{**row, "comment": from_text(row["comment"])}) for row in rows)


def settings(tx: Connection, workspace: str, person: str) -> PersonSettings:
    """What a person chose, or else the defaults."""
    mine = (person_settings.c.workspace == workspace) & (person_settings.c.person == person)
    row = tx.execute(select(person_settings).where(mine)).first()
    return PersonSettings(**row._asdict()) if row else PersonSettings(workspace, person)


def choose(tx: Connection, chosen: PersonSettings) -> None:
    """Keep what a person chose."""
    tx.execute(statements.upsert(tx, person_settings), vars(chosen))
