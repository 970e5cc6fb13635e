"""Waiting: how much there is to do, when there is something to do next, and what nobody needs any more."""

from __future__ import annotations

from datetime import UTC, datetime

from sqlalchemy import BindParameter, Connection, bindparam, delete, exists, func, select

from bot.adapters.store import inbox, outbox
from bot.adapters.store.slack_tables import oauth_states
from bot.adapters.store.tables import conversation, timer
from bot.adapters.store.tables import inbox as inputs
from bot.adapters.store.tables import outbox as posts

_now: BindParameter[float] = bindparam("now")
_FREE = (
    select(conversation.c.wake_at)
    .where(conversation.c.wake_at.is_not(None), conversation.c.lease_until <= _now)
    .order_by(conversation.c.wake_at)
    .limit(1)
)
_LEASED = select(func.min(conversation.c.lease_until)).where(
    conversation.c.wake_at <= _now, conversation.c.lease_until > _now
)
_NEXT = select(_FREE.scalar_subquery(), _LEASED.scalar_subquery(), outbox.NEXT.scalar_subquery())


def next_due(tx: Connection, now: float) -> float | None:
    """When the first conversation or post can be taken: before ``now``, if it can be taken already."""
    moments = tx.execute(_NEXT, {"now": now}).one()
    return min((moment for moment in moments if moment is not None), default=None)


def backlog(tx: Connection, now: float) -> tuple[int, int]:
    """How many inputs are undone, and how many posts are due and unsent."""
    return inbox.waiting(tx), outbox.waiting(tx, now)


def sweep_done(tx: Connection, before: float, most: int) -> int:
    """Forget what was done with before a moment; returns how many inputs went, at most ``most`` at a time."""
    outbox.sweep(tx, before)
    expired = datetime.fromtimestamp(before, UTC).replace(tzinfo=None)  # as slack_sdk keeps it
    tx.execute(delete(oauth_states).where(oauth_states.c.expire_at < expired))
    return inbox.sweep(tx, before, most)


def sweep_conversations(tx: Connection) -> None:
    """Forget conversations without a state in which nothing is left.

    A conversation that is being woken has its row locked with ``wake_at`` set, so it is never taken for an empty one.
    """
    here = conversation.c.id
    empty = [~exists().where(table.c.conversation == here) for table in (inputs, timer, posts)]
    idle = conversation.c.state.is_(None) & conversation.c.wake_at.is_(None) & conversation.c.lease_owner.is_(None)
    tx.execute(delete(conversation).where(idle, *empty))
