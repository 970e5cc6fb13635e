"""Ending rules: the ways a talk can end well or badly are ways that the engine can go."""

from __future__ import annotations

from collections.abc import Iterator

from bot.content.document import Trail
from bot.content.problems import Problem, Rule, listed
from bot.content.values import Checked
from bot.core.conditions import When
from bot.core.deeds import Deed
from bot.core.persona import Outcome, Persona

_GOOD = (Outcome.RESOLVED, Outcome.SETTLED)
_BAD = (Outcome.LEFT, Outcome.ESCALATED, Outcome.TIMED_OUT)
_STEPS = (Deed.VENT, Deed.DEMAND, Deed.RAGE, Deed.THREATEN, Deed.MANAGER, Deed.LEAVE)


def outcomes(file: Checked[Persona]) -> Iterator[Problem]:
    """Resolutions that end badly, and steps up that end well."""
    for number, resolution in enumerate(file.value.resolutions):
        yield from _outcome(file, ("resolutions", number, "outcome"), resolution.outcome, _GOOD)
    for number, step in enumerate(file.value.escalations):
        if step.ends:
            yield from _outcome(file, ("escalations", number, "ends"), step.ends, _BAD)
        elif step.deed is Deed.LEAVE:
            what = f'the customer leaves at "{step.id}", and the talk does not end'
            allowed = f'it needs the key "ends" with one of: {listed(_BAD)}'
            yield file.document.key_problem(("escalations", number, "deed"), Rule.OUTCOME, what, allowed)


def deeds(file: Checked[Persona]) -> Iterator[Problem]:
    """Steps up with a deed that is no step up."""
    for number, step in enumerate(file.value.escalations):
        if step.deed not in _STEPS:
            what = f'"{step.deed}" is no step up'
            allowed = f"it must be one of: {listed(_STEPS)}"
            yield file.document.problem(("escalations", number, "deed"), Rule.DEED, what, allowed)


def behaviour(file: Checked[Persona]) -> Iterator[Problem]:
    """Customers who would shout whatever the trainee does."""
    if file.value.behaviour and file.value.behaviour.rages == When():
        what = '"rages" has no condition, so this customer shouts at every turn'
        hint = "add for example anger_from: 70"
        yield file.document.key_problem(("behaviour", "rages"), Rule.BEHAVIOUR, what, "it needs a condition", hint)


def _outcome(file: Checked[Persona], trail: Trail, outcome: Outcome, allowed: tuple[Outcome, ...]) -> Iterator[Problem]:
    if outcome not in allowed:
        what = f'the outcome cannot be "{outcome}" here'
        yield file.document.problem(trail, Rule.OUTCOME, what, f"it must be one of: {listed(allowed)}")
