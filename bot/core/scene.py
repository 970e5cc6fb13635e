"""Scene: everything about a talk that does not change while it goes on."""

from __future__ import annotations

from dataclasses import dataclass, field

from bot.core.case import Case
from bot.core.lines import Repertoire
from bot.core.numbers import Difficulty, MoodNumbers, Words
from bot.core.persona import Persona


@dataclass(frozen=True)
class Scene:
    """A customer, the lines at hand, and the numbers that the customer's mood follows."""

    persona: Persona
    repertoire: Repertoire
    numbers: MoodNumbers
    difficulty: Difficulty
    pace: float = 1.0
    """How many times faster than natural the customer types."""
    coarse: bool = False
    """Whether the customer may use coarse language."""
    case: Case = field(default_factory=Case)

    @property
    def words(self) -> Words:
        """The word lists of the customer's language."""
        return self.numbers.words[self.persona.language]

    def opening(self, rotation: int) -> tuple[str, ...]:
        """The complaint that is due in talk number ``rotation``."""
        grievance = self.persona.grievance
        return (grievance.openings + grievance.coarse_openings)[self.opening_number(rotation)]

    def opening_number(self, rotation: int) -> int:
        """The place of that complaint among all of the customer's, the coarse ones last."""
        grievance = self.persona.grievance
        return rotation % len(grievance.openings + (grievance.coarse_openings if self.coarse else ()))
