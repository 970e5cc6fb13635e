"""Promises: which offers of the mandate a message holds out, and with which figures."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal
from typing import TYPE_CHECKING

from bot.core.moves import Move, Span
from bot.core.persona import Offer
from bot.core.words import best_fit, fold

if TYPE_CHECKING:
    from bot.core.judging.context import Context

_PROMISING = (Move.OFFER, Move.CONCRETE_STEP, Move.DEADLINE, Move.OVERPROMISE)


@dataclass(frozen=True)
class Promise:
    """An offer of the mandate that a sentence of the message holds out, with the figures that stand there."""

    offer: Offer
    span: Span
    due: datetime | None
    amount: Decimal | None
    unit: str | None


def find_promises(context: Context) -> tuple[Promise, ...]:
    """The offers of the mandate that the message holds out, each once."""
    if not context.moves & set(_PROMISING):
        return ()
    found: dict[str, Promise] = {}
    for part in context.reading.sentences:
        if not part.question or _offers(context, part.span):
            for offer in _offers_in(context, part.span):
                found.setdefault(offer.id, _promise(context, offer, part.span))
    return tuple(found.values())


def latest(context: Context, part: Span | None) -> datetime | None:
    """The latest end of the times that a sentence names, or the whole message where ``part`` is None."""
    ends = [moment.end for moment in context.reading.moments if part is None or _within(moment.span, part)]
    return max(ends, default=None)


def _offers_in(context: Context, part: Span) -> Iterator[Offer]:
    """The offers that a sentence names; a sentence that only says what is not possible names none."""
    if not _promises_something(context, part):
        return
    kinds = {offered.kind for offered in context.reading.offered if _within(offered.span, part)}
    words = frozenset(fold(part.of(context.reading.meant)))
    for offer in context.persona.mandate.offers:
        if best_fit(offer.words, words) or (not offer.words and offer.kind in kinds):
            yield offer


def _offers(context: Context, part: Span) -> bool:
    found = context.reading.found(Move.OFFER)
    return bool(found and _touches(found.span, part))


def _promises_something(context: Context, part: Span) -> bool:
    """Whether a sentence promises. In a message that does, so may a sentence in which nothing else was heard."""
    heard = [found.move for found in context.reading.moves if _touches(found.span, part)]
    if heard:
        return any(move in _PROMISING for move in heard)
    return bool(context.certain & {Move.OFFER, Move.CONCRETE_STEP})


def _promise(context: Context, offer: Offer, part: Span) -> Promise:
    amounts = [amount for amount in context.reading.amounts if _within(amount.span, part)]
    amount = max(amounts, key=lambda amount: amount.value, default=None)
    due = latest(context, part)
    return Promise(offer, part, due, amount.value if amount else None, amount.unit if amount else None)


def _touches(span: Span, part: Span) -> bool:
    return span.start < part.end and part.start < span.end


def _within(span: Span, part: Span) -> bool:
    return part.start <= span.start and span.end <= part.end
