"""Conditions: each part of the one small language, at its borders."""

from __future__ import annotations

from dataclasses import fields

import pytest

from bot.core.conditions import Situation, When, holds, specificity


def now(*events: str, seen: dict[str, int] | None = None, **changes: float) -> Situation:
    counted = {**{event: 1 for event in events}, **(seen or {})}
    mood = {"anger": 50.0, "trust": 50.0, "turn": 3, "silence": 0, **changes}
    return Situation(frozenset(events), counted, **mood)


def test_an_empty_condition_always_holds() -> None:
    assert holds(When(), now())
    assert holds(When(), now("apology", anger=0, trust=100, turn=999, silence=9))


@pytest.mark.parametrize(
    ("when", "situation", "expected"),
    [
        (When(any=("apology", "empathy")), now("empathy"), True),
        (When(any=("apology", "empathy")), now("offer"), False),
        (When(any=("apology",)), now(seen={"apology": 1}), False),
        (When(none=("apology",)), now("empathy"), True),
        (When(none=("apology", "offer")), now("offer"), False),
        (When(none=("apology",)), now(seen={"apology": 1}), True),
        (When(any=("apology",), none=("offer",)), now("apology", "offer"), False),
    ],
)
def test_any_and_none_look_at_the_last_message(when: When, situation: Situation, expected: bool) -> None:
    assert holds(when, situation) is expected


@pytest.mark.parametrize(
    ("when", "seen", "expected"),
    [
        (When(ever=("apology", "offer")), {"apology": 1, "offer": 2}, True),
        (When(ever=("apology", "offer")), {"apology": 1}, False),
        (When(never=("apology",)), {}, True),
        (When(never=("apology",)), {"apology": 0}, True),
        (When(never=("apology", "offer")), {"offer": 1}, False),
        (When(times={"apology": 2}), {"apology": 1}, False),
        (When(times={"apology": 2}), {"apology": 2}, True),
        (When(times={"apology": 2}), {"apology": 3}, True),
        (When(times={"apology": 1, "offer": 1}), {"apology": 5}, False),
    ],
)
def test_ever_never_and_times_look_at_the_whole_talk(when: When, seen: dict[str, int], expected: bool) -> None:
    assert holds(when, now(seen=seen)) is expected


@pytest.mark.parametrize("name", ["anger", "trust", "turn"])
@pytest.mark.parametrize(("value", "expected"), [(19, False), (20, True), (30, True), (40, True), (41, False)])
def test_bounds_are_inclusive(name: str, value: int, expected: bool) -> None:
    when = When(**{f"{name}_from": 20, f"{name}_to": 40})

    assert holds(when, now(**{name: value})) is expected


@pytest.mark.parametrize(("silence", "expected"), [(0, False), (1, False), (2, True), (3, True)])
def test_silence_counts_intervals(silence: int, expected: bool) -> None:
    assert holds(When(silence_from=2), now(silence=silence)) is expected


def test_every_part_must_hold() -> None:
    when = When(any=("apology",), anger_from=40, never=("offer",))

    assert holds(when, now("apology", anger=40))
    assert not holds(when, now("apology", anger=39))
    assert not holds(when, now("apology", anger=40, seen={"offer": 1}))


@pytest.mark.parametrize(
    ("when", "expected"),
    [
        (When(), 0),
        (When(any=("one", "two", "three")), 1),
        (When(none=("one", "two")), 2),
        (When(ever=("one",), never=("two",), times={"three": 2}), 3),
        (When(anger_from=10, anger_to=90, trust_from=1, trust_to=99, turn_from=1, turn_to=9, silence_from=1), 7),
        (When(anger_to=100), 0),
    ],
)
def test_specificity_counts_what_is_asked_for(when: When, expected: int) -> None:
    assert specificity(when) == expected


def test_every_part_of_a_condition_makes_it_more_specific() -> None:
    given = {"any": ("a",), "none": ("a",), "ever": ("a",), "never": ("a",), "times": {"a": 1}}

    for field in fields(When):
        assert specificity(When(**{field.name: given.get(field.name, 7)})) == 1, field.name
