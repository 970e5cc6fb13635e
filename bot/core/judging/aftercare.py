"""Aftercare: whether a trainee who comes back does so in time, and with what was promised."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, timedelta

from bot.core.commitments import FollowUp
from bot.core.conversation import Happening, Judgement
from bot.core.judging.calm import is_baffling
from bot.core.judging.context import Context
from bot.core.moves import Move, Sentence, Span
from bot.core.persona import Outcome
from bot.core.words import best_fit, fold, telling

_ASKS_AFTER = {Move.SATISFACTION_CHECK, Move.OPEN_QUESTION, Move.FEELING_QUESTION, Move.WISH_QUESTION}


def judge_aftercare(context: Context) -> Iterator[Happening]:
    """Everything about the promise that is followed up; nothing in the talk with which a practice begins."""
    follow_up = context.state.follow_up
    if follow_up is None:
        return
    if is_baffling(context):
        yield context.by_message(Judgement.BAFFLING)
        return
    if not follow_up.messages:
        yield Happening(_timing(context, follow_up), context.reading.sentences[0].span)
    yield from _content(context, follow_up)
    if _too_late(context, follow_up):
        yield from _sorry_for_delay(context)


def new_moment(context: Context) -> Span | None:
    """The words that honestly say that there is no news yet, in a message that names a moment for it."""
    named = any(moment.end > context.at for moment in context.reading.moments) or Move.DEADLINE in context.certain
    if not named:
        return None
    honest = next((part.span for part in context.reading.sentences if _says_none(context, part)), None)
    limit = context.reading.found(Move.HONEST_LIMIT)
    return honest or (limit.span if limit else None)


def _sorry_for_delay(context: Context) -> Iterator[Happening]:
    """Told by its words: what is said of the delay in one breath with a sorry is a sorry for it."""
    lists = context.scene.words
    for part in context.reading.sentences:
        words = fold(part.span.of(context.reading.meant))
        if best_fit(lists.sorry, words) and best_fit(lists.delay, words):
            yield Happening(Judgement.SORRY_FOR_DELAY, part.span)
            return


def _timing(context: Context, follow_up: FollowUp) -> Judgement:
    if follow_up.chased:
        return Judgement.BACK_CHASED
    return Judgement.BACK_LATE if _too_late(context, follow_up) else Judgement.BACK_IN_TIME


def _too_late(context: Context, follow_up: FollowUp) -> bool:
    """Told by what really passed, so that a change to summer time makes nobody late."""
    passed = context.at.astimezone(UTC) - follow_up.due.astimezone(UTC)
    return follow_up.chased or passed > timedelta(minutes=context.scene.numbers.aftercare.grace)


def news(context: Context) -> list[Span]:
    """The sentences of a follow-up that say what was done or found out, about what was told or promised."""
    follow_up = context.state.follow_up
    if follow_up is None:
        return []
    return [part.span for part in context.reading.sentences if _is_news(context, follow_up, part)]


def _content(context: Context, follow_up: FollowUp) -> Iterator[Happening]:
    told = news(context)
    asked = next((found.span for found in context.reading.moves if found.move in _ASKS_AFTER), None)
    moment = new_moment(context)
    if told:
        yield Happening(Judgement.NEWS, told[0])
    elif moment:
        yield Happening(Judgement.NEW_MOMENT, moment)
    elif asked and follow_up.promise.what == "call_back":
        if not context.state.accepted:
            yield Happening(Judgement.ASKED_AFTER, asked)
    elif follow_up.messages and not context.state.accepted and follow_up.talk is not Outcome.BOUNDARY:
        yield context.by_message(Judgement.EMPTY_HANDED)


def _is_news(context: Context, follow_up: FollowUp, part: Sentence) -> bool:
    text = part.span.of(context.reading.meant)
    lists = context.scene.words
    if part.question or _says_none(context, part) or not best_fit(lists.news, fold(text)):
        return False
    return bool(telling(text, lists.common) & _case(context, follow_up))


def _case(context: Context, follow_up: FollowUp) -> frozenset[str]:
    """The telling words of this case: what the customer said, what there is to know and to offer, the promise."""
    persona, common = context.persona, context.scene.words.common
    labels = (*(fact.label for fact in persona.facts), *(offer.label for offer in persona.mandate.offers))
    known = telling(" ".join((*labels, follow_up.promise.quote)), common)
    return known | context.state.said


def _says_none(context: Context, part: Sentence) -> bool:
    return bool(best_fit(context.scene.words.no_news, fold(part.span.of(context.reading.meant))))
