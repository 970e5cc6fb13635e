"""Moves: what one message from the trainee does to an angry customer, and the reading that holds them.

The research term for a move is dialogue act. The ids are those of the labelling contract in docs/moves.md.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING, Literal

if TYPE_CHECKING:
    from datetime import datetime
    from decimal import Decimal

Language = Literal["nl", "en"]
WrittenIn = Literal["nl", "en", "other"]
Source = Literal["cue", "model", "both"]
Address = Literal["u", "je"]


class Move(StrEnum):
    """One thing that a message does. A message can carry several, or none."""

    GREETING = "greeting"
    THANKS = "thanks"
    APOLOGY = "apology"
    EMPATHY = "empathy"
    RECOGNITION = "recognition"
    ENCOURAGEMENT = "encouragement"
    OPEN_QUESTION = "open_question"
    FEELING_QUESTION = "feeling_question"
    WISH_QUESTION = "wish_question"
    SUMMARY = "summary"
    CHECK = "check"
    OWNERSHIP = "ownership"
    CONCRETE_STEP = "concrete_step"
    DEADLINE = "deadline"
    OFFER = "offer"
    HONEST_LIMIT = "honest_limit"
    EXPLANATION = "explanation"
    PREVENTION = "prevention"
    AFTERCARE = "aftercare"
    SATISFACTION_CHECK = "satisfaction_check"
    YES_AND = "yes_and"
    BEHAVIOUR_AWARE = "behaviour_aware"
    BEHAVIOUR_GOAL = "behaviour_goal"
    BEHAVIOUR_EFFECT = "behaviour_effect"
    CALLBACK_CLOSE = "callback_close"
    FORWARDING = "forwarding"
    YES_BUT = "yes_but"
    BLAME = "blame"
    DISMISSAL = "dismissal"
    NON_APOLOGY = "non_apology"
    OVERPROMISE = "overpromise"
    POLICY_SHIELD = "policy_shield"
    HOSTILITY = "hostility"
    VAGUE_PROMISE = "vague_promise"


HARMFUL = frozenset(
    {
        Move.FORWARDING,
        Move.YES_BUT,
        Move.BLAME,
        Move.DISMISSAL,
        Move.NON_APOLOGY,
        Move.OVERPROMISE,
        Move.POLICY_SHIELD,
        Move.HOSTILITY,
        Move.VAGUE_PROMISE,
    }
)
QUESTIONS = frozenset(
    {
        Move.OPEN_QUESTION,
        Move.FEELING_QUESTION,
        Move.WISH_QUESTION,
        Move.CHECK,
        Move.SATISFACTION_CHECK,
        Move.BEHAVIOUR_GOAL,
    }
)
CERTAIN = 0.6
"""From this confidence on a finding is stated plainly; below it the debrief says "probably"."""


@dataclass(frozen=True)
class Span:
    """A slice of the message as it was typed: ``text[start:end]``."""

    start: int
    end: int

    def of(self, text: str) -> str:
        """The exact words of ``text`` that this span covers."""
        return text[self.start : self.end]


@dataclass(frozen=True)
class FoundMove:
    """A move that was heard in a message, with the words that say so.

    ``confidence`` runs from 0 to 1; ``source`` says whether a cue, the model or both heard it; ``why`` is the cue
    or the weightiest words, for a trainer who wants to know.
    """

    move: Move
    span: Span
    confidence: float
    source: Source
    why: str

    @property
    def certain(self) -> bool:
        """Whether the finding may be stated without "probably"."""
        return self.confidence >= CERTAIN


@dataclass(frozen=True)
class Sentence:
    """One sentence of a message; ``question`` also holds where chat leaves the question mark out."""

    span: Span
    question: bool


@dataclass(frozen=True)
class Features:
    """How a message is written, apart from what it does.

    ``words`` counts words, so a message of emoji or white space has 0. ``language`` is a guess from the words ("other"
    is neither Dutch nor English), or None where they do not tell. ``address`` is how the writer addresses the
    customer, where the language shows it.
    """

    words: int
    shouting: bool
    question: bool
    address: Address | None
    language: WrittenIn | None


@dataclass(frozen=True)
class Moment:
    """A time that a message names, as the window ``start`` to ``end`` (time zone aware) that it can mean.

    "Before ten tomorrow" starts now and ends at ten; "tomorrow" is the whole day; "at ten" starts and ends at ten.
    """

    span: Span
    start: datetime
    end: datetime


@dataclass(frozen=True)
class Amount:
    """A sum of money or a percentage; ``unit`` is EUR, GBP, USD or %."""

    span: Span
    value: Decimal
    unit: Literal["EUR", "GBP", "USD", "%"]


OfferKind = Literal[
    "refund", "replacement", "repair", "discount", "voucher", "waiver", "compensation", "delivery", "visit", "upgrade"
]


@dataclass(frozen=True)
class Offered:
    """A kind of solution that a message holds out to the customer."""

    span: Span
    kind: OfferKind


@dataclass(frozen=True)
class Reading:
    """A message with everything that was heard in it. Spans are slices of ``text``, exactly as it was typed."""

    text: str
    language: Language
    moves: tuple[FoundMove, ...]
    sentences: tuple[Sentence, ...]
    features: Features
    moments: tuple[Moment, ...] = ()
    amounts: tuple[Amount, ...] = ()
    offered: tuple[Offered, ...] = ()
    mended: str = ""
    """The text with its typing slips mended, every letter at its place; empty where there are none."""

    @property
    def meant(self) -> str:
        """What words are looked up in; people are shown ``text``."""
        return self.mended or self.text

    def found(self, move: Move) -> FoundMove | None:
        """The finding for ``move``, or None."""
        return next((found for found in self.moves if found.move == move), None)
