"""Contributing: what each of several trainees brought to a talk. Nobody is scored and nobody is ranked."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from bot.core.debrief import Swing, best
from bot.training.archive import PracticeRecord, TurnRecord

_ANYTHING = 0.5
"""Of one person among several every little help is worth a word."""


@dataclass(frozen=True)
class Contribution:
    """One trainee and their own best sentence; None when nothing of theirs stood out."""

    person: str
    best: Swing | None


def contributions(record: PracticeRecord, kept: Sequence[TurnRecord]) -> tuple[Contribution, ...]:
    """What each trainee of a practice brought, in the order of their first words; nothing where only one practised.

    Who wrote nothing that the customer heard comes last. Forgotten trainees have no name and are left out.
    """
    trainees = [one for one in record.trainees if one]
    if len(record.trainees) < 2:
        return ()
    wrote = [one.person for one in kept if one.person in trainees]
    return tuple(Contribution(one, _best(one, kept)) for one in dict.fromkeys([*wrote, *trainees]) if one)


def _best(person: str, kept: Sequence[TurnRecord]) -> Swing | None:
    return best(tuple(one.turn for one in kept if one.person == person), _ANYTHING)
