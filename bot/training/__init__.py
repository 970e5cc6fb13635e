"""Training: the use cases. Launch a practice, hear a message, let time pass, finish, look back, do a turn again.

A session is a value: every use case returns the next one. The port that this room needs, the recogniser, is
declared here and chosen in bootstrap.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import datetime
from functools import lru_cache
from typing import Protocol

from bot.core.aftercare import comes_back, moment_to_call, open_promises
from bot.core.case import Case, cases
from bot.core.commitments import Commitment
from bot.core.conditions import Situation, holds
from bot.core.conversation import State, Transcript
from bot.core.debrief import Debrief, debrief
from bot.core.engine import Step, end_talk, follow_up, let_time_pass, next_silence, open_talk, take_turn
from bot.core.facts import told
from bot.core.lines import repertoire
from bot.core.moves import Language, Reading
from bot.core.numbers import DifficultyName
from bot.core.persona import Outcome, Persona
from bot.core.registering import REGISTERED, Entry, Field, register
from bot.core.scene import Scene
from bot.training.session import Heard, Hint, Library, Order, Session

__all__ = ["Heard", "Hint", "Library", "Order", "Recogniser", "Session", "Training"]


class Recogniser(Protocol):
    """What the use cases need to hear a message."""

    def recognise(
        self, message: str, language: Language, customer: str = "", *, now: datetime | None = None
    ) -> Reading:
        """The message with everything that was heard in it; ``customer`` is what it answers."""


class Training:
    """The use cases over one library and one recogniser."""

    def __init__(self, library: Library, recogniser: Recogniser) -> None:
        """Use ``library`` for customers and methods, and ``recogniser`` to hear messages."""
        self.library = library
        self._recogniser = recogniser
        self._scene = lru_cache(maxsize=256)(self._new_scene)
        self._cases = lru_cache(self._read_cases)

    def method_for(self, persona: Persona) -> str:
        """The method that this customer is made for: that of the first criterion, or else the first that suits."""
        named = (criterion.partition(".")[0] for criterion in persona.practises)
        fitting = self.library.methods_for(persona)
        return next((method for method in named if method in fitting), fitting[0])

    def launch(self, order: Order, at: datetime) -> Heard:
        """Start a practice: the customer begins. Unknown ids raise KeyError."""
        scene = self._scene(order.persona, order.difficulty, order.pace, order.patience, order.coarse)
        step = open_talk(scene, order.talk, at)
        return Heard(self.resume(order, step.turns, step.state), step.turns)

    def resume(self, order: Order, transcript: Transcript, state: State) -> Session:
        """A practice that was put away: to go on, the last turn of the customer will do as its transcript.

        To look back on it or to do a message again, it must be whole. Unknown ids raise KeyError.
        """
        scene = self._scene(order.persona, order.difficulty, order.pace, order.patience, order.coarse)
        methods = tuple(self.library.rubrics[rubric] for rubric in order.rubrics)
        return Session(scene, methods, transcript, state, {})

    def _new_scene(self, persona: str, difficulty: DifficultyName, pace: float, patience: float, coarse: bool) -> Scene:
        chosen = self.library.personas[persona]
        numbers = self.library.numbers
        level = numbers.difficulties[difficulty]
        lines = repertoire(chosen, self.library.common[chosen.language], coarse=coarse)
        level = replace(level, patience=level.patience * patience)
        return Scene(chosen, lines, numbers, level, pace, coarse, self._cases(chosen.language)[persona])

    def _read_cases(self, language: Language) -> dict[str, Case]:
        personas = [one for one in self.library.personas.values() if one.language == language]
        return cases(personas, self.library.numbers.words[language])

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

    def hint(self, session: Session) -> str:
        """A coaching line for this moment: the most urgent thing that is still missing."""
        state = session.state
        now = Situation(_deeds(session), state.seen, state.mood.anger, state.mood.trust, state.turn, state.silences)
        language = session.persona.language
        return next((hint.say[language] for hint in self.library.hints if holds(hint.when, now)), "")

    def facts(self, session: Session) -> tuple[str, ...]:
        """What the customer has told so far."""
        return tuple(fact.label for fact in session.persona.facts if session.state.seen.get(told(fact)))

    def next_customer(self, after: Persona, debriefs: Sequence[Debrief], *, calm: bool = False) -> Persona:
        """Who to practise with next: a customer that is best for the weakest criterion, or the next in the list.

        ``calm``: nobody who shouts, where there is somebody else.
        """
        others = [
            persona
            for persona in self.library.personas.values()
            if persona.language == after.language and persona.id != after.id
        ]
        if calm:
            others = [persona for persona in others if persona.behaviour is None] or others
        weakest = {debrief.weakest for debrief in debriefs}
        fitting = [persona for persona in others if weakest & set(persona.practises)]
        return (fitting or others or [after])[0]

    def finish(self, session: Session, outcome: Outcome) -> Session:
        """End the talk from outside. A talk that has ended keeps its outcome."""
        return replace(session, state=end_talk(session.state, outcome))

    def promises(self, session: Session) -> tuple[Commitment, ...]:
        """What the trainee promised in an ended talk and has not come back to yet, each with its moment."""
        return open_promises(session.scene.numbers.aftercare, session.state)

    def follow_up(self, session: Session, promise: Commitment, at: datetime) -> Heard:
        """The short talk about one of the open ``promises``, as it stands at ``at``.

        The trainee comes back first, in time or late; once the customer has waited too long, the customer does.
        """
        step = follow_up(session.scene, session.state, promise, at)
        return Heard(_advance(session, step), step.turns)

    def due(self, session: Session, promise: Commitment) -> datetime:
        """When it is time to come back to a promise."""
        return moment_to_call(session.scene.numbers.aftercare, promise)

    def given_up_waiting(self, session: Session, promise: Commitment) -> datetime:
        """When a customer who has heard nothing comes back."""
        return comes_back(session.scene.numbers.aftercare, self.due(session, promise), 1)

    def debriefs(self, session: Session) -> tuple[Debrief, ...]:
        """Look back on an ended talk and what followed it, once for each rubric."""
        outcome = session.talk_outcome
        if outcome is None:
            raise ValueError("a talk is looked back on when it has ended")
        transcript = session.looked_back_on
        return tuple(debrief(session.persona, rubric, transcript, outcome) for rubric in session.rubrics)

    def register(
        self, session: Session, written: Mapping[Field, str], at: datetime
    ) -> tuple[Session, tuple[Entry, ...]]:
        """Write the complaint down after an ended talk; filling the form in again replaces what was written."""
        turn, entries = register(session.scene, session.state, written, at)
        before = next((one for one in session.transcript if one.has(REGISTERED)), None)
        if before is None:
            state = replace(session.state, turns=turn.number)
            return replace(session, transcript=(*session.transcript, turn), state=state), entries
        again = replace(turn, number=before.number, mood=before.mood)
        return replace(
            session, transcript=tuple(again if one is before else one for one in session.transcript)
        ), entries

    def redo(self, session: Session, turn: int, at: datetime) -> Session:
        """The session as it was before the trainee's turn ``turn``, to answer it again. Unknown turns raise KeyError.

        The customer starts to wait at ``at``.
        """
        state = session.before[turn]
        said = next(one.at for one in session.transcript if one.number == turn)
        moved = state.follow_up and state.follow_up.postponed(at - said)
        fresh = replace(state, busy_until=min(state.busy_until, at), waiting_since=at, follow_up=moved)
        earlier = {number: mark for number, mark in session.before.items() if number < turn}
        transcript = tuple(one for one in session.transcript if one.number < turn)
        return replace(session, state=fresh, transcript=transcript, before=earlier)


def _deeds(session: Session) -> frozenset[str]:
    """What the customer did last: the message that a hint is about."""
    last = next((turn for turn in reversed(session.transcript) if turn.who == "customer"), None)
    return frozenset(last.deeds) if last else frozenset()


def _advance(session: Session, step: Step) -> Session:
    return replace(session, transcript=session.transcript + step.turns, state=step.state)
