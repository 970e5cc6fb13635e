"""Desks for the tests: plays and senders that are told what to do, and a clock that hurries."""

from __future__ import annotations

import asyncio
import time
from collections.abc import AsyncIterator, Callable, Sequence
from contextlib import asynccontextmanager
from typing import Any

from bot.adapters.store import Store
from bot.delivery import (
    Desk,
    GivenUp,
    Ground,
    Input,
    Meter,
    Pace,
    Parcel,
    Play,
    Post,
    Receipt,
    Result,
    Sent,
    Timer,
    Work,
)

PATIENCE = 15.0
"""Seconds after which something that has to happen has not."""
BRISK = Pace(poll=0.02)


class Hurry:
    """A clock that runs faster than time: ``hurry`` seconds a second."""

    def __init__(self, hurry: float = 1.0) -> None:
        self._began = time.time()
        self._hurry = hurry
        self.ahead = 0.0

    def __call__(self) -> float:
        """The moment."""
        return self._began + (time.time() - self._began) * self._hurry + self.ahead


class Outside:
    """Takes posts. Answers with what was laid ready, in order; then everything arrives."""

    def __init__(self, *ready: Receipt | Exception) -> None:
        self.taken: list[Parcel] = []
        self.moments: list[float] = []
        self.ready = list(ready)

    async def send(self, parcel: Parcel) -> Receipt:
        """Take a post."""
        self.taken.append(parcel)
        self.moments.append(time.time())
        answer = self.ready.pop(0) if self.ready else Sent("C", f"ts-{parcel.id}")
        if isinstance(answer, Exception):
            raise answer
        return answer

    def said(self, conversation: str | None = None) -> list[str]:
        """What the posts say, all or of one conversation."""
        return [one.body["text"] for one in self.taken if conversation in (None, one.conversation)]


def given(text: str, conversation: str = "T:C:1") -> Input:
    """A message."""
    return Input(conversation, f"{conversation}/{text}", {"text": text})


def post(text: str, **more: Any) -> Post:
    """A post that says something."""
    return Post({"text": text}, **more)


def echo(work: Work, _now: float) -> Result:
    """Says what it hears, and counts."""
    count = (work.state or {"count": 0})["count"] + 1
    words = work.cause.name if isinstance(work.cause, Timer) else work.cause.payload.get("text", "a receipt")
    return Result({"count": count}, (post(f"{count} {words}"),))


def a_desk(
    store: Store,
    play: Play = echo,
    outside: Outside | None = None,
    *,
    owner: str = "me",
    clock: Callable[[], float] = time.time,
    pace: Pace = BRISK,
    meter: Meter | None = None,
    on_given_up: GivenUp | None = None,
) -> Desk:
    """A desk that plays so and sends there."""
    return Desk(Ground(store, owner, clock, pace, meter), play, (outside or Outside()).send, on_given_up)


@asynccontextmanager
async def open_desks(*desks: Desk) -> AsyncIterator[None]:
    """Desks at work; stopped in the end."""
    running = [asyncio.create_task(desk.run()) for desk in desks]
    await asyncio.sleep(0)
    try:
        yield
    finally:
        await asyncio.gather(*(desk.stop() for desk in desks))
        await asyncio.gather(*running)


async def until(condition: Callable[[], object]) -> None:
    """Wait for something that has to happen."""
    async with asyncio.timeout(PATIENCE):
        while not condition():
            await asyncio.sleep(0.01)


async def tell(desk: Desk, *texts: str, conversation: str = "T:C:1") -> Sequence[bool]:
    """Say something in a conversation, one after the other."""
    return [await desk.accept(given(text, conversation)) for text in texts]
