"""What is delivered: inputs, timers and posts, and what dealing with one of them brings.

Moments are seconds since 1970 in UTC, so that no time zone can shift a timer.
"""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass
from typing import Any

from bot.training.archive import Record

Json = Mapping[str, Any]
"""A JSON object."""


@dataclass(frozen=True)
class Input:
    """Something that happened and must be dealt with exactly once: a message, a button, a receipt."""

    conversation: str
    key: str
    """Two inputs with the same key are the same thing, delivered twice."""
    payload: Json


@dataclass(frozen=True)
class Timer:
    """Something that must happen later. A conversation has at most one timer of a name; setting it again moves it."""

    name: str
    due: float
    payload: Json


@dataclass(frozen=True)
class Post:
    """Something that the outside must be told. The posts of a conversation go out in the order they were made."""

    body: Json
    at: float = 0.0
    """Not before this moment; a post behind it waits with it."""
    tag: str = ""
    """A name by which a later result can withdraw it, as long as nobody has begun to send it."""
    receipt: bool = False
    """Whether the conversation wants to hear what became of it: an input {"posted": tag, "channel", "ts"}, or
    {"refused": tag, "why"}."""


@dataclass(frozen=True)
class Lease:
    """The right to deal with one thing of a conversation. ``token`` fences off whoever held it before."""

    conversation: str
    token: int


@dataclass(frozen=True)
class Work:
    """One thing to deal with: an input, or, when none waits, a timer that is due."""

    lease: Lease
    state: Json | None
    """The conversation's state; None when nothing has ever come of it."""
    cause: Input | Timer
    attempts: int
    """How often this was tried before without a result: it failed, or who had it died."""


@dataclass(frozen=True)
class Result:
    """What dealing with one thing brings. All of it is kept in one transaction, or none."""

    state: Json | None
    posts: tuple[Post, ...] = ()
    withdraw: tuple[str, ...] = ()
    """Tags of earlier posts that must not go out any more. Withdrawn before ``posts`` are added."""
    timers: tuple[Timer, ...] = ()
    cancel: tuple[str, ...] = ()
    """Names of timers to drop. Dropped before ``timers`` are set."""
    forward: tuple[Input, ...] = ()
    """Inputs for other conversations."""
    records: tuple[Record, ...] = ()
    """What the archive keeps."""


@dataclass(frozen=True)
class Parcel:
    """A post on its way."""

    id: int
    conversation: str
    body: Json
    made: float
    in_doubt: bool
    """It was tried before and nobody knows whether it arrived: look before sending it again."""
    attempts: int
    """How often this was tried before."""


@dataclass(frozen=True)
class Sent:
    """It arrived. ``channel`` and ``ts`` say where; both empty where the method has no such place."""

    channel: str = ""
    ts: str = ""


@dataclass(frozen=True)
class Held:
    """It did not arrive, for certain, and may be tried again at ``at``: a rate limit."""

    at: float


@dataclass(frozen=True)
class Uncertain:
    """Nobody knows whether it arrived. Look at ``at``, and send it again if it is not there."""

    at: float


@dataclass(frozen=True)
class Refused:
    """It will never arrive: the channel is gone, or the request is wrong. ``why`` goes to the log."""

    why: str


@dataclass(frozen=True)
class Settled:
    """What came of noting a receipt."""

    heard: bool
    """The conversation wanted the receipt: an input waits."""
    more: bool
    """Another post of the conversation is due."""


Receipt = Sent | Held | Uncertain | Refused
Play = Callable[[Work, float], Result]
"""Deals with one thing at a moment. Repeatable: after a crash it may run again, but only one result is kept."""
Send = Callable[[Parcel], Awaitable[Receipt]]
"""Sends a post to the outside."""
