"""The load: people who write in threads, by Slack's events, which come double and in any order until they get a 200."""

from __future__ import annotations

import asyncio
import hashlib
import hmac
import json
import time
from collections.abc import Awaitable, Callable, Sequence
from dataclasses import dataclass, field
from random import Random  # noqa: TID251 - from a seed

import aiohttp

from crashing.evidence import TEAM, Place, Told

SECRET = "a-secret-of-the-tests"


@dataclass(frozen=True)
class Manner:
    """How people write. Times in seconds."""

    silence: float
    """A nudge follows after this."""
    patience: float = 90.0
    """A nudge that has not come after this is missing, and an event that nobody took ends the run."""
    double: float = 0.2
    """How many events come twice."""
    together: float = 0.3
    """How often up to three messages are on their way at once, in any order."""
    quiet: float = 0.25
    """How often somebody waits for the nudge."""


@dataclass
class Load:
    """Everybody who writes. ``doors`` gives the addresses that take events; ``nudged`` waits for a nudge to be seen."""

    doors: Callable[[], Sequence[str]]
    nudged: Callable[[str, int], Awaitable[None]]
    manner: Manner
    seed: int
    told: list[Told] = field(default_factory=list)
    awaited: list[tuple[str, int]] = field(default_factory=list)
    deliveries: int = 0

    async def run(self, places: Sequence[Place], ended: asyncio.Event) -> None:
        """Everybody writes until it has ended; then each waits for a last nudge."""
        async with (
            aiohttp.ClientSession(timeout=aiohttp.ClientTimeout(total=5)) as session,
            asyncio.TaskGroup() as group,
        ):
            for number, place in enumerate(places):
                group.create_task(Person(self, session, place, Random(self.seed * 1000 + number)).write(ended))


class Person:
    """Somebody who writes in one thread."""

    def __init__(self, load: Load, session: aiohttp.ClientSession, place: Place, random: Random) -> None:
        self._load = load
        self._session = session
        self._place = place
        self._random = random
        self._count = 0

    async def write(self, ended: asyncio.Event) -> None:
        """Write until it has ended; then wait for a last nudge."""
        while not ended.is_set():
            await self._say(self._random.randint(2, 3) if self._random.random() < self._load.manner.together else 1)
            if self._random.random() < self._load.manner.quiet:
                await self._wait_for_nudge()
            else:
                await asyncio.sleep(self._random.uniform(0, self._load.manner.silence * 1.1))
        await self._say(1)
        await self._wait_for_nudge()

    async def _say(self, many: int) -> None:
        numbers = [self._count + step for step in range(many)]
        self._count += many
        self._random.shuffle(numbers)
        await asyncio.gather(*(self._tell(f"{self._place.thread}-m{number}") for number in numbers))

    async def _tell(self, key: str) -> None:
        body = _event(self._place, key)
        first = time.time()
        again = self._random.random() < self._load.manner.double
        if again and self._random.random() < 0.5:
            await asyncio.gather(self._deliver(body), self._deliver(body))
        else:
            await self._deliver(body)
        self._load.told.append(Told(self._place.id, key, first, time.time()))
        if again:
            await self._deliver(body)

    async def _deliver(self, body: bytes) -> None:
        until = time.monotonic() + self._load.manner.patience
        while time.monotonic() < until:
            self._load.deliveries += 1
            if await self._taken(self._random.choice(self._load.doors()), body):
                return
            await asyncio.sleep(0.1)
        raise AssertionError("nobody takes events any more: see the logs of the fleet")

    async def _taken(self, door: str, body: bytes) -> bool:
        try:
            async with self._session.post(door, data=body, headers=_signed(body)) as answer:
                return answer.status == 200
        except (aiohttp.ClientError, TimeoutError):
            return False

    async def _wait_for_nudge(self) -> None:
        self._load.awaited.append((self._place.id, self._count))
        try:
            await asyncio.wait_for(self._load.nudged(self._place.id, self._count), self._load.manner.patience)
        except TimeoutError:
            return  # the checks complain of it


def _event(place: Place, key: str) -> bytes:
    ts = f"{time.time():.6f}"
    message = {
        "type": "message",
        "channel": place.channel,
        "channel_type": "channel",
        "user": "U1",
        "text": key,
        "ts": ts,
        "event_ts": ts,
        "thread_ts": place.thread,
        "team": TEAM,
    }
    event = {"type": "event_callback", "team_id": TEAM, "api_app_id": "A1", "event_id": f"Ev{key}", "event": message}
    return json.dumps(event).encode()


def _signed(body: bytes) -> dict[str, str]:
    stamp = str(int(time.time()))
    digest = hmac.new(SECRET.encode(), f"v0:{stamp}:".encode() + body, hashlib.sha256).hexdigest()
    return {
        "Content-Type": "application/json",
        "X-Slack-Request-Timestamp": stamp,
        "X-Slack-Signature": f"v0={digest}",
    }
