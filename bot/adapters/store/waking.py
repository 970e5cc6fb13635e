"""Waking: when a conversation must next be looked at.

The rule: ``wake_at`` is when the oldest undone input came, else when the first timer is due, else NULL. So one indexed
query finds all work, and a conversation in which nothing waits costs nothing.
"""

from __future__ import annotations

from sqlalchemy import ColumnElement, Double, bindparam, func, select, union_all

from bot.adapters.store.tables import conversation, inbox, timer


def next_wake() -> ColumnElement[float | None]:
    """The rule as SQL, for an UPDATE of one conversation.

    Parameters: ``done``, the key of an input that is dealt with in this transaction; ``gone``, names of timers that do
    not count any more; ``soonest``, when the first of the new timers is due.
    """
    here = conversation.c.id
    undone = (inbox.c.conversation == here) & inbox.c.done_at.is_(None) & (inbox.c.key != bindparam("done"))
    oldest = select(inbox.c.at).where(undone).order_by(inbox.c.seq).limit(1).correlate(conversation).scalar_subquery()
    kept = (timer.c.conversation == here) & timer.c.name.not_in(bindparam("gone", expanding=True))
    dues = union_all(
        select(func.min(timer.c.due).label("due")).where(kept).correlate(conversation),
        select(bindparam("soonest", type_=Double).label("due")),
    ).subquery()
    return func.coalesce(oldest, select(func.min(dues.c.due)).scalar_subquery())
