"""Commit: what dealing with one thing brings, kept whole or not at all; or what it was that failed."""

from __future__ import annotations

from collections.abc import Sequence

from sqlalchemy import Connection, bindparam, delete, update

from bot.adapters.store import inbox, outbox, records, statements
from bot.adapters.store.codec import to_text
from bot.adapters.store.leases import HELD, lock
from bot.adapters.store.tables import conversation, timer
from bot.adapters.store.waking import next_wake
from bot.delivery.values import Input, Result, Timer, Work

_FREED = {"wake_at": next_wake(), "lease_owner": None}
_COMMIT = update(conversation).where(HELD).values(state=bindparam("the_state"), lease_until=0.0, **_FREED)
_SET_ASIDE = update(conversation).where(HELD).values(lease_until=0.0, **_FREED)
_LATER = update(conversation).where(HELD).values(lease_until=bindparam("until"), lease_owner=None)
_POSTPONE = (
    update(timer)
    .where(timer.c.conversation == bindparam("the_id"), timer.c.name == bindparam("the_name"))
    .values(due=bindparam("again_at"))
)
_CANCEL = delete(timer).where(
    timer.c.conversation == bindparam("the_id"), timer.c.name.in_(bindparam("names", expanding=True))
)


def commit(tx: Connection, work: Work, result: Result, now: float) -> bool:
    """Keep a result and free the lease. False, and nothing kept, when the lease was lost."""
    gone = {*_fired(work), *result.cancel}
    fresh = {one.name: one for one in result.timers}
    given = _woken(work, gone | set(fresh), tuple(fresh.values()))
    state = None if result.state is None else to_text(result.state)
    if not lock(tx, work.lease) or not tx.execute(_COMMIT, {**given, "the_state": state}).rowcount:
        return False
    if isinstance(work.cause, Input):
        inbox.close(tx, work.cause, now)
    _set_timers(tx, work.lease.conversation, gone - set(fresh), tuple(fresh.values()))
    outbox.withdraw(tx, work.lease.conversation, result.withdraw)
    outbox.add(tx, work.lease.conversation, result.posts, now)
    records.write_all(tx, result.records)
    for given_on in result.forward:
        inbox.accept(tx, given_on, now)
    return True


def fail(tx: Connection, work: Work, why: str, again_at: float | None, now: float) -> bool:
    """Try again later, or set it aside for good. False, and nothing changed, when the lease was lost."""
    if again_at is None:
        return _give_up(tx, work, why, now)
    if isinstance(work.cause, Input):
        return _hold(tx, work, work.cause, why, again_at)
    return _postpone(tx, work, work.cause, again_at)


def _give_up(tx: Connection, work: Work, why: str, now: float) -> bool:
    if not lock(tx, work.lease) or not tx.execute(_SET_ASIDE, _woken(work, _fired(work), ())).rowcount:
        return False
    inbox.set_aside(tx, work, why, now)
    _set_timers(tx, work.lease.conversation, _fired(work), ())
    return True


def _hold(tx: Connection, work: Work, given: Input, why: str, again_at: float) -> bool:
    """An input is first in line: until it was tried again, the whole conversation waits."""
    held = {"the_id": work.lease.conversation, "token": work.lease.token, "until": again_at}
    if tx.execute(_LATER, held).rowcount == 0:
        return False
    inbox.note(tx, given, why)
    return True


def _postpone(tx: Connection, work: Work, due: Timer, again_at: float) -> bool:
    """A timer falls due again later; inputs go on meanwhile."""
    later = Timer(due.name, again_at, due.payload)
    if not lock(tx, work.lease) or not tx.execute(_SET_ASIDE, _woken(work, {due.name}, (later,))).rowcount:
        return False
    given = {"the_id": work.lease.conversation, "the_name": due.name, "again_at": again_at}
    tx.execute(_POSTPONE, given)
    return True


def _fired(work: Work) -> set[str]:
    """The timer that was dealt with."""
    return set() if isinstance(work.cause, Input) else {work.cause.name}


def _woken(work: Work, gone: set[str], fresh: Sequence[Timer]) -> dict[str, object]:
    """The parameters of an UPDATE that frees a lease; see ``next_wake``."""
    return {
        "the_id": work.lease.conversation,
        "token": work.lease.token,
        "done": work.cause.key if isinstance(work.cause, Input) else "",
        "gone": sorted(gone),
        "soonest": min((one.due for one in fresh), default=None),
    }


def _set_timers(tx: Connection, conversation_id: str, gone: set[str], fresh: Sequence[Timer]) -> None:
    if gone:
        tx.execute(_CANCEL, {"the_id": conversation_id, "names": sorted(gone)})
    rows = [
        {"conversation": conversation_id, "name": one.name, "due": one.due, "payload": to_text(one.payload)}
        for one in fresh
    ]
    if rows:
        tx.execute(statements.upsert(tx, timer), rows)
