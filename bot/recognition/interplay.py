"""Settles which moves of a message stand beside each other and which one takes the other's place."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.core.moves import HARMFUL, FoundMove, Move

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from bot.recognition.hearing import Heard

_IN_SENTENCE = (
    (Move.NON_APOLOGY, Move.APOLOGY),
    (Move.BEHAVIOUR_GOAL, Move.OPEN_QUESTION),
    (Move.FEELING_QUESTION, Move.OPEN_QUESTION),
    (Move.BEHAVIOUR_GOAL, Move.WISH_QUESTION),
    (Move.CALLBACK_CLOSE, Move.AFTERCARE),
    (Move.CALLBACK_CLOSE, Move.CONCRETE_STEP),
    (Move.DEADLINE, Move.VAGUE_PROMISE),
    (Move.AFTERCARE, Move.VAGUE_PROMISE),
)
"""In one sentence the first takes the place of the second: one promise is either vague or it has a time."""


def settle(heard: Sequence[Heard]) -> tuple[FoundMove, ...]:
    """The moves of a message, each where it is heard best, in order of appearance."""
    kept = [_settle_sentence(sentence.moves) for sentence in heard]
    best: dict[Move, FoundMove] = {}
    for moves in kept:
        for move, found in moves.items():
            if move not in best or found.confidence > best[move].confidence:
                best[move] = found
    if Move.CALLBACK_CLOSE in best:
        best.pop(Move.AFTERCARE, None)
    kept_best = [found for found in best.values() if not _outdone(found, best)]
    return tuple(sorted(kept_best, key=lambda found: (found.span.start, found.span.end, found.move)))


def _outdone(found: FoundMove, others: Mapping[Move, FoundMove]) -> bool:
    """Whether a reproach is only probable where the same words carry another one for certain."""
    if found.move not in HARMFUL or found.certain:
        return False
    return any(
        other.move in HARMFUL
        and other.certain
        and found.span.start < other.span.end
        and other.span.start < found.span.end
        for other in others.values()
    )


def _settle_sentence(moves: Mapping[Move, FoundMove]) -> dict[Move, FoundMove]:
    kept = dict(moves)
    for first, second in _IN_SENTENCE:
        if first in kept:
            kept.pop(second, None)
    hostile = kept.get(Move.HOSTILITY)
    if hostile and hostile.source != "model":
        return {move: found for move, found in kept.items() if move in HARMFUL}
    return kept
