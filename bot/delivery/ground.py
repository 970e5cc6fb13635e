"""Ground: what the running parts stand on - the store and its threads, the clock, the pace, the meter."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from typing import TypeVar, TypeVarTuple

from bot.delivery.line import Line
from bot.delivery.meter import Meter
from bot.delivery.store import DeliveryStore

Clock = Callable[[], float]
"""Gives the moment, in seconds since 1970 in UTC. Processes over one database keep theirs together (NTP)."""
Answer = TypeVar("Answer")
Given = TypeVarTuple("Given")


@dataclass(frozen=True)
class Pace:
    """How long and how many. Times in seconds."""

    lease: float = 12.0
    """A process that died gives up its conversations after this; one that lives renews every third of it."""
    places: int = 32
    """Conversations dealt with side by side. Most of them wait for the store, which does many at once."""
    players: int = 2
    """Threads that play; a play keeps a processor busy, so more of them only make each slower."""
    poll: float = 0.25
    """How long a timer, or what another process left, may wait to be noticed."""
    attempts: int = 3
    """After so many failures something is set aside; a claim that a crash ended counts as one that failed."""
    claims: int = 10
    """What was claimed so often without an end is set aside unplayed: it seems to kill whoever plays it."""
    sends: int = 32
    """Posts on their way at once, of as many conversations."""
    send_timeout: float = 10.0
    """Longer than this no post is on its way: then nobody knows whether it arrived."""
    send_lease: float = 30.0
    """A post that nobody settled is taken up again after this, in doubt."""
    look_after: float = 3.0
    """What is in doubt is not looked for sooner after its send: what was on its way has arrived by then."""
    send_within: float = 86_400.0
    """A post that still fails after a day is given up: nobody waits for an answer of yesterday."""

    def __post_init__(self) -> None:
        if self.send_timeout >= self.send_lease:
            raise ValueError("send_lease must be longer than send_timeout")


class Threads:
    """A few threads for calls that block."""

    def __init__(self, count: int, name: str) -> None:
        self._pool = ThreadPoolExecutor(count, name)

    async def run(self, call: Callable[[*Given], Answer], *given: *Given) -> Answer:
        """Call it in one of the threads."""
        return await asyncio.get_running_loop().run_in_executor(self._pool, call, *given)

    async def close(self) -> None:
        """Take no more calls, and wait for those that run."""
        await asyncio.to_thread(self._pool.shutdown)


class Ground:
    """What the parts of one process share.

    ``owner`` names the process among those that live over one database: no two at once may have the same name. A name
    that comes back after a crash frees its own leases at once; a new name waits until they run out.
    """

    def __init__(
        self, store: DeliveryStore, owner: str, clock: Clock, pace: Pace | None = None, meter: Meter | None = None
    ) -> None:
        self.store = store
        self.owner = owner
        self.clock = clock
        self.pace = pace or Pace()
        self.meter = meter or Meter()
        self._line = Line(store)

    async def ask(self, call: Callable[[*Given], Answer], *given: *Given) -> Answer:
        """Call a method of the store in one of its threads."""
        return await self._line.ask(call, *given)

    async def close(self) -> None:
        """Ask nothing any more."""
        await self._line.close()
