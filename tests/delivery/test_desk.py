"""Desk: what is accepted is dealt with once and in order, and what that brings is sent."""

from __future__ import annotations

import asyncio
import time
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from threading import Event, Lock

import pytest
from desks import BRISK, Outside, a_desk, echo, given, open_desks, post, tell, until

from bot.adapters.store import Store
from bot.delivery import Input, Meter, Pace, Result, Timer, Work


def test_inputs_of_a_conversation_are_dealt_with_in_their_order(store: Store) -> None:
    outside = Outside()

    async def scene() -> None:
        desk = a_desk(store, outside=outside)
        async with open_desks(desk):
            await tell(desk, *"abcdefgh")
            await until(lambda: len(outside.taken) == 8)

    asyncio.run(scene())

    assert outside.said() == [f"{number} {text}" for number, text in enumerate("abcdefgh", 1)]


def test_an_input_that_comes_twice_is_dealt_with_once(store: Store) -> None:
    outside, known = Outside(), list[bool]()

    async def scene() -> None:
        desk = a_desk(store, outside=outside, meter=Meter(accepted=known.append))
        async with open_desks(desk):
            await asyncio.gather(*(tell(desk, "a") for _ in range(5)))
            await tell(desk, "b")
            await until(lambda: "2 b" in outside.said())

    asyncio.run(scene())

    assert outside.said() == ["1 a", "2 b"]
    assert Counter(known) == {True: 2, False: 4}


def test_a_slow_conversation_does_not_hold_up_another(store: Store) -> None:
    outside, other_is_done = Outside(), Event()

    def play(work: Work, now: float) -> Result:
        if work.lease.conversation == "T:C:slow":
            assert other_is_done.wait(10)
        return echo(work, now)

    async def scene() -> None:
        desk = a_desk(store, play, outside)
        async with open_desks(desk):
            await tell(desk, "a", conversation="T:C:slow")
            await tell(desk, "b", conversation="T:C:fast")
            await until(lambda: outside.said("T:C:fast"))
            other_is_done.set()
            await until(lambda: outside.said("T:C:slow"))

    asyncio.run(scene())


class Watch:
    """Sees what is played at once."""

    def __init__(self) -> None:
        self.played = Counter[str]()
        self.at_once = 0
        self._inside = Counter[str]()
        self._lock = Lock()

    @contextmanager
    def over(self, work: Work) -> Iterator[None]:
        with self._lock:
            self.played[work.cause.key if isinstance(work.cause, Input) else work.cause.name] += 1
            self._inside[work.lease.conversation] += 1
            self.at_once = max(self.at_once, *self._inside.values())
        yield
        with self._lock:
            self._inside[work.lease.conversation] -= 1


def test_two_desks_over_one_database_never_deal_with_a_conversation_at_the_same_time(store: Store) -> None:
    outside, watch = Outside(), Watch()

    def play(work: Work, now: float) -> Result:
        with watch.over(work):
            time.sleep(0.002)
            return echo(work, now)

    async def scene() -> None:
        desks = [a_desk(store, play, outside, owner=owner) for owner in ("one", "other")]
        async with open_desks(*desks):
            for text in "abc":
                await asyncio.gather(*(tell(desks[n % 2], text, conversation=f"T:C:{n}") for n in range(10)))
            await until(lambda: len(outside.taken) == 30)

    asyncio.run(scene())

    assert set(watch.played.values()) == {1}
    assert watch.at_once == 1
    assert all(outside.said(f"T:C:{n}") == ["1 a", "2 b", "3 c"] for n in range(10))


def nudging(work: Work, now: float) -> Result:
    """Nudges once after a second of silence; a farewell takes the timer away."""
    match work.cause:
        case Timer():
            return Result(work.state, (post(f"nudge after {work.cause.payload['after']}"),))
        case Input(payload={"text": "bye"}):
            return Result(work.state, (post("bye"),), cancel=("silence",))
    return Result({}, (), timers=(Timer("silence", now + 0.4, {"after": work.cause.payload["text"]}),))


def test_a_timer_fires_after_a_silence_and_only_after_the_last_input(store: Store) -> None:
    outside = Outside()

    async def scene() -> None:
        desk = a_desk(store, nudging, outside)
        async with open_desks(desk):
            await tell(desk, "a")
            await tell(desk, "b")
            await tell(desk, "left", "bye", conversation="T:C:2")
            await until(lambda: outside.said("T:C:1"))
            await asyncio.sleep(0.3)

    asyncio.run(scene())

    assert outside.said("T:C:1") == ["nudge after b"]
    assert outside.said("T:C:2") == ["bye"]


def test_a_timer_that_fell_due_while_nobody_was_there_fires_at_the_next_start(store: Store) -> None:
    outside = Outside()

    async def first() -> None:
        desk = a_desk(store, nudging)
        async with open_desks(desk):
            await tell(desk, "a")

    async def later() -> None:
        desk = a_desk(store, nudging, outside, owner="successor")
        async with open_desks(desk):
            await until(lambda: outside.taken)

    asyncio.run(first())
    time.sleep(0.5)
    asyncio.run(later())

    assert outside.said() == ["nudge after a"]


def test_a_receipt_comes_back_and_can_be_forwarded(store: Store) -> None:
    outside = Outside()

    def play(work: Work, now: float) -> Result:
        match work.cause:
            case Input(payload={"posted": tag, "ts": ts}):
                return Result({}, forward=(Input("T:C:child", f"begin:{ts}", {"text": f"{tag} is at {ts}"}),))
            case Input(conversation="launch"):
                return Result({}, (post("a card", tag="card", receipt=True),))
        return echo(work, now)

    async def scene() -> None:
        desk = a_desk(store, play, outside)
        async with open_desks(desk):
            await tell(desk, "start", conversation="launch")
            await until(lambda: outside.said("T:C:child"))

    asyncio.run(scene())

    assert outside.said("T:C:child") == [f"1 card is at ts-{outside.taken[0].id}"]


def test_a_stop_finishes_what_was_begun_and_leaves_the_rest_to_others_at_once(store: Store) -> None:
    outside, began, may_end = Outside(), Event(), Event()

    def play(work: Work, now: float) -> Result:
        began.set()
        assert may_end.wait(10)
        return echo(work, now)

    async def scene() -> None:
        desk = a_desk(store, play, owner="leaving")
        running = asyncio.create_task(desk.run())
        await tell(desk, "a", "b")
        await until(began.is_set)
        stopping = asyncio.create_task(desk.stop())
        await asyncio.sleep(0.05)
        assert not stopping.done()
        may_end.set()
        await asyncio.gather(stopping, running)
        successor = a_desk(store, outside=outside, owner="successor")
        async with open_desks(successor):
            await until(lambda: "2 b" in outside.said())

    asyncio.run(scene())

    assert outside.said() == ["1 a", "2 b"]


def test_what_a_crash_left_under_the_same_name_is_taken_up_at_once(store: Store) -> None:
    outside = Outside()
    store.accept(given("a"), time.time())
    assert store.claim("me", time.time(), 3600.0, 8)

    async def scene() -> None:
        async with open_desks(a_desk(store, outside=outside, owner="me")):
            await until(lambda: outside.said() == ["1 a"])

    asyncio.run(scene())


def test_an_input_that_the_store_cannot_keep_is_not_acknowledged(store: Store) -> None:
    async def scene() -> None:
        desk = a_desk(store)
        with pytest.raises(TypeError):
            await desk.accept(Input("T:C:1", "key", {"text": object()}))

    asyncio.run(scene())


def test_the_meter_sees_turns_posts_and_queues(store: Store) -> None:
    turns, sent, queues = list[float](), list[str](), list[tuple[int, int]]()
    meter = Meter(turned=turns.append, sent=sent.append, waiting=lambda *lengths: queues.append(lengths))

    async def scene() -> None:
        desk = a_desk(store, pace=BRISK, meter=meter)
        await tell(desk, "a", "b")
        async with open_desks(desk):
            await until(lambda: len(sent) == 2 and queues)

    asyncio.run(scene())

    assert len(turns) == 2
    assert all(0 <= seconds < 10 for seconds in turns)
    assert sent == ["sent", "sent"]
    assert all(inputs <= 2 and posts <= 2 for inputs, posts in queues)


def test_a_store_that_does_not_answer_at_the_start_ends_the_run_and_a_stop_does_not_wait(
    store: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    def failing(_owner: str, _now: float) -> None:
        raise OSError

    monkeypatch.setattr(store, "release", failing)

    async def scene() -> None:
        desk = a_desk(store)
        with pytest.raises(OSError):  # noqa: PT011 - nothing else can raise one
            await desk.run()
        await asyncio.wait_for(desk.stop(), 5)

    asyncio.run(scene())


def test_a_store_that_does_not_answer_at_the_end_does_not_hinder_a_stop(
    store: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    def failing(_owner: str, _now: float) -> None:
        raise OSError

    async def scene() -> None:
        desk = a_desk(store)
        async with open_desks(desk):
            await tell(desk, "a")
            monkeypatch.setattr(store, "release", failing)
        with pytest.raises(RuntimeError):  # it has stopped: nothing is accepted any more
            await tell(desk, "b")

    asyncio.run(scene())


def test_what_one_thing_brings_is_dealt_with_at_once_however_seldom_we_look(store: Store) -> None:
    outside = Outside()

    def play(work: Work, now: float) -> Result:
        if isinstance(work.cause, Timer):
            return Result({}, (post("timer"),))
        if "posted" in work.cause.payload:
            return Result({}, (post("heard"),), timers=(Timer("now", now, {}),))
        if work.cause.payload["text"] == "forwarded":
            return Result({}, (post("forwarded"),))
        return Result({}, (post("one"), post("two", receipt=True)), forward=(given("forwarded", "T:C:2"),))

    async def scene() -> None:
        desk = a_desk(store, play, outside, pace=Pace(poll=600.0))
        async with open_desks(desk):
            await tell(desk, "hello")
            await until(lambda: len(outside.taken) == 5)

    asyncio.run(scene())
    assert outside.said("T:C:1") == ["one", "two", "heard", "timer"]
    assert outside.said("T:C:2") == ["forwarded"]
