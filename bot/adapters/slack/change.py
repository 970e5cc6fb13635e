"""Change: what dealing with one thing brings, gathered step by step."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace

from bot.adapters.slack.inputs import Aside, written
from bot.adapters.slack.state import Talk, write_state
from bot.delivery import Input, Json, Post, Result, Timer
from bot.training.archive import Record

ASIDE = "aside"
"""The tag of posts that wait for nothing."""


@dataclass(frozen=True)
class Change:
    """A talk, and everything that must be kept and sent with it."""

    talk: Talk
    posts: tuple[Post, ...] = ()
    withdrawn: frozenset[str] = frozenset()
    timers: Mapping[str, Timer | None] = field(default_factory=dict)
    """Those to set, and None for those to drop."""
    forwards: tuple[Input, ...] = ()
    records: tuple[Record, ...] = ()

    def with_talk(self, talk: Talk) -> Change:
        """Go on with ``talk``."""
        return replace(self, talk=talk)

    def post(self, *posts: Post) -> Change:
        """Send ``posts`` too."""
        return replace(self, posts=self.posts + posts)

    def withdraw(self, tag: str) -> Change:
        """Send no post with this tag any more."""
        posts = tuple(post for post in self.posts if post.tag != tag)
        return replace(self, posts=posts, withdrawn=self.withdrawn | {tag})

    def remind(self, timer: Timer) -> Change:
        """Set a timer."""
        return replace(self, timers={**self.timers, timer.name: timer})

    def forget(self, *names: str) -> Change:
        """Drop timers."""
        return replace(self, timers={**self.timers, **dict.fromkeys(names)})

    def forward(self, *inputs: Input) -> Change:
        """Hand ``inputs`` to other conversations."""
        return replace(self, forwards=self.forwards + inputs)

    def keep(self, *records: Record) -> Change:
        """Keep ``records`` in the archive."""
        return replace(self, records=self.records + records)

    def result(self, key: str) -> Result:
        """All of it, for the store; ``key`` is what the thing that was dealt with is known by."""
        asides = [post.body for post in self.posts if post.tag == ASIDE]
        return Result(
            state=write_state(self.talk),
            posts=tuple(post for post in self.posts if post.tag != ASIDE),
            withdraw=tuple(sorted(self.withdrawn)),
            timers=tuple(timer for timer in self.timers.values() if timer),
            cancel=tuple(name for name, timer in self.timers.items() if timer is None),
            forward=(*self.forwards, *(self._aside(body, f"{key}:{n}") for n, body in enumerate(asides))),
            records=self.records,
        )

    def _aside(self, body: Json, key: str) -> Input:
        """What one person is told does not stand in line behind the customer's typing: it goes out by itself."""
        return Input(f"aside:{self.talk.practice}", f"aside:{key}", written(Aside(body)))
