"""Commitments: what the trainee promised, and the short talk that a promise leads to."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from decimal import Decimal

from bot.core.persona import Outcome


@dataclass(frozen=True)
class Commitment:
    """What the trainee promised, and for when."""

    turn: int
    what: str
    """The id of the offer, or "call_back", or "step"."""
    quote: str
    due: datetime | None
    amount: Decimal | None
    unit: str | None


@dataclass(frozen=True)
class FollowUp:
    """The short talk that a promise leads to, while it goes on."""

    promise: Commitment
    """Its moment is known: where none was named, it is when the customer expects to hear something."""
    talk: Outcome
    """How the talk ended that the promise was made in."""
    messages: int = 0
    """Messages of the trainee so far, in this follow-up."""
    chased: bool = False
    """The customer heard nothing, and came back."""

    @property
    def due(self) -> datetime:
        """The promised moment."""
        assert self.promise.due is not None, "a promise is followed up at a moment"
        return self.promise.due

    def postponed(self, by: timedelta) -> FollowUp:
        """The same, so much later: what is done again is no later for that."""
        return replace(self, promise=replace(self.promise, due=self.due + by))
