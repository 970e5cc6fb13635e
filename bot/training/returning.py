"""Returning: whether what somebody writes after a talk is meant for the customer who waits for a promise.

Near the promised moment almost anything is. Before it people also thank whoever they practised with, say goodbye, or
ask something about the debrief: only who clearly writes to the customer about the promise comes back to it then.
"""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

from bot.core.commitments import Commitment
from bot.core.conversation import Judgement, Turn
from bot.core.moves import Move
from bot.training import Session, Training

AT_HAND = timedelta(minutes=15)
"""How long before the promised moment a message is taken for what was promised."""
_ABOUT_IT = (Judgement.NEWS, Judgement.NEW_MOMENT)
_POLITE = {Move.THANKS, Move.GREETING}
_FEW, _LETTER = 2, 8
"""Words of an "ok"; and words with which somebody writes to the customer by name."""


def comes_back(training: Training, session: Session, promise: Commitment, text: str, at: datetime) -> bool:
    """Whether ``text``, written at ``at`` after an ended talk, comes back to an open ``promise``."""
    begun = training.follow_up(session, promise, at)
    heard = training.hear(begun.session, text, at)
    turn = next(turn for turn in heard.turns if turn.who == "trainee")
    if turn.has(Judgement.BAFFLING):
        return False
    if any(turn.has(judgement) for judgement in _ABOUT_IT):
        return True
    near = training.due(session, promise).astimezone(UTC) - at.astimezone(UTC) <= AT_HAND
    return not _thanks(turn) if near else _to_the_customer(turn, session.persona.name)


def _thanks(turn: Turn) -> bool:
    """Whether there is nothing but thanks in it, or an "ok"."""
    moves = {found.move for found in turn.moves if found.certain}
    return moves <= _POLITE and Move.GREETING not in moves and (Move.THANKS in moves or _words(turn.text) <= _FEW)


def _to_the_customer(turn: Turn, name: str) -> bool:
    """Whether it is addressed to the customer, and more than a thank-you or a goodbye."""
    names, words = name.casefold().split(), {word.strip(",.!?:;").casefold() for word in turn.text.split()}
    return not words.isdisjoint(names) and _words(turn.text) >= _LETTER and not _thanks(turn)


def _words(text: str) -> int:
    return len(text.split())
