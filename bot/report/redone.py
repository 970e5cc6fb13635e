"""Redone: one message that was answered twice, what each answer did to the customer, and which rules differed."""

from __future__ import annotations

from collections.abc import Iterator

from bot.core.conversation import Turn
from bot.report.blocks import Block, Bullets, Paragraph, Section
from bot.report.texts import Texts
from bot.report.wording import change


def redone(then: Turn, now: Turn, texts: Texts) -> Section:
    """The mood after either answer, both answers, and under each the effects that the other one did not have."""
    heading = texts(
        "redo_compare",
        before=round(then.mood.anger),
        after=round(now.mood.anger),
        before_trust=round(then.mood.trust),
        after_trust=round(now.mood.trust),
    )
    before, after = _effects(then, texts), _effects(now, texts)
    blocks = (
        *_answer("redo_then", then, [line for line in before if line not in after], texts),
        *_answer("redo_now", now, [line for line in after if line not in before], texts),
    )
    return Section(heading, blocks if before != after else (*blocks, Paragraph(texts("redo_no_difference"))))


def _answer(key: str, turn: Turn, only: list[str], texts: Texts) -> Iterator[Block]:
    yield Paragraph(f"“{' '.join(turn.text.split())}”", texts(key))
    if only:
        yield Bullets(tuple(only))


def _effects(turn: Turn, texts: Texts) -> list[str]:
    """ "anger −6, trust +8: owned the problem", for each effect that moved the mood."""
    told = (change(turn.number, effect, texts) for effect in turn.effects)
    return [f"{one.moods}: {one.why}" for one in told if one.moods]
