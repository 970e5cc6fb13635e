"""Training: the use cases. Launch a practice, hear a message, let time pass, finish, look back, do a turn again.

A session is a value: every use case returns the next one. The port that this room needs, the recogniser, is
declared here and chosen in bootstrap.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Protocol

from bot.core.conversation import State, Transcript, Turn
from bot.core.debrief import Debrief, debrief
from bot.core.engine import Step, end_talk, let_time_pass, next_silence, open_talk, take_turn
from bot.core.lines import Lines, repertoire
from bot.core.moves import Language, Reading
from bot.core.numbers import DifficultyName, MoodNumbers
from bot.core.persona import Outcome, Persona
from bot.core.rubric import Rubric
from bot.core.scene import Scene


class Recogniser(Protocol):
    """What the use cases need to hear a message."""

    def recognise(
        self, message: str, language: Language, customer: str = "", *, now: datetime | None = None
    ) -> Reading:
        """The message with everything that was heard in it; ``customer`` is what it answers."""


@dataclass(frozen=True)
class Library:
    """Everything that can be practised."""

    personas: Mapping[str, Persona]
    rubrics: Mapping[str, Rubric]
    common: Mapping[Language, Lines]
    numbers: MoodNumbers


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
    def last_customer_text(self) -> str:
        """What the customer said last."""
        return next((turn.text for turn in reversed(self.transcript) if turn.who == "customer"), "")


@dataclass(frozen=True)
class Heard:
    """The session after something happened, and the turns that it added."""

    session: Session
    turns: tuple[Turn, ...]


class Training:
    """The use cases over one library and one recogniser."""

    def __init__(self, library: Library, recogniser: Recogniser) -> None:
        """Use ``library`` for customers and methods, and ``recogniser`` to hear messages."""
        self.library = library
        self._recogniser = recogniser

    def launch(
        self, persona: str, rubrics: tuple[str, ...], difficulty: DifficultyName, talk: int, at: datetime
    ) -> Heard:
        """Start a practice. ``talk`` is its number: it turns the order of the lines. Unknown ids raise KeyError."""
        chosen = self.library.personas[persona]
        numbers = self.library.numbers
        lines = repertoire(chosen, self.library.common[chosen.language])
        scene = Scene(chosen, lines, numbers, numbers.difficulties[difficulty])
        step = open_talk(scene, talk, at)
        methods = tuple(self.library.rubrics[rubric] for rubric in rubrics)
        return Heard(Session(scene, methods, step.turns, step.state, {}), step.turns)

    def hear(self, session: Session, text: str, at: datetime) -> Heard:
        """The trainee's message, and what the customer does with it; time that has passed before it works first."""
        waited = self.wait(session, at)
        session = waited.session
        persona = session.persona
        reading = self._recogniser.recognise(text, persona.language, session.last_customer_text, now=at)
        step = take_turn(session.scene, session.state, reading, at)
        marks = {turn.number: session.state for turn in step.turns if turn.who == "trainee"}
        after = _advance(replace(session, before={**session.before, **marks}), step)
        return Heard(after, waited.turns + step.turns)

    def wait(self, session: Session, now: datetime) -> Heard:
        """Let the time up to ``now`` pass in silence."""
        step = let_time_pass(session.scene, session.state, now)
        return Heard(_advance(session, step), step.turns)

    def next_silence(self, session: Session) -> datetime | None:
        """When the customer grows restless, if nothing is said."""
        return next_silence(session.scene, session.state)

    def finish(self, session: Session, outcome: Outcome) -> Session:
        """End the talk from outside. A talk that has ended keeps its outcome."""
        return replace(session, state=end_talk(session.state, outcome))

    def debriefs(self, session: Session) -> tuple[Debrief, ...]:
        """Look back on an ended talk, once for each rubric."""
        outcome = session.state.outcome
        if outcome is None:
            raise ValueError("a talk is looked back on when it has ended")
        return tuple(debrief(session.persona, rubric, session.transcript, outcome) for rubric in session.rubrics)

    def redo(self, session: Session, turn: int, at: datetime) -> Session:
        """The session as it was before the trainee's turn ``turn``, to answer it again. Unknown turns raise KeyError.

        The customer starts to wait at ``at``.
        """
        state = session.before[turn]
        fresh = replace(state, busy_until=min(state.busy_until, at), waiting_since=at)
        earlier = {number: mark for number, mark in session.before.items() if number < turn}
        transcript = tuple(one for one in session.transcript if one.number < turn)
        return replace(session, state=fresh, transcript=transcript, before=earlier)


def _advance(session: Session, step: Step) -> Session:
    return replace(session, transcript=session.transcript + step.turns, state=step.state)
