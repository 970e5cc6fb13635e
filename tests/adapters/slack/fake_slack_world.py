"""What the fake Slack knows: people, channels, messages, views, files. One object, changed by its own thread only."""

from __future__ import annotations

import itertools
import time
from collections import defaultdict
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any, Literal

Json = dict[str, Any]
Kind = Literal["channel", "group", "im", "mpim"]
SCOPES_OF_KIND = {"channel": "channels", "group": "groups", "im": "im", "mpim": "mpim"}


@dataclass
class Person:
    """Somebody in a workspace."""

    id: str
    name: str
    team: str
    locale: str
    zone: str = "Europe/Amsterdam"


@dataclass
class Channel:
    """A place to write: a channel, a private one (group), or a direct message (im)."""

    id: str
    name: str
    team: str
    kind: Kind
    members: set[str]
    archived: bool = False


@dataclass
class World:
    """Everything in all workspaces. Messages are Slack's own JSON."""

    app: str = "A00000001"
    people: dict[str, Person] = field(default_factory=dict)
    channels: dict[str, Channel] = field(default_factory=dict)
    messages: dict[tuple[str, str], Json] = field(default_factory=dict)
    threads: dict[tuple[str, str], list[Json]] = field(default_factory=lambda: defaultdict(list))
    """By channel and root: the root and its replies, in order. A message without replies is a thread of one."""
    ephemerals: list[Json] = field(default_factory=list)
    views: dict[str, Json] = field(default_factory=dict)
    open_views: dict[str, list[str]] = field(default_factory=lambda: defaultdict(list))
    """By person: the views that are open, the topmost last."""
    homes: dict[str, Json] = field(default_factory=dict)
    files: dict[str, Json] = field(default_factory=dict)
    """By id; "content" has the bytes once they were uploaded."""
    groups: dict[str, list[str]] = field(default_factory=dict)
    """User groups: the members of each."""
    statuses: list[Json] = field(default_factory=list)
    triggers: dict[str, tuple[str, float]] = field(default_factory=dict)
    """By trigger id: whose it is, and when it goes out of date."""
    answers: dict[str, Json] = field(default_factory=dict)
    """By the last part of a response_url: the channel, person and message that it answers."""
    clock: Callable[[], float] = time.time
    """Gives the moment that messages are written at, in seconds since 1970."""
    _direct: dict[str, Channel] = field(default_factory=dict)
    _count: itertools.count[int] = field(default_factory=lambda: itertools.count(1))
    _last: int = 0

    def id(self, letter: str) -> str:
        """A new id."""
        return f"{letter}{next(self._count):08d}"

    def ts(self) -> str:
        """A new timestamp, later than every earlier one."""
        self._last = max(self._last + 1, int(self.clock() * 1_000_000))
        return f"{self._last // 1_000_000}.{self._last % 1_000_000:06d}"

    def bot(self, team: str) -> str:
        """The bot's own user id in a workspace."""
        return f"UB{team[1:]}"

    def bot_id(self, team: str) -> str:
        """The bot's id in a workspace, as its messages carry it."""
        return f"B{team[1:]}"

    def trigger(self, person: str) -> str:
        """A trigger that lets a view be opened for three seconds."""
        trigger = f"{next(self._count)}.{next(self._count)}.trigger"
        self.triggers[trigger] = (person, time.monotonic() + 3)
        return trigger

    def direct(self, person: str) -> Channel:
        """The direct message between the bot and a person; opened when it was not."""
        if person not in self._direct:
            team = self.people[person].team
            opened = Channel(self.id("D"), "directmessage", team, "im", {person, self.bot(team)})
            self._direct[person] = self.channels[opened.id] = opened
        return self._direct[person]

    def add(self, channel: str, message: Json) -> Json:
        """Put a message in its place; gives it a ts and, in a thread, its parent."""
        message["ts"] = self.ts()
        root = message.get("thread_ts") or message["ts"]
        if root != message["ts"]:
            parent = self.messages[channel, root]
            message["parent_user_id"] = parent.get("user", "")
        fill_ids(message.get("blocks", []))
        self.messages[channel, message["ts"]] = message
        self.threads[channel, root].append(message)
        return message

    def remove(self, channel: str, ts: str) -> Json:
        """Take a message away and give it back."""
        message = self.messages.pop((channel, ts))
        self.threads[channel, message.get("thread_ts") or ts].remove(message)
        return message

    def history(self, channel: str) -> list[Json]:
        """The messages of a channel that are no replies, the newest first."""
        own = [m for (where, ts), m in self.messages.items() if where == channel and m.get("thread_ts", ts) == ts]
        return sorted(own, key=lambda message: str(message["ts"]), reverse=True)


def fill_ids(blocks: list[Json]) -> None:
    """Give blocks and their elements the ids that they were not given, as Slack does."""
    for number, block in enumerate(blocks):
        block.setdefault("block_id", f"b{number}")
        for place, element in enumerate(elements(block)):
            element.setdefault("action_id", f"a{number}.{place}")


def elements(block: Json) -> list[Json]:
    """What can be pressed or filled in in a block."""
    several = block.get("elements", []) if block["type"] in ("actions", "context_actions") else []
    return [*several, *(block[key] for key in ("element", "accessory") if key in block)]
