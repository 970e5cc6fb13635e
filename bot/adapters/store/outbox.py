"""Outbox: what the outside must be told, in order, and what became of it.

The first unsent post of a conversation holds up those behind it. ``doubt`` counts the attempts of which nobody knows
whether they arrived; only an answer that it did not arrive takes the doubt away.
"""

from __future__ import annotations

from collections.abc import Sequence

from sqlalchemy import Connection, bindparam, delete, exists, func, insert, select, update

from bot.adapters.store import inbox
from bot.adapters.store.codec import from_text, to_text
from bot.adapters.store.tables import outbox
from bot.delivery.values import Held, Input, Json, Parcel, Post, Receipt, Refused, Sent, Settled, Uncertain

_earlier = outbox.alias("earlier")
_FIRST = outbox.c.refused_at.is_(None) & ~exists().where(
    _earlier.c.conversation == outbox.c.conversation,
    _earlier.c.id < outbox.c.id,
    _earlier.c.refused_at.is_(None),
)
_TAKEN = (
    select(outbox.c.id)
    .where(outbox.c.next_at <= bindparam("now"), _FIRST)
    .order_by(outbox.c.next_at)
    .limit(bindparam("room"))
    .with_for_update(skip_locked=True, of=outbox)
    .cte("taken")
)
_CLAIM = (
    update(outbox)
    .where(outbox.c.id.in_(select(_TAKEN.c.id)))
    .values(
        next_at=bindparam("until"),
        owner=bindparam("the_owner"),
        attempts=outbox.c.attempts + 1,
        doubt=outbox.c.doubt + 1,
    )
    .returning(outbox.c.id, outbox.c.conversation, outbox.c.body, outbox.c.made, outbox.c.attempts, outbox.c.doubt)
)
_ADD = insert(outbox)
_WITHDRAW = delete(outbox).where(
    outbox.c.conversation == bindparam("the_id"),
    outbox.c.tag.in_(bindparam("tags", expanding=True)),
    outbox.c.doubt == 0,
    outbox.c.refused_at.is_(None),
)
_ARRIVED = (
    delete(outbox)
    .where(outbox.c.id == bindparam("the_id"))
    .returning(outbox.c.conversation, outbox.c.receipt, outbox.c.tag)
)
_MINE = (
    (outbox.c.id == bindparam("the_id")) & (outbox.c.attempts == bindparam("attempt")) & outbox.c.refused_at.is_(None)
)
"""Not meanwhile taken over by another sender: then only that one knows where the post stands."""
_HOLD = update(outbox).where(_MINE).values(next_at=bindparam("again_at"), owner=None, doubt=outbox.c.doubt - 1)
_DOUBT = update(outbox).where(_MINE).values(next_at=bindparam("again_at"), owner=None)
_REFUSE = (
    update(outbox)
    .where(_MINE)
    .values(refused_at=bindparam("now"), owner=None, why=bindparam("reason"))
    .returning(outbox.c.conversation, outbox.c.receipt, outbox.c.tag)
)
_BEHIND = select(
    exists().where(
        outbox.c.conversation == bindparam("the_id"),
        outbox.c.refused_at.is_(None),
        outbox.c.next_at <= bindparam("now"),
    )
)


def add(tx: Connection, conversation: str, posts: Sequence[Post], now: float) -> None:
    """Put posts behind those that wait, in their order."""
    rows = [
        {
            "conversation": conversation,
            "body": to_text(post.body),
            "tag": post.tag,
            "receipt": post.receipt,
            "made": now,
            "next_at": max(post.at, now),
        }
        for post in posts
    ]
    if rows:
        tx.execute(_ADD, rows)


def withdraw(tx: Connection, conversation: str, tags: Sequence[str]) -> None:
    """Take posts back that nobody has begun to send."""
    if tags:
        tx.execute(_WITHDRAW, {"the_id": conversation, "tags": tags})


def claim(tx: Connection, owner: str, now: float, lease: float, room: int) -> Sequence[Parcel]:
    """Take the first post of at most ``room`` conversations, as far as it is due."""
    if room <= 0:
        return ()
    rows = tx.execute(_CLAIM, {"now": now, "room": room, "until": now + lease, "the_owner": owner})
    parcels = [
        Parcel(row.id, row.conversation, from_text(row.body), row.made, row.doubt > 1, row.attempts - 1) for row in rows
    ]
    return tuple(sorted(parcels, key=lambda parcel: parcel.id))


def settle(tx: Connection, parcel: Parcel, receipt: Receipt, now: float) -> Settled:
    """Note what became of a post. That it arrived is true whoever says so; the rest only its last sender knows."""
    mine = {"the_id": parcel.id, "attempt": parcel.attempts + 1}
    match receipt:
        case Sent():
            row = tx.execute(_ARRIVED, {"the_id": parcel.id}).first()
            told: Json = {"posted": row.tag, "channel": receipt.channel, "ts": receipt.ts} if row else {}
        case Refused():
            row = tx.execute(_REFUSE, {**mine, "now": now, "reason": receipt.why}).first()
            told = {"refused": row.tag, "why": receipt.why} if row else {}
        case Held() | Uncertain():
            tx.execute(_HOLD if isinstance(receipt, Held) else _DOUBT, {**mine, "again_at": receipt.at})
            return Settled(heard=False, more=False)
    heard = bool(row and row.receipt)
    if row and heard:
        _heard(tx, parcel, row.conversation, told, now)
    behind = tx.execute(_BEHIND, {"the_id": parcel.conversation, "now": now}).scalar_one()
    return Settled(heard, more=bool(behind))


def _heard(tx: Connection, parcel: Parcel, conversation: str, told: Json, now: float) -> None:
    """The conversation that wanted a receipt hears what became of its post."""
    inbox.accept(tx, Input(conversation, f"post:{parcel.id}", told), now)


def release(tx: Connection, owner: str, now: float) -> None:
    """Let others take the posts at once that ``owner`` was sending; whether they arrived remains in doubt."""
    tx.execute(update(outbox).where(outbox.c.owner == owner).values(next_at=now, owner=None))


def waiting(tx: Connection, now: float) -> int:
    """How many posts are due and unsent."""
    due = outbox.c.refused_at.is_(None) & (outbox.c.next_at <= now)
    return tx.execute(select(func.count()).select_from(outbox).where(due)).scalar_one()


def sweep(tx: Connection, before: float) -> None:
    """Forget posts that were refused before a moment."""
    tx.execute(delete(outbox).where(outbox.c.refused_at < before))


NEXT = select(outbox.c.next_at).where(_FIRST).order_by(outbox.c.next_at).limit(1)
"""When the next post is due."""
