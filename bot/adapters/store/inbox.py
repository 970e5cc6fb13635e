"""Inbox: what came in, kept before anybody is told that it arrived."""

from __future__ import annotations

from functools import cache

from sqlalchemy import Connection, Executable, bindparam, case, delete, func, select, update

from bot.adapters.store import statements
from bot.adapters.store.codec import to_text
from bot.adapters.store.tables import conversation, inbox
from bot.delivery.values import Input, Timer, Work

_TOKENS = 1_000_000
"""A new conversation's tokens start at the microsecond: one that was forgotten and began again shares none with its
earlier life, so that whoever still deals with that cannot bring it back."""


def accept(tx: Connection, given: Input, now: float) -> bool:
    """Keep an input; False when its key was known.

    The conversation's row comes first: whoever has it is the only one to number inputs of this conversation, so the
    numbers follow the order in which they are kept.
    """
    fresh = {"id": given.conversation, "wake_at": now, "lease_token": int(now * _TOKENS)}
    tx.execute(_wake(tx.dialect.name), fresh)
    row = {"conversation": given.conversation, "key": given.key, "payload": to_text(given.payload), "at": now}
    return tx.execute(_keep(tx.dialect.name), row).first() is not None


def accept_alone(tx: Connection, given: Input, now: float) -> bool:
    """``accept`` with nothing beside it: an input that was known leaves no trace."""
    with tx.begin_nested() as step:
        new = accept(tx, given, now)
        if not new:
            step.rollback()
    return new


@cache
def _wake(dialect: str) -> statements.Insert:
    adding = statements.insert(dialect, conversation)
    earlier = (conversation.c.wake_at > adding.excluded.wake_at) | conversation.c.wake_at.is_(None)
    woken = case((earlier, adding.excluded.wake_at), else_=conversation.c.wake_at)
    return adding.on_conflict_do_update(index_elements=["id"], set_={"wake_at": woken})


@cache
def _keep(dialect: str) -> Executable:
    adding = statements.insert(dialect, inbox)
    return adding.on_conflict_do_nothing(index_elements=["key"]).returning(inbox.c.seq)


def close(tx: Connection, given: Input, now: float) -> None:
    """An input was dealt with. What it said is not needed any more; its key is."""
    tx.execute(_CLOSE, {"the_key": given.key, "now": now})


_CLOSE = (
    update(inbox)
    .where(inbox.c.key == bindparam("the_key"))
    .values(done_at=bindparam("now"), payload=None, failure=None)
)


def note(tx: Connection, given: Input, why: str) -> None:
    """An input failed, and will be tried again."""
    tx.execute(update(inbox).where(inbox.c.key == given.key).values(failure=why))


def set_aside(tx: Connection, work: Work, why: str, now: float) -> None:
    """Nobody tries this again. It stays, with what it said, for the operator to see until it is swept."""
    if isinstance(work.cause, Input):
        tx.execute(update(inbox).where(inbox.c.key == work.cause.key).values(done_at=now, failure=why))
        return
    tx.execute(statements.insert(tx.dialect.name, inbox).values(_as_input(work, work.cause, why, now)))


def _as_input(work: Work, timer: Timer, why: str, now: float) -> dict[str, object]:
    """A timer among the inputs that were set aside, so that the operator has one place to look."""
    return {
        "conversation": work.lease.conversation,
        "key": f"timer:{work.lease.conversation}:{timer.name}:{work.lease.token}",
        "payload": to_text({"timer": timer.name, "due": timer.due, "payload": timer.payload}),
        "at": timer.due,
        "attempts": work.attempts + 1,
        "done_at": now,
        "failure": why,
    }


def waiting(tx: Connection) -> int:
    """How many inputs are undone."""
    return tx.execute(select(func.count()).select_from(inbox).where(inbox.c.done_at.is_(None))).scalar_one()


def sweep(tx: Connection, before: float, most: int) -> int:
    """Forget at most ``most`` inputs that were done with before a moment, the oldest first."""
    old = select(inbox.c.seq).where(inbox.c.done_at < before).order_by(inbox.c.seq).limit(most)
    return tx.execute(delete(inbox).where(inbox.c.seq.in_(old))).rowcount
