"""Care: what people can bear together, and which talks were hard ones."""

from __future__ import annotations

from dataclasses import replace

import pytest
from fakes import MONDAY

from bot.core.conversation import Mood, State
from bot.core.numbers import DifficultyName
from bot.core.persona import Outcome, Stance
from bot.training.care import Bounds, gentlest, together, was_hard

ENDURED = State(Mood(40, 40), Stance.WARY, 0, busy_until=MONDAY, turn=5, outcome=Outcome.RESOLVED)


@pytest.mark.parametrize(
    ("ceiling", "wanted", "played"),
    [
        ("gentle", "hard", "gentle"),
        ("normal", "hard", "normal"),
        ("normal", "gentle", "gentle"),
        ("hard", "hard", "hard"),
    ],
)
def test_nothing_gets_harder_than_the_ceiling_or_than_was_wanted(
    ceiling: DifficultyName, wanted: DifficultyName, played: DifficultyName
) -> None:
    assert Bounds(ceiling).holding(wanted) == played


def test_together_the_gentlest_holds_and_everybody_must_want_coarse_language() -> None:
    assert together([Bounds("hard", True), Bounds("normal", True)]) == Bounds("normal", True)
    assert together([Bounds("hard", True), Bounds("gentle")]) == Bounds("gentle", False)
    assert together([]) == Bounds("hard", False)
    assert gentlest(("hard", "normal")) == "normal"


def test_a_talk_that_went_well_was_not_hard() -> None:
    assert not was_hard(ENDURED, "normal")


@pytest.mark.parametrize(
    "changed",
    [
        replace(ENDURED, stance=Stance.ANGRY),
        replace(ENDURED, stance=Stance.FURIOUS),
        replace(ENDURED, seen={"customer:threaten": 1}),
        replace(ENDURED, seen={"customer:rage": 3}),
        replace(ENDURED, outcome=Outcome.BOUNDARY),
        replace(ENDURED, outcome=Outcome.ESCALATED),
        replace(ENDURED, outcome=Outcome.STOPPED, turn=0),
    ],
)
def test_a_talk_was_hard_by_how_the_customer_was_and_how_it_ended(changed: State) -> None:
    assert was_hard(changed, "normal")


def test_a_talk_that_was_asked_for_as_hard_was_hard_once_it_was_under_way() -> None:
    assert was_hard(ENDURED, "hard")
    assert not was_hard(replace(ENDURED, turn=1), "hard")


def test_who_looks_in_and_leaves_has_endured_nothing() -> None:
    assert not was_hard(replace(ENDURED, stance=Stance.FURIOUS, turn=1, outcome=Outcome.ENDED), "normal")
