"""Reception: the events that Slack sends. What must not be lost is kept before Slack hears "received"."""

from __future__ import annotations

import asyncio
import time
from collections.abc import Mapping
from typing import Any, Final, Protocol

from bot.adapters.slack.inputs import Asked, Gone, written
from bot.adapters.slack.intake import (
    changed_message,
    event_key,
    in_lobby,
    in_thread,
    mention,
    message_key,
    thread_message,
)
from bot.adapters.slack.office import Office
from bot.adapters.slack.people import People
from bot.adapters.slack.state import SOON, practice_id
from bot.adapters.slack.typed import typed
from bot.delivery import Input

Body = Mapping[str, Any]
_BELIEVED: Final = 60.0
"""Seconds that a practice is taken to be there still."""
_MOST: Final = 10_000
"""Practices that are remembered."""


class Accept(Protocol):
    """Keeps an input: when it returns, nothing can be lost."""

    async def __call__(self, given: Input) -> bool:
        """False when it was known already."""


class Slow(Exception):
    """Something was not kept in time. Slack hears no "received" and delivers again; twice kept is kept once."""


class Reception:
    """Receives events."""

    def __init__(self, office: Office, people: People, accept: Accept) -> None:
        """Receive for ``office``; ``accept`` keeps what must not be lost."""
        self._office = office
        self._people = people
        self._accept = accept
        self._known: dict[str, float] = {}

    async def message(self, body: Body, bot: str) -> None:
        """A message of any kind, anywhere we are."""
        event = body["event"]
        if event.get("subtype") in ("message_changed", "message_deleted"):
            await self._changed(body)
            return
        said = thread_message(body, bot)
        if said and not await self._to_nobody(body["team_id"], event):
            await self._accept(said)
        elif said or in_lobby(event, bot):
            await self._asked(body, event.get("text") or "", None)

    async def _to_nobody(self, team: str, event: Body) -> bool:
        """Whether somebody answers us in a direct message, under something that is no card of a practice."""
        thread = in_thread(event)
        if event.get("channel_type") != "im" or thread is None or float(event["ts"]) - float(thread) < SOON:
            return False
        return not await self._knows(practice_id(team, event["channel"], thread))

    async def _knows(self, practice: str) -> bool:
        """Whether there is such a practice. Nobody asks the archive for one again that was there a moment ago."""
        now = time.monotonic()
        if self._known.get(practice, 0.0) > now:
            return True
        if await asyncio.to_thread(self._office.archive.practice, practice) is None:
            return False
        if len(self._known) >= _MOST:
            self._known.clear()
        self._known[practice] = now + _BELIEVED
        return True

    async def _changed(self, body: Body) -> None:
        changed = changed_message(body)
        if changed is None:
            return
        if await self._knows(changed.conversation):
            await self._accept(changed)

    async def mention(self, body: Body, bot: str) -> None:
        """Somebody called us by name; in the thread of a practice that is heard as a message."""
        event, team = body["event"], body["team_id"]
        text, thread = mention(event, bot), in_thread(event)
        if text is None or (thread and await self._knows(practice_id(team, event["channel"], thread))):
            return
        await self._asked(body, text, event["channel"])

    async def _asked(self, body: Body, text: str, channel: str | None) -> None:
        event, team = body["event"], body["team_id"]
        asker = await self._people.asker(team, event["user"], message_key(team, event), channel)
        thread = in_thread(event) if channel else event.get("thread_ts") or event["ts"]
        asked = Asked(asker, text, event["channel"], event["ts"], thread, typed(event))
        await self._accept(Input(f"lobby:{team}:{event['channel']}", asker.key, written(asked)))

    async def gone(self, body: Body) -> None:
        """We were removed from a channel, or it was closed: what goes on there ends."""
        team, channel = body["team_id"], body["event"]["channel"]
        for record in await asyncio.to_thread(self._office.archive.running_in, team, channel):
            await self._accept(Input(record.id, f"{event_key(body)}:{record.id}", written(Gone())))
