"""Care: how hard a practice may be for somebody, whether a talk was a hard one, and what somebody says after it.

What somebody answers is said to nobody else, and kept nowhere.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum
from typing import get_args

from bot.core.conversation import State
from bot.core.deeds import Deed
from bot.core.numbers import DifficultyName
from bot.core.persona import Outcome, Stance

LEVELS: tuple[DifficultyName, ...] = get_args(DifficultyName)
"""The gentlest first."""
_HOT = frozenset({Stance.FURIOUS, Stance.ANGRY})
_ENDED_HARD = frozenset({Outcome.STOPPED, Outcome.BOUNDARY, Outcome.ESCALATED})
_OFTEN = 3
"""Turns in which a customer shouted or scolded. Our own judgement: a customer who shouts begins with one."""
_BEGUN = 3
"""Messages after which a talk can have been hard; somebody who looks in and leaves has endured nothing."""


@dataclass(frozen=True)
class Bounds:
    """What the people who practise together can bear: the least of what each of them chose."""

    ceiling: DifficultyName = "hard"
    """No customer harder than this; hard: any."""
    coarse: bool = False
    """Whether the customer may swear."""

    def holding(self, wanted: DifficultyName) -> DifficultyName:
        """``wanted``, or the ceiling where that is gentler."""
        return gentlest((wanted, self.ceiling))


class Feeling(StrEnum):
    """What somebody can answer when asked how they are after a hard talk."""

    FINE = "fine"
    TOUCHED = "touched"
    """It got to them."""
    ENOUGH = "enough"
    """They would rather stop for today."""


def gentlest(levels: Iterable[DifficultyName]) -> DifficultyName:
    """The gentlest of ``levels``, of which there is at least one."""
    return min(levels, key=LEVELS.index)


def together(each: Iterable[Bounds]) -> Bounds:
    """The bounds of people who practise together."""
    known = tuple(each)
    if not known:
        return Bounds()
    return Bounds(gentlest(one.ceiling for one in known), all(one.coarse for one in known))


def was_hard(state: State, difficulty: DifficultyName) -> bool:
    """Whether a talk that ended so was a hard one for whoever had it: told by the talk, not by the person."""
    if state.outcome in _ENDED_HARD or state.turn < _BEGUN:
        return state.outcome in _ENDED_HARD
    threatened = state.seen.get(f"customer:{Deed.THREATEN}", 0) > 0
    scolded = state.seen.get(f"customer:{Deed.RAGE}", 0) >= _OFTEN
    return difficulty == "hard" or state.stance in _HOT or threatened or scolded
