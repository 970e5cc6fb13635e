"""Onlookers: who has the Home tab open sees it anew when a practice of theirs starts or ends.

Slack tells only that somebody opened the tab, so this is a service and no promise: it is done by the process that they
opened it with, for a while, and when it fails nobody is told.
"""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Callable, Iterable
from typing import Final

from aiohttp import ClientError
from slack_sdk.errors import SlackClientError

from bot.adapters.slack.office import Office
from bot.adapters.slack.pages import Pages
from bot.adapters.slack.people import People
from bot.adapters.slack.sending import Clients
from bot.delivery import Play, Result, Work
from bot.training.archive import PracticeRecord

_LOOKS: Final = 600.0
"""Seconds that somebody is taken to look."""
_KEPT_BY_THEN: Final = 0.5
"""Seconds from a play to the moment when the archive has what came of it."""
_log = logging.getLogger(__name__)
Onlooker = tuple[str, str]
"""Workspace and person."""


class Onlookers:
    """Shows Home tabs. ``show`` and ``changed`` belong to the event loop, ``playing`` may be used in any thread."""

    def __init__(self, office: Office, people: People, clients: Clients, clock: Callable[[], float]) -> None:
        """Show what ``office`` has to ``people`` through ``clients``; ``clock`` tells seconds since 1970."""
        self._people = people
        self._clients = clients
        self._clock = clock
        self._pages = Pages(office)
        self._until: dict[Onlooker, float] = {}
        self._loop: asyncio.AbstractEventLoop | None = None
        self._showing: set[asyncio.Task[None]] = set()

    async def show(self, team: str, person: str) -> None:
        """Publish a person's Home tab; from now on they look at it."""
        self._loop = asyncio.get_running_loop()
        now = self._clock()
        self._until = {one: until for one, until in self._until.items() if until > now}
        self._until[team, person] = now + _LOOKS
        await self._publish(team, person)

    def playing(self, play: Play) -> Play:
        """``play``, with the tabs of its people shown anew when a practice starts or ends."""

        def watched(work: Work, now: float) -> Result:
            result = play(work, now)
            records = [record for record in result.records if isinstance(record, PracticeRecord)]
            looking = [one for record in records for one in _people_of(record) if one in self._until]
            if looking and self._loop:
                self._loop.call_soon_threadsafe(self._changed, looking)
            return result

        return watched

    def _changed(self, looking: Iterable[Onlooker]) -> None:
        for one in looking:
            task = asyncio.get_running_loop().create_task(self._anew(*one))
            self._showing.add(task)
            task.add_done_callback(self._showing.discard)

    async def _anew(self, team: str, person: str) -> None:
        await asyncio.sleep(_KEPT_BY_THEN)
        try:
            await self._publish(team, person)
        except (SlackClientError, ClientError, TimeoutError) as error:
            _log.warning("a Home tab could not be shown anew: %s", type(error).__name__)

    async def _publish(self, team: str, person: str) -> None:
        asker = await self._people.asker(team, person, "", None)
        view = await asyncio.to_thread(self._pages.home, asker)
        client = await self._clients(team)
        await client.views_publish(user_id=person, view=view)


def _people_of(record: PracticeRecord) -> Iterable[Onlooker]:
    people = {*record.trainees, *([record.trainer] if record.trainer else [])}
    return [(record.workspace, person) for person in sorted(people)]
