"""Rubric: what good handling is according to one method, as a trainer writes it in a file under rubrics/.

No quote, no point: a sign earns points only with the trainee's own words, so what somebody did *not* do earns
nothing; it can only cost, as a fault. No occasion, not assessed: a criterion without one stays outside the total.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from bot.core.conditions import When
from bot.core.moves import Language
from bot.core.persona import Persona
from bot.core.proactive import Scenario

Text = Mapping[Language, str]


@dataclass(frozen=True)
class Sign:
    """Something that shows the criterion, and what it earns."""

    any: tuple[str, ...]
    """Events of the trainee's messages, one of which shows it."""
    points: int
    earned: Text
    """What to say when it was seen."""
    missed: Text
    """What to say when it was not."""
    times: int = 1
    """How often it is needed for all points; less earns its share."""
    before: tuple[str, ...] = ()
    """Only counts before the first of these events."""
    after: tuple[str, ...] = ()
    """Only counts once one of these events has happened (in the same message counts too)."""
    occasion: When = field(default_factory=When)
    """Without it the sign asks nothing: its points are not in the criterion's highest score."""


@dataclass(frozen=True)
class Fault:
    """Something that costs points each time it happens."""

    any: tuple[str, ...]
    points: int
    says: Text


@dataclass(frozen=True)
class Rewrite:
    """An example of the same thing said better."""

    instead_of: str
    say: str


@dataclass(frozen=True)
class Criterion:
    """One line of a method, with observable evidence."""

    id: str
    name: Text
    signs: tuple[Sign, ...]
    strength: Text
    """Praise when it went well."""
    tip: Text
    """The next step when it did not."""
    rewrite: Mapping[Language, Rewrite]
    source: str
    weight: int = 1
    faults: tuple[Fault, ...] = ()
    occasion: When = field(default_factory=When)
    """When the talk gave reason to assess it: the talk as a whole is held against it."""
    follow_up: bool = False
    """What is said in a follow-up, when a promise falls due, counts for this criterion too."""


@dataclass(frozen=True)
class Rubric:
    """A method to be assessed by."""

    id: str
    name: Text
    about: Text
    """The method in a sentence or two."""
    source: str
    criteria: tuple[Criterion, ...]
    version: int = 1
    scenarios: tuple[Scenario, ...] = (Scenario.COMPLAINT,)
    """What a talk may begin with, to be assessed by this method."""
    tension: Text = field(default_factory=dict)
    """Where this method and published findings pull apart; shown in the debrief."""

    def shown_by(self, event: str) -> Criterion | None:
        """The first criterion that ``event`` shows; None where this method does not look for it."""
        return next((one for one in self.criteria if any(event in sign.any for sign in one.signs)), None)

    def suits(self, persona: Persona) -> bool:
        """Whether a talk with ``persona`` can be assessed by this method."""
        return persona.scenario in self.scenarios
