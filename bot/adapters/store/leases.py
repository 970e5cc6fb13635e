"""Leases: whoever holds a conversation's lease is the only one to deal with it, and only with one thing.

The token goes up with every lease, so that one who was asleep too long is told apart from the one who took over.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from sqlalchemy import Connection, Row, bindparam, func, select, update

from bot.adapters.store.codec import from_text, json_object
from bot.adapters.store.tables import conversation, inbox, timer
from bot.adapters.store.waking import next_wake
from bot.delivery.values import Input, Lease, Timer, Work

HELD = (
    (conversation.c.id == bindparam("the_id"))
    & (conversation.c.lease_token == bindparam("token"))
    & conversation.c.lease_owner.is_not(None)
)
"""A lease that was neither freed nor lost. Freed ones keep their token: without the owner, a late renewal would lease
a conversation again that nobody deals with."""

_TAKEN = (
    select(conversation.c.id)
    .where(conversation.c.wake_at <= bindparam("now"), conversation.c.lease_until <= bindparam("now"))
    .order_by(conversation.c.wake_at)
    .limit(bindparam("room"))
    .with_for_update(skip_locked=True)
    .cte("taken")
)
_CLAIM = (
    update(conversation)
    .where(conversation.c.id.in_(select(_TAKEN.c.id)))
    .values(
        lease_until=bindparam("until"),
        lease_owner=bindparam("the_owner"),
        lease_token=conversation.c.lease_token + 1,
    )
    .returning(conversation.c.id, conversation.c.state, conversation.c.lease_token, conversation.c.wake_at)
)
_HEADS = (
    select(func.min(inbox.c.seq))
    .where(inbox.c.conversation.in_(bindparam("ids", expanding=True)), inbox.c.done_at.is_(None))
    .group_by(inbox.c.conversation)
)
_TRY_INPUTS = (
    update(inbox)
    .where(inbox.c.seq.in_(_HEADS))
    .values(attempts=inbox.c.attempts + 1)
    .returning(inbox.c.conversation, inbox.c.key, inbox.c.payload, inbox.c.attempts)
)
_DUE = (
    select(timer)
    .where(timer.c.conversation.in_(bindparam("ids", expanding=True)), timer.c.due <= bindparam("now"))
    .order_by(timer.c.due.desc(), timer.c.name.desc())
)
_TRY_TIMER = (
    update(timer)
    .where(timer.c.conversation == bindparam("the_id"), timer.c.name == bindparam("the_name"))
    .values(attempts=timer.c.attempts + 1)
)
_FREE = update(conversation).where(HELD).values(wake_at=next_wake(), lease_until=0.0, lease_owner=None)
_RENEW = update(conversation).where(HELD).values(lease_until=bindparam("until"))

_LOCK = select(conversation.c.id).where(HELD).with_for_update()


def claim(tx: Connection, owner: str, now: float, lease: float, room: int) -> Sequence[Work]:
    """Lease at most ``room`` conversations: of each the oldest input, or, when none waits, the first timer due."""
    given = {"now": now, "room": room, "until": now + lease, "the_owner": owner}
    leased = sorted(tx.execute(_CLAIM, given), key=lambda row: row.wake_at) if room > 0 else []
    if not leased:
        return ()
    inputs = {row.conversation: row for row in tx.execute(_TRY_INPUTS, {"ids": [row.id for row in leased]})}
    timers = _timers(tx, [row.id for row in leased if row.id not in inputs], now)
    work = [_work(row, inputs.get(row.id), timers.get(row.id)) for row in leased]
    _let_go(tx, [row for row, found in zip(leased, work, strict=True) if found is None])
    return tuple(one for one in work if one)


def _timers(tx: Connection, conversations: Sequence[str], now: float) -> Mapping[str, Row[Any]]:
    """The first timer that is due in each conversation; the attempt is counted."""
    if not conversations:
        return {}
    first = {row.conversation: row for row in tx.execute(_DUE, {"ids": conversations, "now": now})}
    if first:
        tx.execute(_TRY_TIMER, [{"the_id": row.conversation, "the_name": row.name} for row in first.values()])
    return first


def _work(leased: Row[Any], given: Row[Any] | None, due: Row[Any] | None) -> Work | None:
    lease = Lease(leased.id, leased.lease_token)
    state = json_object(leased.state)
    if given:
        return Work(lease, state, Input(leased.id, given.key, from_text(given.payload)), given.attempts - 1)
    if due:
        return Work(lease, state, Timer(due.name, due.due, from_text(due.payload)), due.attempts)
    return None


def _let_go(tx: Connection, leased: Iterable[Row[Any]]) -> None:
    """Conversations that were woken for nothing, by an input that was known already."""
    for row in leased:
        tx.execute(_FREE, {"the_id": row.id, "token": row.lease_token, "done": "", "gone": [], "soonest": None})


def lock(tx: Connection, lease: Lease) -> bool:
    """Lock the row of a lease, before it is said when it wakes next. False when it is known that the lease was lost.

    An UPDATE alone is not enough: where PostgreSQL waits for a row that ``accept`` has, it looks at that row again
    afterwards, but still not at the new input, and the conversation would sleep over it. SQLite has one writer.
    """
    if tx.dialect.name == "sqlite":
        return True
    return tx.execute(_LOCK, {"the_id": lease.conversation, "token": lease.token}).first() is not None


def renew(tx: Connection, leases: Sequence[Lease], until: float) -> None:
    """Keep leases longer that are still held."""
    if leases:
        tx.execute(_RENEW, [{"the_id": one.conversation, "token": one.token, "until": until} for one in leases])


def release(tx: Connection, owner: str) -> None:
    """Free all conversations of ``owner``."""
    held = conversation.c.lease_owner == owner
    tx.execute(update(conversation).where(held).values(lease_until=0.0, lease_owner=None))
