"""Curve: the mood of a talk of any length in a terminal of any width."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.core.conversation import Mood
from bot.core.debrief import Point
from bot.report.curve import ANGER, BOTH, TRUST, curve

NAMES = ("anger", "trust")
MOODS = st.builds(Mood, st.floats(0, 100), st.floats(0, 100))


def points(*moods: tuple[float, float]) -> tuple[Point, ...]:
    return tuple(Point(number, Mood(*mood)) for number, mood in enumerate(moods, start=1))


def test_a_short_talk_is_drawn_turn_by_turn() -> None:
    drawing = curve(points((80, 20), (60, 40), (50, 50), (0, 100)), 40, NAMES)

    assert (
        "\n".join(drawing)
        == """\
100 ┤            ○
    ┤
    ┤●
    ┤
    ┤    ●
 50 ┤        ◉
    ┤    ○
    ┤
    ┤○
    ┤
  0 ┤            ●
    └────────────────
     ● anger   ○ trust"""
    )


@pytest.mark.parametrize("width", [30, 40, 80, 200])
@pytest.mark.parametrize("turns", [1, 2, 3, 10, 24, 25, 26, 74, 75, 76, 77, 149, 150, 151, 399, 400])
def test_no_line_is_wider_than_asked(turns: int, width: int) -> None:
    drawing = curve(points(*[(50, 20)] * turns), width, NAMES)

    assert max(map(len, drawing)) <= width


@given(st.integers(1, 400), MOODS, MOODS, st.integers(26, 240))
def test_any_talk_fits_any_width(turns: int, first: Mood, other: Mood, width: int) -> None:
    moods = [first, *[other] * (turns - 1)]

    drawing = curve(tuple(Point(number, mood) for number, mood in enumerate(moods)), width, NAMES)

    assert len(drawing) == 13
    assert max(map(len, drawing)) <= width


@pytest.mark.parametrize("turns", [1, 5, 80, 200, 400])
def test_the_first_and_the_last_turn_are_always_drawn(turns: int) -> None:
    moods = [(50.0, 20.0)] * turns
    moods[0], moods[-1] = (100, 0), (100, 0)

    top, *_, bottom, _axis, _legend = curve(points(*moods), 80, NAMES)

    assert top.count(ANGER) == bottom.count(TRUST) == min(turns, 2)
    assert top[5] == ANGER


def test_where_both_meet_a_sign_of_its_own_stands() -> None:
    drawing = curve(points((50, 50)), 40, NAMES)

    assert sum(line.count(BOTH) for line in drawing) == 1
    assert not any(line.count(ANGER) for line in drawing[:-1])
