"""Line: calls of the store, made in its threads. Those that come while all threads are busy are made together."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from functools import partial
from typing import Any, NamedTuple, TypeVar, TypeVarTuple

from bot.delivery.store import DeliveryStore

Answer = TypeVar("Answer")
Given = TypeVarTuple("Given")


class _Asked(NamedTuple):
    call: Callable[[], Any]
    answer: asyncio.Future[Any]


class Line:
    """Everybody stands in one line before the store. It belongs to the event loop.

    A thread is woken once for all that wait, and answers all of them at once: under load that costs far less than a
    thread for each call.
    """

    def __init__(self, store: DeliveryStore) -> None:
        self._store = store
        self._lanes = self._free = store.side_by_side
        self._pool = ThreadPoolExecutor(self._lanes, "store")
        self._waiting: list[_Asked] = []

    async def ask(self, call: Callable[[*Given], Answer], *given: *Given) -> Answer:
        """Make a call of the store; what it raises is raised. RuntimeError after the end."""
        loop = asyncio.get_running_loop()
        asked = _Asked(partial(call, *given), loop.create_future())
        self._waiting.append(asked)
        loop.call_soon(self._go)  # after all others whose turn it is now: they come along
        answer: Answer = await asked.answer
        return answer

    def _go(self) -> None:
        if not self._free or not self._waiting:
            return
        share = -(-len(self._waiting) // self._lanes)
        taken, self._waiting = self._waiting[:share], self._waiting[share:]
        calls = [asked.call for asked in taken]
        try:
            made = asyncio.get_running_loop().run_in_executor(self._pool, self._store.together, calls)
        except RuntimeError as closed:
            _tell(taken, [closed] * len(taken))
        else:
            self._free -= 1
            made.add_done_callback(partial(self._made, taken))

    def _made(self, taken: Sequence[_Asked], made: asyncio.Future[Sequence[Any]]) -> None:
        self._free += 1
        self._go()
        broken = made.exception()
        _tell(taken, [broken] * len(taken) if broken else made.result())

    async def close(self) -> None:
        """Take no more calls, and wait for those that run."""
        await asyncio.to_thread(self._pool.shutdown)


def _tell(asked: Sequence[_Asked], answers: Sequence[Any]) -> None:
    """Answer those who still wait."""
    for one, answer in zip(asked, answers, strict=True):
        if one.answer.done():
            continue
        if isinstance(answer, BaseException):
            one.answer.set_exception(answer)
        else:
            one.answer.set_result(answer)
