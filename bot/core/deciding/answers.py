"""Answers: the customer answers what is asked, as far as trust reaches."""

from __future__ import annotations

from collections.abc import Iterator

from bot.core.conditions import holds
from bot.core.deciding.view import Intent, View, deed
from bot.core.deeds import Deed
from bot.core.facts import told
from bot.core.moves import Move, Span
from bot.core.persona import Fact, FactKind
from bot.core.words import best_fit, fold

_KINDS = {
    Move.FEELING_QUESTION: (FactKind.FEELING, FactKind.WISHED_FEELING),
    Move.WISH_QUESTION: (FactKind.WISH, FactKind.WISHED_FEELING),
}
_STORY = (FactKind.STORY, FactKind.CAUSE, FactKind.FEELING)
_ANSWERED_BY_REACTION = {Move.CHECK, Move.SATISFACTION_CHECK, Move.OFFER, Move.PREVENTION, Move.AFTERCARE, Move.SUMMARY}
MOST_ANSWERS = 2
"""A customer who is asked three things at once answers two."""


def answers(view: View) -> list[tuple[Intent, Span]]:
    """The answers to the questions of the message, each with the words that asked for it."""
    found: list[tuple[Intent, Span]] = []
    told_now: set[str] = set()
    for span, fact in view.context.questions:
        intent = _answer(view, span, fact, told_now)
        if intent and len(found) < MOST_ANSWERS:
            found.append((intent, span))
            told_now |= {intent.fact.id} if intent.fact else set()
    return found or list(_volunteered(view))


def _answer(view: View, span: Span, fact: Fact | None, told_now: set[str]) -> Intent | None:
    if fact and fact.id not in told_now:
        return _by_words(view, fact)
    return _by_move(view, span, told_now)


def _by_words(view: View, fact: Fact) -> Intent:
    if view.situation.seen.get(told(fact)):
        return deed(Deed.ANSWER_AGAIN, fact=fact)
    if holds(fact.opens, view.situation):
        return deed(Deed.ANSWER, fact=fact)
    return deed(Deed.WITHHOLD, Deed.UNKNOWN)


def _by_move(view: View, span: Span, told_now: set[str]) -> Intent | None:
    moves = {found.move for found in view.context.reading.moves if _touches(found.span, span)}
    for move, kinds in _KINDS.items():
        if move in moves:
            return _of_kind(view, kinds, told_now) or deed(Deed.DEMAND, Deed.VENT)
    question = fold(span.of(view.context.reading.meant))
    if moves & _ANSWERED_BY_REACTION or len(question) < 3:
        return None
    if best_fit(view.context.scene.words.generic, question):
        return _of_kind(view, _STORY, told_now) or deed(Deed.VENT, Deed.DEMAND)
    return deed(Deed.UNKNOWN) if Move.OPEN_QUESTION in moves or not moves else None


def _of_kind(view: View, kinds: tuple[FactKind, ...], told_now: set[str]) -> Intent | None:
    """The next fact of the first of ``kinds`` that the customer has not told and is willing to tell."""
    for kind in kinds:
        for fact in view.context.persona.facts:
            if fact.kind is kind and fact.id not in told_now and _may_tell(view, fact):
                return deed(Deed.ANSWER, fact=fact)
    return None


def _may_tell(view: View, fact: Fact) -> bool:
    return not view.situation.seen.get(told(fact)) and holds(fact.opens, view.situation)


def _volunteered(view: View) -> Iterator[tuple[Intent, Span]]:
    """An invitation to go on opens the next part of the story."""
    found = view.context.reading.found(Move.ENCOURAGEMENT)
    if found:
        yield _of_kind(view, (FactKind.STORY, FactKind.FEELING), set()) or deed(Deed.VENT), found.span


def _touches(span: Span, part: Span) -> bool:
    return span.start < part.end and part.start < span.end
