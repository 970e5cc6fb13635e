"""Suggesting: which customer is the best next practice, and the one reason why."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Literal

from bot.core.moves import Language
from bot.core.persona import Persona
from bot.training.progress import ENOUGH, Course, Practised, Progress

LONG = 28
"""Days after which a criterion comes back, whatever its level. Our own judgement: no source gives a number."""
_COMES_BACK = 0.5
"""What a criterion that was not practised for long weighs, against the share that is still to be won."""

Reason = Literal["early", "weakest", "long_ago"]


@dataclass(frozen=True)
class Suggestion:
    """The customer to practise with next."""

    persona: Persona
    reason: Reason
    """Too little is known yet; the criterion with most to win; or one that was not practised for long."""
    course: Course | None = None
    """The criterion that it is for; None when it is too early to say."""
    days: int = 0
    """Since that criterion was last practised."""
    fits: bool = True
    """Whether the customer was made for that criterion."""


def suggest(
    progress: Progress,
    practised: Sequence[Practised],
    personas: Mapping[str, Persona],
    language: Language,
    at: datetime,
) -> Suggestion | None:
    """The best next practice in ``language``; None when there is no customer to practise with.

    Never the customer of the last practice again, unless there is no other; of those that fit, the one that was
    practised with longest ago, or never.
    """
    there = [one for one in personas.values() if one.language == language]
    last = progress.last.persona if progress.last else ""
    others = [one for one in there if one.id != last] or there
    if not others:
        return None
    known = [course for course in progress.courses if len(course.measures) >= ENOUGH]
    if not known:
        return Suggestion(_least_recent(others, practised), "early")
    course, reason = _chosen(known, at)
    fitting = [one for one in others if course.id in one.practises]
    persona = _least_recent(fitting or others, practised)
    return Suggestion(persona, reason, course, _days(course, at), bool(fitting))


def _chosen(courses: Sequence[Course], at: datetime) -> tuple[Course, Reason]:
    """The criterion with most to win; one that was not practised for long may come before it."""
    weakest = min(courses, key=lambda course: course.lately)
    chosen = max(courses, key=lambda course: 1 - course.lately + (_days(course, at) >= LONG) * _COMES_BACK)
    return chosen, "weakest" if chosen.lately <= weakest.lately else "long_ago"


def _days(course: Course, at: datetime) -> int:
    return max((at - course.measures[-1].at).days, 0)


def _least_recent(personas: Sequence[Persona], practised: Sequence[Practised]) -> Persona:
    met = {one.record.persona: one.ended.timestamp() for one in sorted(practised, key=lambda one: one.ended)}
    return min(personas, key=lambda persona: met.get(persona.id, 0.0))
