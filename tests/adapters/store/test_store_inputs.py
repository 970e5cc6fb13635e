"""What comes in is kept once, in order, and dealt with one thing at a time."""

from __future__ import annotations

import multiprocessing
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor

from sqlalchemy import select

from bot.adapters.store import Store, open_store
from bot.adapters.store.tables import inbox
from bot.delivery import Input, Result, Timer, Work

TALK = "T1:C1:100.1"


def said(key: str, talk: str = TALK) -> Input:
    return Input(talk, key, {"text": f"message {key}"})


def the_work(store: Store, now: float = 50.0) -> Work:
    (work,) = store.claim("me", now, 10.0, 5)
    return work


def keys(found: Sequence[Work]) -> list[str]:
    return [work.cause.key for work in found if isinstance(work.cause, Input)]


def drained(store: Store, now: float = 1000.0) -> list[str]:
    """The keys of all inputs, in the order in which they are dealt with."""
    done: list[str] = []
    while found := store.claim("me", now, 10.0, 20):
        done += keys(found)
        assert all(store.commit(work, Result({}), now) for work in found)
    return done


def test_an_input_comes_back_as_it_was_given(store: Store) -> None:
    strange = Input(TALK, "e1", {"text": "NUL \x00, half an emoji \ud83d, “é” and \u2028", "n": [1, 2.5, None, True]})

    assert store.accept(strange, 10.0)

    work = the_work(store)
    assert work.cause == strange
    assert work.state is None
    assert work.attempts == 0


def test_the_same_key_is_accepted_once(store: Store) -> None:
    assert store.accept(said("e1"), 10.0)

    assert not store.accept(said("e1"), 11.0)
    assert not store.accept(said("e1", "T1:C1:another"), 11.0)
    assert drained(store) == ["e1"]


def test_a_double_is_known_after_the_first_was_dealt_with_and_wakes_nobody(store: Store) -> None:
    store.accept(said("e1"), 10.0)
    drained(store)

    assert not store.accept(said("e1"), 60.0)
    assert store.next_due(60.0) is None


def test_the_state_is_there_for_the_next_input(store: Store) -> None:
    store.accept(said("e1"), 10.0)
    assert store.commit(the_work(store), Result({"turn": 1, "words": ["ü"]}), 50.0)
    store.accept(said("e2"), 51.0)

    assert the_work(store, 52.0).state == {"turn": 1, "words": ["ü"]}


def test_what_an_input_said_is_not_kept_after_it_was_dealt_with(store: Store) -> None:
    store.accept(said("e1"), 10.0)
    drained(store)

    with store.engine.begin() as tx:
        assert tx.execute(select(inbox.c.key, inbox.c.payload)).all() == [("e1", None)]


def test_inputs_of_a_conversation_are_dealt_with_one_by_one_in_order(store: Store) -> None:
    for number in range(5):
        store.accept(said(f"e{number}"), 10.0)

    first = the_work(store)
    assert store.claim("another", 50.0, 10.0, 5) == ()
    store.commit(first, Result({}), 50.0)
    assert [first.cause, *drained(store)] == [said("e0"), "e1", "e2", "e3", "e4"]


def test_of_many_conversations_the_one_that_waits_longest_comes_first(store: Store) -> None:
    for number in (3, 1, 2):
        store.accept(said(f"e{number}", f"talk {number}"), float(number))

    assert keys(store.claim("me", 50.0, 10.0, 2)) == ["e1", "e2"]
    assert keys(store.claim("me", 50.0, 10.0, 2)) == ["e3"]
    assert store.claim("me", 50.0, 10.0, 0) == ()


def test_threads_that_accept_at_once_lose_nothing_and_each_keeps_its_order(store: Store) -> None:
    def accept(thread: int) -> list[bool]:
        return [store.accept(said(f"{thread}:{number:02}"), 10.0) for number in range(25)]

    with ThreadPoolExecutor(6) as threads:
        assert all(all(kept) for kept in threads.map(accept, range(6)))

    done = drained(store)
    assert len(done) == len(set(done)) == 150
    for thread in range(6):
        mine = [key for key in done if key.startswith(f"{thread}:")]
        assert mine == sorted(mine)


def test_threads_that_accept_the_same_input_at_once_keep_it_once(store: Store) -> None:
    with ThreadPoolExecutor(6) as threads:
        kept = list(threads.map(lambda _: store.accept(said("e1"), 10.0), range(12)))

    assert sorted(kept) == [False] * 11 + [True]


def test_an_input_accepted_during_a_turn_is_seen_after_it(store: Store) -> None:
    """The commit looks for waiting inputs while others accept: none may be overlooked."""

    def accept(thread: int) -> None:
        for number in range(20):
            store.accept(said(f"{thread}:{number}"), 10.0)

    done: list[str] = []
    with ThreadPoolExecutor(3) as threads:
        running = [threads.submit(accept, thread) for thread in range(3)]
        while not all(one.done() for one in running):
            done += drained(store)
    assert len([*done, *drained(store)]) == 60


def test_threads_that_claim_at_once_never_share_a_conversation(store: Store) -> None:
    for number in range(60):
        store.accept(said(f"e{number}", f"talk {number}"), 10.0)

    def claim(owner: int) -> list[str]:
        return [key for _ in range(6) for key in keys(store.claim(str(owner), 50.0, 10.0, 4))]

    with ThreadPoolExecutor(6) as threads:
        taken = [key for mine in threads.map(claim, range(6)) for key in mine]
    assert len(taken) == len(set(taken)) == 60


def claim_elsewhere(url: str, owner: str) -> list[str]:
    store = open_store(url)
    try:
        return [key for _ in range(20) for key in keys(store.claim(owner, 50.0, 10.0, 2))]
    finally:
        store.close()


def test_processes_that_claim_at_once_never_share_a_conversation(store: Store, database_url: str) -> None:
    for number in range(40):
        store.accept(said(f"e{number}", f"talk {number}"), 10.0)

    with multiprocessing.get_context("spawn").Pool(2) as processes:
        taken = processes.starmap(claim_elsewhere, [(database_url, "a"), (database_url, "b")])

    assert len(taken[0]) + len(taken[1]) == 40
    assert len({*taken[0], *taken[1]}) == 40


def test_an_input_goes_before_a_timer_that_fell_due_at_the_same_time(store: Store) -> None:
    store.accept(said("e1"), 10.0)
    store.commit(the_work(store), Result({}, timers=(Timer("nudge", 60.0, {}),)), 50.0)
    store.accept(said("e2"), 60.0)

    work = the_work(store, 60.0)
    assert work.cause == said("e2")
    store.commit(work, Result({}, cancel=("nudge",)), 60.0)
    assert store.claim("me", 1000.0, 10.0, 5) == ()
