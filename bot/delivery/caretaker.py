"""Caretaker: forgets what is done with and what is kept long enough, and counts what waits.

It has a thread of its own: forgetting much takes long, and nobody who wants an input accepted waits behind it.
"""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

from bot.delivery.ground import Ground, Threads
from bot.delivery.trouble import trace, tried
from bot.training.archive import Archive

REMEMBERED = 48 * 3600.0
"""Seconds that a done input is remembered, so that its late double is known. Slack re-sends for at most a day."""
TIDY_EVERY = 3600.0
COUNT_EVERY = 10.0
log = logging.getLogger(__name__)


@dataclass(frozen=True)
class Retention:
    """How long the archive keeps a practice after its end."""

    archive: Archive
    keep: timedelta


class Caretaker:
    """Works beside everything else until cancelled."""

    def __init__(self, ground: Ground, retention: Retention | None) -> None:
        self._ground = ground
        self._retention = retention
        self._thread = Threads(1, "caretaker")

    async def run(self) -> None:
        """Tidy every hour and count every few seconds, both from now on."""
        try:
            async with asyncio.TaskGroup() as group:
                group.create_task(_every(TIDY_EVERY, self.tidy))
                group.create_task(_every(COUNT_EVERY, self.count))
        finally:
            await self._thread.close()

    async def tidy(self) -> None:
        """Forget."""
        ground, now = self._ground, self._ground.clock()
        await self._thread.run(ground.store.sweep, now - REMEMBERED)
        if self._retention is not None:
            before = datetime.fromtimestamp(now, UTC) - self._retention.keep
            gone = await self._thread.run(self._retention.archive.forget_before, before)
            log.info("%d practices were kept long enough and are gone", gone)

    async def count(self) -> None:
        """Tell the meter how much waits."""
        ground = self._ground
        ground.meter.waiting(*await self._thread.run(ground.store.backlog, ground.clock()))


async def _every(seconds: float, job: Callable[[], Awaitable[None]]) -> None:
    while True:
        outcome = await tried(job())
        if isinstance(outcome, Exception):
            log.error("housekeeping failed\n%s", trace(outcome))
        await asyncio.sleep(seconds)
