"""Script: a talk as a file. A scripted trainee says its lines to a customer, on a virtual clock."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import datetime, timedelta

from bot.core.numbers import DifficultyName
from bot.core.persona import Outcome
from bot.core.registering import Field
from bot.training import Order, Session, Training

_DURATION = re.compile(r"(\d+(?:\.\d+)?)\s*(ms|s|m|h)?")
_SECONDS = {"ms": 0.001, "s": 1.0, "m": 60.0, "h": 3600.0}


@dataclass(frozen=True)
class Say:
    """Something the scripted trainee does: a message, or a silence.

    ``after`` counts from the trainee's message before (from the start, for the first), so a small one comes in the
    middle of the customer's rant. Without it the trainee reads, thinks and types for a natural while.
    """

    text: str | None = None
    after: str | None = None
    wait: str | None = None


@dataclass(frozen=True)
class Then:
    """What the scripted trainee does about a promise when it falls due."""

    say: tuple[str | Say, ...] = ()
    late: str = "0s"
    """How long after the promised moment. The customer comes back when it is too long."""
    promise: str = ""
    """The kind of promise: call_back, step, or the id of an offer. Without it the first that falls due."""


@dataclass(frozen=True)
class Talk:
    """A scripted talk, as its file has it."""

    persona: str
    say: tuple[str | Say, ...]
    rubric: str | tuple[str, ...] = "leon"
    difficulty: DifficultyName = "normal"
    talk: int = 0
    """The number of the talk, which turns the order of the customer's lines."""
    coarse: bool = False
    """Whether the customer may use coarse language."""
    register: Mapping[Field, str] = field(default_factory=dict)
    """The complaint as the trainee writes it down afterwards: gap, cause, wish."""
    follow_up: tuple[Then, ...] = ()
    """What becomes of the promises, one after the other."""

    @property
    def rubrics(self) -> tuple[str, ...]:
        """The ids of the rubrics."""
        return (self.rubric,) if isinstance(self.rubric, str) else self.rubric


@dataclass(frozen=True)
class Played:
    """A talk that was played to its end, and what the script still had to say when the customer ended it."""

    session: Session
    unsaid: tuple[str, ...]


def seconds(duration: str) -> float:
    """The seconds of "20s", "1.5m" or "2h"; a bare number is seconds. Anything else raises ValueError."""
    match = _DURATION.fullmatch(duration.strip())
    if match is None:
        raise ValueError(f'"{duration}" is no duration; write 20s, 90s, 2m or 1h')
    return float(match[1]) * _SECONDS[match[2] or "s"]


def play(training: Training, talk: Talk, at: datetime) -> Played:
    """Play ``talk`` from ``at`` on. A customer who ends the talk ends it; otherwise the script's end does."""
    session = training.launch(
        Order(talk.persona, talk.rubrics, talk.difficulty, talk.talk, coarse=talk.coarse), at
    ).session
    session, unsaid = _said(training, session, talk.say, at)
    if talk.register:
        session, _ = training.register(session, talk.register, session.state.busy_until)
    for then in talk.follow_up:
        session, left = _then(training, session, then)
        unsaid += left
    return Played(session, unsaid)


def _then(training: Training, session: Session, then: Then) -> tuple[Session, tuple[str, ...]]:
    """Follow a promise up. Where there is none that is open, nothing is said."""
    open_ones = [one for one in training.promises(session) if not then.promise or one.what == then.promise]
    if not open_ones:
        return session, _texts(then.say)
    at = training.due(session, open_ones[0]) + timedelta(seconds=seconds(then.late))
    return _said(training, training.follow_up(session, open_ones[0], at).session, then.say, at)


def _said(
    training: Training, session: Session, say: Iterable[str | Say], at: datetime
) -> tuple[Session, tuple[str, ...]]:
    """The talk after everything was said from ``at`` on, ended; and what could not be said any more."""
    spoken, left = at, [_as_say(one) for one in say]
    while left and not session.over:
        one = left.pop(0)
        when = _moment(session, one, spoken)
        if one.text is None:
            session = training.wait(session, when).session
        else:
            session, spoken = training.hear(session, one.text, when).session, when
    return training.finish(session, Outcome.ENDED), _texts(left)


def _texts(say: Iterable[str | Say]) -> tuple[str, ...]:
    return tuple(one.text for one in map(_as_say, say) if one.text is not None)


def natural_pause(session: Session, text: str) -> timedelta:
    """How long somebody needs to read the customer's last turn, think, and type ``text``; within their patience."""
    patience = session.persona.patience * session.scene.difficulty.patience
    return timedelta(seconds=min(4 + session.state.last_words / 4 + len(text) / 12, 0.6 * patience))


def _moment(session: Session, one: Say, spoken: datetime) -> datetime:
    free = max(session.state.busy_until, spoken)
    if one.text is None:
        return free + timedelta(seconds=seconds(one.wait or "0"))
    if one.after is not None:
        return spoken + timedelta(seconds=seconds(one.after))
    waited = session.state.waiting_since or free
    start = max(free, waited + _silence_so_far(session))
    return start + natural_pause(session, one.text)


def _silence_so_far(session: Session) -> timedelta:
    patience = session.persona.patience * session.scene.difficulty.patience
    return timedelta(seconds=patience * session.state.silences)


def _as_say(one: str | Say) -> Say:
    return Say(text=one) if isinstance(one, str) else one
