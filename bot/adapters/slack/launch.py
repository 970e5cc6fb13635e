"""Launch: what is asked for when a practice is started, by form, by command or by button."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from bot.core.numbers import DifficultyName


@dataclass(frozen=True)
class Launch:
    """A practice that somebody asked for. People and channels by their Slack ids."""

    persona: str
    rubrics: tuple[str, ...]
    """Methods to look back with; none: the one that the customer is made for."""
    trainees: tuple[str, ...]
    by: str
    """Who asked: a trainee for themselves, or a trainer for others."""
    channel: str | None = None
    """Where; None is the direct message with the trainee, of whom there is then one."""
    difficulty: DifficultyName = "normal"
    private: bool = True
    """Only the trainees see the debrief; otherwise it stands in the thread."""
    minutes: int | None = None
    """After so many minutes the talk ends; None: when it is done."""
    coaching: bool = False
    """Small reactions on the trainee's messages show what was heard."""

    @property
    def apart(self) -> bool:
        """Whether the debrief goes to each trainee in a direct message, away from the thread of the talk."""
        return self.channel is not None and self.private


class Action(StrEnum):
    """What a button of ours does; its value is the practice's id."""

    HINT = "hint"
    PAUSE = "pause"
    RESUME = "resume"
    END = "end"
    STOP = "stop"
    TABLE = "table"
    """Shows the whole table of the debrief."""
    REDO = "redo"
    """Opens the form to answer one message again."""
    AGAIN = "again"
    """The same customer once more."""
    NEXT = "next"
    """The customer who fits the weakest criterion."""
    REGISTER = "register"
    """Opens the form to write the complaint down."""
    NEXT_DAY = "next_day"
    """Jumps to the moment that the trainee promised something for."""
    REMIND = "remind"
    """Reminds the trainee shortly before it."""
    SHARE = "share"
    """Shares the debrief with the trainers."""
    START = "start"
    """Opens the launch form."""
    EXPORT = "export"
    """Sends a person everything that is kept of them."""
    DELETE = "delete"
    """Forgets a person."""
    WHY = "why"
    """Shows what one criterion's score rests on; its value names practice, rubric and criterion."""
    OPEN = "open"
    """Shows a debrief once more."""
    LANGUAGE = "language"
    """Chooses a person's own language."""
    GENTLEST = "gentlest"
    """Chooses no customer harder than gentle, or takes that back."""


class Form(StrEnum):
    """A form or page of ours: the view's callback id."""

    LAUNCH = "launch"
    REDO = "redo"
    REGISTER = "register"
    WHISPER = "whisper"
    """A trainer says something to the trainees."""
    MARK = "mark"
    """A trainer marks a moment."""
    DEBRIEF = "debrief"
    TABLE = "table"
    CRITERION = "criterion"
