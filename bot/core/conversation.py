"""Conversation: what has been said so far, and what is remembered of it.

The transcript is append-only: a debrief reads it and never runs the engine again. The state is what the engine
needs for the next turn; it stays as small in turn 200 as in turn 2.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum
from typing import Literal

from bot.core.commitments import Commitment, FollowUp
from bot.core.moves import FoundMove, Span
from bot.core.persona import Outcome, Stance


class Judgement(StrEnum):
    """What a message of the trainee means in its context."""

    INTERRUPTED = "interrupted"
    """Came while the customer was still ranting."""
    LET_FINISH = "let_finish"
    """The first message after the whole rant."""
    HURRIED = "hurried"
    """A long answer within seconds of a long message: it cannot have been read."""
    OFFER_TOO_SOON = "offer_too_soon"
    """An offer before any listening: no question, summary or empathy yet."""
    ASKED_KNOWN = "asked_known"
    """Asks what the customer has already said."""
    FEELING_NAMED = "feeling_named"
    """Names the customer's emotion in the right direction and strength."""
    FEELING_MISSED = "feeling_missed"
    """Names it far too mild, or as something positive."""
    EMPATHY_TIED = "empathy_tied"
    """Empathy that is tied to what this customer told."""
    SUMMARY_FITS = "summary_fits"
    """A summary in which the customer recognises the own story."""
    STRANGE_STORY = "strange_story"
    """A summary, or something to check, that has nothing to do with this customer. It stands for these moves."""
    WRONG_DETAIL = "wrong_detail"
    """A day, time, number or amount in a summary, or in what is put to check, that the customer told otherwise."""
    APOLOGY_RESPONSIBILITY = "apology_responsibility"
    """The apology takes responsibility."""
    APOLOGY_REPAIR = "apology_repair"
    """The apology comes with repair: a step or an offer."""
    APOLOGY_EXPLANATION = "apology_explanation"
    """The apology comes with the cause."""
    REPEATED_APOLOGY = "repeated_apology"
    """Another sorry without any progress since the one before."""
    LATE_APOLOGY = "late_apology"
    """The first sorry comes after the fourth message."""
    FALSE_APOLOGY = "false_apology"
    """A sorry that the same message takes back: with blame, a ja-maar, a dismissal, hostility."""
    FAULT_CONCEDED = "fault_conceded"
    """Admits a fault that the company did not make: the complaint is unfounded."""
    OWNED_STEP = "owned_step"
    """A step with a time: the customer knows what happens, and when."""
    CHOICES = "choices"
    """Two or more real options."""
    FITTING_OFFER = "fitting_offer"
    """An offer within the mandate that can end the talk well."""
    BEYOND_MANDATE = "beyond_mandate"
    """Promises an amount, a date or a solution that the company cannot give."""
    CONTRADICTION = "contradiction"
    """Promises something else than before, without saying so."""
    CORRECTION = "correction"
    """Takes back an earlier promise openly."""
    PINNED = "pinned"
    """Answers the customer who wanted to know exactly."""
    DODGED = "dodged"
    """The customer wanted to know exactly, and gets no answer."""
    NO_PROGRESS = "no_progress"
    """The second message in a row that does nothing for the customer."""
    STAYED_CALM = "stayed_calm"
    """Answers a shouting, scolding or threatening customer without any harm."""
    SHOUTED_BACK = "shouted_back"
    """Written in capitals."""
    LADDER_AWARE = "ladder_aware"
    """Step 1 of naming behaviour, on a customer who shouts."""
    LADDER_GOAL = "ladder_goal"
    """Step 2, in order: asks what the shouting is for."""
    LADDER_EFFECT = "ladder_effect"
    """Step 3, in order: says what it does."""
    LADDER_CLOSE = "ladder_close"
    """Step 4, in order: ends the talk, with an own call-back."""
    LADDER_OUT_OF_ORDER = "ladder_out_of_order"
    """A step of the ladder before its turn."""
    LADDER_ON_FEELING = "ladder_on_feeling"
    """Treats a customer who only shows feeling as one who misbehaves."""
    LADDER_STOPPED = "ladder_stopped"
    """The customer apologised, and the trainee goes on normally."""
    LADDER_TOO_LONG = "ladder_too_long"
    """The customer apologised, and the trainee comes back to it."""
    BACK_IN_TIME = "back_in_time"
    """Follow-up: comes back to the customer when it was promised, or before."""
    BACK_LATE = "back_late"
    """Follow-up: comes back, but after the moment that was promised."""
    BACK_CHASED = "back_chased"
    """Follow-up: only speaks once the customer, who heard nothing, has come back."""
    NEWS = "news"
    """Follow-up: says what was done or found out, and it is about what was promised."""
    ASKED_AFTER = "asked_after"
    """Follow-up: asks how it went, or how it is: what a call that was promised is for."""
    NEW_MOMENT = "new_moment"
    """Follow-up: honestly has no news yet, and names a new moment. The promise is kept in part."""
    EMPTY_HANDED = "empty_handed"
    """Follow-up: for the second time says nothing of what was promised."""
    SORRY_FOR_DELAY = "sorry_for_delay"
    """Follow-up: says sorry that the promised moment has passed."""
    TIMELY = "timely"
    """Writing first: tells what is the matter before the customer finds out alone."""
    EXPLAINED = "explained"
    """Writing first: tells how it came about."""
    PROPOSED = "proposed"
    """Writing first: proposes a solution."""
    NEXT_WORD = "next_word"
    """Writing first: says when the customer will hear more."""
    VAGUE_NEWS = "vague_news"
    """Writing first: something is the matter, but not what, or with nothing to go by."""
    BAFFLING = "baffling"
    """No message: nothing, emoji only, or another language."""


@dataclass(frozen=True)
class Mood:
    """Anger and trust, 0 to 100."""

    anger: float
    trust: float


@dataclass(frozen=True)
class Happening:
    """An event of a trainee's message, with the words that show it. ``certain`` is False where it was only probable."""

    event: str
    span: Span
    certain: bool = True


@dataclass(frozen=True)
class Heard:
    """A message of the trainee with all that happens in it."""

    text: str
    happenings: tuple[Happening, ...]

    def happening(self, event: str) -> Happening | None:
        """The first happening of this event, or None."""
        return next((happening for happening in self.happenings if happening.event == event), None)


@dataclass(frozen=True)
class Effect:
    """One change of mood: the rule, the words that set it off, and where the number comes from."""

    rule: str
    anger: float
    trust: float
    quote: str
    source: str
    why: str
    certain: bool = True
    """False where the words that set it off were only probably heard."""


@dataclass(frozen=True)
class Message:
    """One message of the customer, and how many seconds it takes to type."""

    text: str
    seconds: float


Speaker = Literal["trainee", "customer"]


@dataclass(frozen=True)
class Turn:
    """One turn in the transcript, by the trainee or by the customer.

    A trainee's turn holds what was heard in it and what that did to the mood; a customer's turn what the customer
    did. A customer's turn after a silence holds the effects of the silence. ``mood`` is the mood after the turn.
    """

    number: int
    at: datetime
    who: Speaker
    text: str
    mood: Mood
    moves: tuple[FoundMove, ...] = ()
    happenings: tuple[Happening, ...] = ()
    """Moves, judgements, offers and what the message brought about, each with its words."""
    effects: tuple[Effect, ...] = ()
    deeds: tuple[str, ...] = ()
    """Events of the customer: customer:<deed>, fact:<id>, told:<kind>."""
    messages: tuple[Message, ...] = ()
    commitments: tuple[Commitment, ...] = ()
    follows: Commitment | None = None
    """The promise that is followed up from this turn on: the first turn of a follow-up."""

    def has(self, event: str) -> bool:
        """Whether ``event`` happened in this turn of the trainee."""
        return any(happening.event == event for happening in self.happenings)

    @property
    def silent(self) -> bool:
        """Whether nothing was said: the turn with which a talk begins in which the trainee writes first."""
        return self.who == "customer" and not self.messages

    @property
    def judgements(self) -> tuple[Happening, ...]:
        """The happenings that are judgements."""
        return tuple(happening for happening in self.happenings if happening.event in _JUDGEMENTS)


Transcript = tuple[Turn, ...]


@dataclass(frozen=True)
class State:
    """What the customer remembers, and where the talk stands."""

    mood: Mood
    stance: Stance
    rotation: int
    """A number of this talk that turns the order of the lines, so that two talks do not read the same."""
    busy_until: datetime
    """When the customer has finished typing."""
    turns: int = 0
    """Turns in the transcript so far, of both."""
    ranting: bool = True
    """The opening still stands alone: the trainee has not answered it."""
    turn: int = 0
    """Messages of the trainee so far."""
    seen: Mapping[str, int] = field(default_factory=dict)
    """How often each event has happened."""
    uses: Mapping[str, int] = field(default_factory=dict)
    """How often each message of the customer was said."""
    rules: Mapping[str, int] = field(default_factory=dict)
    """How often each rule of the mood has worked: the same act again counts less."""
    said: frozenset[str] = frozenset()
    """The telling words that the customer has used."""
    named: frozenset[str] = frozenset()
    """The days, times, numbers and amounts that the trainee has named, by the keys of the details."""
    commitments: tuple[Commitment, ...] = ()
    """The latest promise of each kind."""
    pending: str = ""
    """The vague words that the customer pinned down and wants an answer to."""
    barren: int = 0
    """Messages in a row that did nothing for the customer."""
    progress: bool = True
    """Something useful has come since the last sorry."""
    last_words: int = 0
    """The length of the customer's last turn, in words."""
    silences: int = 0
    """Intervals of silence since the trainee's last message."""
    waiting_since: datetime | None = None
    """From when the customer counts the silence."""
    ladder: int = 0
    """The highest step of the ladder taken: 0 to 3."""
    raging: bool = False
    """The customer's last turn shouted, scolded or threatened."""
    accepted: Outcome | None = None
    """The outcome that the accepted solution leads to."""
    since_accepted: int = 0
    outcome: Outcome | None = None
    follow_up: FollowUp | None = None
    """The promise that this talk is about; None in the talk with which a practice begins."""


def counted(before: Mapping[str, int], events: Iterable[str]) -> Mapping[str, int]:
    """``before`` with ``events`` added to it."""
    after = Counter(before)
    after.update(events)
    return after


_JUDGEMENTS = frozenset(Judgement)
