"""Escalation: the steps up. At most one fires in a turn, and each fires once."""

from __future__ import annotations

from collections.abc import Iterator

from bot.core.conditions import Situation, holds
from bot.core.conversation import Effect, Heard, Judgement
from bot.core.persona import Escalation
from bot.core.scene import Scene

_ON_THE_LADDER = {Judgement.LADDER_AWARE, Judgement.LADDER_GOAL, Judgement.LADDER_EFFECT, Judgement.LADDER_CLOSE}


def escalate(scene: Scene, situation: Situation) -> Escalation | None:
    """The step up that fires in ``situation``: the first that holds and has not fired, or None.

    A customer who is made aware of the own behaviour answers that first: the step can still come later.
    """
    if _ON_THE_LADDER & situation.events:
        return None
    return next((step for step in _steps(scene) if _fires(step, situation)), None)


def fired(step: Escalation) -> str:
    """The event that this step fired."""
    return f"escalation:{step.id}"


def effect_of(step: Escalation, heard: Heard, name: str) -> Effect:
    """What a step up does to the mood, with the words of the trainee that set it off, where there are any."""
    cause = next((heard.happening(event) for event in step.when.any if heard.happening(event)), None)
    quote = cause.span.of(heard.text) if cause else ""
    return Effect(fired(step), step.anger, step.trust, quote, name, step.id)


def _steps(scene: Scene) -> Iterator[Escalation]:
    own = scene.persona.escalations
    yield from own
    names = {step.id for step in own}
    yield from (step for step in scene.numbers.escalations if step.id not in names)


def _fires(step: Escalation, situation: Situation) -> bool:
    return not situation.seen.get(fired(step)) and holds(step.when, situation)
