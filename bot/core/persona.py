"""Persona: one angry customer, as a trainer writes it in a file under personas/.

The fields and their docstrings are the file format: the loader checks a file against these types, and
``tirade schema persona`` prints them for editors.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from enum import StrEnum
from typing import Literal

from bot.core.conditions import When
from bot.core.deeds import Deed
from bot.core.moves import Address, Language, OfferKind
from bot.core.proactive import Proactive, Scenario


class Stance(StrEnum):
    """A band of anger, from hot to cool. The bands' borders are numbers of mood.yaml."""

    FURIOUS = "furious"
    ANGRY = "angry"
    IRRITATED = "irritated"
    WARY = "wary"
    CALM = "calm"
    CONTENT = "content"


class Outcome(StrEnum):
    """How a talk ended."""

    RESOLVED = "resolved"
    """The customer accepts a solution and is reconciled."""
    SETTLED = "settled"
    """The customer accepts what is possible, without warmth."""
    BOUNDARY = "boundary"
    """The trainee ended an abusive talk fairly, with an own call-back: a success."""
    LEFT = "left"
    """The customer walked away."""
    ESCALATED = "escalated"
    """The customer takes it to a manager, a complaints body or the public."""
    TIMED_OUT = "timed_out"
    """The customer gave up waiting for an answer."""
    ENDED = "ended"
    """The trainee or the trainer ended the talk."""
    STOPPED = "stopped"
    """The stop word: ended at once, without a score."""


@dataclass(frozen=True)
class Line:
    """Something the customer can say, and when. Each line of the text is sent as a message of its own."""

    say: str
    when: When = field(default_factory=When)
    coarse: str = ""
    """The same with swear words, or crude ones for the trainee: said instead of it to who switched coarse language on.
    So without it nobody has less to hear."""


@dataclass(frozen=True)
class Style:
    """How this customer types."""

    capitals: Literal["normal", "none"] = "normal"
    """none: the common lines come without capitals too."""
    stops: Literal["normal", "loose"] = "normal"
    """loose: the common lines come without a full stop at the end too."""
    speed: float = 14.0
    """Characters a second: how long the customer is seen typing."""


@dataclass(frozen=True)
class Company:
    """Where the trainee works in this talk."""

    name: str
    field: str
    """The line of business, in a word or two."""


class FactKind(StrEnum):
    """What a fact is about, and so which kind of question opens it."""

    DETAIL = "detail"
    """Something with a plain answer: a number, a date, a name."""
    STORY = "story"
    """What happened. Also told when the trainee asks openly or invites to go on."""
    FEELING = "feeling"
    """What it did to the customer. Told on a feeling_question."""
    WISH = "wish"
    """What the customer wants. Told on a wish_question."""
    WISHED_FEELING = "wished_feeling"
    """How the customer wants to feel afterwards: safe, taken seriously, sure."""
    CAUSE = "cause"
    """The root of it. Told last, after good questions or much trust."""


@dataclass(frozen=True)
class Fact:
    """One thing this customer knows and can tell."""

    id: str
    label: str
    """What the trainee knows when it has been told: "ordered on 2 May, for her mother's birthday"."""
    says: tuple[str, ...]
    """Ways to tell it; each is a line, and none is coarse."""
    kind: FactKind = FactKind.DETAIL
    asks: tuple[str, ...] = ()
    """Words that a question about it has: "wanneer bestel*" fits a question with both, in any order."""
    opens: When = field(default_factory=When)
    """When the customer is willing to tell: deeper facts want trust, or an earlier fact."""
    told: bool = False
    """Already told in the opening: asking for it again annoys."""
    again: tuple[str, ...] = ()
    """Ways to repeat it, annoyed. Without these the common lines do it."""


@dataclass(frozen=True)
class Grievance:
    """Why this customer is angry."""

    openings: tuple[tuple[str, ...], ...]
    """The rant that starts the talk: several messages. With two or more openings, talks take turns. None is coarse."""
    founded: Literal["yes", "partly", "no"]
    about_money: bool
    anger: Literal["emotional", "instrumental"]
    feelings: tuple[str, ...]
    """Words that name what this customer feels: an empathy with one of these names the right emotion."""
    coarse_openings: tuple[tuple[str, ...], ...] = ()
    """Rants that take turns with the others where coarse language is on."""
    earlier_failures: int = 0
    """How often the company failed this customer before. Makes every calming act weaker."""
    gist: str = ""
    """The complaint in one sentence that a trainee can say to this customer, from what every opening tells: "Over negen
    dagen trouw je, en de rits gaat niet dicht." The debrief makes a better sentence from it."""


@dataclass(frozen=True)
class Offer:
    """Something the trainee may give. An amount, percentage or date beyond it is a promise beyond the mandate."""

    id: str
    label: str
    kind: OfferKind | Literal["step"]
    """step: an act of the company that is no compensation, such as an inquiry or a call to a colleague."""
    words: tuple[str, ...] = ()
    """Words that name it in a message: "nieuw* pakket". Without these, the kind alone names it."""
    up_to: Decimal | None = None
    """The highest amount, in the customer's currency."""
    up_to_percent: Decimal | None = None
    earliest_hours: float | None = None
    """From now: it cannot be done sooner."""


@dataclass(frozen=True)
class Mandate:
    """What the company can really do, and what the trainee is told about it on the briefing card."""

    briefing: tuple[str, ...]
    """The card: who the trainee is, what the system shows, what is allowed and what is not. One point a line."""
    offers: tuple[Offer, ...] = ()


@dataclass(frozen=True)
class StartingMood:
    """Anger and trust before the first word, 0 to 100."""

    anger: int = 75
    trust: int = 25
    trust_before: int = 65
    """Trust before the company failed: repair ends at most a little above it."""


@dataclass(frozen=True)
class Reaction:
    """This customer's own change of mood, on top of the common numbers."""

    on: str
    """An event: a move, a judgement or an offer."""
    why: str
    anger: int = 0
    trust: int = 0


@dataclass(frozen=True)
class Escalation:
    """A step up. At most one fires in a turn, and each fires once."""

    id: str
    when: When
    deed: Deed
    """What the customer does: threaten, manager, leave, vent."""
    say: tuple[str | Line, ...] = ()
    """Own lines for it; without these, the lines of the deed."""
    anger: int = 0
    trust: int = 0
    ends: Outcome | None = None
    """The outcome, when this step ends the talk."""


@dataclass(frozen=True)
class Behaviour:
    """Shouting or scolding that the trainee may name, step by step (the naming-behaviour ladder)."""

    rages: When
    """While this holds, the customer shouts or scolds."""
    sorry_at_aware: When
    """Apologises when made aware, if this holds."""
    sorry_at_goal: When
    """Apologises when asked for the aim, if this holds."""
    sorry_at_effect: When
    """Apologises when told the effect, if this holds."""


@dataclass(frozen=True)
class Resolution:
    """A way in which this talk can end well."""

    by: tuple[str, ...]
    """Events of which at least one must have happened: offer:<id>, honest_limit, explanation."""
    when: When = field(default_factory=When)
    """What must hold besides: without it the customer considers, and says what is missing."""
    outcome: Outcome = Outcome.RESOLVED


@dataclass(frozen=True)
class Persona:
    """A customer to practise on."""

    id: str
    """The name of the file."""
    name: str
    face: str
    """One emoji."""
    language: Language
    title: Mapping[Language, str]
    """One line for the list to choose from, in both languages."""
    company: Company
    grievance: Grievance
    facts: tuple[Fact, ...]
    mandate: Mandate
    resolutions: tuple[Resolution, ...]
    lines: Mapping[str, Mapping[str, tuple[str | Line, ...]]] = field(default_factory=dict)
    """For each move, judgement or deed: stances ("furious angry", or "any") -> lines in the author's order."""
    version: int = 1
    address: Address = "u"
    """How the customer addresses the trainee (Dutch)."""
    style: Style = field(default_factory=Style)
    mood: StartingMood = field(default_factory=StartingMood)
    patience: float = 60.0
    """Seconds of silence until the customer grows restless."""
    reactions: tuple[Reaction, ...] = ()
    escalations: tuple[Escalation, ...] = ()
    behaviour: Behaviour | None = None
    proactive: Proactive | None = None
    """Only for a talk in which the trainee writes first."""
    practises: tuple[str, ...] = ()
    """Criteria this customer is best for: leon.acknowledge."""

    @property
    def scenario(self) -> Scenario:
        """What a talk with this customer begins with."""
        return Scenario.PROACTIVE if self.proactive else Scenario.COMPLAINT
