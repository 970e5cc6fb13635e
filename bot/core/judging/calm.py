"""Calm: how the trainee holds up, whether the message does anything at all, and whether it is one."""

from __future__ import annotations

from collections.abc import Iterator

from bot.core.conversation import Happening, Judgement
from bot.core.judging.context import Context
from bot.core.moves import Move
from bot.core.persona import Stance

_ANSWERS = (Move.DEADLINE, Move.HONEST_LIMIT, Move.CONCRETE_STEP, Move.OFFER)


def judge_calm(context: Context) -> Iterator[Happening]:
    """Whether a heated customer got a calm answer."""
    if context.reading.features.shouting:
        yield context.by_message(Judgement.SHOUTED_BACK)
    elif context.helpful and not context.harm and (context.raging or context.state.stance is Stance.FURIOUS):
        yield context.by_message(Judgement.STAYED_CALM)


def judge_substance(context: Context) -> Iterator[Happening]:
    """Whether the message answers what was pinned down, and does anything for the customer."""
    if context.state.pending:
        answered = context.moves & set(_ANSWERS) or context.reading.moments
        yield from _pinned(context) if answered else _dodged(context)
    if is_baffling(context):
        yield context.by_message(Judgement.BAFFLING)
    elif not context.helpful and context.state.barren:
        yield context.by_message(Judgement.NO_PROGRESS)


def is_baffling(context: Context) -> bool:
    """No words at all, or clearly those of another language."""
    features = context.reading.features
    foreign = features.language is not None and features.language != context.persona.language
    return not features.words or (foreign and features.words >= 4)


def _pinned(context: Context) -> Iterator[Happening]:
    move = next((move for move in _ANSWERS if move in context.moves), None)
    yield context.by_move(Judgement.PINNED, move) if move else context.by_message(Judgement.PINNED)


def _dodged(context: Context) -> Iterator[Happening]:
    if not context.helpful:
        yield context.by_message(Judgement.DODGED)
