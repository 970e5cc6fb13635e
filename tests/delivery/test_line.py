"""Calls of the store stand in one line: each gets its own answer, and those that wait are made together."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Sequence
from threading import Event
from typing import TypeVar

import pytest

from bot.adapters.store import Store
from bot.delivery.line import Line

Answer = TypeVar("Answer")


class Watched(Store):
    """A store that tells how many calls it made together, each time; the first time it waits for ``go_on``."""

    def __init__(self, store: Store, side_by_side: int) -> None:
        super().__init__(store.engine)
        self.side_by_side = side_by_side
        self.made: list[int] = []
        self.begun, self.go_on = Event(), Event()

    def together(self, calls: Sequence[Callable[[], Answer]]) -> Sequence[Answer | Exception]:
        self.made.append(len(calls))
        self.begun.set()
        self.go_on.wait(30)
        return super().together(calls)


def test_each_gets_its_own_answer_and_hears_only_of_its_own_failure(store: Store) -> None:
    def fail() -> int:
        raise KeyError("mine")

    async def scene() -> list[object]:
        line = Line(store)
        asked = (line.ask(int, "1"), line.ask(fail), line.ask(int, "2"))
        answers: list[object] = list(await asyncio.gather(*asked, return_exceptions=True))
        await line.close()
        return answers

    first, broken, second = asyncio.run(scene())

    assert (first, second) == (1, 2)
    assert isinstance(broken, KeyError)


@pytest.mark.parametrize(("side_by_side", "made"), [(1, [1, 8]), (4, [1, 1, 1, 1, 1, 2, 2])])
def test_what_waits_for_a_busy_store_is_made_together(store: Store, side_by_side: int, made: list[int]) -> None:
    watched = Watched(store, side_by_side)

    async def scene() -> None:
        line = Line(watched)
        first = asyncio.create_task(line.ask(int, "0"))
        await asyncio.to_thread(watched.begun.wait, 30)
        rest = [asyncio.create_task(line.ask(int, str(number))) for number in range(1, 9)]
        await asyncio.sleep(0)
        await asyncio.sleep(0)
        watched.go_on.set()
        assert await asyncio.gather(first, *rest) == list(range(9))
        await line.close()

    asyncio.run(scene())
    assert sorted(watched.made) == made


def test_one_who_waits_no_longer_keeps_nobody_from_an_answer(store: Store) -> None:
    watched = Watched(store, 1)

    async def scene() -> None:
        line = Line(watched)
        impatient, patient = (asyncio.create_task(line.ask(int, number)) for number in "12")
        await asyncio.to_thread(watched.begun.wait, 30)
        impatient.cancel()
        watched.go_on.set()
        assert await patient == 2
        await line.close()

    asyncio.run(scene())


def test_whoever_asks_after_the_end_is_told(store: Store) -> None:
    async def scene() -> None:
        line = Line(store)
        await line.close()
        with pytest.raises(RuntimeError):
            await line.ask(int, "1")

    asyncio.run(scene())
