"""What dealing with one thing brings is kept whole or not at all; what fails is tried again or set aside."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest
from sqlalchemy import select
from sqlalchemy.exc import IntegrityError

from bot.adapters.store import Store
from bot.adapters.store.tables import inbox
from bot.delivery import Input, Post, Result, Timer, Work
from bot.training.archive import MarkRecord

TALK = "T1:C1:100.1"
MARK_OF_NOTHING = MarkRecord("no such practice", "U9", 1, "good", datetime(2026, 1, 1, tzinfo=UTC))


def claimed(store: Store, now: float) -> Work:
    (work,) = store.claim("me", now, 10.0, 5)
    return work


def begun(store: Store, now: float = 20.0, key: str = "e1") -> Work:
    store.accept(Input(TALK, key, {"text": "hallo"}), now)
    return claimed(store, now)


def test_an_error_in_the_middle_of_a_commit_keeps_nothing(store: Store) -> None:
    work = begun(store)
    broken = Result(
        {"n": 1},
        posts=(Post({"n": 1}),),
        timers=(Timer("nudge", 30.0, {}),),
        forward=(Input("elsewhere", "f1", {}),),
        records=(MARK_OF_NOTHING,),
    )

    with pytest.raises(IntegrityError):
        store.commit(work, broken, 21.0)

    assert store.claim_posts("me", 99.0, 10.0, 5) == ()
    again = claimed(store, 99.0)
    assert (again.cause, again.state, again.attempts) == (work.cause, None, 1)
    assert store.claim("me", 99.0, 10.0, 5) == ()


@pytest.mark.parametrize("state", [{"n": object()}, {"n": {1, 2}}])
def test_a_state_that_is_no_json_is_an_error_and_keeps_nothing(store: Store, state: dict[str, object]) -> None:
    work = begun(store)

    with pytest.raises(TypeError):
        store.commit(work, Result(state), 21.0)

    assert store.commit(work, Result({"n": 1}), 22.0)


def test_an_input_for_another_conversation_is_accepted_with_the_commit(store: Store) -> None:
    forwarded = Input("elsewhere", "f1", {"begin": True})

    assert store.commit(begun(store), Result({}, forward=(forwarded,)), 21.0)

    assert claimed(store, 21.0).cause == forwarded


def test_an_input_forwarded_twice_is_dealt_with_once(store: Store) -> None:
    forwarded = Input("elsewhere", "f1", {})
    store.commit(begun(store), Result({}, forward=(forwarded,)), 21.0)
    store.commit(claimed(store, 21.0), Result({}), 21.0)

    assert store.commit(begun(store, key="e2"), Result({}, forward=(forwarded,)), 22.0)

    assert store.claim("me", 99.0, 10.0, 5) == ()
    assert store.next_due(99.0) is None


def test_a_conversation_can_forward_to_itself(store: Store) -> None:
    forwarded = Input(TALK, "f1", {})

    store.commit(begun(store), Result({}, forward=(forwarded,)), 21.0)

    assert claimed(store, 21.0).cause == forwarded


def test_a_timer_fires_when_it_is_due_and_once(store: Store) -> None:
    store.commit(begun(store), Result({}, timers=(Timer("nudge", 30.0, {"step": 1}),)), 21.0)

    assert store.claim("me", 29.9, 10.0, 5) == ()
    work = claimed(store, 30.0)
    assert work.cause == Timer("nudge", 30.0, {"step": 1})
    store.commit(work, Result({}), 30.0)
    assert store.claim("me", 99.0, 10.0, 5) == ()


def test_a_timer_that_sets_itself_again_fires_again(store: Store) -> None:
    store.commit(begun(store), Result({}, timers=(Timer("nudge", 30.0, {}),)), 21.0)

    store.commit(claimed(store, 30.0), Result({}, timers=(Timer("nudge", 40.0, {}),)), 30.0)

    assert store.next_due(31.0) == 40.0
    assert claimed(store, 40.0).cause == Timer("nudge", 40.0, {})


def test_setting_a_timer_again_moves_it_and_cancelling_drops_it(store: Store) -> None:
    both = (Timer("nudge", 30.0, {}), Timer("end", 35.0, {}))
    store.commit(begun(store), Result({}, timers=both), 21.0)

    store.commit(begun(store, 22.0, "e2"), Result({}, timers=(Timer("nudge", 50.0, {}),), cancel=("end",)), 22.0)

    assert store.next_due(22.0) == 50.0
    assert claimed(store, 50.0).cause == Timer("nudge", 50.0, {})
    assert store.claim("me", 55.0, 10.0, 5) == ()


def test_a_timer_cancelled_and_set_in_one_result_is_set(store: Store) -> None:
    store.commit(begun(store), Result({}, timers=(Timer("nudge", 30.0, {}),), cancel=("nudge",)), 21.0)

    assert store.next_due(21.0) == 30.0


def test_of_two_timers_the_first_due_fires_first(store: Store) -> None:
    store.commit(begun(store), Result({}, timers=(Timer("b", 31.0, {}), Timer("a", 30.0, {}))), 21.0)

    first = claimed(store, 60.0)
    store.commit(first, Result({}), 60.0)
    second = claimed(store, 60.0)

    assert [first.cause, second.cause] == [Timer("a", 30.0, {}), Timer("b", 31.0, {})]


def test_what_fails_is_tried_again_when_it_is_time_and_nothing_overtakes_it(store: Store) -> None:
    work = begun(store)

    assert store.fail(work, "the database was busy", 30.0, 21.0)

    store.accept(Input(TALK, "e2", {}), 22.0)
    assert store.claim("me", 29.9, 10.0, 5) == ()
    assert store.next_due(22.0) == 30.0
    again = claimed(store, 30.0)
    assert again.cause == work.cause
    assert again.attempts == 1


def test_a_timer_that_fails_is_tried_again_and_inputs_go_on_meanwhile(store: Store) -> None:
    store.commit(begun(store), Result({}, timers=(Timer("nudge", 30.0, {"step": 1}),)), 21.0)
    work = claimed(store, 30.0)

    assert store.fail(work, "broken", 40.0, 30.0)

    assert store.next_due(31.0) == 40.0
    store.commit(begun(store, 32.0, "e2"), Result({}), 32.0)
    again = claimed(store, 40.0)
    assert again.cause == Timer("nudge", 40.0, {"step": 1})
    assert again.attempts == 1


def set_aside(store: Store) -> list[tuple[str, str]]:
    with store.engine.begin() as tx:
        rows = tx.execute(select(inbox.c.payload, inbox.c.failure).where(inbox.c.failure.is_not(None)))
        return [(row.payload, row.failure) for row in rows]


def test_poison_is_set_aside_for_the_operator_and_the_rest_goes_on(store: Store) -> None:
    work = begun(store)
    store.accept(Input(TALK, "e2", {}), 22.0)

    assert store.fail(work, "it always breaks", None, 23.0)

    assert claimed(store, 23.0).cause == Input(TALK, "e2", {})
    assert set_aside(store) == [('{"text":"hallo"}', "it always breaks")]
    assert not store.accept(Input(TALK, "e1", {}), 24.0)


def test_a_poisonous_timer_is_set_aside_too(store: Store) -> None:
    store.commit(begun(store), Result({}, timers=(Timer("nudge", 30.0, {"step": 1}),)), 21.0)

    assert store.fail(claimed(store, 30.0), "it always breaks", None, 31.0)

    assert store.claim("me", 99.0, 10.0, 5) == ()
    assert set_aside(store) == [('{"timer":"nudge","due":30.0,"payload":{"step":1}}', "it always breaks")]


def test_a_failure_that_was_overcome_leaves_no_trace(store: Store) -> None:
    store.fail(begun(store), "once", 30.0, 21.0)

    store.commit(claimed(store, 30.0), Result({}), 30.0)

    assert set_aside(store) == []
