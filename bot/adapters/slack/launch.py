"""Launch: what is asked for when a practice is started, by form, by command or by button."""

from __future__ import annotations

from dataclasses import dataclass, replace
from enum import StrEnum

from bot.core.numbers import DifficultyName


class Way(StrEnum):
    """How several people practise together."""

    TOGETHER = "together"
    """Whoever writes is heard; also the way of who practises alone."""
    RELAY = "relay"
    """They answer in turn; we say whose turn it is."""
    THINK_ALONG = "think_along"
    """One of them answers; what the others write are proposals."""


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
    """Only the trainees see the debrief; otherwise it stands in the thread. A direct message is always private."""
    minutes: int | None = None
    """After so many minutes the talk ends; None: when it is done."""
    coaching: bool = False
    """Small reactions on the trainee's messages show what was heard."""
    coarse: bool = False
    """The customer may swear: everybody who practises switched that on for themselves."""
    way: Way = Way.TOGETHER
    observers: tuple[str, ...] = ()
    """Colleagues who read along, each with one criterion to watch."""

    @property
    def team(self) -> bool:
        """Whether several people practise, in a channel: there colleagues may observe."""
        return self.channel is not None and len(self.trainees) > 1

    def alone(self, person: str) -> Launch:
        """The same for one of them, in the direct message."""
        away = replace(self, trainees=(person,), by=person, channel=None, private=True)
        return replace(away, way=Way.TOGETHER, observers=())

    @property
    def visible(self) -> bool:
        """Whether others than the trainees may see the debrief: it stands in the thread of a channel."""
        return self.channel is not None and not self.private

    @property
    def apart(self) -> bool:
        """Whether the debrief goes to each trainee in a direct message, away from the thread of the talk."""
        return self.channel is not None and self.private


class Action(StrEnum):
    """What a button of ours does; its value is the practice's id."""

    HINT = "hint"
    PASS = "pass"
    """In a relay: the turn goes on to the next."""
    TAKE_OVER = "take_over"
    """Thinking along: whoever presses it sends from now on."""
    ADOPT = "adopt"
    """Thinking along: a colleague's proposal goes to the customer; its value names practice and message."""
    OBSERVE = "observe"
    """Joins as an observer, with one criterion to watch."""
    OBSERVATION = "observation"
    """Opens the form in which an observer tells what they saw; its value names practice, rubric and criterion."""
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
    CALENDAR = "calendar"
    """Sends the trainee what they promised, for their own calendar."""
    PLAN = "plan"
    """Opens the form in which somebody chooses when to practise."""
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
    CEILING = "ceiling"
    """Chooses how hard a customer may be for a person."""
    COARSE = "coarse"
    """Chooses whether customers may swear at a person."""
    FINE = "fine"
    """How somebody is after a hard talk, as this and the next two answer it: it is kept nowhere."""
    TOUCHED = "touched"
    ENOUGH = "enough"
    GENTLER = "gentler"
    """The next customer on gentle."""
    UNSHARE = "unshare"
    """Takes the sharing back."""
    PROGRESS = "progress"
    """Shows a person's own progress."""
    IN_TEAM = "in_team"
    """Takes part in the team's overview, or no longer."""
    TEAM = "team"
    """Shows a trainer what the team's practices say together."""
    AGREEMENT = "agreement"
    """Shows a trainer how far trainers agree with the scores."""
    READ = "read"
    """Shows a trainer the talk turn by turn; its value names the practice and the page."""
    READ_BEFORE = "read_before"
    """The same, a page back."""
    COMMENT = "comment"
    """Opens the form to comment on a moment; its value names the practice and the turn."""
    REVIEW = "review"
    """Opens the form in which a trainer agrees with the scores or not; its value names practice and rubric."""


class Form(StrEnum):
    """A form or page of ours: the view's callback id."""

    LAUNCH = "launch"
    REDO = "redo"
    REGISTER = "register"
    WHISPER = "whisper"
    """A trainer says something to the trainees."""
    MARK = "mark"
    """A trainer marks a moment."""
    OBSERVATION = "observation"
    """An observer tells what they saw."""
    DEBRIEF = "debrief"
    TABLE = "table"
    CRITERION = "criterion"
    COMMENT = "comment"
    """A trainer comments on a moment."""
    REVIEW = "review"
    """A trainer agrees with scores, or not."""
    READBACK = "readback"
    PLAN = "plan"
    """Somebody chooses when to practise."""
    OVERVIEW = "overview"
    """Progress, the team, or agreement among trainers."""
