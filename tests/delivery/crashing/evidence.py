"""What a run leaves behind: what was told to the bot, and what was then seen at Slack."""

from __future__ import annotations

from dataclasses import dataclass

TEAM = "T1"


@dataclass(frozen=True)
class Place:
    """A thread."""

    channel: str
    thread: str

    @property
    def id(self) -> str:
        """The conversation's id."""
        return f"{TEAM}:{self.channel}:{self.thread}"


@dataclass(frozen=True)
class Told:
    """An input that was delivered, perhaps several times, until it was acknowledged."""

    conversation: str
    key: str
    first: float
    """When its first delivery began."""
    acked: float
    """When its first 200 came."""


@dataclass(frozen=True)
class Seen:
    """A message that stands at Slack, in the order in which Slack took them."""

    place: Place
    text: str
    id: str
    """The sender's own id of the post, from the message's metadata."""
    ts: str


@dataclass(frozen=True)
class Answer:
    """What dealing with an input brought, as it stands in its conversation."""

    conversation: str
    key: str
    """The input that is answered."""
    number: int
    """How many inputs the conversation had then dealt with, this one included."""
    due: float
    """When a nudge follows, unless something else is said first."""
    ts: str


@dataclass(frozen=True)
class Nudge:
    """What a timer brought."""

    conversation: str
    number: int
    """After how many inputs."""
    at: float
    """When its timer was dealt with."""


@dataclass(frozen=True)
class Landed:
    """What the receipt of an answer brought, by way of another conversation."""

    conversation: str
    """Of the answer."""
    number: int
    ts: str
    """Where the answer was said to stand."""


Said = Answer | Nudge | Landed
