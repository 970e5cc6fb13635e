"""Teamwork: what the practices of a team say together. Only of people who chose to take part, never about one person.

A practice counts only when trainers may read its debrief anyway: it was launched as visible in a channel, or a trainee
shared it (``PracticeRecord.visible``). So nothing of a private talk reaches the team, not even as a figure. A figure is
shown when at least three different people are behind it, each counted once: nobody can be worked out of it.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from statistics import fmean

from bot.core.persona import FactKind, Persona
from bot.core.registering import Field
from bot.core.rubric import Text
from bot.training.progress import Practised, courses

PEOPLE = 3
"""Different people behind every figure."""
TOP = 3


@dataclass(frozen=True)
class Average:
    """A criterion over a team: the mean of what each person reached lately, 0 to 1."""

    criterion: str
    """ "leon.listen"."""
    name: Text
    share: float
    people: int


@dataclass(frozen=True)
class Cause:
    """Where practised complaints came from, and how often that was written down right afterwards."""

    label: str
    practices: int
    registered: int = 0
    """Practices of it that were written down."""
    right: int = 0
    """Of those, with this cause. Both are 0 where fewer than three people wrote it down."""


@dataclass(frozen=True)
class Team:
    """What a team's practices say together; the weakest criterion first."""

    people: int
    practices: int
    averages: tuple[Average, ...]
    causes: tuple[Cause, ...]


def team(practised: Iterable[Practised], personas: Mapping[str, Persona]) -> Team | None:
    """What practices of people who take part say together; None when fewer than three people are behind them."""
    seen = sorted((one for one in practised if one.counts and one.record.visible), key=lambda one: one.ended)
    people = _people(seen)
    if len(people) < PEOPLE:
        return None
    return Team(len(people), len(seen), _averages(seen, people), _causes(seen, personas))


def _people(practised: Iterable[Practised]) -> tuple[str, ...]:
    """Everybody who practised; the empty place of who was forgotten is nobody."""
    return tuple(sorted({person for one in practised for person in one.record.trainees if person}))


def _averages(seen: Sequence[Practised], people: Sequence[str]) -> tuple[Average, ...]:
    """The mean of each criterion, in the version of its method that the team used last."""
    whole = {course.id: course for course in courses(seen)}
    levels: dict[str, list[float]] = defaultdict(list)
    for person in people:
        for course in courses([one for one in seen if person in one.record.trainees]):
            if course.rubric_version == whole[course.id].rubric_version:
                levels[course.id].append(course.lately)
    averages = (
        Average(criterion, whole[criterion].name, fmean(shares), len(shares))
        for criterion, shares in levels.items()
        if len(shares) >= PEOPLE
    )
    return tuple(sorted(averages, key=lambda one: (one.share, one.criterion)))


def _causes(seen: Sequence[Practised], personas: Mapping[str, Persona]) -> tuple[Cause, ...]:
    behind = [(one, cause) for one in seen for cause in [_cause(personas.get(one.record.persona))] if cause]
    top = Counter(cause for _, cause in behind).most_common()
    shown = (_told([one for one, of in behind if of == cause], cause) for cause, _ in top)
    return tuple(cause for cause in shown if cause)[:TOP]


def _cause(persona: Persona | None) -> str:
    facts = persona.facts if persona else ()
    return next((fact.label for fact in facts if fact.kind is FactKind.CAUSE), "")


def _told(practised: Sequence[Practised], cause: str) -> Cause | None:
    if len(_people(practised)) < PEOPLE:
        return None
    written = [one.registration for one in practised if one.registration]
    if len({one.person for one in written}) < PEOPLE:
        return Cause(cause, len(practised))
    right = sum(entry.fits for one in written for entry in one.entries if entry.field is Field.CAUSE)
    return Cause(cause, len(practised), len(written), right)
