"""Honesty: what is promised, held against what the company can do and against what was promised before."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import datetime, timedelta

from bot.core.commitments import Commitment
from bot.core.conversation import Happening, Judgement
from bot.core.judging.aftercare import new_moment, news
from bot.core.judging.context import Context
from bot.core.judging.promises import Promise, latest
from bot.core.moves import Move, Span
from bot.core.persona import Offer
from bot.core.words import best_fit


def judge_honesty(context: Context) -> Iterator[Happening]:
    """Offers within and beyond the mandate, choices, and promises that contradict earlier ones."""
    held_out = _held_out(context)
    for promise in held_out:
        yield Happening(f"offer:{promise.offer.id}", promise.span)
    beyond = _beyond_mandate(held_out, context.at)
    yield from (Happening(Judgement.BEYOND_MANDATE, promise.span) for promise in beyond)
    fitting = [promise for promise in held_out if _fits(context, promise.offer) and promise not in beyond]
    yield from (Happening(Judgement.FITTING_OFFER, promise.span) for promise in fitting[:1])
    if len(held_out) >= 2 and _leaves_the_choice(context):
        yield Happening(Judgement.CHOICES, held_out[1].span)
    yield from _against_earlier(context, held_out)
    yield from _owned(context)


def commitments(context: Context) -> list[Commitment]:
    """What the trainee is held to from now on."""
    made = [
        Commitment(context.turn, p.offer.id, p.span.of(context.reading.text), p.due, p.amount, p.unit)
        for p in _held_out(context)
    ]
    other = _other_promise(context)
    if other:
        what, span = other
        due = latest(context, context.around(span)) or latest(context, None)
        made.append(Commitment(context.turn, what, span.of(context.reading.text), due, None, None))
    return made


def _held_out(context: Context) -> list[Promise]:
    """The offers that the message holds out. What a follow-up says was done is no promise any more."""
    done = news(context)
    return [promise for promise in context.promises if promise.span not in done]


def _leaves_the_choice(context: Context) -> bool:
    """Two things that are both going to happen are no choice; "or", or asking which it shall be, makes them one."""
    return Move.WISH_QUESTION in context.moves or bool(best_fit(context.scene.words.either, context.folded))


def _other_promise(context: Context) -> tuple[str, Span] | None:
    """A promise that is no offer of the mandate, and the words that make it."""
    for move in (Move.AFTERCARE, Move.CALLBACK_CLOSE):
        found = context.reading.found(move)
        if found:
            return "call_back", found.span
    step = context.reading.found(Move.CONCRETE_STEP)
    if step and Move.DEADLINE in context.moves and not news(context):
        return "step", step.span
    again = new_moment(context) if context.state.follow_up else None
    return ("call_back", again) if again else None


def _beyond_mandate(held_out: Sequence[Promise], now: datetime) -> list[Promise]:
    """Promises beyond the mandate. A figure that fits another offer in the same sentence belongs to that one."""
    beyond = [promise for promise in held_out if _beyond(promise, now)]
    within = [promise.span for promise in held_out if promise not in beyond and _has_limit(promise.offer)]
    return [promise for promise in beyond if promise.span not in within]


def _has_limit(offer: Offer) -> bool:
    return any(limit is not None for limit in (offer.up_to, offer.up_to_percent, offer.earliest_hours))


def _beyond(promise: Promise, now: datetime) -> bool:
    offer, amount = promise.offer, promise.amount
    if amount is not None:
        limit = offer.up_to_percent if promise.unit == "%" else offer.up_to
        if limit is not None and amount > limit:
            return True
    if promise.due is None or offer.earliest_hours is None:
        return False
    return promise.due < now + timedelta(hours=offer.earliest_hours)


def _fits(context: Context, offer: Offer) -> bool:
    return any(f"offer:{offer.id}" in resolution.by for resolution in context.persona.resolutions)


def _against_earlier(context: Context, held_out: Sequence[Promise]) -> Iterator[Happening]:
    earlier = {commitment.what: commitment for commitment in context.state.commitments}
    for promise in held_out:
        before = earlier.get(promise.offer.id)
        if before and (_later(promise, before) or _less(promise, before)):
            open_about_it = context.moves & {Move.HONEST_LIMIT, Move.APOLOGY}
            yield Happening(Judgement.CORRECTION if open_about_it else Judgement.CONTRADICTION, promise.span)
            return


def _later(promise: Promise, before: Commitment) -> bool:
    return bool(promise.due and before.due and promise.due > before.due + timedelta(hours=1))


def _less(promise: Promise, before: Commitment) -> bool:
    if promise.amount is None or before.amount is None:
        return False
    return promise.unit == before.unit and promise.amount < before.amount


def _owned(context: Context) -> Iterator[Happening]:
    """A step with a time. A time alone, or a step that may happen whenever, is not yet that."""
    move = next((m for m in (Move.CONCRETE_STEP, Move.OFFER, Move.AFTERCARE) if m in context.certain), None)
    if move and Move.DEADLINE in context.certain:
        yield context.by_move(Judgement.OWNED_STEP, move)
