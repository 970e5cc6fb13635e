"""The ladder of naming behaviour: aware, goal, effect, close; each step in its turn, and only on behaviour."""

from __future__ import annotations

from collections.abc import Iterator

from bot.core.conversation import Happening, Judgement
from bot.core.judging.context import Context
from bot.core.moves import Move

LADDER = (Move.BEHAVIOUR_AWARE, Move.BEHAVIOUR_GOAL, Move.BEHAVIOUR_EFFECT, Move.CALLBACK_CLOSE)
_STEPS = {
    Move.BEHAVIOUR_AWARE: (Judgement.LADDER_AWARE, 0),
    Move.BEHAVIOUR_GOAL: (Judgement.LADDER_GOAL, 1),
    Move.BEHAVIOUR_EFFECT: (Judgement.LADDER_EFFECT, 2),
    Move.CALLBACK_CLOSE: (Judgement.LADDER_CLOSE, 2),
}
"""Each step's judgement, and the step that must have been taken before it."""
SORRY = "customer:behaviour_sorry"


def judge_ladder(context: Context) -> Iterator[Happening]:
    """Judge the highest step of the ladder in the message; and whether the ladder was left when it had worked."""
    taken = [move for move in LADDER if move in context.certain and not _just_a_call_back(context, move)]
    step = taken[-1] if taken else None
    if step is not None:
        yield context.by_move(_judged(context, step), step)
    elif (
        context.happened(SORRY)
        and not context.happened(Judgement.LADDER_STOPPED)
        and context.helpful
        and not context.harm
    ):
        yield context.by_message(Judgement.LADDER_STOPPED)


def _just_a_call_back(context: Context, step: Move) -> bool:
    """Off the ladder, only words that say so end a talk: "I will ring you tomorrow" looks much like it to the model."""
    found = context.reading.found(step)
    on_the_ladder = context.raging or context.state.ladder
    return step is Move.CALLBACK_CLOSE and not on_the_ladder and found is not None and found.source == "model"


def _judged(context: Context, step: Move) -> Judgement:
    judgement, needs = _STEPS[step]
    if context.happened(SORRY) and not context.raging:
        return Judgement.LADDER_TOO_LONG
    if not context.raging and not context.state.ladder:
        return Judgement.LADDER_ON_FEELING
    return judgement if context.state.ladder >= needs else Judgement.LADDER_OUT_OF_ORDER
