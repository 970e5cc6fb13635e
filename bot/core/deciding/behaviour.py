"""Behaviour: how a shouting customer answers each step of the ladder, with a real chance to apologise at each."""

from __future__ import annotations

from bot.core.conditions import Situation, When, holds
from bot.core.conversation import Judgement
from bot.core.deciding.view import Decision, View, deed
from bot.core.deeds import Deed
from bot.core.judging.ladder import SORRY
from bot.core.moves import Move
from bot.core.persona import Behaviour, Outcome, Persona

_STEPS = {
    Judgement.LADDER_AWARE: (1, Deed.KNOW_IT),
    Judgement.LADDER_GOAL: (2, Deed.NAME_AIM),
    Judgement.LADDER_EFFECT: (3, Deed.SHRUG),
}
_MISSTEPS = (Judgement.LADDER_ON_FEELING, Judgement.LADDER_OUT_OF_ORDER, Judgement.LADDER_TOO_LONG)


def rages(persona: Persona, situation: Situation) -> bool:
    """Whether the customer shouts or scolds now. Who has apologised for it does not start again."""
    if persona.behaviour is None or situation.seen.get(SORRY):
        return False
    return holds(persona.behaviour.rages, situation)


def answer_to_ladder(view: View) -> Decision | None:
    """The answer to a step of the ladder that was taken in order; None when there was none."""
    behaviour = view.context.persona.behaviour
    step = next((judgement for judgement in _STEPS if view.has(judgement)), None)
    if step is None or behaviour is None:
        return None
    number, otherwise = _STEPS[step]
    sorry = holds(_chance(behaviour, step), view.situation)
    return Decision((deed(Deed.BEHAVIOUR_SORRY if sorry else otherwise),), ladder=number)


def answer_to_close(view: View) -> Decision | None:
    """The end of a talk that the trainee closes with a call-back: fair on the ladder, walking away elsewhere."""
    if view.has(Judgement.LADDER_CLOSE):
        return Decision((deed(Deed.HANG_UP),), outcome=Outcome.BOUNDARY)
    if Move.CALLBACK_CLOSE in view.context.certain and any(view.has(misstep) for misstep in _MISSTEPS):
        return Decision((deed(Deed.LEAVE),), outcome=Outcome.LEFT)
    return None


def _chance(behaviour: Behaviour, step: Judgement) -> When:
    return {
        Judgement.LADDER_AWARE: behaviour.sorry_at_aware,
        Judgement.LADDER_GOAL: behaviour.sorry_at_goal,
        Judgement.LADDER_EFFECT: behaviour.sorry_at_effect,
    }[step]
