"""Listening: rant, haste, questions that were already answered, summaries and feelings."""

from __future__ import annotations

from collections.abc import Iterator

from bot.core.conversation import Happening, Judgement
from bot.core.facts import told
from bot.core.judging.context import Context
from bot.core.moves import Move
from bot.core.persona import Stance
from bot.core.words import best_fit, fold
from bot.core.writing_first import FINDS_OUT

_PROMPTS = {Move.ENCOURAGEMENT, Move.GREETING, Move.THANKS}
_LISTENED = (
    Move.OPEN_QUESTION,
    Move.FEELING_QUESTION,
    Move.WISH_QUESTION,
    Move.SUMMARY,
    Move.ENCOURAGEMENT,
    Move.EMPATHY,
)

_LONG = 12
"""Words of an answer that nobody types within seconds."""
_RECOGNISED = {Move.SUMMARY: 3, Move.CHECK: 4}
"""Telling words of the customer that a message must have: more where only a question to check shows that it sums up."""


def judge_rant(context: Context) -> Iterator[Happening]:
    """Whether the customer could finish, and whether the answer was thought about."""
    if not context.state.ranting or not context.reading.features.words:
        if _hurried(context):
            yield context.by_message(Judgement.HURRIED)
    elif context.at >= context.state.busy_until:
        if not context.happened(Judgement.INTERRUPTED):
            yield context.by_message(Judgement.LET_FINISH)
        if _hurried(context):
            yield context.by_message(Judgement.HURRIED)
    elif not is_prompt(context):
        yield context.by_message(Judgement.INTERRUPTED)


def is_prompt(context: Context) -> bool:
    """Whether the message only says "go on": it can come in the middle of a rant and harms nothing."""
    longest = 8 if context.moves else 3
    return context.reading.features.words <= longest and context.moves <= _PROMPTS


def judge_offer_timing(context: Context) -> Iterator[Happening]:
    """Whether an offer came before any listening. Before there is a complaint there is nothing to listen to yet."""
    if context.persona.proactive and not context.happened(FINDS_OUT):
        return
    heard = any(context.happened(move) for move in _LISTENED) or context.moves & set(_LISTENED)
    if Move.OFFER in context.certain and not heard and not context.happened(Judgement.OFFER_TOO_SOON):
        yield context.by_move(Judgement.OFFER_TOO_SOON, Move.OFFER)


def judge_questions(context: Context) -> Iterator[Happening]:
    """Whether a question was already answered."""
    if context.moves & {Move.SUMMARY, Move.CHECK}:
        return
    for span, fact in context.questions:
        if fact and context.happened(told(fact)):
            yield Happening(Judgement.ASKED_KNOWN, span)
            return


def judge_summary(context: Context) -> Iterator[Happening]:
    """Whether the customer recognises the own story in a summary, or in what is put to them to check."""
    move = next((move for move in (Move.SUMMARY, Move.CHECK) if move in context.moves), None)
    if move and not context.slip and context.overlap(context.reading.meant) >= _RECOGNISED[move]:
        yield context.by_move(Judgement.SUMMARY_FITS, move)


def judge_empathy(context: Context) -> Iterator[Happening]:
    """Whether empathy fits this customer's story and emotion."""
    found = context.reading.found(Move.EMPATHY)
    if not found:
        return
    sentence = context.sentence(found.span)
    tied = context.overlap(sentence) >= 1
    if tied:
        yield context.by_move(Judgement.EMPATHY_TIED, Move.EMPATHY)
    words = fold(sentence)
    if best_fit(context.persona.grievance.feelings, words):
        yield context.by_move(Judgement.FEELING_NAMED, Move.EMPATHY)
    elif not tied and _too_small(context, words):
        yield context.by_move(Judgement.FEELING_MISSED, Move.EMPATHY)


def _too_small(context: Context, words: tuple[str, ...]) -> bool:
    lists = context.scene.words
    return context.state.stance is Stance.FURIOUS and bool(best_fit((*lists.mild, *lists.positive), words))


def _hurried(context: Context) -> bool:
    """A long answer to a long message cannot come within seconds: at 25 words, reading alone takes about six."""
    gap = (context.at - context.state.busy_until).total_seconds()
    return context.state.last_words >= 25 and context.reading.features.words >= _LONG and 0 <= gap < 4
