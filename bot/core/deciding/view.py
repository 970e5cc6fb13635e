"""What the customer decides on, and what a decision is."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from bot.core.conditions import Situation
from bot.core.conversation import Heard
from bot.core.deeds import Deed
from bot.core.judging import Context
from bot.core.moves import Span
from bot.core.persona import Escalation, Fact, Line, Outcome, Stance


@dataclass(frozen=True)
class View:
    """The talk as the customer sees it after a message: the mood has moved, and perhaps a step up has fired."""

    context: Context
    heard: Heard
    situation: Situation
    stance: Stance
    fired: Escalation | None = None

    def has(self, event: str) -> bool:
        """Whether ``event`` is in the message."""
        return event in self.situation.events


@dataclass(frozen=True)
class Intent:
    """One thing the customer is going to say; the words are chosen later.

    The first of ``acts`` that has a line not said before gives it. ``lines`` are lines of a step up, which go before
    those of the acts.
    """

    acts: tuple[str, ...]
    fact: Fact | None = None
    names: Mapping[str, str] = field(default_factory=dict)
    lines: tuple[str | Line, ...] = ()


@dataclass(frozen=True)
class Decision:
    """What the customer does next, and what that changes."""

    intents: tuple[Intent, ...]
    reactions: tuple[Intent, ...] = ()
    """Said first: the first of these that has a line not said before. The others stay unsaid."""
    accepted: Outcome | None = None
    """The outcome that an accepted solution leads to; stands until something takes it back."""
    outcome: Outcome | None = None
    """How the talk ends, when it ends here."""
    ladder: int = 0
    pending: str = ""
    opened: tuple[tuple[Fact, Span], ...] = ()
    """Facts that are told, each with the words that asked for it."""


def deed(*deeds: Deed, fact: Fact | None = None, names: Mapping[str, str] | None = None) -> Intent:
    """An intent to do the first of ``deeds`` that there are words for."""
    return Intent(tuple(deeds), fact, names or {})
