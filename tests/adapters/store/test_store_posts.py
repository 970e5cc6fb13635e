"""What goes out goes out in order, and nothing that may have arrived is sent again without a look."""

from __future__ import annotations

from collections.abc import Sequence

import pytest

from bot.adapters.store import Store
from bot.delivery import Held, Input, Parcel, Post, Refused, Result, Sent, Settled, Uncertain

TALK = "T1:C1:100.1"


def posted(store: Store, *posts: Post, talk: str = TALK, withdraw: tuple[str, ...] = (), now: float = 20.0) -> None:
    """Let a turn of the conversation bring these posts."""
    store.accept(Input(talk, f"{talk}:{posts}:{withdraw}", {}), now)
    (work,) = store.claim("me", now, 10.0, 1)
    assert store.commit(work, Result({}, posts=posts, withdraw=withdraw), now)


def line(number: int, at: float = 0.0) -> Post:
    return Post({"line": number}, at=at, tag=f"line {number}")


def taken(store: Store, now: float, room: int = 5, owner: str = "me") -> Sequence[Parcel]:
    return store.claim_posts(owner, now, 10.0, room)


def the_parcel(store: Store, now: float) -> Parcel:
    (parcel,) = taken(store, now)
    return parcel


def sent(store: Store, now: float) -> list[int]:
    """Send everything that can be sent at a moment; the numbers of the lines in order."""
    lines: list[int] = []
    while parcels := taken(store, now):
        for parcel in parcels:
            lines.append(parcel.body["line"])
            store.settle(parcel, Sent(), now)
    return lines


def test_posts_go_out_one_by_one_in_the_order_they_were_made(store: Store) -> None:
    posted(store, line(1), line(2), line(3))

    first = the_parcel(store, 21.0)

    assert (first.body, first.in_doubt, first.attempts, first.made) == ({"line": 1}, False, 0, 20.0)
    assert taken(store, 21.0) == ()
    store.settle(first, Sent("C1", "1.1"), 22.0)
    assert sent(store, 22.0) == [2, 3]


def test_a_post_waits_for_its_moment_and_those_behind_it_wait_too(store: Store) -> None:
    posted(store, line(1), line(2, at=30.0), line(3))

    assert sent(store, 21.0) == [1]
    assert store.next_due(21.0) == 30.0
    assert sent(store, 29.9) == []
    assert sent(store, 30.0) == [2, 3]


def test_conversations_do_not_wait_for_each_other(store: Store) -> None:
    posted(store, line(1, at=99.0))
    posted(store, line(2), talk="another")
    posted(store, line(3), talk="a third")

    assert [parcel.body["line"] for parcel in taken(store, 21.0)] == [2, 3]


def test_no_more_are_taken_than_there_is_room_for(store: Store) -> None:
    for number in range(4):
        posted(store, line(number), talk=f"talk {number}")

    assert taken(store, 21.0, room=0) == ()
    assert len(taken(store, 21.0, room=3)) == 3
    assert len(taken(store, 21.0, room=3)) == 1


def test_a_post_whose_sender_died_comes_back_in_doubt(store: Store) -> None:
    posted(store, line(1), line(2))
    the_parcel(store, 21.0)

    assert taken(store, 30.9) == ()
    again = the_parcel(store, 31.0)
    assert again.in_doubt
    assert again.attempts == 1


def test_an_owner_who_comes_back_gets_its_posts_at_once_and_in_doubt(store: Store) -> None:
    posted(store, line(1))
    the_parcel(store, 21.0)

    store.release("another", 22.0)
    assert taken(store, 22.0) == ()
    store.release("me", 22.0)
    assert the_parcel(store, 22.0).in_doubt


def test_a_post_that_is_held_comes_back_without_doubt(store: Store) -> None:
    posted(store, line(1), line(2))

    store.settle(the_parcel(store, 21.0), Held(25.0), 21.0)

    assert taken(store, 24.9) == ()
    again = the_parcel(store, 25.0)
    assert not again.in_doubt
    assert again.attempts == 1


def test_a_post_that_was_in_doubt_before_it_was_held_stays_in_doubt(store: Store) -> None:
    posted(store, line(1))
    store.settle(the_parcel(store, 21.0), Uncertain(25.0), 21.0)

    store.settle(the_parcel(store, 25.0), Held(30.0), 25.0)

    assert the_parcel(store, 30.0).in_doubt


def test_an_uncertain_post_comes_back_in_doubt_before_those_behind_it(store: Store) -> None:
    posted(store, line(1), line(2))

    store.settle(the_parcel(store, 21.0), Uncertain(25.0), 21.0)

    assert taken(store, 24.9) == ()
    again = the_parcel(store, 25.0)
    assert again.in_doubt
    store.settle(again, Sent(), 25.0)
    assert sent(store, 25.0) == [2]


def test_a_refused_post_lets_the_next_one_through(store: Store) -> None:
    posted(store, line(1), line(2))

    store.settle(the_parcel(store, 21.0), Refused("channel_not_found"), 21.0)

    assert sent(store, 21.0) == [2]
    assert store.backlog(99.0) == (0, 0)


def test_who_wanted_a_receipt_hears_of_a_refusal_too(store: Store) -> None:
    posted(store, Post({"card": 1}, tag="card", receipt=True))

    store.settle(the_parcel(store, 21.0), Refused("not_in_channel"), 21.0)

    (work,) = store.claim("me", 22.0, 10.0, 5)
    assert isinstance(work.cause, Input)
    assert work.cause.payload == {"refused": "card", "why": "not_in_channel"}


@pytest.mark.parametrize("stale", [Held(22.0), Uncertain(22.0), Refused("gone")])
def test_only_the_last_sender_knows_where_a_post_stands(store: Store, stale: Held | Uncertain | Refused) -> None:
    posted(store, line(1))
    asleep = the_parcel(store, 21.0)
    awake = the_parcel(store, 31.0)

    store.settle(asleep, stale, 32.0)

    assert taken(store, 33.0) == ()
    store.settle(awake, Sent(), 33.0)
    assert taken(store, 99.0) == ()


def test_that_a_post_arrived_is_true_whoever_says_so(store: Store) -> None:
    posted(store, line(1), line(2))
    asleep = the_parcel(store, 21.0)
    awake = the_parcel(store, 31.0)

    store.settle(asleep, Sent(), 32.0)

    assert [parcel.body["line"] for parcel in taken(store, 32.0)] == [2]
    store.settle(awake, Uncertain(40.0), 33.0)
    assert taken(store, 41.0) == ()


def test_a_receipt_comes_as_an_input_once(store: Store) -> None:
    posted(store, Post({"card": 1}, tag="card", receipt=True))
    parcel = the_parcel(store, 21.0)

    store.settle(parcel, Sent("C1", "100.1"), 22.0)
    store.settle(parcel, Sent("C1", "100.1"), 22.0)

    (work,) = store.claim("me", 22.0, 10.0, 5)
    assert work.cause == Input(TALK, f"post:{parcel.id}", {"posted": "card", "channel": "C1", "ts": "100.1"})
    store.commit(work, Result({}), 22.0)
    assert store.claim("me", 99.0, 10.0, 5) == ()


def test_a_number_of_a_post_never_comes_back(store: Store) -> None:
    """A receipt's key has the number in it: a second post of that number would never be heard of."""
    posted(store, line(1))
    first = the_parcel(store, 21.0)
    store.settle(first, Sent(), 21.0)

    posted(store, line(2))

    assert the_parcel(store, 21.0).id > first.id


def test_posts_are_withdrawn_by_their_tag_as_long_as_nobody_has_begun_to_send_them(store: Store) -> None:
    posted(store, line(1), line(2), line(3))
    posted(store, line(2), talk="another")
    on_its_way = the_parcel_of(store, TALK)

    posted(store, line(4), withdraw=("line 1", "line 2"), now=22.0)

    store.settle(on_its_way, Sent(), 23.0)
    assert sent(store, 23.0) == [3, 4]
    assert sent(store, 99.0) == [2]


def the_parcel_of(store: Store, talk: str) -> Parcel:
    return next(parcel for parcel in taken(store, 21.0) if parcel.conversation == talk)


def test_a_post_of_the_same_result_is_not_withdrawn(store: Store) -> None:
    posted(store, line(1), withdraw=("line 1",))

    assert sent(store, 21.0) == [1]


def test_settling_tells_what_waits_behind_a_post(store: Store) -> None:
    posted(store, line(1), Post({"line": 2}, tag="line 2", receipt=True), line(3, at=90.0))

    first = store.settle(the_parcel(store, 21.0), Sent(), 21.0)
    held = store.settle(the_parcel(store, 22.0), Held(23.0), 22.0)
    second = store.settle(the_parcel(store, 23.0), Sent("C1", "1.2"), 24.0)
    third = store.settle(the_parcel(store, 90.0), Sent(), 90.0)

    assert (first, held) == (Settled(heard=False, more=True), Settled(heard=False, more=False))
    assert (second, third) == (Settled(heard=True, more=False), Settled(heard=False, more=False))
