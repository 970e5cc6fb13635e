"""A lease is the right to deal with one thing; whoever lost it keeps nothing."""

from __future__ import annotations

from bot.adapters.store import Store
from bot.delivery import Input, Post, Result, Timer, Work

TALK = "T1:C1:100.1"


def claimed(store: Store, owner: str, now: float) -> Work:
    (work,) = store.claim(owner, now, 10.0, 5)
    return work


def begun(store: Store) -> Work:
    store.accept(Input(TALK, "e1", {}), 10.0)
    return claimed(store, "first", 20.0)


def test_a_lease_that_ran_out_is_taken_over_and_the_attempt_counted(store: Store) -> None:
    begun(store)

    assert store.claim("second", 29.9, 10.0, 5) == ()
    assert claimed(store, "second", 30.0).attempts == 1


def test_the_commit_of_a_lost_lease_keeps_nothing(store: Store) -> None:
    stale = begun(store)
    fresh = claimed(store, "second", 31.0)
    everything = Result(
        {"from": "stale"},
        posts=(Post({"from": "stale"}),),
        timers=(Timer("nudge", 40.0, {}),),
        forward=(Input("elsewhere", "f1", {}),),
    )

    assert not store.commit(stale, everything, 32.0)

    assert store.commit(fresh, Result({"from": "fresh"}), 33.0)
    assert store.claim_posts("me", 100.0, 10.0, 5) == ()
    assert store.claim("me", 100.0, 10.0, 5) == ()
    assert not store.commit(stale, everything, 34.0)
    assert store.next_due(34.0) is None


def test_the_failure_of_a_lost_lease_changes_nothing(store: Store) -> None:
    stale = begun(store)
    fresh = claimed(store, "second", 31.0)

    assert not store.fail(stale, "too late", None, 32.0)
    assert not store.fail(stale, "too late", 40.0, 32.0)
    assert store.commit(fresh, Result({}), 33.0)


def test_a_lease_that_ran_out_but_was_not_taken_still_counts(store: Store) -> None:
    late = begun(store)

    assert store.commit(late, Result({"n": 1}), 99.0)


def test_renewing_keeps_others_away(store: Store) -> None:
    work = begun(store)

    store.renew([work.lease], 50.0)

    assert store.claim("second", 49.0, 10.0, 5) == ()
    assert claimed(store, "second", 50.0)


def test_renewing_after_the_commit_does_not_lease_again(store: Store) -> None:
    """A renewer that comes too late must not put the conversation to sleep."""
    work = begun(store)
    store.commit(work, Result({}), 21.0)

    store.renew([work.lease], 99.0)

    store.accept(Input(TALK, "e2", {}), 22.0)
    assert claimed(store, "second", 22.0)


def test_renewing_a_lost_lease_changes_nothing(store: Store) -> None:
    stale = begun(store)
    claimed(store, "second", 31.0)

    store.renew([stale.lease], 99.0)

    assert claimed(store, "third", 41.0)


def test_renewing_nothing_keeps_no_lease_longer(store: Store) -> None:
    begun(store)

    store.renew([], 99.0)

    assert claimed(store, "third", 41.0)


def test_an_owner_who_comes_back_frees_what_it_held_at_once(store: Store) -> None:
    stale = begun(store)

    store.release("first", 21.0)

    assert claimed(store, "first", 21.0).attempts == 1
    assert not store.commit(stale, Result({}), 22.0)


def test_a_released_lease_is_no_lease_any_more(store: Store) -> None:
    work = begun(store)
    store.release("first", 21.0)

    assert not store.commit(work, Result({}), 22.0)


def test_releasing_leaves_others_alone(store: Store) -> None:
    begun(store)

    store.release("second", 21.0)

    assert store.claim("second", 22.0, 10.0, 5) == ()
