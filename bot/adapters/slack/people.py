"""People: what language somebody reads, in which time zone, and who is a trainer.

Slack tells; what it told is believed for a while.
"""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, Final
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from aiohttp import ClientError
from slack_sdk.errors import SlackClientError

from bot.adapters.slack.inputs import Asker
from bot.adapters.slack.sending import Clients
from bot.core.moves import Language
from bot.training.archive import Archive

_BELIEVED: Final = 600.0
"""Seconds."""
_log = logging.getLogger(__name__)


@dataclass(frozen=True)
class _Told:
    """What Slack tells of somebody."""

    until: float = 0.0
    """The moment until which it is believed."""
    language: Language = "en"
    zone: ZoneInfo | None = None


class People:
    """Knows the people of the workspaces."""

    def __init__(
        self, clients: Clients, archive: Archive, trainers: frozenset[str], clock: Callable[[], float]
    ) -> None:
        """``trainers`` are ids of people and of user groups."""
        self._clients = clients
        self._archive = archive
        self._named = frozenset(one for one in trainers if not one.startswith("S"))
        self._groups = trainers - self._named
        self._clock = clock
        self._known: dict[tuple[str, str], _Told] = {}
        self._workspaces: dict[str, tuple[str, str]] = {}
        self._members: dict[tuple[str, str], tuple[float, frozenset[str]]] = {}

    async def asker(self, team: str, person: str, key: str, channel: str | None) -> Asker:
        """Somebody who asks for something; ``channel`` is None in a direct message."""
        language, trainer = await self.language(team, person), await self.is_trainer(team, person)
        url, bot = await self._workspace(team)
        return Asker(team, person, key, url, language, trainer, channel, bot)

    async def language(self, team: str, person: str) -> Language:
        """The language to address somebody in: their own choice, or else that of their Slack; English if unknown."""
        chosen = (await asyncio.to_thread(self._archive.settings, team, person)).language
        return chosen or (await self._told(team, person)).language

    async def zone(self, team: str, person: str) -> ZoneInfo | None:
        """The time zone of somebody's Slack; None when Slack does not tell."""
        return (await self._told(team, person)).zone

    def known_language(self, team: str, person: str) -> Language:
        """What was last heard of somebody's language, without asking anybody."""
        return self._known.get((team, person), _Told()).language

    async def is_trainer(self, team: str, person: str) -> bool:
        """Whether somebody may launch for others, and see what was shared with trainers."""
        if person in self._named:
            return True
        return any([person in await self._group(team, group) for group in sorted(self._groups)])

    async def _workspace(self, team: str) -> tuple[str, str]:
        """A workspace's address, with a slash at its end, and our own id there."""
        if team not in self._workspaces:
            try:
                client = await self._clients(team)
                told = await client.auth_test()
            except (SlackClientError, ClientError, TimeoutError) as error:
                _log.warning("a workspace's address could not be asked: %s", type(error).__name__)
                return "https://slack.com/", ""
            self._workspaces[team] = (str(told["url"]), str(told["user_id"]))
        return self._workspaces[team]

    async def _told(self, team: str, person: str) -> _Told:
        now = self._clock()
        known = self._known.get((team, person), _Told())
        if known.until > now:
            return known
        try:
            client = await self._clients(team)
            answer = await client.users_info(user=person, include_locale=True)
        except (SlackClientError, ClientError, TimeoutError) as error:
            _log.warning("a person's language could not be asked: %s", type(error).__name__)
            return known
        told = answer["user"]
        language: Language = "nl" if str(told.get("locale", "")).startswith("nl") else "en"
        self._known[team, person] = _Told(now + _BELIEVED, language, _zone(told.get("tz")))
        return self._known[team, person]

    async def _group(self, team: str, group: str) -> frozenset[str]:
        """The members of a user group; nobody when Slack does not tell, so that nobody sees more than they may."""
        now = self._clock()
        known = self._members.get((team, group))
        if known and known[0] > now:
            return known[1]
        try:
            client = await self._clients(team)
            answer = await client.usergroups_users_list(usergroup=group)
        except (SlackClientError, ClientError, TimeoutError) as error:
            _log.warning("the members of a user group could not be asked: %s", type(error).__name__)
            return known[1] if known else frozenset()
        members = frozenset(map(str, answer["users"]))
        self._members[team, group] = (now + _BELIEVED, members)
        return members


def _zone(name: Any) -> ZoneInfo | None:
    """The time zone of this name, where this machine knows it."""
    try:
        return ZoneInfo(name) if name else None
    except (ZoneInfoNotFoundError, ValueError, OSError):  # OSError: the name of a folder of zones
        return None
