"""Condition rules: no condition contradicts itself."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from bot.content.document import Trail, named
from bot.content.problems import Problem, Rule
from bot.content.values import Checked
from bot.core.conditions import When
from bot.core.persona import Persona

REPAIR = 10
"""Trust ends at most this far above where it was before the failure (``repair_ceiling`` in mood.yaml)."""
_EMPTY = When()


def contradictions(file: Checked[Any]) -> Iterator[Problem]:
    """Conditions that can never hold."""
    for trail, when in file.conditions:
        yield from _bounds(file, trail, when)
        yield from _events(file, trail, when)


def ceiling(file: Checked[Persona]) -> Iterator[Problem]:
    """Conditions that want more trust than can ever be repaired. In ``behaviour`` that is a way to say never."""
    mood = file.value.mood
    highest = min(100, max(mood.trust, mood.trust_before + REPAIR))
    for trail, when in file.conditions:
        if trail[0] != "behaviour" and highest < when.trust_from <= 100:
            what = f'"trust_from" is {when.trust_from}, and the trust of this customer never gets there'
            allowed = f"it can be at most {highest}, which is {REPAIR} above trust_before"
            yield file.document.problem((*trail, "trust_from"), Rule.IMPOSSIBLE, what, allowed)


def _bounds(file: Checked[Any], trail: Trail, when: When) -> Iterator[Problem]:
    for name in ("anger", "trust", "turn"):
        low, high = getattr(when, f"{name}_from"), getattr(when, f"{name}_to")
        if low > high != getattr(_EMPTY, f"{name}_to"):
            start = f"{name}_from" if (*trail, f"{name}_from") in file.document.values else f"{name}_to"
            what = f'"{name}_from" is {low}, above "{name}_to", which is {high}'
            yield file.document.problem(
                (*trail, start), Rule.IMPOSSIBLE, what, f"{named(trail)} can never hold", "swap the two"
            )


def _events(file: Checked[Any], trail: Trail, when: When) -> Iterator[Problem]:
    """Events that must have happened and must not have happened."""
    for number, event in enumerate(when.never):
        if event in when.ever or event in when.times:
            yield _both(file, (*trail, "never", number), event)
    for name, barred in (("none", when.none), ("never", when.never)):
        if when.any and set(when.any) <= set(barred):
            yield _both(file, (*trail, name), when.any[0])


def _both(file: Checked[Any], trail: Trail, event: str) -> Problem:
    what = f'"{event}" must have happened and must not have happened'
    return file.document.key_problem(
        trail, Rule.IMPOSSIBLE, what, "this condition can never hold", "leave one of the two out"
    )
