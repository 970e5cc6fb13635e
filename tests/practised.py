"""Practised: made-up practices and debriefs with the shares that a test wants."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from typing import Any

from fakes import a_criterion, a_rubric, a_sign

from bot.core.assessing import Evidence, Finding, Score
from bot.core.debrief import Debrief, NotFound
from bot.core.persona import Outcome
from bot.core.registering import Entry, Field
from bot.core.rubric import Rubric
from bot.training.archive import PracticeRecord, RegistrationRecord
from bot.training.progress import Practised

FIRST_DAY = datetime(2026, 3, 2, 9, tzinfo=UTC)
"""A Monday."""
METHOD = a_rubric(a_criterion("listen", a_sign("open_question")), a_criterion("solve", a_sign("offer")))


def a_debrief(shares: Mapping[str, float], rubric: Rubric = METHOD, version: int = 1) -> Debrief:
    """What ``rubric`` says of a talk in which so much of each criterion was reached; the others had no occasion."""
    method = replace(rubric, version=version)
    scores = tuple(
        Score(one, True, shares[one.id] * 10, 10, (a_finding(one.id),)) if one.id in shares else Score(one, False)
        for one in method.criteria
    )
    nothing = NotFound((), (), None)
    return Debrief("doe", 1, method, "en", Outcome.ENDED, 50, scores, None, (), (), (), nothing)


def a_finding(criterion: str) -> Finding:
    return Finding("earned", "seen", 1.0, (Evidence(2, f"words about {criterion}", "open_question", True),))


def a_practice(day: float, persona: str = "doe", person: str = "U1", **changes: Any) -> PracticeRecord:
    """A practice that ended so many days after the first day."""
    ended = FIRST_DAY + timedelta(days=day)
    record = PracticeRecord(
        id=f"T1:{person}:{day}",
        workspace="T1",
        trainees=(person,),
        trainer=None,
        channel="C1",
        thread=f"{day}",
        private=True,
        persona=persona,
        persona_version=1,
        rubrics=("method",),
        difficulty="normal",
        language="en",
        started=ended - timedelta(minutes=10),
        ended=ended,
        outcome=Outcome.ENDED,
    )
    return replace(record, **changes)


def a_registration(record: PracticeRecord, *, right: bool) -> RegistrationRecord:
    entries = (Entry(Field.CAUSE, "what I wrote", "the label fell off", right),)
    return RegistrationRecord(record.id, record.trainees[0], entries)


def practised(
    day: float,
    shares: Mapping[str, float] | None = None,
    *,
    version: int = 1,
    right: bool | None = None,
    **changes: Any,
) -> Practised:
    """A practice with one debrief; ``right`` says how its cause was written down, if it was."""
    record = a_practice(day, **changes)
    written = None if right is None else a_registration(record, right=right)
    return Practised(record, (a_debrief(shares or {"listen": 0.5}, version=version),), written)


def in_a_row(*shares: float, criterion: str = "listen", **changes: Any) -> list[Practised]:
    """A practice a day with these shares of one criterion."""
    return [practised(day, {criterion: share}, **changes) for day, share in enumerate(shares)]


class SmallArchive:
    """An archive that reads what it is given, as the store would; in the team is what others may see of ``team``."""

    def __init__(self, those: Iterable[Practised], team: Iterable[str] = ()) -> None:
        self._those = {one.record.id: one for one in those}
        self._team = frozenset(team)

    def recent(self, workspace: str, person: str, limit: int) -> list[PracticeRecord]:
        mine = [one.record for one in self._those.values() if person in one.record.trainees]
        return [record for record in mine if record.workspace == workspace][:limit]

    def of_team(self, workspace: str, limit: int) -> list[PracticeRecord]:
        seen = [one.record for one in self._those.values() if one.record.visible]
        return [record for record in seen if self._team.issuperset(record.trainees)][:limit]

    def debriefs(self, practice: str) -> tuple[Debrief, ...]:
        return self._those[practice].debriefs

    def registration(self, practice: str) -> RegistrationRecord | None:
        return self._those[practice].registration
