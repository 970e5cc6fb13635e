"""Measure Tirade in Slack end to end, beside a bare Bolt echo bot in the same run: ``make bench-slack``.

Signed events go to one process over HTTP; every reply is a real call of the Web API of a stub on this machine. Closed
load: as many trainees as there are conversations, at most 200, each answers as soon as the customer has; it gives the
turns per second. Half load: half of that rate, evenly; it gives the time to the acknowledgement and to the first reply.
The stub and the load share the processors with the bot.
"""

from __future__ import annotations

import argparse
import asyncio
import hashlib
import hmac
import os
import sqlite3
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path
from statistics import quantiles

import aiohttp
from mild import MILD
from seed import event_of, practice_of, seed, thread_of
from stub import BOT, TEAM, Stub

SECRET = "bench"
AT_ONCE = 200
PATIENCE = 30.0
HERE = Path(__file__).parent


@dataclass
class Figures:
    """Seconds to the acknowledgement and to the first reply, and how long it all took."""

    acknowledged: list[float] = field(default_factory=list)
    replied: list[float] = field(default_factory=list)
    lost: int = 0
    seconds: float = 0.0

    @property
    def rate(self) -> float:
        """Turns a second."""
        return len(self.replied) / self.seconds


class Load:
    """Trainees who write to a bot."""

    def __init__(self, stub: Stub, url: str, session: aiohttp.ClientSession, unsent: Callable[[int], bool]) -> None:
        """Write to the bot at ``url``; ``unsent`` tells whether it still has something to say."""
        self._stub, self._url, self._session, self._unsent = stub, url, session, unsent
        self._number = 0

    async def turn(self, conversation: int, figures: Figures) -> None:
        """One message, its acknowledgement, the customer's first words after it, and then the rest of them.

        Without waiting for the rest, a second post would count as the answer to the next message.
        """
        self._number += 1
        thread = thread_of(conversation)
        self._stub.replied.pop(thread, None)
        begun = time.perf_counter()
        await self._send(conversation, self._number)
        figures.acknowledged.append(time.perf_counter() - begun)
        while thread not in self._stub.replied:
            if time.perf_counter() - begun > PATIENCE:
                figures.lost += 1
                return
            await asyncio.sleep(0.002)
        figures.replied.append(self._stub.replied[thread] - begun)
        while self._unsent(conversation):
            await asyncio.sleep(0.002)

    async def _send(self, conversation: int, number: int) -> None:
        body = event_of(conversation, number, MILD[number % len(MILD)], TEAM, BOT).decode()
        stamp = str(int(time.time()))
        sign = hmac.new(SECRET.encode(), f"v0:{stamp}:{body}".encode(), hashlib.sha256).hexdigest()
        headers = {"X-Slack-Request-Timestamp": stamp, "X-Slack-Signature": f"v0={sign}"}
        async with self._session.post(
            self._url, data=body, headers=headers | {"Content-Type": "application/json"}
        ) as ack:
            ack.raise_for_status()

    async def closed(self, conversations: int, seconds: float) -> Figures:
        """Everybody answers as soon as the customer has."""
        figures, begun = Figures(), time.perf_counter()
        people = min(conversations, AT_ONCE)

        async def trainee(first: int) -> None:
            conversation = first
            while time.perf_counter() - begun < seconds:
                await self.turn(conversation, figures)
                conversation = (conversation + people) % conversations if conversations > people else first

        await asyncio.gather(*(trainee(number) for number in range(people)))
        figures.seconds = time.perf_counter() - begun
        return figures

    async def steady(self, conversations: int, rate: float, seconds: float) -> Figures:
        """So many turns a second, evenly, whatever the bot does; no conversation twice at the same time."""
        figures, begun = Figures(), time.perf_counter()
        turns, free, number = [], asyncio.Queue[int](), 0
        for conversation in range(conversations):
            free.put_nowait(conversation)

        async def one(conversation: int) -> None:
            await self.turn(conversation, figures)
            free.put_nowait(conversation)

        while time.perf_counter() - begun < seconds:
            await asyncio.sleep(max(0.0, begun + number / rate - time.perf_counter()))
            turns.append(asyncio.create_task(one(await free.get())))
            number += 1
        await asyncio.gather(*turns)
        figures.seconds = time.perf_counter() - begun
        return figures


def outbox_of(path: str) -> Callable[[int], bool]:
    """Tells whether posts of a conversation wait in the bot's database."""
    database = sqlite3.connect(f"file:{path}?mode=ro", uri=True, isolation_level=None)
    query = "SELECT EXISTS (SELECT 1 FROM outbox WHERE conversation = ?)"
    return lambda number: bool(database.execute(query, (practice_of(number, TEAM),)).fetchone()[0])


def row(name: str, conversations: int, closed: Figures, steady: Figures) -> str:
    """One line of the table."""
    acks = [1000 * quantiles(figures.acknowledged, n=100)[98] for figures in (closed, steady)]
    replies = [1000 * quantiles(figures.replied, n=100)[98] for figures in (closed, steady)]
    return (
        f"{name:<8}{conversations:>7}{closed.rate:>10.0f}{acks[1]:>13.0f}{replies[1]:>13.0f}"
        f"{acks[0]:>13.0f}{replies[0]:>13.0f}{closed.lost + steady.lost:>7}"
    )


HEAD = (
    f"{'':<8}{'live':>7}{'turns/s':>10}{'ack p99':>13}{'reply p99':>13}{'ack p99':>13}{'reply p99':>13}{'lost':>7}\n"
    f"{'':<8}{'':>7}{'(closed)':>10}{'ms (half)':>13}{'ms (half)':>13}{'ms (closed)':>13}{'ms (closed)':>13}"
)


async def measured(name: str, command: list[str], conversations: int, seconds: float, folder: str) -> float:
    """Start a bot, load it, print its line; returns its turns a second."""
    stub = Stub()
    api = await stub.start()
    port = 3900
    env = {**os.environ, "SLACK_API_URL": api, "SLACK_BOT_TOKEN": "xoxb-bench", "SLACK_SIGNING_SECRET": SECRET}
    env |= {"TIRADE_DATABASE": f"sqlite:///{folder}/tirade.db", "TIRADE_PORT": str(port), "TIRADE_PACE": "off"}
    with Path(folder, f"{name}.log").open("w") as log:
        bot = subprocess.Popen(
            [*command, str(port)] if name == "echo" else command, env=env, cwd=folder, stdout=log, stderr=log
        )
    connector = aiohttp.TCPConnector(limit=0, force_close=True)
    async with aiohttp.ClientSession(connector=connector) as session:
        try:
            await _ready(session, f"http://127.0.0.1:{port}/ready")
            unsent = outbox_of(f"{folder}/tirade.db") if name == "tirade" else lambda _: False
            load = Load(stub, f"http://127.0.0.1:{port}/slack/events", session, unsent)
            await load.closed(min(conversations, 20), 2.0)
            closed = await load.closed(conversations, seconds)
            steady = await load.steady(conversations, max(0.5, closed.rate / 2), seconds)
        finally:
            bot.terminate()
            bot.wait(30)
            await stub.stop()
    print(row(name, conversations, closed, steady), flush=True)
    return closed.rate


async def _ready(session: aiohttp.ClientSession, url: str) -> None:
    for _ in range(300):
        if await _answers(session, url):
            return
        await asyncio.sleep(0.1)
    raise TimeoutError(url)


async def _answers(session: aiohttp.ClientSession, url: str) -> bool:
    try:
        async with session.get(url) as answer:
            return answer.status == 200
    except aiohttp.ClientError:
        return False


def main() -> None:
    """Measure both bots at each number of live conversations, and print the table."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--live", type=int, nargs="*", default=[1, 100, 1000, 5000])
    parser.add_argument("--seconds", type=float, default=15.0)
    asked = parser.parse_args()
    print(HEAD)
    for count in asked.live:
        with tempfile.TemporaryDirectory(prefix="tirade-bench-") as folder:
            seed(f"sqlite:///{folder}/tirade.db", count, TEAM)
            tirade = str(Path(sys.executable).parent / "tirade")
            echo = asyncio.run(measured("echo", [sys.executable, str(HERE / "echo.py")], count, asked.seconds, folder))
            ours = asyncio.run(measured("tirade", [tirade, "serve"], count, asked.seconds, folder))
            print(f"{'':<8}{'':>7}{ours / echo:>9.2f}x of the echo bot's turns a second", flush=True)


if __name__ == "__main__":
    main()
