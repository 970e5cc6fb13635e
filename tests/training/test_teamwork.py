"""What a team sees: never one person, and nothing of whoever does not take part."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest
from fakes import a_persona
from hypothesis import given
from hypothesis import strategies as st
from practised import SmallArchive
from practised import practised as any_practised

from bot.core.persona import Outcome
from bot.training.progress import Practised, of_team
from bot.training.teamwork import PEOPLE, team

PERSONAS = {"doe": a_persona()}


def practised(*args: Any, **changes: Any) -> Practised:
    """A practice that was visible in a channel, unless told otherwise."""
    return any_practised(*args, **{"private": False, **changes})


def people(count: int, **changes: object) -> list[Practised]:
    """A practice of each of so many people."""
    return [practised(day, person=f"U{day}", **changes) for day in range(count)]  # type: ignore[arg-type]


def test_below_three_people_nothing_is_shown() -> None:
    many_of_two = [*people(2), *(practised(10 + day, person="U1") for day in range(5))]

    assert team(many_of_two, PERSONAS) is None
    assert team(people(3), PERSONAS) is not None


def test_a_talk_that_was_stopped_or_done_again_changes_nothing() -> None:
    seen = people(3)
    others = [
        practised(20, {"listen": 0.0}, person="U0", outcome=Outcome.STOPPED),
        practised(21, {"listen": 0.0}, person="U1", redo_of="T1:U1:1"),
    ]

    assert team([*seen, *others], PERSONAS) == team(seen, PERSONAS)


practices = st.builds(
    lambda day, who, share, private, shared: practised(
        day, {"listen": share}, person=f"U{who}", right=share > 0.5, private=private, shared=shared
    ),
    st.integers(0, 400),
    st.integers(1, 6),
    st.floats(0, 1),
    st.booleans(),
    st.booleans(),
)


def test_a_private_practice_changes_nothing_until_it_is_shared() -> None:
    seen = people(3)
    private = practised(30, {"listen": 0.0}, person="U0", right=False, private=True)
    shared = replace(private, record=replace(private.record, shared=True))

    assert team([*seen, private], PERSONAS) == team(seen, PERSONAS)
    assert team([*people(2), replace(private, record=replace(private.record, trainees=("U7",)))], PERSONAS) is None
    assert team([*seen, shared], PERSONAS) != team(seen, PERSONAS)


@given(st.lists(practices, max_size=25, unique_by=lambda one: one.record.id))
def test_whatever_was_practised_in_private_the_team_is_as_if_it_never_was(those: list[Practised]) -> None:
    visible = [one for one in those if one.record.shared or not one.record.private]

    assert team(those, PERSONAS) == team(visible, PERSONAS)


@given(st.lists(practices, max_size=25, unique_by=lambda one: one.record.id), st.sets(st.integers(1, 6)))
def test_whatever_was_practised_only_those_who_take_part_count(those: list[Practised], taking: set[int]) -> None:
    names = {f"U{number}" for number in taking}
    theirs = [one for one in those if one.record.visible and names.issuperset(one.record.trainees)]

    assert of_team(SmallArchive(those, names), "T1") == tuple(sorted(theirs, key=lambda one: one.ended))


@given(st.lists(practices, max_size=25, unique_by=lambda one: one.record.id))
def test_every_figure_has_three_people_behind_it(those: list[Practised]) -> None:
    found = team(those, PERSONAS)

    assert found is None or all(one.people >= PEOPLE for one in found.averages)


def test_each_person_counts_once_however_much_they_practise() -> None:
    busy = [practised(10 + day, {"listen": 1.0}, person="U0") for day in range(9)]
    others = [practised(day, {"listen": 0.0}, person=f"U{day}") for day in (1, 2)]

    found = team([*busy, *others], PERSONAS)

    assert found is not None
    (average,) = found.averages
    assert (average.criterion, average.people) == ("method.listen", 3)
    assert average.share == pytest.approx(1 / 3)


def test_a_criterion_of_two_people_is_left_out_and_the_weakest_comes_first() -> None:
    shares = [{"listen": 0.9, "solve": 0.1}, {"listen": 0.9, "solve": 0.1}, {"listen": 0.9}]
    two = [practised(day, one, person=f"U{day}") for day, one in enumerate(shares)]

    few = team(two, PERSONAS)
    all_three = team([*two, practised(9, {"solve": 0.3}, person="U2")], PERSONAS)

    assert few is not None
    assert [one.criterion for one in few.averages] == ["method.listen"]
    assert all_three is not None
    assert [one.criterion for one in all_three.averages] == ["method.solve", "method.listen"]


def test_causes_are_counted_and_how_often_they_were_written_down_right() -> None:
    written = [practised(day, person=f"U{day}", right=day > 0) for day in range(3)]

    found = team([*written, practised(8, person="U1")], PERSONAS)

    assert found is not None
    (cause,) = found.causes
    assert (cause.label, cause.practices, cause.registered, cause.right) == ("the label fell off", 4, 3, 2)


def test_how_one_person_wrote_it_down_stays_with_them() -> None:
    found = team([*people(2), practised(5, person="U5", right=False)], PERSONAS)

    assert found is not None
    assert [(one.registered, one.right) for one in found.causes] == [(0, 0)]


def test_who_was_forgotten_is_nobody() -> None:
    those = people(3)
    gone = replace(those[2], record=replace(those[2].record, trainees=("",)))

    assert team([*those[:2], gone], PERSONAS) is None
