"""Contributing: what each of several trainees brought to a talk. Nobody is scored and nobody is ranked."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from bot.core.debrief import Swing, best
from bot.training.archive import PracticeRecord, TurnRecord

_END = re.compile(
    r"(?<!\bm[rsw]\.)(?<!\bmrs\.)(?<!\bmevr\.)(?<!\b[ds][rt]\.)(?<!\bdhr\.)(?<=[.!?…])\s+|\n+", re.IGNORECASE
)
"""Where a sentence ends: not at the stop behind a title."""
_ANYTHING = 0.5
"""Of one person among several every little help is worth a word."""


@dataclass(frozen=True)
class Contribution:
    """One trainee and their own best sentence; None when nothing of theirs stood out."""

    person: str
    best: Swing | None
    sentence: str = ""
    """The whole sentence of theirs in which it stands, as it was typed."""


def contributions(record: PracticeRecord, kept: Sequence[TurnRecord]) -> tuple[Contribution, ...]:
    """What each trainee of a practice brought, in the order of their first words; nothing where only one practised.

    Who wrote nothing that the customer heard comes last. Forgotten trainees have no name and are left out.
    """
    trainees = [one for one in record.trainees if one]
    if len(record.trainees) < 2:
        return ()
    wrote = [one.person for one in kept if one.person in trainees]
    return tuple(_contribution(one, kept) for one in dict.fromkeys([*wrote, *trainees]) if one)


def _contribution(person: str, kept: Sequence[TurnRecord]) -> Contribution:
    own = tuple(one.turn for one in kept if one.person == person)
    found = best(own, _ANYTHING)
    text = next((turn.text for turn in own if found and turn.number == found.turn), "")
    return Contribution(person, found, _sentence(found.effect.quote, text) if found else "")


def _sentence(words: str, text: str) -> str:
    """The sentences of ``text`` that ``words`` stand in; ``words`` themselves where they are not in it."""
    start = text.find(words)
    if start < 0:
        return words
    ends = [(found.start(), found.end()) for found in _END.finditer(text)]
    begin = max((after for _, after in ends if after <= start), default=0)
    end = min((before for before, _ in ends if before >= start + len(words)), default=len(text))
    return text[begin:end].strip()
