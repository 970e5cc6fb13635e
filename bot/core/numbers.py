"""Numbers: what mood.yaml holds, with a published source for each.

The sizes marked J are assumptions of ours; a trainer may change them in that one file.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cached_property
from typing import Literal

from bot.core.conditions import When
from bot.core.moves import Language
from bot.core.persona import Escalation, Stance

DifficultyName = Literal["gentle", "normal", "hard"]


@dataclass(frozen=True)
class Rule:
    """One act of the trainee and what it does to the mood of the most ordinary customer."""

    id: str
    when: When
    why: Mapping[Language, str]
    source: str
    mark: Literal["F", "A", "J"]
    """F: read in full; A: abstract only; J: our judgement: the order comes from the source, the size does not."""
    anger: float = 0
    trust: float = 0
    fades: bool = False
    """The same act again counts 1, 1/2, 1/4."""
    grows: float = 1.0
    """Factor on the tenth message, reached evenly: solving work helps more and more."""
    late: float = 1.0
    """Factor once the talk is past its opening."""
    process: float = 1.0
    """Factor on anger when the failure is not about money."""
    instrumental: float = 1.0
    """Factor on anger for a customer whose anger is a means."""


@dataclass(frozen=True)
class Floor:
    """How far anger can fall while something is still missing."""

    id: str
    when: When
    anger: float
    source: str


@dataclass(frozen=True)
class Difficulty:
    """What gentle, normal and hard change."""

    anger: float
    """Added to the starting anger."""
    trust: float
    """Added to the starting trust."""
    calming: float
    """Factor on everything that lowers anger."""
    patience: float
    """Factor on the patience with silence."""


@dataclass(frozen=True)
class DetailWords:
    """The words in which people name days, times, lengths and numbers. All without capitals and accents."""

    days: tuple[str, ...] = ()
    """How the weekdays begin, from Monday on."""
    months: tuple[str, ...] = ()
    in_month: tuple[str, ...] = ()
    """Words after which a short word is a month: "in May"."""
    ordinals: tuple[str, ...] = ()
    """What makes a figure the day of a month: the "th" of "4th"."""
    numbers: Mapping[str, float] = field(default_factory=dict)
    joiners: tuple[str, ...] = ()
    """What stands between the parts of a number: "two hundred and ten"."""
    between_numbers: tuple[str, ...] = ()
    """What makes two numbers a range: "three or four"."""
    articles: tuple[str, ...] = ()
    lengths: Mapping[str, float] = field(default_factory=dict)
    """Units of time, each in minutes."""
    whole: Mapping[str, float] = field(default_factory=dict)
    """Lengths that need no number: "a fortnight", in minutes."""
    fillers: tuple[str, ...] = ()
    """What may stand between a number and what is counted: "two whole days"."""
    ages: tuple[str, ...] = ()
    """What makes a length of time an age: "old"."""
    counted: tuple[str, ...] = ()
    """Words for how often: "times"."""
    times: Mapping[str, float] = field(default_factory=dict)
    """How often in one word: "twice"."""
    money: tuple[str, ...] = ()
    hours: tuple[str, ...] = ()
    """What stands after the hour of a clock and may be a length too: "uur"."""
    halves: tuple[str, ...] = ()
    """What only a clock has after its hour: "pm"."""
    at: tuple[str, ...] = ()
    """Words before a time."""
    half_to: str = ""
    """The word for half an hour before: "half drie"."""
    steps: Mapping[str, float] = field(default_factory=dict)
    """Minutes that have a word: "a quarter past"."""
    to: tuple[str, ...] = ()
    past: tuple[str, ...] = ()
    hedges: tuple[str, ...] = ()
    """Words before a number that leave it open: "almost". Two words at the most."""
    breaks: tuple[str, ...] = ()
    """Words between two parts of a sentence: "and", "because"."""
    plans: tuple[str, ...] = ()
    """Words of what is still to be done; patterns as in a persona's ``asks``."""
    sums: tuple[str, ...] = ()
    """Words of what was added up; patterns too."""

    @cached_property
    def starting(self) -> re.Pattern[str]:
        """Fits any word with which a detail can begin, and a few more: looking closer at each word is slow."""
        whole = (*self.months, *self.articles, *self.whole, *self.times, *self.steps, self.half_to or "€")
        return re.compile(f"[€£$0-9]|(?:{'|'.join((*self.days, *whole))})|.*(?:{'|'.join(self.numbers) or '€'})")


@dataclass(frozen=True)
class Words:
    """Word lists that judging needs, per language; patterns as in a persona's ``asks``."""

    mild: tuple[str, ...]
    """Feelings too small for a furious customer."""
    positive: tuple[str, ...]
    fault: tuple[str, ...]
    """Words that admit a fault."""
    generic: tuple[str, ...]
    """Questions that just ask for the story."""
    either: tuple[str, ...]
    """Words that leave a choice."""
    bye: tuple[str, ...]
    """Ways to say goodbye."""
    common: frozenset[str]
    """Words that are no sign of having listened: they are in every talk."""
    news: tuple[str, ...] = ()
    """Words that say what was done or found out."""
    no_news: tuple[str, ...] = ()
    """Words that say that there is none yet."""
    sorry: tuple[str, ...] = ()
    delay: tuple[str, ...] = ()
    """What a sorry for coming late is about."""
    yesterday: str = ""
    any_case: tuple[str, ...] = ()
    """Words of complaints and of how they are dealt with: they say nothing of one of them."""
    contact: tuple[str, ...] = ()
    """Words of getting in touch again."""
    details: DetailWords = field(default_factory=DetailWords)


@dataclass(frozen=True)
class Aftercare:
    """What becomes of promises, and of a customer who waits for one."""

    grace: float
    """Minutes past the promised moment that still count as in time."""
    comes_back: float
    """Hours of silence past it after which the customer comes back; after as many again the customer gives up."""
    expects: float
    """Hours after the talk in which a customer expects the call for which no moment was named."""
    day_ends: int
    """The hour at which a promise for a whole day should have been kept."""
    closes_after: int
    """Messages of the trainee after which a customer who got nothing leaves."""
    overnight: Rule
    """What the time between the talk and its follow-up does."""
    cooled: Rule
    """The same, after a talk that was ended for the shouting."""
    forgotten: Rule
    """Works when the customer has to come back: the double deviation."""


@dataclass(frozen=True)
class MoodNumbers:
    """Everything in mood.yaml."""

    stances: Mapping[Stance, float]
    """The lowest anger of each stance."""
    rules: tuple[Rule, ...]
    floors: tuple[Floor, ...]
    silence: Rule
    """Works once for each interval of silence; its anger counts double the second time, threefold the third."""
    relief: Rule
    """Works when the customer apologises for the own behaviour."""
    found_out: Rule
    """Works when the customer was not told of a problem in time, and finds out alone."""
    most_calming: float
    """No message lowers anger by more."""
    most_trusting: float
    """No message raises trust by more."""
    repair_ceiling: float
    """Trust ends at most this far above where it was before the failure."""
    late_after: int
    """Messages that count as the opening of a talk."""
    gives_up_after: int
    """Intervals of silence after which the customer goes."""
    difficulties: Mapping[DifficultyName, Difficulty]
    words: Mapping[Language, Words]
    aftercare: Aftercare
    escalations: tuple[Escalation, ...] = ()
    """Steps up that every customer may take, unless the persona has one with the same id."""


def stance_of(anger: float, stances: Mapping[Stance, float]) -> Stance:
    """The band that ``anger`` lies in."""
    return max((stance for stance in stances if anger >= stances[stance]), key=lambda stance: stances[stance])
