"""An input that comes in while another one is being committed is found afterwards."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from time import sleep

from bot.adapters.store import Store, inbox
from bot.delivery import Input, Result


def test_an_input_that_is_being_accepted_during_a_commit_is_claimed_next(store: Store) -> None:
    store.accept(Input("T:C:1", "first", {}), 1.0)
    (work,) = store.claim("me", 2.0, 10.0, 8)

    with ThreadPoolExecutor(1) as pool:
        with store.engine.begin() as accepting:
            inbox.accept(accepting, Input("T:C:1", "second", {}), 3.0)
            committing = pool.submit(store.commit, work, Result({}), 3.5)
            sleep(0.3)  # the commit has begun, and waits for the acceptance
        assert committing.result(10)

    assert [one.cause.key for one in store.claim("me", 4.0, 10.0, 8) if isinstance(one.cause, Input)] == ["second"]
