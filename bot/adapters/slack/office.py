"""Office: what is at hand to deal with practices in Slack: the use cases, the archive, the words, the clock's zone."""

from __future__ import annotations

import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from datetime import datetime, tzinfo

from bot.adapters.slack.faces.blocks import Face
from bot.adapters.slack.faces.card import Card, CardState, card
from bot.adapters.slack.faces.texts import SlackTexts
from bot.adapters.slack.inputs import Ordered, Redo
from bot.adapters.slack.launch import Launch
from bot.adapters.slack.state import Talk
from bot.core.moves import Language
from bot.core.persona import Outcome, Persona
from bot.training import Heard, Order, Session, Training
from bot.training.agreement import Alpha
from bot.training.archive import Archive, PracticeRecord, TurnRecord
from bot.training.care import Bounds, together

_PATIENCE = 3.0
"""In Slack nobody is seen typing, so the customer waits three times as long before saying something of it."""
_OFF = 1000.0


@dataclass(frozen=True)
class Office:
    """Everything that the parts of the Slack adapter share."""

    training: Training
    archive: Archive
    texts: Mapping[Language, SlackTexts]
    zone: tzinfo
    pace: float = 1.0
    """How many times faster than natural the customer types and reads; None of it at ``_OFF`` and more."""

    retention_days: int | None = None
    has_trainers: bool = False
    """Somebody is there to share a debrief with."""
    clock: Callable[[], float] = time.time
    """Seconds since 1970, for pages that are made when somebody looks; a talk is told what time it is."""
    alpha: Alpha | None = None
    """What measures agreement among trainers, where something does."""

    @property
    def reads(self) -> float:
        """The share of the natural reading time that is kept."""
        return 0.0 if self.pace >= _OFF else 1 / self.pace

    def today(self) -> datetime:
        """Now, on the clock of the office."""
        return self.moment(self.clock())

    def moment(self, now: float) -> datetime:
        """``now`` on the clock of the office."""
        return datetime.fromtimestamp(now, self.zone)

    def persona(self, ordered: Ordered) -> Persona:
        """The customer that was asked for."""
        return self.training.library.personas[ordered.launch.persona]

    def knows(self, ordered: Ordered) -> bool:
        """Whether the customer is there; a file may have gone since the practice began."""
        return ordered.launch.persona in self.training.library.personas

    def words(self, ordered: Ordered) -> SlackTexts:
        """The program's sentences in the language of the practice."""
        return self.texts[self.persona(ordered).language]

    def methods(self, ordered: Ordered) -> tuple[str, ...]:
        """The methods to look back with: those that were asked for, are there and suit, or the customer's own."""
        fitting = self.training.library.methods_for(self.persona(ordered))
        there = tuple(rubric for rubric in ordered.launch.rubrics if rubric in fitting)
        return there or (self.training.method_for(self.persona(ordered)),)

    def bounds(self, launch: Launch, workspace: str) -> Bounds:
        """What the people who are to practise can bear together."""
        return together(self.archive.settings(workspace, person).bounds for person in launch.trainees)

    def bearable(self, launch: Launch, workspace: str) -> Launch:
        """``launch``, no harder than anybody who practises wants for themselves, and as decent."""
        bounds = self.bounds(launch, workspace)
        return replace(launch, difficulty=bounds.holding(launch.difficulty), coarse=bounds.coarse)

    def card(self, ordered: Ordered, state: CardState, practice: str = "", outcome: Outcome | None = None) -> Face:
        """The briefing card; ``practice`` is not known yet when it is posted."""
        rubrics = tuple(self.training.library.rubrics[rubric] for rubric in self.methods(ordered))
        again = ordered.redo.turn if ordered.redo else None
        shown = Card(ordered.launch, self.persona(ordered), rubrics, practice, again)
        return card(shown, state, self.words(ordered), outcome)

    def order(self, ordered: Ordered, thread: str) -> Order:
        """What is practised; the thread's number turns the order of the customer's lines."""
        launch = ordered.launch
        number = int(thread.replace(".", "")) % 10_000
        methods, level = self.methods(ordered), launch.difficulty
        return Order(launch.persona, methods, level, number, self.pace, _PATIENCE, launch.coarse)

    def session(self, talk: Talk) -> Session:
        """The practice, to go on with."""
        return self.training.resume(self.order(talk.order, talk.thread), talk.tail, talk.core)

    def again(self, redo: Redo, order: Order, at: datetime) -> Heard:
        """An earlier practice, as it was before one message of the trainee. Unknown turns raise KeyError."""
        kept = self.archive.turns(redo.practice)
        before = {record.turn.number: record.before for record in kept if record.before}
        session = self.training.resume(order, tuple(record.turn for record in kept), before[redo.turn])
        return Heard(self.training.redo(replace(session, before=before), redo.turn, at), ())

    def copied(self, redo: Redo, talk: Talk) -> tuple[TurnRecord, ...]:
        """The turns of an earlier practice that come before the message that is done again."""
        kept = self.archive.turns(redo.practice)
        return tuple(replace(record, practice=talk.practice) for record in kept if record.turn.number < redo.turn)

    def record(self, talk: Talk, ended: datetime | None = None) -> PracticeRecord:
        """The practice as the archive keeps it."""
        order, launch, persona = talk.order, talk.order.launch, self.persona(talk.order)
        return PracticeRecord(
            id=talk.practice,
            workspace=order.workspace,
            trainees=launch.trainees,
            trainer=None if launch.by in launch.trainees else launch.by,
            channel=talk.channel,
            thread=talk.thread,
            private=not launch.visible,
            persona=persona.id,
            persona_version=persona.version,
            rubrics=self.methods(order),
            difficulty=launch.difficulty,
            language=persona.language,
            started=datetime.fromtimestamp(talk.started, self.zone),
            ended=ended,
            outcome=talk.practice_outcome,
            shared=talk.shared,
            redo_of=order.redo.practice if order.redo else None,
            redo_turn=order.redo.turn if order.redo else None,
        )
