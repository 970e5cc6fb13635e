"""Keeping: practices of the terminal go into the archive, behind the back of whoever practises.

The database is opened, and loaded, in a thread of its own once there is something to keep: practising never waits for
it. What is older than the retention is then forgotten. Of a talk that was stopped only that is kept.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from bot.core.debrief import Debrief
from bot.core.persona import Outcome
from bot.core.registering import Entry
from bot.training import Order, Session
from bot.training.archive import (
    TERMINAL,
    Archive,
    DebriefRecord,
    PracticeRecord,
    Record,
    RegistrationRecord,
    TurnRecord,
)


@dataclass(frozen=True)
class Place:
    """Which practice goes on: its id and order, and what it does again."""

    id: str
    order: Order
    redo_of: str | None = None
    redo_turn: int | None = None


@dataclass(frozen=True)
class Kept:
    """Where practices are kept, and for how long."""

    open: Callable[[], Archive]
    """Called once, in another thread, when there is something to keep."""
    retention: timedelta


class Keeping:
    """Keeps practices. Without a way to the archive it keeps nothing."""

    def __init__(self, kept: Kept | None, now: datetime) -> None:
        """Keep as ``kept`` says; what is too old ``now`` is forgotten when the archive is opened."""
        self._kept_in = kept
        self._now = now
        self._archive: Archive | None = None
        self._place: Place | None = None
        self._thread = ThreadPoolExecutor(1)
        self._kept: list[Future[None]] = []

    def begin(self, order: Order, at: datetime) -> None:
        """Another practice begins."""
        self._place = Place(_id(at), order)

    def again(self, turn: int, at: datetime) -> None:
        """A message of the practice is done again."""
        if self._place:
            self._place = replace(self._place, id=_id(at), redo_of=self._place.id, redo_turn=turn)

    def keep(
        self, session: Session, debriefs: Sequence[Debrief], at: datetime, entries: tuple[Entry, ...] = ()
    ) -> None:
        """Keep the practice that has ended now, or keep it again with the complaint as it was written down."""
        if self._place and self._kept_in:
            wanted = records(self._place, session, debriefs, at, entries)
            self._kept.append(self._thread.submit(self._write, self._kept_in, wanted))

    def close(self) -> str | None:
        """Wait until everything is kept. Why something was not; empty when all was; None when there was nothing."""
        self._thread.shutdown()
        wrong = [problem for one in self._kept if (problem := one.exception())]
        if not self._kept:
            return None
        return str(wrong[0]) or type(wrong[0]).__name__ if wrong else ""

    def _write(self, kept: Kept, wanted: Sequence[Record]) -> None:
        if self._archive is None:
            self._archive = kept.open()
            self._archive.forget_before(self._now - kept.retention)
        self._archive.keep(wanted)


def records(
    place: Place, session: Session, debriefs: Sequence[Debrief], at: datetime, entries: tuple[Entry, ...] = ()
) -> tuple[Record, ...]:
    """What is kept of a practice that has ended; of one that was stopped only that."""
    practice = _practice(place, session, at)
    if session.talk_outcome is Outcome.STOPPED:
        return (practice,)
    people = {"trainee": TERMINAL.person, "customer": None}
    return (
        practice,
        *(TurnRecord(place.id, turn, people[turn.who]) for turn in session.looked_back_on),
        *(DebriefRecord(place.id, debrief) for debrief in debriefs),
        *([RegistrationRecord(place.id, TERMINAL.person, entries)] if entries else []),
    )


def _practice(place: Place, session: Session, at: datetime) -> PracticeRecord:
    return PracticeRecord(
        id=place.id,
        workspace=TERMINAL.workspace,
        trainees=(TERMINAL.person,),
        trainer=None,
        channel=TERMINAL.workspace,
        thread=place.id,
        private=True,
        persona=session.persona.id,
        persona_version=session.persona.version,
        rubrics=place.order.rubrics,
        difficulty=place.order.difficulty,
        language=session.persona.language,
        started=session.transcript[0].at,
        ended=max(at, session.transcript[-1].at),
        outcome=session.talk_outcome,
        redo_of=place.redo_of,
        redo_turn=place.redo_turn,
    )


def _id(at: datetime) -> str:
    return f"{TERMINAL.workspace}:{TERMINAL.person}:{at.timestamp():.6f}"
