"""Real practices for the tests: scripted talks, played with everything that is shipped."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from itertools import count
from pathlib import Path

from fakes import MONDAY

from bot.adapters.store import Store
from bot.content import read_talk
from bot.delivery import Input, Result
from bot.training import Session, Training
from bot.training.archive import DebriefRecord, PracticeRecord, Record, TurnRecord
from bot.training.script import play

TALKS = Path(__file__).parents[2] / "conversations"
FILES = sorted(TALKS.glob("*/*.yaml"))
TEAM = "T1"
_KEYS = count()


def a_session(training: Training, file: Path = TALKS / "jaarnota" / "mixed.yaml", at: datetime = MONDAY) -> Session:
    return play(training, read_talk(file), at).session


def a_practice(id_: str, session: Session | None = None, **changes: object) -> PracticeRecord:
    """A practice that ended, with one trainee."""
    practice = PracticeRecord(
        id=id_,
        workspace=TEAM,
        trainees=("U1",),
        trainer=None,
        channel="C1",
        thread="100.1",
        private=True,
        persona=session.persona.id if session else "jaarnota",
        persona_version=session.persona.version if session else 1,
        rubrics=tuple(rubric.id for rubric in session.rubrics) if session else ("leon",),
        difficulty="normal",
        language="nl",
        started=datetime(2026, 3, 2, 9, 0, tzinfo=UTC),
        ended=datetime(2026, 3, 2, 9, 30, tzinfo=UTC),
        outcome=session.state.outcome if session else None,
    )
    return replace(practice, **changes)  # type: ignore[arg-type]


def turns_of(practice: PracticeRecord, session: Session) -> tuple[TurnRecord, ...]:
    """The transcript; the trainees take turns."""
    mine = [turn.number for turn in session.transcript if turn.who == "trainee"]
    people = {number: practice.trainees[place % len(practice.trainees)] for place, number in enumerate(mine)}
    return tuple(
        TurnRecord(practice.id, turn, people.get(turn.number), f"1.{turn.number}", session.before.get(turn.number))
        for turn in session.transcript
    )


def kept(store: Store, records: Iterable[Record], talk: str = "T1:C1:100.1", state: object = None) -> None:
    """Keep records the way they are always kept: with the commit of a turn."""
    given = Input(talk, f"key {next(_KEYS)}", {"user": "U1"})
    assert store.accept(given, 10.0)
    (work,) = store.claim("me", 10.0, 10.0, 1)
    assert store.commit(work, Result(state, records=tuple(records)), 10.0)  # type: ignore[arg-type]


def a_whole_practice(store: Store, training: Training, id_: str, **changes: object) -> tuple[PracticeRecord, Session]:
    """A practice with its turns and debriefs, kept in the conversation of the same id."""
    session = a_session(training)
    practice = a_practice(id_, session, **changes)
    debriefs = [DebriefRecord(id_, one) for one in training.debriefs(session)]
    kept(store, (practice, *turns_of(practice, session), *debriefs), talk=id_, state={"trainees": practice.trainees})
    return practice, session


def days(number: int) -> datetime:
    """A day of March 2026."""
    return datetime(2026, 3, 1, tzinfo=UTC) + timedelta(days=number - 1)
