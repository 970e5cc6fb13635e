"""Worker: claims what is to be dealt with, plays it, and commits what it brought.

One conversation has one thing dealt with at a time, whoever works on it; several conversations go side by side. What a
crash interrupts is claimed again, and only one result is ever kept: the lease's token sees to that.
"""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Callable, Sequence

from bot.delivery.crew import Crew
from bot.delivery.ground import Ground, Threads
from bot.delivery.trouble import kind, trace, tried
from bot.delivery.values import Input, Lease, Play, Result, Work

GivenUp = Callable[[Work, float], Result | None]
"""Says what a conversation is told when one thing of it is set aside at a moment, so that the talk can go on."""
log = logging.getLogger(__name__)


def pause(attempt: int) -> float:
    """Seconds until something that failed is tried again: 1, 4. Short, for the rest of its conversation waits."""
    return 4.0 ** (attempt - 1)


class Worker:
    """Deals with inputs and timers until stopped. ``posted`` is called when there is something to send."""

    def __init__(
        self, ground: Ground, play: Play, posted: Callable[[], None], on_given_up: GivenUp | None = None
    ) -> None:
        self._ground = ground
        self._play = play
        self._posted = posted
        self._on_given_up = on_given_up
        self._players = Threads(ground.pace.players, "play")
        self._held: set[Lease] = set()
        self._crew = Crew(self._take, self._deal, ground.pace.places, ground.pace.poll)

    def ring(self) -> None:
        """Something may be waiting: look now."""
        self._crew.ring()

    def stop(self) -> None:
        """Claim nothing more. ``run`` ends when what was claimed is done with."""
        self._crew.stop()

    async def run(self) -> None:
        """Work until stopped."""
        renewing = asyncio.create_task(self._keep_leases())
        try:
            await self._crew.run()
        finally:
            renewing.cancel()
            await self._players.close()

    async def _take(self, room: int) -> Sequence[Work]:
        ground = self._ground
        taken = await ground.ask(ground.store.claim, ground.owner, ground.clock(), ground.pace.lease, room)
        self._held.update(work.lease for work in taken)
        return taken

    async def _deal(self, work: Work) -> None:
        try:
            if work.attempts >= self._ground.pace.claims:
                return await self._set_aside(work, "it never came to an end")
            error = await self._turn(work)
            if error is not None:
                await self._failed(work, error)
        finally:
            self._held.discard(work.lease)

    async def _turn(self, work: Work) -> Exception | None:
        """Play and keep; the error, where the play is to blame. What the store raises is left to the lease."""
        began = self._ground.clock()
        result = await tried(self._players.run(self._play, work, began))
        if isinstance(result, Exception):
            return result
        try:
            await self._keep(work, result)
        except (TypeError, ValueError) as error:  # the result cannot be written as JSON
            return error
        self._ground.meter.turned(self._ground.clock() - began)
        return None

    async def _keep(self, work: Work, result: Result) -> None:
        kept = await self._ground.ask(self._ground.store.commit, work, result, self._ground.clock())
        if not kept:
            log.warning("the lease was lost: somebody else deals with it", extra=_where(work))
        if result.posts:
            self._posted()
        if result.forward or any(timer.due <= self._ground.clock() for timer in result.timers):
            self.ring()

    async def _failed(self, work: Work, error: Exception) -> None:
        attempt = work.attempts + 1
        log.error("could not be dealt with, attempt %d\n%s", attempt, trace(error), extra=_where(work))
        if attempt >= self._ground.pace.attempts:
            return await self._set_aside(work, kind(error))
        self._ground.meter.failed(False)
        now = self._ground.clock()
        await self._ground.ask(self._ground.store.fail, work, kind(error), now + pause(attempt), now)

    async def _set_aside(self, work: Work, why: str) -> None:
        log.error("set aside: %s", why, extra=_where(work))
        self._ground.meter.failed(True)
        told = await tried(self._tell(work))
        if isinstance(told, Exception):
            log.error("nobody could be told\n%s", trace(told), extra=_where(work))
        if told is not True:
            await self._ground.ask(self._ground.store.fail, work, why, None, self._ground.clock())

    async def _tell(self, work: Work) -> bool:
        """Let the conversation be told, if it can be: what that brings takes the place of the result."""
        if self._on_given_up is None:
            return False
        result = await self._players.run(self._on_given_up, work, self._ground.clock())
        if result is not None:
            await self._keep(work, result)
        return result is not None

    async def _keep_leases(self) -> None:
        ground = self._ground
        while True:
            await asyncio.sleep(ground.pace.lease / 3)
            until = ground.clock() + ground.pace.lease
            outcome = await tried(ground.ask(ground.store.renew, tuple(self._held), until))
            if isinstance(outcome, Exception):
                log.error("leases could not be renewed\n%s", trace(outcome))


def _where(work: Work) -> dict[str, str]:
    cause = work.cause.key if isinstance(work.cause, Input) else work.cause.name
    return {"conversation": work.lease.conversation, "cause": cause}
