"""Kill the real bot (``tirade serve``) under load, 50 times on each database, and hold Slack against the database.

Trainees write in running talks, each the next message as soon as the last was acknowledged; a fifth of the events
come twice, and Slack answers badly. When all is quiet, every message that was acknowledged must be in the transcript
once and in its order, and what stands in each thread must be what the customer says there, once and in its order.
Customers read and type at five times natural pace, so every turn waits for durable timers. Ends with 1 on any fault.
"""

from __future__ import annotations

import argparse
import asyncio
import os
import sys
import tempfile
import time
from collections import Counter, defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from random import Random  # noqa: TID251 - from a seed

import aiohttp
from crashing.evidence import TEAM, Place
from crashing.fleet import Fleet, Recipe
from crashing.load import SECRET, _signed
from crashing.stub import Badly, StubSlack
from databases import Server, postgresql_programs

sys.path.insert(0, str(Path(__file__).parent / "slack"))
from mild import MILD
from seed import channel_of, event_of, seed, thread_of

from bot.adapters.slack.state import practice_id
from bot.adapters.store.store import open_store

BOT = "UBOT"
PATIENCE = 120.0


@dataclass
class Trainees:
    """Everybody who writes; ``told`` has the acknowledged messages of each conversation, in their order."""

    fleet: Fleet
    random: Random
    told: dict[int, list[str]] = field(default_factory=lambda: defaultdict(list))
    deliveries: int = 0

    async def write(self, session: aiohttp.ClientSession, conversation: int, ended: asyncio.Event) -> None:
        """Write until it has ended."""
        while not ended.is_set():
            number = len(self.told[conversation])
            text = f"{MILD[number % len(MILD)]} ({number})"
            await self._tell(session, event_of(conversation, number, text, TEAM, BOT))
            self.told[conversation].append(text)
            await asyncio.sleep(self.random.uniform(0, 3))

    async def _tell(self, session: aiohttp.ClientSession, body: bytes) -> None:
        twice = self.random.random() < 0.2
        await asyncio.gather(*(self._deliver(session, body) for _ in range(1 + twice)))

    async def _deliver(self, session: aiohttp.ClientSession, body: bytes) -> None:
        until = time.monotonic() + PATIENCE
        while time.monotonic() < until:
            self.deliveries += 1
            if await self._taken(session, body):
                return
            await asyncio.sleep(0.1)
        raise AssertionError("nobody takes events any more: see the logs of the fleet")

    async def _taken(self, session: aiohttp.ClientSession, body: bytes) -> bool:
        door = self.random.choice(self.fleet.doors())
        try:
            async with session.post(door, data=body, headers=_signed(body)) as answer:
                return answer.status == 200
        except (aiohttp.ClientError, TimeoutError):
            return False


async def fought(url: str, folder: Path, size: int, asked: argparse.Namespace) -> list[str]:
    """One campaign; prints its counts and returns its faults."""
    began = time.monotonic()
    seed(url, asked.people, TEAM)
    stub = StubSlack(asked.seed, Badly(), 4.0)
    fleet = Fleet(_recipe(url, await stub.start(), alone=size == 1), size, folder, asked.seed)
    trainees, ended = Trainees(fleet, Random(asked.seed)), asyncio.Event()
    try:
        fleet.start()
        async with (
            aiohttp.ClientSession(timeout=aiohttp.ClientTimeout(total=5)) as session,
            asyncio.TaskGroup() as group,
        ):
            for number in range(asked.people):
                group.create_task(trainees.write(session, number, ended))
            await fleet.torment(asked.kills, (0.1, 4.0))
            ended.set()
        await _quiet(url)
        await fleet.stop()
    finally:
        fleet.end()
        await stub.stop()
    found = list(_faults(url, trainees, stub))
    said = sum(map(len, trainees.told.values()))
    print(
        f"{url.partition(':')[0]}, {size} process(es): {fleet.kills} kill -9, {said} messages, {trainees.deliveries} "
        f"deliveries, {len(stub.seen)} posts, Slack answered badly {sum(stub.calls[one] for one in _BAD)} times, "
        f"{stub.calls['conversations.replies']} look-ups, {len(found)} faults, {time.monotonic() - began:.0f} s",
        flush=True,
    )
    return found


def _recipe(url: str, api: str, *, alone: bool) -> Recipe:
    """How the real bot is begun."""
    environment = {
        "SLACK_API_URL": api,
        "SLACK_BOT_TOKEN": "xoxb-1",
        "SLACK_SIGNING_SECRET": SECRET,
        "TIRADE_DATABASE": url,
        "TIRADE_PORT": "{port}",
        "TIRADE_REPLICA": "{name}",
        "TIRADE_PACE": "fast",
    }
    command = (str(Path(sys.executable).parent / "tirade"), "serve")
    return Recipe(command, environment, fresh_names=not alone)


_BAD = ("held", "broken", "taken_then_broken", "answer_lost", "answer_late")


async def _quiet(url: str) -> None:
    """Until nothing waits any more but the customers' patience."""
    store = open_store(url)
    until, still = time.monotonic() + PATIENCE, 0
    while time.monotonic() < until and still < 6:
        await asyncio.sleep(1)
        still = still + 1 if store.backlog(time.time() + 20) == (0, 0) else 0
    store.close()


def _faults(url: str, trainees: Trainees, stub: StubSlack) -> Iterator[str]:
    """Every fault, a sentence each."""
    store = open_store(url)
    for post, times in Counter(seen.id for seen in stub.seen).items():
        if times > 1:
            yield f"post {post} stands there {times} times"
    posted = defaultdict(list)
    for seen in stub.seen:
        posted[seen.place].append(seen.text)
    for number, told in trainees.told.items():
        practice = practice_id(TEAM, channel_of(number), thread_of(number))
        kept, over = [record.turn for record in store.turns(practice)], store.practice(practice).ended is not None
        heard = [line for turn in kept if turn.who == "trainee" for line in turn.text.split("\n")]
        if heard != told[: len(heard)] or (len(heard) < len(told) and not over):
            yield f"{practice}: {len(told)} told, {len(heard)} heard, ended {over}: {_difference(told, heard)}"
        lines = [message.text for turn in kept[1:] if turn.who == "customer" for message in turn.messages]
        stands = [_unescaped(text) for text in posted[Place(channel_of(number), thread_of(number))]]
        if (stands[: len(lines)] if over else stands) != lines:  # behind the last line of a talk stands its debrief
            yield f"{practice}: the thread differs from the transcript: {_difference(lines, stands)}"
    store.close()


def _unescaped(text: str) -> str:
    return text.replace("&lt;", "<").replace("&gt;", ">").replace("&amp;", "&")


def _difference(wanted: list[str], there: list[str]) -> str:
    pairs = enumerate(zip(wanted, there, strict=False))
    at = next((n for n, (one, other) in pairs if one != other), min(len(wanted), len(there)))
    return f"at {at}: {wanted[at : at + 2]} / {there[at : at + 2]}"


def main() -> int:
    """Run both campaigns."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--kills", type=int, default=50)
    parser.add_argument("--people", type=int, default=40)
    parser.add_argument("--seed", type=int, default=1)
    asked = parser.parse_args()
    with tempfile.TemporaryDirectory(prefix="tirade-chaos-") as folder:
        found = asyncio.run(fought(f"sqlite:///{folder}/tirade.db", Path(folder), 1, asked))
        if programs := postgresql_programs():
            server = Server(programs)
            try:
                found += asyncio.run(fought(server.create(), Path(folder), 3, asked))
            finally:
                server.stop()
        if os.environ.get("KEEP_LOGS"):
            for log in Path(folder).glob("member-*.log"):
                print(log.name, log.read_text("utf-8")[-2000:])
    for one in found[:20]:
        print(one)
    return int(bool(found))


if __name__ == "__main__":
    sys.exit(main())
