"""Postman: rate limits, doubt, faults of the sender, and claims that are too old."""

from __future__ import annotations

import asyncio
import time
from collections.abc import Sequence
from dataclasses import replace

import pytest
from desks import BRISK, Hurry, Outside, a_desk, echo, given, open_desks, tell, until

from bot.adapters.store import Store
from bot.delivery import Held, Meter, Parcel, Receipt, Refused, Sent, Uncertain
from bot.delivery.postman import FAULTS, judged, pause

DAY = 86_400.0


def a_parcel(made: float = 0.0, attempts: int = 0) -> Parcel:
    return Parcel(1, "T:C:1", {"text": "hello"}, made, False, attempts)


def test_a_rate_limit_holds_its_conversation_as_long_as_told_and_no_other(store: Store) -> None:
    held_until = time.time() + 1.5
    outside = Outside(Held(held_until))

    async def scene() -> None:
        desk = a_desk(store, outside=outside)
        async with open_desks(desk):
            await tell(desk, "a", "b")
            await until(lambda: outside.taken)
            await tell(desk, "c", conversation="T:C:2")
            await until(lambda: len(outside.taken) == 4)

    asyncio.run(scene())

    assert outside.said() == ["1 a", "1 c", "1 a", "2 b"]
    assert outside.moments[2] >= held_until
    assert not any(parcel.in_doubt for parcel in outside.taken)


@pytest.mark.parametrize("answer", [Uncertain(0.0), ConnectionError(), TimeoutError()], ids=["said", "lost", "slow"])
def test_after_an_uncertain_answer_the_post_comes_in_doubt(store: Store, answer: Receipt | Exception) -> None:
    outside = Outside(answer)

    async def scene() -> None:
        desk = a_desk(store, outside=outside, clock=Hurry(10))
        async with open_desks(desk):
            await tell(desk, "a", "b")
            await until(lambda: len(outside.taken) == 3)

    asyncio.run(scene())

    assert outside.said() == ["1 a", "1 a", "2 b"]
    assert [parcel.in_doubt for parcel in outside.taken] == [False, True, False]


def test_a_send_that_never_answers_is_left_in_doubt_after_its_time(store: Store) -> None:
    outside, sent = Outside(), list[str]()

    class Hanging(Outside):
        async def send(self, parcel: Parcel) -> Receipt:
            if not parcel.in_doubt:
                await asyncio.sleep(3600)
            return await outside.send(parcel)

    pace = replace(BRISK, send_timeout=0.1, look_after=0.3)

    async def scene() -> None:
        desk = a_desk(store, outside=Hanging(), pace=pace, meter=Meter(sent=sent.append))
        async with open_desks(desk):
            await tell(desk, "a")
            await until(lambda: len(sent) == 2)

    asyncio.run(scene())

    assert sent == ["uncertain", "sent"]


def test_a_post_on_which_the_sender_breaks_is_given_up_and_the_next_one_goes(store: Store) -> None:
    outside = Outside(*(KeyError("text") for _ in range(FAULTS + 1)))

    async def scene() -> None:
        desk = a_desk(store, outside=outside, clock=Hurry(60), pace=replace(BRISK, look_after=0.1, send_lease=600.0))
        async with open_desks(desk):
            await tell(desk, "a", "b")
            await until(lambda: "2 b" in outside.said())

    asyncio.run(scene())

    assert outside.said() == ["1 a"] * (FAULTS + 1) + ["2 b"]


def test_a_refused_post_does_not_hold_up_the_next(store: Store) -> None:
    outside = Outside(Refused("channel_not_found"))

    async def scene() -> None:
        desk = a_desk(store, outside=outside)
        async with open_desks(desk):
            await tell(desk, "a", "b")
            await until(lambda: len(outside.taken) == 2)

    asyncio.run(scene())

    assert outside.said() == ["1 a", "2 b"]


def test_one_who_slept_since_the_claim_sends_nothing(store: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    outside, clock, sent, claim = Outside(), Hurry(), list[str](), store.claim_posts

    def asleep(owner: str, now: float, lease: float, room: int) -> Sequence[Parcel]:
        """The first claim that brings something is followed by a long sleep."""
        parcels = claim(owner, now, lease, room)
        if parcels and not sent:
            clock.ahead += BRISK.send_lease - BRISK.send_timeout + 1
        return parcels

    monkeypatch.setattr(store, "claim_posts", asleep)

    async def scene() -> None:
        desk = a_desk(store, outside=outside, clock=clock, meter=Meter(sent=sent.append))
        async with open_desks(desk):
            await tell(desk, "a")
            await until(lambda: sent)
            assert outside.taken == []
            clock.ahead += BRISK.send_timeout
            await until(lambda: outside.taken)

    asyncio.run(scene())

    assert sent == ["late", "sent"]
    assert [parcel.in_doubt for parcel in outside.taken] == [True]


def test_what_was_on_its_way_at_a_crash_gets_time_to_arrive_before_it_is_looked_for(store: Store) -> None:
    outside, pace, now = Outside(), replace(BRISK, look_after=1.0), time.time()
    store.accept(given("a"), now)
    (work,) = store.claim("me", now, 60.0, 8)
    store.commit(work, echo(work, now), now)
    assert store.claim_posts("me", now, 60.0, 8)  # and "me" dies while it is sending

    async def scene() -> None:
        async with open_desks(a_desk(store, outside=outside, pace=pace)):
            await until(lambda: outside.taken)

    began = time.time()
    asyncio.run(scene())

    assert outside.moments[0] - began >= pace.look_after
    assert outside.taken[0].in_doubt


def test_doubt_waits_longer_each_time_but_never_past_a_minute() -> None:
    waits = [judged(a_parcel(attempts=attempts), Uncertain(0.0), 100.0, DAY) for attempts in range(12)]

    assert waits[:4] == [Uncertain(101.0), Uncertain(102.0), Uncertain(104.0), Uncertain(108.0)]
    assert waits[-1] == Uncertain(160.0)
    assert pause(10_000) == 60.0


def test_doubt_waits_at_least_as_long_as_the_sender_says() -> None:
    assert judged(a_parcel(), Uncertain(150.0), 100.0, DAY) == Uncertain(150.0)


@pytest.mark.parametrize("receipt", [Held(DAY + 5), Uncertain(DAY + 5)])
def test_what_still_fails_after_a_day_is_given_up(receipt: Receipt) -> None:
    assert isinstance(judged(a_parcel(), receipt, DAY + 1, DAY), Refused)
    assert not isinstance(judged(a_parcel(), receipt, DAY - 1, DAY), Refused)


def test_what_arrived_late_arrived() -> None:
    assert judged(a_parcel(), Sent("C", "1"), 10 * DAY, DAY) == Sent("C", "1")
