"""Archive: what is kept of practices, and the port through which it is read.

Records are written with the result that brings them, in one transaction (see bot/delivery); where no result brings
them, by ``keep``. A practice belongs to the people who practised: nobody else reads it unless they shared it or the
launch said so.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Literal, Protocol

from bot.core.conversation import State, Turn
from bot.core.debrief import Debrief
from bot.core.moves import Language
from bot.core.numbers import DifficultyName
from bot.core.persona import Outcome
from bot.core.registering import Entry
from bot.training.care import Bounds


@dataclass(frozen=True)
class PracticeRecord:
    """One practice: who, with whom, where, and how it ended. Written at the start and again at every change."""

    id: str
    workspace: str
    trainees: tuple[str, ...]
    """They join and never leave: a place that was written once keeps its trainee."""
    trainer: str | None
    """Who launched it for others; None when the trainee did."""
    channel: str
    thread: str
    private: bool
    """Only the trainees see the debrief."""
    persona: str
    persona_version: int
    rubrics: tuple[str, ...]
    difficulty: DifficultyName
    language: Language
    started: datetime
    ended: datetime | None = None
    outcome: Outcome | None = None
    shared: bool = False
    """The trainees share the debrief with their trainers."""
    redo_of: str | None = None
    """The practice that this one does again, from ``redo_turn`` on."""
    redo_turn: int | None = None

    @property
    def visible(self) -> bool:
        """Whether others than the trainees may see it: it was launched so in a channel, or a trainee shared it."""
        return self.shared or not self.private


@dataclass(frozen=True)
class TurnRecord:
    """One turn of a practice. A turn with the same number is replaced."""

    practice: str
    turn: Turn
    person: str | None = None
    """The trainee who wrote it."""
    message: str | None = None
    """Where it stands: the message's timestamp in its channel."""
    before: State | None = None
    """The state in front of it, for a turn of the trainee: where a redo starts."""


@dataclass(frozen=True)
class DebriefRecord:
    """What one method says about a practice, with that method as it then was."""

    practice: str
    debrief: Debrief


@dataclass(frozen=True)
class RegistrationRecord:
    """The complaint as the trainee wrote it down."""

    practice: str
    person: str
    entries: tuple[Entry, ...]


@dataclass(frozen=True)
class MarkRecord:
    """A moment that a trainer marked, or a comment on it; only trainers see it until it is shared."""

    practice: str
    trainer: str
    turn: int
    comment: str
    at: datetime


Verdict = Literal["agree", "partly", "disagree"]
Level = Literal["missed", "partly", "reached"]
"""How far a criterion was reached, from the least to the most."""


@dataclass(frozen=True)
class VerdictRecord:
    """What a trainer thinks of the score of one criterion. A trainer who thinks again replaces it."""

    practice: str
    rubric: str
    rubric_version: int
    """Of the debrief that was judged: a later version of the method says nothing of it."""
    criterion: str
    trainer: str
    verdict: Verdict
    comment: str
    at: datetime
    level: Level | None = None
    """Where the trainer would put it, asked when they do not agree; None: they did not say."""


Record = PracticeRecord | TurnRecord | DebriefRecord | RegistrationRecord | MarkRecord | VerdictRecord


@dataclass(frozen=True)
class Whose:
    """A person in a workspace."""

    workspace: str
    person: str


TERMINAL = Whose("terminal", "me")
"""Whoever practises in the terminal."""


@dataclass(frozen=True)
class PersonSettings:
    """What a person chose for themselves."""

    workspace: str
    person: str
    language: Language | None = None
    """None: Slack's own language of this person."""
    ceiling: DifficultyName = "hard"
    """No customer harder than this; hard: any."""
    coarse: bool = False
    """Whether customers may swear."""
    in_team: bool = False
    """Takes part in the team's overview."""

    @property
    def bounds(self) -> Bounds:
        """What this person can bear."""
        return Bounds(self.ceiling, self.coarse)


class Archive(Protocol):
    """Reads what is kept. All methods may block; unknown ids give None or nothing."""

    def practice(self, practice: str) -> PracticeRecord | None:
        """One practice."""

    def running(self, workspace: str, person: str) -> Sequence[PracticeRecord]:
        """The practices that go on now with this person as trainee or trainer, the newest first."""

    def running_in(self, workspace: str, channel: str) -> Sequence[PracticeRecord]:
        """The practices that go on now in a channel."""

    def recent(self, workspace: str, person: str, limit: int) -> Sequence[PracticeRecord]:
        """The ended practices of a trainee, the newest first."""

    def of_trainer(self, workspace: str, limit: int) -> Sequence[PracticeRecord]:
        """The ended practices that trainers may see: launched as visible, or shared by the trainees."""

    def of_team(self, workspace: str, limit: int) -> Sequence[PracticeRecord]:
        """Those that trainers may see and whose trainees all take part in the team's overview, the newest first."""

    def turns(self, practice: str) -> Sequence[TurnRecord]:
        """The transcript of a practice, in order."""

    def debriefs(self, practice: str) -> Sequence[Debrief]:
        """The debriefs of a practice, in the order of its rubrics."""

    def registration(self, practice: str) -> RegistrationRecord | None:
        """The complaint as it was written down."""

    def marks(self, practice: str) -> Sequence[MarkRecord]:
        """What trainers marked, in the order of the turns."""

    def verdicts(self, practice: str) -> Sequence[VerdictRecord]:
        """What trainers think of the scores of a practice, in the order in which they said it."""

    def verdicts_on(self, rubric: str) -> Sequence[VerdictRecord]:
        """What trainers think of the scores of a method, in practices that trainers may see, in that order."""

    def ended_since(self, moment: datetime | None) -> Sequence[PracticeRecord]:
        """The practices of every workspace that ended at ``moment`` or later, or ever; the newest first."""

    def keep(self, records: Iterable[Record]) -> None:
        """Keep records that no result of a talk brings, all of them or none."""

    def settings(self, workspace: str, person: str) -> PersonSettings:
        """What a person chose; the defaults when nothing was."""

    def choose(self, settings: PersonSettings) -> None:
        """Keep what a person chose."""

    def export(self, workspace: str, person: str) -> Mapping[str, object]:
        """Everything that is kept of a person, as JSON; of practices with others without the others' words."""

    def delete(self, workspace: str, person: str) -> int:
        """Forget a person: their practices, turns, debriefs and settings. Returns how many practices went.

        A practice with other trainees stays, with an empty place for this one: of their turns only the mood is left,
        and their words are taken out of the customer's lines and the debriefs.
        """

    def forget_before(self, moment: datetime) -> int:
        """Forget practices that ended before a moment, or never ended and have been still since. Returns how many."""
