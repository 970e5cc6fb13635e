"""Story: whether what the trainee puts to the customer is this customer's story at all.

A customer who is told a story that has nothing to do with the own one does not say "yes, more or less". Only a stretch
of which nearly no telling word belongs to the case counts: a summary in other words stays a summary. Measured on the
scripted talks: none of their summaries and checks is taken for strange.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.core.conversation import Happening, Judgement
from bot.core.details import find_details, same
from bot.core.moves import FoundMove, Move, Span
from bot.core.words import telling

if TYPE_CHECKING:
    from bot.core.judging.context import Context

STORY = (Move.SUMMARY, Move.CHECK)
"""The moves with which a trainee gives a story back."""
_ENOUGH = 2
"""Telling words without which nobody can say what a stretch is about."""
_OWN = 0.34
"""The share of them that belongs to the case in anything that is about it. Our own judgement."""


def strange_story(context: Context) -> Happening | None:
    """The words of a summary, or of what is put to the customer to check, that have nothing to do with the case."""
    for move in STORY:
        found = context.reading.found(move)
        stretch = put_to(context, found) if found else None
        if found and stretch and _alone(context, stretch) and _strange(context, stretch):
            return Happening(Judgement.STRANGE_STORY, stretch, found.certain)
    return None


def put_to(context: Context, found: FoundMove) -> Span:
    """What is put to the customer: the sentences of a summary; with a bare "is that right?" the sentence before it."""
    stretch = context.around(found.span)
    if found.move is Move.SUMMARY or len(_telling(context, stretch)) >= _ENOUGH:
        return stretch
    before = [part.span for part in context.reading.sentences if part.span.end <= stretch.start]
    return Span(before[-1].start, stretch.end) if before else stretch


def _alone(context: Context, stretch: Span) -> bool:
    """Whether the stretch does nothing else: who checks an own plan, or a feeling, need not use the case's words."""
    within = (found for found in context.reading.moves if found.move not in STORY)
    return not any(found.span.start < stretch.end and stretch.start < found.span.end for found in within)


def _strange(context: Context, stretch: Span) -> bool:
    """Whether hardly anything in a stretch is this customer's: its words, and the days, times and numbers it names."""
    words = _telling(context, stretch)
    own = words & (context.scene.case.own | context.state.said)
    if len(words) < _ENOUGH or len(own) >= _OWN * len(words):
        return False
    named = find_details(stretch.of(context.reading.meant), context.scene.words)
    known = [one for one in named if any(same(told, one) for told in context.scene.case.account.known)]
    return len(own) + len(known) < _OWN * (len(words) + len(named))


def _telling(context: Context, stretch: Span) -> frozenset[str]:
    return telling(stretch.of(context.reading.meant), context.scene.words.common) - context.scene.case.general
