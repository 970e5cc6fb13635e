"""State: what is kept of a practice in Slack between two things that happen to it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import datetime, tzinfo
from typing import Any

from pydantic import TypeAdapter

from bot.adapters.slack.inputs import Ordered, Said
from bot.adapters.slack.team import Team
from bot.core.conversation import State, Turn
from bot.core.persona import Outcome


@dataclass(frozen=True)
class Talk:
    """A talk in a thread. Its transcript is in the archive; here is what the next turn needs."""

    order: Ordered
    channel: str
    thread: str
    started: float
    core: State
    tail: tuple[Turn, ...]
    """The customer's last turn."""
    pending: tuple[Said, ...] = ()
    """Messages of a trainee that the customer is still reading: several short ones are one turn."""
    paused_at: float | None = None
    paused: float = 0.0
    """Seconds that the talk stood still."""
    told: tuple[str, ...] = ()
    """Notices that were given: each is given once."""
    redone: Mapping[int, int] = field(default_factory=dict)
    """How often each turn was done again."""
    shared: bool = False
    remarked: tuple[str, ...] = ()
    """Trainers who said something about it that the trainees were not told of yet."""
    team: Team = field(default_factory=Team)
    """Where those who practise together stand."""

    @property
    def practice(self) -> str:
        """The practice's id, which is that of its conversation."""
        return practice_id(self.order.workspace, self.channel, self.thread)

    @property
    def outcome(self) -> Outcome | None:
        """How it ended; None while it goes on."""
        return self.core.outcome

    @property
    def practice_outcome(self) -> Outcome | None:
        """How the talk of the practice ended, also while a promise is followed up."""
        return self.core.follow_up.talk if self.core.follow_up else self.core.outcome

    def moment(self, now: float, zone: tzinfo) -> datetime:
        """The talk's own time at ``now``: pauses do not count."""
        return datetime.fromtimestamp((self.paused_at or now) - self.paused, zone)

    def wall(self, moment: datetime) -> float:
        """When the talk's ``moment`` is, in seconds since 1970."""
        return moment.timestamp() + self.paused

    def places(self, *, apart: bool) -> tuple[dict[str, str], ...]:
        """Where the debrief goes: to each trainee ``apart``, or into the thread. A forgotten trainee has no name."""
        if apart:
            return tuple({"channel": person} for person in self.order.launch.trainees if person)
        return ({"channel": self.channel, "thread_ts": self.thread},)

    def alone(self, person: str) -> dict[str, str]:
        """Where a trainee is told something that nobody else sees."""
        direct = self.order.launch.channel is None
        return {"channel": self.channel, "thread_ts": self.thread} if direct else {"channel": person}

    def tell(self, notice: str) -> Talk:
        """Remember that ``notice`` was given."""
        return replace(self, told=(*self.told, notice))


SOON = 60.0
"""Seconds after a card in which its talk begins; a thread of ours without a talk by then is none."""


@dataclass(frozen=True)
class Waiting:
    """Nothing began here yet, but somebody wrote already."""

    early: tuple[Said, ...]


def practice_id(workspace: str, channel: str, thread: str) -> str:
    """The id of the practice in a thread."""
    return f"{workspace}:{channel}:{thread}"


def thread_of(practice: str) -> str:
    """The thread of a practice, from its id."""
    return practice.rpartition(":")[2]


_STATE: TypeAdapter[Talk | Waiting] = TypeAdapter(Talk | Waiting)


def read_state(state: Mapping[str, Any] | None) -> Talk | Waiting:
    """The state in a JSON object; nothing is a ``Waiting`` for nobody."""
    return _STATE.validate_python(state) if state else Waiting(())


def write_state(state: Talk | Waiting) -> Mapping[str, Any]:
    """``state`` as a JSON object."""
    return dict(_STATE.dump_python(state, mode="json"))
