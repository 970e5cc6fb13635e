"""Postman: sends the posts, each conversation's in order, and notes what became of them.

A post is claimed in doubt and stays so until it is settled: after a crash between sending and settling, the next one
looks before sending. How often a channel takes a post is the outside's to say (``Held``); no pace of our own is kept.
"""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Callable, Sequence

from bot.delivery.crew import Crew
from bot.delivery.ground import Ground
from bot.delivery.trouble import kind, trace, tried
from bot.delivery.values import Parcel, Receipt, Refused, Send, Sent, Uncertain

LONGEST_PAUSE = 60.0
"""Attempts that a crash ended count too: a longer pause would punish a conversation for many restarts."""
FAULTS = 6
"""A post on which the sender itself breaks is refused after so many attempts, for the rest waits behind it."""
log = logging.getLogger(__name__)


def pause(attempts: int) -> float:
    """Seconds before the next try, doubled each time: 1, 2, 4 ... 60."""
    return min(2.0 ** min(attempts, 10), LONGEST_PAUSE)


def judged(parcel: Parcel, receipt: Receipt, now: float, within: float) -> Receipt:
    """The receipt as it is kept: what stays uncertain waits longer each time, what fails for too long is given up."""
    if isinstance(receipt, Sent | Refused):
        return receipt
    if now - parcel.made > within:
        return Refused("still not sent after so long")
    return Uncertain(max(receipt.at, now + pause(parcel.attempts))) if isinstance(receipt, Uncertain) else receipt


class Postman:
    """Sends until stopped. ``heard`` is called when a receipt may have brought an input."""

    def __init__(self, ground: Ground, send: Send, heard: Callable[[], None]) -> None:
        self._ground = ground
        self._send = send
        self._heard = heard
        self._look_from = 0.0
        self._crew = Crew(self._take, self._deal, ground.pace.sends, ground.pace.poll)

    def ring(self) -> None:
        """Something may be waiting: look now."""
        self._crew.ring()

    def stop(self) -> None:
        """Claim nothing more. ``run`` ends when what is on its way is settled."""
        self._crew.stop()

    async def run(self) -> None:
        """Send until stopped. What was on its way when an earlier life ended gets its time to arrive."""
        self._look_from = self._ground.clock() + self._ground.pace.look_after
        await self._crew.run()

    async def _take(self, room: int) -> Sequence[tuple[Parcel, float]]:
        ground, now = self._ground, self._ground.clock()
        until = now + ground.pace.send_lease
        parcels = await ground.ask(ground.store.claim_posts, ground.owner, now, ground.pace.send_lease, room)
        return [(parcel, until) for parcel in parcels]

    async def _deal(self, claim: tuple[Parcel, float]) -> None:
        """Send one post, unless this process slept so long that somebody else may be sending it already."""
        (parcel, until), ground = claim, self._ground
        if parcel.in_doubt:
            await asyncio.sleep(self._look_from - ground.clock())
        if ground.clock() > until - ground.pace.send_timeout:
            return self._too_late(parcel)
        receipt = await self._sent(parcel)
        now = ground.clock()
        await self._settle(parcel, judged(parcel, receipt, now, ground.pace.send_within), now)

    async def _sent(self, parcel: Parcel) -> Receipt:
        outcome = await tried(self._in_time(parcel))
        if not isinstance(outcome, Exception):
            return outcome
        if not isinstance(outcome, TimeoutError):
            log.error("the sender broke\n%s", trace(outcome), extra=_where(parcel))
        if not isinstance(outcome, OSError) and parcel.attempts >= FAULTS:
            return Refused(kind(outcome))
        return Uncertain(self._ground.clock() + self._ground.pace.look_after)

    async def _in_time(self, parcel: Parcel) -> Receipt:
        async with asyncio.timeout(self._ground.pace.send_timeout):
            return await self._send(parcel)

    async def _settle(self, parcel: Parcel, receipt: Receipt, now: float) -> None:
        if isinstance(receipt, Refused):
            log.error("a post is given up: %s", receipt.why, extra=_where(parcel))
        settled = await self._ground.ask(self._ground.store.settle, parcel, receipt, now)
        self._ground.meter.sent(type(receipt).__name__.lower())
        if settled.more:
            self.ring()
        if settled.heard:
            self._heard()

    def _too_late(self, parcel: Parcel) -> None:
        log.warning("the claim on a post ran out, it is left to the next one", extra=_where(parcel))
        self._ground.meter.sent("late")


def _where(parcel: Parcel) -> dict[str, str | int]:
    return {"conversation": parcel.conversation, "post": parcel.id}
