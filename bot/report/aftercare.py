"""Aftercare: what the trainee promised, and what became of it, in words."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import datetime

from bot.core.commitments import Commitment
from bot.core.conversation import Judgement
from bot.core.kept import Kept
from bot.report.blocks import Block, Bullets, Paragraph, Section
from bot.report.texts import Texts
from bot.report.wording import clipped

_LATE = (Judgement.BACK_LATE, Judgement.BACK_CHASED)


def promises(made: Iterable[Commitment], texts: Texts) -> tuple[Section, ...]:
    """What is still to be kept, with when; nothing where nothing is."""
    lines = tuple(promise_line(one, texts) for one in made)
    return (Section(texts("heading_promised"), (Bullets(lines),)),) if lines else ()


def follow_ups(followed: Iterable[Kept], texts: Texts) -> tuple[Section, ...]:
    """What became of the promises that were followed up; nothing where none was."""
    blocks = tuple(block for one in followed for block in _became(one, texts))
    return (Section(texts("heading_follow_up"), blocks),) if blocks else ()


def promise_line(promise: Commitment, texts: Texts) -> str:
    """ "Tuesday 3 March 15:00: “I'll ring you tomorrow at three”"."""
    return texts("promise_line", when=when(promise, texts), quote=clipped(promise.quote))


def when(promise: Commitment, texts: Texts) -> str:
    """The moment that a promise is for; empty where none is known."""
    return moment(promise.due, texts) if promise.due else ""


def moment(due: datetime, texts: Texts) -> str:
    """A moment as people say it; one at midnight is the end of the day before it."""
    whole_day = (due.hour, due.minute) == (0, 0)
    day = due.toordinal() - whole_day
    date = due.fromordinal(day)
    weekday, month = texts("weekdays").split()[date.weekday()], texts("months").split()[date.month - 1]
    told = texts("promise_day", weekday=weekday, day=date.day, month=month)
    return told if whole_day else f"{told} {due:%H:%M}"


def _became(one: Kept, texts: Texts) -> Iterator[Block]:
    yield Paragraph(promise_line(one.promise, texts), texts("follow_up_promise"))
    lines = [texts(f"follow_up_{one.timing or 'silent'}")]
    lines += [texts(f"follow_up_{one.content}")] if one.content else []
    if one.timing in _LATE:
        lines.append(texts("follow_up_sorry" if one.sorry else "follow_up_no_sorry"))
    lines += [texts(f"follow_up_{one.parted}")] if one.parted else []
    lines.append(_moods(one, texts))
    yield Bullets(tuple(lines))


def _moods(one: Kept, texts: Texts) -> str:
    anger = {"before": round(one.before.anger), "after": round(one.after.anger)}
    trust = {"trust_before": round(one.before.trust), "trust_after": round(one.after.trust)}
    return texts("follow_up_mood", **anger, **trust)
