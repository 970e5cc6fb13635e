"""Apology: its parts, and whether it is repeated, late or taken back.

The parts and their order of weight are those of Lewicki, Polin & Lount (2016).
"""

from __future__ import annotations

from collections.abc import Iterator

from bot.core.conversation import Happening, Judgement
from bot.core.judging.context import Context
from bot.core.moves import Move
from bot.core.words import best_fit, fold

PROGRESS = {
    *(Move.SUMMARY, Move.OPEN_QUESTION, Move.FEELING_QUESTION, Move.WISH_QUESTION, Move.CONCRETE_STEP, Move.OFFER),
    *(Move.DEADLINE, Move.OWNERSHIP, Move.HONEST_LIMIT, Move.EXPLANATION, Move.PREVENTION, Move.AFTERCARE),
}
"""What makes a second sorry more than a repetition: something has come in between, or comes with it."""
_TAKES_BACK = {Move.BLAME, Move.YES_BUT, Move.DISMISSAL, Move.HOSTILITY}


def judge_apology(context: Context) -> Iterator[Happening]:
    """Everything that makes one sorry different from another."""
    if Move.APOLOGY not in context.moves:
        return
    if any(found.move in _TAKES_BACK for found in context.harm):
        yield context.by_move(Judgement.FALSE_APOLOGY, Move.APOLOGY)
    elif context.happened(Move.APOLOGY) and not context.state.progress and not context.moves & PROGRESS:
        yield context.by_move(Judgement.REPEATED_APOLOGY, Move.APOLOGY)
    else:
        yield from _timing(context)
        yield from _parts(context)
        yield from _conceded(context)


def _timing(context: Context) -> Iterator[Happening]:
    """A sorry in a follow-up is one for what happened since."""
    if context.state.follow_up:
        return
    if not context.happened(Move.APOLOGY) and context.turn > context.scene.numbers.late_after:
        yield context.by_move(Judgement.LATE_APOLOGY, Move.APOLOGY)


def _parts(context: Context) -> Iterator[Happening]:
    if context.moves & {Move.RECOGNITION, Move.OWNERSHIP} or _admits(context):
        yield context.by_move(Judgement.APOLOGY_RESPONSIBILITY, Move.APOLOGY)
    if context.moves & {Move.CONCRETE_STEP, Move.OFFER}:
        yield context.by_move(Judgement.APOLOGY_REPAIR, Move.APOLOGY)
    if Move.EXPLANATION in context.moves:
        yield context.by_move(Judgement.APOLOGY_EXPLANATION, Move.APOLOGY)


def _conceded(context: Context) -> Iterator[Happening]:
    if context.persona.grievance.founded == "no" and _admits(context):
        yield context.by_move(Judgement.FAULT_CONCEDED, Move.APOLOGY)


def _admits(context: Context) -> bool:
    """Whether the sorry itself names a fault as the company's own."""
    found = context.reading.found(Move.APOLOGY)
    return bool(found and best_fit(context.scene.words.fault, fold(context.sentence(found.span))))
