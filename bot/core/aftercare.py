"""Aftercare: the promises that a talk leaves behind, and the short talk that each of them leads to.

A follow-up goes on in the transcript of the practice; its state is the one in which the talk ended, at another moment.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime, timedelta

from bot.core.commitments import Commitment, FollowUp
from bot.core.conversation import Effect, Mood, State, counted
from bot.core.mood import Shift, apply_own
from bot.core.numbers import Aftercare, Rule
from bot.core.persona import Outcome
from bot.core.scene import Scene

FOLLOW_UP = "follow_up"
"""The event that a promise is followed up."""
KINDS = ("call_back", "step", "offer")
BETTER_LEFT = {Outcome.STOPPED, Outcome.LEFT, Outcome.ESCALATED, Outcome.TIMED_OUT}
"""Who goes angrily waits for nothing any more; after the stop word nothing goes on."""


def promised(kind: str) -> str:
    """The event that a promise of this kind is followed up."""
    return f"promised:{kind}"


def kind_of(promise: Commitment) -> str:
    """What kind of promise it is: to call, to do something, or one of the offers."""
    return promise.what if promise.what in KINDS else "offer"


def open_promises(numbers: Aftercare, state: State) -> tuple[Commitment, ...]:
    """What can be followed up after an ended talk, each with its moment, the first one first.

    Promises for the same moment are one, and a call tells about the others. A call for which no moment was named is
    expected within a while; anything else without a moment never falls due.
    """
    if state.outcome is None or state.outcome in BETTER_LEFT:
        return ()
    expected = state.busy_until + timedelta(hours=numbers.expects)
    dated = sorted(_dated(state, expected), key=lambda one: (one[0], KINDS.index(kind_of(one[1]))))
    first = {due: promise for due, promise in reversed(dated)}
    return tuple(replace(first[due], due=due) for due in sorted(first))


def moment_to_call(numbers: Aftercare, promise: Commitment) -> datetime:
    """When it is time to keep a promise: the promised moment, or the end of the working day that was promised."""
    assert promise.due is not None, "an open promise has a moment"
    whole_day = (promise.due.hour, promise.due.minute) == (0, 0)
    return promise.due - timedelta(hours=24 - numbers.day_ends) if whole_day else promise.due


def comes_back(numbers: Aftercare, waiting_since: datetime, times: int) -> datetime:
    """When a customer who has waited since then comes back the ``times``-th time.

    Counted in hours that really pass, so that a change to summer time gives everybody the same moment.
    """
    back = waiting_since.astimezone(UTC) + timedelta(hours=numbers.comes_back * times)
    return back.astimezone(waiting_since.tzinfo)


def following(numbers: Aftercare, state: State, promise: Commitment) -> State:
    """The state in which the follow-up of an open promise begins: nothing was said yet, the customer waits for it."""
    assert state.outcome is not None, "a promise is followed up when the talk has ended"
    talk = state.follow_up.talk if state.follow_up else state.outcome
    due = moment_to_call(numbers, promise)
    seen = {event: count for event, count in state.seen.items() if event not in map(promised, KINDS)}
    return replace(
        state,
        seen=counted(seen, (FOLLOW_UP, promised(kind_of(promise)))),
        commitments=tuple(one for one in state.commitments if one.due != promise.due and one.what != promise.what),
        follow_up=FollowUp(promise, talk),
        waiting_since=due,
        silences=0,
        outcome=None,
        accepted=None,
        since_accepted=0,
        ranting=False,
        raging=False,
        ladder=0,
        pending="",
        barren=0,
        progress=True,
        last_words=0,
    )


def between(scene: Scene, state: State) -> Shift:
    """What the time between the talk and the first word of its follow-up did to the customer."""
    follow_up = state.follow_up
    if follow_up is None or follow_up.messages or follow_up.chased:
        return Shift(state.mood)
    numbers = scene.numbers.aftercare
    rule = numbers.cooled if follow_up.talk is Outcome.BOUNDARY else numbers.overnight
    return apply_own(state.mood, _effect(rule, scene))


def forgotten(scene: Scene, mood: Mood) -> Shift:
    """What it does that nobody came back at the promised moment."""
    return apply_own(mood, _effect(scene.numbers.aftercare.forgotten, scene))


def _effect(rule: Rule, scene: Scene) -> Effect:
    return Effect(rule.id, rule.anger, rule.trust, "", rule.source, rule.why[scene.persona.language])


def _dated(state: State, expected: datetime) -> Iterator[tuple[datetime, Commitment]]:
    """The promises that fall due, each with its moment; what was for during the talk is no longer open."""
    for promise in state.commitments:
        due = promise.due or (expected if promise.what == "call_back" else None)
        if due and due > state.busy_until:
            yield due, promise
