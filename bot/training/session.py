"""Session: one practice as a value, and what it is made from."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from bot.core.conditions import When
from bot.core.conversation import State, Transcript, Turn
from bot.core.lines import Lines
from bot.core.moves import Language
from bot.core.numbers import DifficultyName, MoodNumbers
from bot.core.persona import Outcome, Persona
from bot.core.rubric import Rubric
from bot.core.scene import Scene

MOST_REDOS = 2
"""Of one message: a third try teaches the line, not the method."""


@dataclass(frozen=True)
class Hint:
    """A coaching line, and the moment it is for."""

    when: When
    say: Mapping[Language, str]


@dataclass(frozen=True)
class Order:
    """What is practised: the customer, the methods to look back with, and how hard it is."""

    persona: str
    rubrics: tuple[str, ...]
    difficulty: DifficultyName = "normal"
    talk: int = 0
    """The number of the talk: it turns the order of the lines."""
    pace: float = 1.0
    """How many times faster than natural the customer types."""
    patience: float = 1.0
    """How many times longer than natural the customer waits: where nobody sees the trainee type, longer."""
    coarse: bool = False
    """Whether the customer may use coarse language."""


@dataclass(frozen=True)
class Library:
    """Everything that can be practised."""

    personas: Mapping[str, Persona]
    rubrics: Mapping[str, Rubric]
    common: Mapping[Language, Lines]
    numbers: MoodNumbers
    hints: tuple[Hint, ...]
    """The most urgent first."""

    def methods_for(self, persona: Persona) -> tuple[str, ...]:
        """The methods that a talk with ``persona`` can be looked back on with; all of them where none suits."""
        suiting = tuple(rubric.id for rubric in self.rubrics.values() if rubric.suits(persona))
        return suiting or tuple(self.rubrics)


@dataclass(frozen=True)
class Session:
    """One practice: the talk so far, and the states that lead back into it."""

    scene: Scene
    rubrics: tuple[Rubric, ...]
    transcript: Transcript
    state: State
    before: Mapping[int, State]
    """For each turn of the trainee the state in front of it: where a redo starts."""

    @property
    def persona(self) -> Persona:
        """The customer."""
        return self.scene.persona

    @property
    def over(self) -> bool:
        """Whether the talk has ended."""
        return self.state.outcome is not None

    @property
    def talk_outcome(self) -> Outcome | None:
        """How the talk ended that everything began with; that of a follow-up is only the state's own."""
        return self.state.follow_up.talk if self.state.follow_up else self.state.outcome

    @property
    def looked_back_on(self) -> Transcript:
        """The transcript, without a follow-up that was stopped: of what is stopped there is no score."""
        if self.state.follow_up is None or self.state.outcome is not Outcome.STOPPED:
            return self.transcript
        begun = [place for place, turn in enumerate(self.transcript) if turn.follows]
        return self.transcript[: begun[-1]] if begun else self.transcript

    @property
    def last_customer_text(self) -> str:
        """What the customer said last."""
        return next((turn.text for turn in reversed(self.transcript) if turn.who == "customer"), "")


@dataclass(frozen=True)
class Heard:
    """The session after something happened, and the turns that it added."""

    session: Session
    turns: tuple[Turn, ...]
