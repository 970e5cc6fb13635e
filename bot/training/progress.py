"""Progress: what a person's practices say together, criterion by criterion, without saying more than they can.

Customers and difficulties differ from one practice to the next, and so do shares: from fewer than three practices
nothing is said about a direction or about what is hardest. A talk that was stopped counts nowhere, one that was done
again only as time spent.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta, tzinfo
from enum import StrEnum
from itertools import combinations, groupby
from statistics import fmean
from typing import Protocol

from bot.core.debrief import Debrief
from bot.core.persona import Outcome
from bot.core.rubric import Text
from bot.training.archive import PracticeRecord, RegistrationRecord

ENOUGH = 3
"""Practices from which on something is said about a direction."""
LATELY = 3
"""How somebody does now is the mean of so many practices: one good or bad day is no level."""
WEEKS = 8
"""Weeks that are looked back on."""
_FELT = 0.1
_SAME_WAY = 0.5
_MOST = 500
"""Practices that are looked at: years of practising every day."""


class Trend(StrEnum):
    """Where a criterion goes."""

    TOO_FEW = "too_few"
    UP = "up"
    LEVEL = "level"
    DOWN = "down"


@dataclass(frozen=True)
class Practised:
    """A practice that ended, with what was said about it."""

    record: PracticeRecord
    debriefs: tuple[Debrief, ...]
    registration: RegistrationRecord | None = None

    @property
    def ended(self) -> datetime:
        """When it ended."""
        return self.record.ended or self.record.started

    @property
    def counts(self) -> bool:
        """Whether its scores count: a talk that was stopped is forgotten, and doing one again begins half-way."""
        return self.record.outcome is not Outcome.STOPPED and self.record.redo_of is None


@dataclass(frozen=True)
class Measure:
    """How much of a criterion was reached in one practice, 0 to 1."""

    practice: str
    at: datetime
    persona: str
    share: float


@dataclass(frozen=True)
class Course:
    """A criterion over time, the oldest practice first; never empty.

    All measures are of one version of the method: what another version asked for cannot be compared.
    """

    rubric: str
    rubric_version: int
    rubric_name: Text
    criterion: str
    name: Text
    source: str
    measures: tuple[Measure, ...]

    @property
    def id(self) -> str:
        """As personas write it: "leon.listen"."""
        return f"{self.rubric}.{self.criterion}"

    @property
    def lately(self) -> float:
        """The mean share of the latest practices."""
        return fmean(measure.share for measure in self.measures[-LATELY:])

    @property
    def trend(self) -> Trend:
        """Where it goes: a change that is felt, and that most pairs of practices agree on (Kendall's tau)."""
        return trend([measure.share for measure in self.measures])


@dataclass(frozen=True)
class Weeks:
    """When somebody practised: the practices of each of the last weeks, the oldest first. A week begins on Monday."""

    counts: tuple[tuple[date, int], ...]

    @property
    def practised(self) -> int:
        """Weeks with a practice."""
        return sum(count > 0 for _, count in self.counts)

    @property
    def in_a_row(self) -> int:
        """Weeks with a practice in a row, up to now. The week that goes on now is not missed before it is over."""
        counts = [count for _, count in self.counts]
        past = counts[:-1] if counts and not counts[-1] else counts
        return next((number for number, count in enumerate(reversed(past)) if not count), len(past))


@dataclass(frozen=True)
class Progress:
    """Everything that a person's practices say together."""

    practices: int
    """Those whose scores count."""
    courses: tuple[Course, ...]
    weeks: Weeks
    last: PracticeRecord | None


class Reader(Protocol):
    """What is read of the archive."""

    def recent(self, workspace: str, person: str, limit: int) -> Sequence[PracticeRecord]:
        """The ended practices of a trainee, the newest first."""

    def of_team(self, workspace: str, limit: int) -> Sequence[PracticeRecord]:
        """The ended practices that trainers may see of those who take part in the team's overview, the newest first."""

    def debriefs(self, practice: str) -> Sequence[Debrief]:
        """The debriefs of a practice."""

    def registration(self, practice: str) -> RegistrationRecord | None:
        """The complaint as it was written down."""


def of_person(archive: Reader, workspace: str, person: str) -> tuple[Practised, ...]:
    """A person's ended practices, the oldest first."""
    return _looked_up(archive, archive.recent(workspace, person, _MOST))


def of_team(archive: Reader, workspace: str) -> tuple[Practised, ...]:
    """The ended practices that trainers may see of those who take part in a workspace's overview, the oldest first."""
    return _looked_up(archive, archive.of_team(workspace, _MOST))


def _looked_up(archive: Reader, records: Iterable[PracticeRecord]) -> tuple[Practised, ...]:
    found = (Practised(one, tuple(archive.debriefs(one.id)), archive.registration(one.id)) for one in records)
    return tuple(sorted(found, key=lambda one: one.ended))


def progress(practised: Iterable[Practised], now: datetime) -> Progress:
    """What a person's ended practices say together; ``now`` has the time zone in which weeks begin."""
    ordered = sorted(practised, key=lambda one: one.ended)
    counting = [one for one in ordered if one.counts]
    return Progress(
        practices=len(counting),
        courses=courses(counting),
        weeks=weeks([one.ended for one in ordered if one.record.outcome is not Outcome.STOPPED], now),
        last=ordered[-1].record if ordered else None,
    )


def courses(practised: Sequence[Practised]) -> tuple[Course, ...]:
    """Each criterion over time, in the order of its method; of every method only the version that was used last."""
    debriefs = [(one, debrief) for one in practised for debrief in one.debriefs]
    newest = {debrief.rubric.id: debrief.rubric for _, debrief in debriefs}
    found: dict[tuple[str, str], list[Measure]] = {
        (rubric.id, criterion.id): [] for rubric in newest.values() for criterion in rubric.criteria
    }
    for one, debrief in debriefs:
        if debrief.rubric.version == newest[debrief.rubric.id].version:
            for criterion, share in _shares(debrief):
                measure = Measure(one.record.id, one.ended, one.record.persona, share)
                found.setdefault((debrief.rubric.id, criterion), []).append(measure)
    return tuple(
        Course(rubric.id, rubric.version, rubric.name, criterion.id, criterion.name, criterion.source, tuple(measures))
        for rubric in newest.values()
        for criterion in rubric.criteria
        if (measures := found[rubric.id, criterion.id])
    )


def _shares(debrief: Debrief) -> Iterable[tuple[str, float]]:
    return ((score.criterion.id, score.share) for score in debrief.scores if score.assessed)


def trend(shares: Sequence[float]) -> Trend:
    """Where shares go over time, the oldest first."""
    if len(shares) < ENOUGH:
        return Trend.TOO_FEW
    half = len(shares) // 2
    change = fmean(shares[-half:]) - fmean(shares[:half])
    pairs = [(later > earlier) - (later < earlier) for earlier, later in combinations(shares, 2)]
    same_way = fmean(pairs) * (1 if change > 0 else -1)
    if abs(change) < _FELT or same_way < _SAME_WAY:
        return Trend.LEVEL
    return Trend.UP if change > 0 else Trend.DOWN


def weeks(ended: Iterable[datetime], now: datetime) -> Weeks:
    """When somebody practised, in the weeks up to ``now``."""
    this = _monday(now, now.tzinfo)
    mondays = [this - timedelta(weeks=back) for back in range(WEEKS - 1, -1, -1)]
    counts = dict.fromkeys(mondays, 0)
    for monday, those in groupby(sorted(min(_monday(one, now.tzinfo), this) for one in ended)):
        if monday in counts:
            counts[monday] = len(list(those))
    return Weeks(tuple(counts.items()))


def _monday(moment: datetime, zone: tzinfo | None) -> date:
    day = moment.astimezone(zone).date()
    return day - timedelta(days=day.weekday())
