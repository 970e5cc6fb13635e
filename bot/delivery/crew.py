"""Crew: takes things as soon as there is room for them, and deals with several side by side."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Awaitable, Callable, Sequence
from contextlib import suppress
from typing import Generic, TypeVar

from bot.delivery.trouble import trace, tried

Thing = TypeVar("Thing")
log = logging.getLogger(__name__)


class Crew(Generic[Thing]):
    """``take`` claims at most so many things; ``deal`` deals with one. Neither may end the crew by failing."""

    def __init__(
        self,
        take: Callable[[int], Awaitable[Sequence[Thing]]],
        deal: Callable[[Thing], Awaitable[None]],
        places: int,
        poll: float,
    ) -> None:
        self._take = take
        self._deal = deal
        self._free = places
        self._poll = poll
        self._bell = asyncio.Event()
        self._stopping = False
        self._missing = False
        self._rings = 0
        self._full = False

    def ring(self) -> None:
        """Something may be waiting: look now, and again when what is being dealt with now is done with."""
        self._rings += 1
        self._bell.set()

    def stop(self) -> None:
        """Take nothing more. ``run`` ends when what was taken is done with."""
        self._stopping = True
        self.ring()

    async def run(self) -> None:
        """Take and deal until stopped."""
        async with asyncio.TaskGroup() as group:
            while not self._stopping:
                self._bell.clear()  # before looking: what rings while we look is looked at next
                rings = self._rings
                for thing in await self._taken():
                    self._free -= 1
                    group.create_task(self._one(thing, rings))
                await self._nap()

    async def _taken(self) -> Sequence[Thing]:
        if not self._free:
            return ()
        room = self._free
        taken = await tried(self._take(room))
        if isinstance(taken, Exception):
            self._miss(taken)
            return ()
        self._missing, self._full = False, len(taken) == room
        return taken

    def _miss(self, error: Exception) -> None:
        """Tell once that the store is away, not at every look."""
        if not self._missing:
            log.error("the store does not answer\n%s", trace(error))
        self._missing = True

    async def _one(self, thing: Thing, rings: int) -> None:
        """Deal with one. Look again only when there was no room for more, or something came in since it was taken."""
        outcome = await tried(self._deal(thing))
        self._free += 1
        if self._full or self._rings != rings:
            self._bell.set()
        if isinstance(outcome, Exception):
            log.error("something was left to its lease\n%s", trace(outcome))

    async def _nap(self) -> None:
        with suppress(TimeoutError):
            async with asyncio.timeout(self._poll):
                await self._bell.wait()
