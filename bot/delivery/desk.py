"""Desk: the one front door. What is accepted here is dealt with, and what that brings is sent."""

from __future__ import annotations

import asyncio
import logging

from bot.delivery.caretaker import Caretaker, Retention
from bot.delivery.ground import Ground
from bot.delivery.postman import Postman
from bot.delivery.trouble import trace, tried
from bot.delivery.values import Input, Play, Send
from bot.delivery.worker import GivenUp, Worker

log = logging.getLogger(__name__)


class Desk:
    """One process's worker, postman and caretaker. Build it and run it on one event loop, once."""

    def __init__(
        self,
        ground: Ground,
        play: Play,
        send: Send,
        on_given_up: GivenUp | None = None,
        retention: Retention | None = None,
    ) -> None:
        self._ground = ground
        self._worker = Worker(ground, play, self._posted, on_given_up)
        self._postman = Postman(ground, send, self._worker.ring)
        self._caretaker = Caretaker(ground, retention)
        self._ended: asyncio.Event | None = None

    async def accept(self, given: Input) -> bool:
        """Keep an input and deal with it soon. False when it was known.

        Raises what the store raises; then nobody may be told that the input is safe.
        """
        new = await self._ground.ask(self._ground.store.accept, given, self._ground.clock())
        self._ground.meter.accepted(new)
        self._worker.ring()
        return new

    async def run(self) -> None:
        """Work until stopped. Leases of an earlier life under this owner's name are freed first, ours at the end.

        Raises what the store raises when it does not even answer at the start.
        """
        self._ended = asyncio.Event()
        try:
            await self._release()
            await self._work()
        finally:
            await self._ground.close()
            self._ended.set()

    async def stop(self) -> None:
        """Claim nothing more, finish what was begun, free the leases. Nothing is accepted after this."""
        self._worker.stop()
        self._postman.stop()
        if self._ended is not None:
            await self._ended.wait()

    async def _work(self) -> None:
        tidying = asyncio.create_task(self._caretaker.run())
        try:
            async with asyncio.TaskGroup() as group:
                group.create_task(self._worker.run())
                group.create_task(self._postman.run())
        finally:
            tidying.cancel()
            await asyncio.wait([tidying])
            await self._leave()

    async def _leave(self) -> None:
        outcome = await tried(self._release())
        if isinstance(outcome, Exception):
            log.error("the leases could not be freed; they run out by themselves\n%s", trace(outcome))

    def _posted(self) -> None:
        self._postman.ring()

    async def _release(self) -> None:
        await self._ground.ask(self._ground.store.release, self._ground.owner, self._ground.clock())
