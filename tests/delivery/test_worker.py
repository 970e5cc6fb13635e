"""Worker: failures, set-asides, leases."""

from __future__ import annotations

import asyncio
import logging
import time
from collections import Counter
from dataclasses import replace

import pytest
from desks import BRISK, Hurry, Outside, a_desk, echo, given, open_desks, post, tell, until

from bot.adapters.store import Store
from bot.delivery import Meter, Result, Work

SECRET = "my cat died"


class Poison:
    """Breaks on a word, so many times; echoes the rest."""

    def __init__(self, times: int = 1000) -> None:
        self.left = times
        self.tries: list[float] = []

    def __call__(self, work: Work, now: float) -> Result:
        if "poison" in str(work.cause.payload):
            self.tries.append(now)
            self.left -= 1
            if self.left >= 0:
                raise ValueError(SECRET)
        return echo(work, now)


def test_a_play_that_fails_is_tried_again_later_and_what_is_behind_it_waits(store: Store) -> None:
    outside, play = Outside(), Poison(times=2)

    async def scene() -> None:
        desk = a_desk(store, play, outside, clock=Hurry(10))
        async with open_desks(desk):
            await tell(desk, "poison", "b")
            await until(lambda: len(outside.taken) == 2)

    asyncio.run(scene())

    assert outside.said() == ["1 poison", "2 b"]
    first, second, third = play.tries
    assert second - first >= 1
    assert third - second >= 4


def test_after_three_failures_an_input_is_set_aside_and_the_talk_goes_on(store: Store) -> None:
    outside, play, failed = Outside(), Poison(), list[bool]()

    async def scene() -> None:
        desk = a_desk(store, play, outside, clock=Hurry(10), meter=Meter(failed=failed.append))
        async with open_desks(desk):
            await tell(desk, "a", "poison", "b")
            await until(lambda: len(outside.taken) == 2)

    asyncio.run(scene())

    assert outside.said() == ["1 a", "2 b"]
    assert len(play.tries) == 3
    assert failed == [False, False, True]


def test_the_conversation_can_be_told_of_what_was_set_aside(store: Store) -> None:
    outside = Outside()

    def on_given_up(work: Work, _now: float) -> Result:
        return Result(work.state, (post("sorry, say that again"),))

    async def scene() -> None:
        desk = a_desk(store, Poison(), outside, clock=Hurry(10), on_given_up=on_given_up)
        async with open_desks(desk):
            await tell(desk, "a", "poison", "b")
            await until(lambda: len(outside.taken) == 3)

    asyncio.run(scene())

    assert outside.said() == ["1 a", "sorry, say that again", "2 b"]


def test_when_telling_fails_too_the_talk_still_goes_on(store: Store) -> None:
    outside = Outside()

    def on_given_up(_work: Work, _now: float) -> Result:
        raise RuntimeError(SECRET)

    async def scene() -> None:
        desk = a_desk(store, Poison(), outside, clock=Hurry(10), on_given_up=on_given_up)
        async with open_desks(desk):
            await tell(desk, "poison", "b")
            await until(lambda: outside.said() == ["1 b"])

    asyncio.run(scene())

    assert outside.said() == ["1 b"]


def test_a_result_that_cannot_be_written_is_a_failure_of_the_play(store: Store) -> None:
    outside = Outside()

    def play(work: Work, now: float) -> Result:
        return Result({"a set": {1}}) if "odd" in str(work.cause.payload) else echo(work, now)

    async def scene() -> None:
        desk = a_desk(store, play, outside, clock=Hurry(10))
        async with open_desks(desk):
            await tell(desk, "odd", "b")
            await until(lambda: outside.said() == ["1 b"])

    asyncio.run(scene())

    assert outside.said() == ["1 b"]


def test_what_kills_every_process_that_plays_it_is_set_aside_unplayed(store: Store) -> None:
    outside, play = Outside(), Poison()
    store.accept(given("poison"), time.time())
    store.accept(given("b"), time.time())
    for _ in range(BRISK.claims):
        assert store.claim("a process that dies", time.time(), 60.0, 8)
        store.release("a process that dies", time.time())

    async def scene() -> None:
        async with open_desks(a_desk(store, play, outside)):
            await until(lambda: outside.said() == ["1 b"])

    asyncio.run(scene())

    assert play.tries == []


def test_the_log_says_where_it_broke_and_nothing_that_anybody_said(
    store: Store, caplog: pytest.LogCaptureFixture
) -> None:
    async def scene() -> None:
        outside = Outside()
        desk = a_desk(store, Poison(times=1), outside, clock=Hurry(10))
        async with open_desks(desk):
            await tell(desk, f"poison {SECRET}")
            await until(lambda: outside.taken)

    with caplog.at_level(logging.INFO):
        asyncio.run(scene())

    (record,) = [one for one in caplog.records if one.levelno >= logging.ERROR]
    assert vars(record)["conversation"] == "T:C:1"
    assert "in __call__" in record.getMessage()
    assert "ValueError" in record.getMessage()
    assert SECRET not in record.getMessage()


def test_a_play_that_takes_longer_than_the_lease_keeps_it(store: Store) -> None:
    outside, played = Outside(), Counter[str]()
    short = replace(BRISK, lease=1.5)

    def play(work: Work, now: float) -> Result:
        played[work.cause.payload["text"]] += 1
        time.sleep(3.0)
        return echo(work, now)

    async def scene() -> None:
        desk, other = (a_desk(store, play, outside, owner=owner, pace=short) for owner in ("one", "other"))
        async with open_desks(desk, other):
            await tell(desk, "a")
            await until(lambda: outside.taken)

    asyncio.run(scene())

    assert outside.said() == ["1 a"]
    assert played == {"a": 1}


def test_the_result_of_one_who_lost_the_lease_is_dropped(store: Store) -> None:
    outside, clock = Outside(), Hurry()

    def overslept(work: Work, now: float) -> Result:
        """While this plays, the lease runs out and somebody else deals with the input."""
        (taken,) = store.claim("somebody else", now + BRISK.lease + 1, 60.0, 8)
        assert store.commit(taken, echo(taken, now), now)
        return Result({"count": 99}, (post("too late"),))

    async def scene() -> None:
        desk = a_desk(store, overslept, outside, clock=clock)
        async with open_desks(desk):
            await tell(desk, "a")
            await until(lambda: outside.taken)

    asyncio.run(scene())

    assert outside.said() == ["1 a"]


def test_a_store_that_fails_for_a_while_ends_nothing(store: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    outside, claim, left = Outside(), store.claim, [3]

    def failing(owner: str, now: float, lease: float, room: int) -> object:
        left[0] -= 1
        if left[0] >= 0:
            raise OSError(SECRET)
        return claim(owner, now, lease, room)

    monkeypatch.setattr(store, "claim", failing)

    async def scene() -> None:
        desk = a_desk(store, outside=outside)
        async with open_desks(desk):
            await tell(desk, "a")
            await until(lambda: outside.said() == ["1 a"])

    asyncio.run(scene())

    assert left[0] < 0
