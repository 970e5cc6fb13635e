"""What waits is counted, what is due next is known, and what nobody needs any more is swept."""

from __future__ import annotations

from sqlalchemy import func, select

from bot.adapters.store import Store
from bot.adapters.store.tables import conversation, inbox, outbox
from bot.delivery import Input, Post, Refused, Result, Timer, Work


def dealt_with(store: Store, key: str, result: Result, talk: str = "talk", now: float = 20.0) -> None:
    store.accept(Input(talk, key, {}), now)
    assert store.commit(claimed(store, now), result, now)


def claimed(store: Store, now: float) -> Work:
    (work,) = store.claim("me", now, 10.0, 1)
    return work


def sizes(store: Store) -> tuple[int, int, int]:
    """How many conversations, inputs and posts there are in the tables."""
    with store.engine.begin() as tx:
        counts = [tx.execute(select(func.count()).select_from(table)) for table in (conversation, inbox, outbox)]
        conversations, inputs, posts = (count.scalar_one() for count in counts)
    return conversations, inputs, posts


def test_an_empty_store_waits_for_nothing(store: Store) -> None:
    assert store.next_due(20.0) is None
    assert store.backlog(20.0) == (0, 0)


def test_next_is_whatever_falls_due_first(store: Store) -> None:
    dealt_with(store, "e1", Result({}, timers=(Timer("nudge", 60.0, {}),)), "a")
    assert store.next_due(20.0) == 60.0

    dealt_with(store, "e2", Result({}, posts=(Post({}, at=50.0), Post({}, at=10.0))), "b")
    assert store.next_due(20.0) == 50.0

    store.accept(Input("c", "e3", {}), 30.0)
    assert store.next_due(31.0) == 30.0


def test_what_is_leased_is_due_when_the_lease_runs_out(store: Store) -> None:
    store.accept(Input("a", "e1", {}), 20.0)
    claimed(store, 20.0)

    assert store.next_due(21.0) == 30.0


def test_the_backlog_counts_what_could_be_done_now(store: Store) -> None:
    dealt_with(store, "e1", Result({}, posts=(Post({}), Post({}, at=99.0))))
    store.accept(Input("talk", "e2", {}), 21.0)
    store.accept(Input("another", "e3", {}), 21.0)

    assert store.backlog(22.0) == (2, 1)


def test_a_sweep_forgets_what_was_done_before_the_moment(store: Store) -> None:
    dealt_with(store, "old", Result({"n": 1}), now=20.0)
    dealt_with(store, "new", Result({"n": 2}), now=40.0)

    store.sweep(30.0)

    assert sizes(store) == (1, 1, 0)
    assert store.accept(Input("talk", "old", {}), 41.0)
    assert not store.accept(Input("talk", "new", {}), 41.0)


def test_a_sweep_forgets_what_was_set_aside_and_refused(store: Store) -> None:
    dealt_with(store, "e1", Result(None, posts=(Post({}),)))
    (parcel,) = store.claim_posts("me", 21.0, 10.0, 1)
    store.settle(parcel, Refused("gone"), 21.0)
    store.accept(Input("talk", "e2", {}), 22.0)
    store.fail(claimed(store, 22.0), "broken", None, 22.0)
    assert sizes(store) == (1, 2, 1)

    store.sweep(30.0)

    assert sizes(store) == (0, 0, 0)


def test_a_sweep_leaves_everything_that_is_not_done(store: Store) -> None:
    dealt_with(store, "a", Result({"state": 1}), "with a state")
    dealt_with(store, "b", Result(None, timers=(Timer("nudge", 99.0, {}),)), "with a timer")
    dealt_with(store, "c", Result(None, posts=(Post({}),)), "with a post")
    store.accept(Input("with an input", "d", {}), 20.0)

    store.sweep(1000.0)

    assert sizes(store) == (4, 1, 1)
    assert claimed(store, 1000.0).cause == Input("with an input", "d", {})


def test_a_sweep_of_very_much_sweeps_it_all(store: Store) -> None:
    with store.engine.begin() as tx:
        rows = [{"conversation": "talk", "key": f"e{number}", "at": 1.0, "done_at": 2.0} for number in range(10_001)]
        tx.execute(inbox.insert(), rows)

    store.sweep(3.0)

    assert sizes(store) == (0, 0, 0)
