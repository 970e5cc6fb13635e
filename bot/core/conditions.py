"""Conditions: the one small language in which content files say when something holds.

An **event** is a name for something that happened in a talk:

- a move or a judgement of the trainee's message: ``apology``, ``interrupted``;
- ``offer:<id>``: the trainee held out this offer of the mandate;
- ``fact:<id>``: the customer told this fact; ``told:<kind>``: the customer told the first fact of this kind;
- ``customer:<deed>``: the customer did this: ``customer:refuse``;
- ``persona:<trait>``: what kind of customer this is: ``persona:founded``;
- ``outcome:<id>``: how the talk ended;
- ``follow_up``: a promise of the trainee is followed up; ``promised:<kind>``: a promise of this kind;
- ``registered``: the trainee wrote the complaint down afterwards; ``registered:<field>``: this field was right.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field


@dataclass(frozen=True)
class When:
    """A condition. Every part that is given must hold; an empty condition always holds.

    ``any`` and ``none`` look at the trainee's last message; ``ever``, ``never`` and ``times`` at the talk so far.
    """

    any: tuple[str, ...] = ()
    """At least one of these events is in the trainee's last message."""
    none: tuple[str, ...] = ()
    """None of these events is in the trainee's last message."""
    ever: tuple[str, ...] = ()
    """All of these events have happened in this talk."""
    never: tuple[str, ...] = ()
    """None of these events has happened in this talk."""
    times: Mapping[str, int] = field(default_factory=dict)
    """Each of these events has happened at least so many times."""
    anger_from: int = 0
    anger_to: int = 100
    trust_from: int = 0
    trust_to: int = 100
    turn_from: int = 0
    """From this message of the trainee on; the first is 1."""
    turn_to: int = 10_000
    silence_from: int = 0
    """The trainee has now been silent for so many times the customer's patience."""


@dataclass(frozen=True)
class Situation:
    """Where a talk stands: what a condition is held against.

    ``events`` are those of the trainee's last message; ``seen`` counts every event of the talk, these included.
    """

    events: frozenset[str]
    seen: Mapping[str, int]
    anger: float
    trust: float
    turn: int
    silence: int = 0


def holds(when: When, situation: Situation) -> bool:
    """Whether ``when`` holds in ``situation``."""
    if when.any and situation.events.isdisjoint(when.any):  # where most conditions fail
        return False
    return situation.events.isdisjoint(when.none) and _in_talk(when, situation.seen) and _in_bounds(when, situation)


def specificity(when: When) -> int:
    """How many things ``when`` asks for: of two lines that fit, the more specific one is said."""
    listed = len(when.none) + len(when.ever) + len(when.never) + len(when.times) + bool(when.any)
    return listed + sum(1 for name in _BOUNDS if getattr(when, name) != getattr(_EMPTY, name))


def _in_talk(when: When, seen: Mapping[str, int]) -> bool:
    if not (when.ever or when.never or when.times):  # most conditions are about the message alone
        return True
    return (
        all(seen.get(event) for event in when.ever)
        and not any(seen.get(event) for event in when.never)
        and all(seen.get(event, 0) >= least for event, least in when.times.items())
    )


def _in_bounds(when: When, situation: Situation) -> bool:
    return (
        when.anger_from <= situation.anger <= when.anger_to
        and when.trust_from <= situation.trust <= when.trust_to
        and when.turn_from <= situation.turn <= when.turn_to
        and situation.silence >= when.silence_from
    )


_EMPTY = When()
_BOUNDS = ("anger_from", "anger_to", "trust_from", "trust_to", "turn_from", "turn_to", "silence_from")
