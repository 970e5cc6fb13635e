"""Proactive: whether a trainee who writes first tells what is the matter, how it came about, what is done about it,
and when the customer will hear more."""

from __future__ import annotations

from collections.abc import Iterator

from bot.core.conversation import Happening, Judgement
from bot.core.deeds import Deed
from bot.core.judging.calm import is_baffling
from bot.core.judging.context import Context
from bot.core.moves import QUESTIONS, Move, Span
from bot.core.proactive import Told
from bot.core.words import best_fit, fold, telling
from bot.core.writing_first import unaware

_POLITE = {Move.GREETING, Move.THANKS, Move.ENCOURAGEMENT, Move.EMPATHY, *QUESTIONS}
"""What may stand before the news, or come beside it, in a message of its own."""
_OF_LABEL = 3
"""Telling words of a label that a sentence must share with it, where none of the words to listen for are in it."""


def judge_proactive(context: Context) -> Iterator[Happening]:
    """Everything about a first word; nothing where the customer came with a complaint."""
    first = context.persona.proactive
    if first is None or is_baffling(context):
        return
    news = unaware(context.persona, context.state.seen)
    problem = _tells(context, first.problem)
    content = list(_content(context, first.cause, problem))
    if news and problem:
        yield Happening(Judgement.TIMELY, problem)
    yield from content
    if news and (not content if problem else _beats_about_the_bush(context)):
        yield context.by_message(Judgement.VAGUE_NEWS)


def _content(context: Context, cause: Told, problem: Span | None) -> Iterator[Happening]:
    """What a customer can go by: the cause, a solution, the moment of the next word."""
    found = {
        Judgement.EXPLAINED: _tells(context, cause),
        Judgement.PROPOSED: _solution(context),
        Judgement.NEXT_WORD: _next_word(context, problem),
    }
    yield from (Happening(judgement, span) for judgement, span in found.items() if span)


def _tells(context: Context, told: Told) -> Span | None:
    """The sentence that says it. A question says nothing."""
    common = context.scene.words.common
    label = telling(told.label, common)
    for part in context.reading.sentences:
        text = part.span.of(context.reading.text)
        if not part.question and (best_fit(told.words, fold(text)) or len(telling(text, common) & label) >= _OF_LABEL):
            return part.span
    return None


def _solution(context: Context) -> Span | None:
    if context.promises:
        return context.promises[0].span
    found = next((one for one in context.reading.moves if one.move in {Move.OFFER, Move.CONCRETE_STEP}), None)
    return found.span if found and found.certain else _named_offer(context)


def _named_offer(context: Context) -> Span | None:
    """A sentence that names an offer of the mandate, also where no offer was heard: "we come with a spare one"."""
    words = [word for offer in context.persona.mandate.offers for word in offer.words]
    for part in context.reading.sentences:
        limit = context.reading.found(Move.HONEST_LIMIT)
        denied = limit and limit.span.start < part.span.end and part.span.start < limit.span.end
        if not part.question and not denied and best_fit(words, fold(part.span.of(context.reading.text))):
            return part.span
    return None


def _next_word(context: Context, problem: Span | None) -> Span | None:
    """The sentence that names the moment at which the customer hears more; the one with the problem has its own."""
    for part in context.reading.sentences:
        words = fold(part.span.of(context.reading.text))
        if (
            part.span != problem
            and best_fit(context.scene.words.contact, words)
            and _names_a_moment(context, part.span)
        ):
            return part.span
    found = context.reading.found(Move.AFTERCARE)
    return found.span if found and Move.DEADLINE in context.certain else None


def _names_a_moment(context: Context, part: Span) -> bool:
    """Whether a sentence names a time that is still to come."""
    inside = [one for one in context.reading.moments if part.start <= one.span.start < part.end]
    return any(one.end > context.at for one in inside)


def _beats_about_the_bush(context: Context) -> bool:
    """More than a greeting, and still not what is the matter; or the customer asked, and still is not told."""
    return bool(context.moves - _POLITE or context.happened(f"customer:{Deed.ASK_WHAT}"))
