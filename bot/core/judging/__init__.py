"""Judging: what a message of the trainee means in its context. Moves say what it does; judgements what that means."""

from __future__ import annotations

from collections.abc import Iterator

from bot.core.conversation import Happening
from bot.core.judging.aftercare import judge_aftercare
from bot.core.judging.apology import PROGRESS, judge_apology
from bot.core.judging.calm import is_baffling, judge_calm, judge_substance
from bot.core.judging.context import Context
from bot.core.judging.honesty import commitments, judge_honesty
from bot.core.judging.ladder import LADDER, judge_ladder
from bot.core.judging.listening import (
    is_prompt,
    judge_empathy,
    judge_offer_timing,
    judge_questions,
    judge_rant,
    judge_summary,
)
from bot.core.judging.proactive import judge_proactive
from bot.core.judging.slips import named_besides, wrong_detail
from bot.core.judging.story import STORY, strange_story

__all__ = [
    "LADDER",
    "PROGRESS",
    "STORY",
    "Context",
    "commitments",
    "is_baffling",
    "is_prompt",
    "judge",
    "named_besides",
]

_JUDGES = (
    judge_proactive,
    judge_rant,
    judge_questions,
    judge_offer_timing,
    judge_empathy,
    judge_summary,
    judge_apology,
    judge_honesty,
    judge_ladder,
    judge_calm,
    judge_substance,
)


_FOLLOWING_UP = (judge_aftercare, judge_empathy, judge_apology, judge_honesty, judge_ladder, judge_calm)
"""In a follow-up nobody rants, and asking after the customer's own story is what it is for."""


def judge(context: Context) -> tuple[Happening, ...]:
    """Everything that happens in a message: its moves, then the judgements on it, each with its words."""
    strange = strange_story(context)
    heard = [found for found in context.reading.moves if not strange or found.move not in STORY]
    moves = tuple(Happening(found.move, found.span, found.certain) for found in heard)
    amiss = strange or wrong_detail(context)
    return (*moves, *([amiss] if amiss else []), *_judgements(context))


def _judgements(context: Context) -> Iterator[Happening]:
    for judge_one in _FOLLOWING_UP if context.state.follow_up else _JUDGES:
        yield from judge_one(context)
