"""Annotated: a talk as text, with what was heard in each message and what it did."""

from __future__ import annotations

import textwrap
from collections.abc import Iterator
from datetime import datetime

from bot.core.conversation import Effect, Turn
from bot.core.moves import FoundMove
from bot.report.texts import Texts
from bot.training import Session

WIDTH = 80


def annotated(session: Session, texts: Texts) -> str:
    """The whole talk: who said what and when, the moves, judgements and effects, and the mood after each turn."""
    start = session.transcript[0].at
    spoken = (turn for turn in session.transcript if not turn.silent)
    blocks = ["\n".join(_turn(turn, session.persona.name, start, texts)) for turn in spoken]
    return "\n\n".join(blocks) + "\n"


def _turn(turn: Turn, name: str, start: datetime, texts: Texts) -> Iterator[str]:
    who = name if turn.who == "customer" else texts("trainee").upper()
    seconds = int((turn.at - start).total_seconds())
    yield f"[{turn.number}] {seconds // 60:02d}:{seconds % 60:02d}  {who}"
    for line in turn.text.splitlines():
        yield from textwrap.wrap(line, WIDTH, initial_indent="    ", subsequent_indent="    ")
    if turn.moves:
        yield _note("; ".join(_move(found, turn.text, texts) for found in turn.moves))
    if turn.judgements:
        yield _note("= " + ", ".join(one.event for one in turn.judgements))
    for effect in turn.effects:
        yield _note(_effect(effect))
    if turn.deeds:
        yield _note(" ".join(turn.deeds))
    if turn.effects:
        yield _note(f"{texts('anger')} {turn.mood.anger:g}  {texts('trust')} {turn.mood.trust:g}")


def _move(found: FoundMove, text: str, texts: Texts) -> str:
    doubt = "" if found.certain else f" ({texts('probably')})"
    return f"{found.move}{doubt} «{found.span.of(text)}»"


def _effect(effect: Effect) -> str:
    return f"{effect.anger:+g} / {effect.trust:+g}  {effect.rule}: {effect.why}"


def _note(text: str) -> str:
    return textwrap.fill(text, WIDTH, initial_indent="      · ", subsequent_indent="        ")
