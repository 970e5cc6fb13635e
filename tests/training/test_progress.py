"""Progress says what practices show, and no more."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from practised import FIRST_DAY, SmallArchive, in_a_row, practised

from bot.core.persona import Outcome
from bot.training.progress import Trend, of_person, progress, trend, weeks

NOW = FIRST_DAY + timedelta(days=30)


@pytest.mark.parametrize(
    ("shares", "expected"),
    [
        ((), Trend.TOO_FEW),
        ((0.0, 1.0), Trend.TOO_FEW),
        ((0.2, 0.4, 0.6), Trend.UP),
        ((0.9, 0.6, 0.2), Trend.DOWN),
        ((0.5, 0.5, 0.5), Trend.LEVEL),
        ((0.2, 0.9, 0.3), Trend.LEVEL),
        ((0.50, 0.51, 0.52, 0.53), Trend.LEVEL),
        ((0.0, 0.0, 0.0, 1.0, 0.8, 1.0, 1.0), Trend.UP),
        ((0.0, 0.0, 0.0, 0.0, 0.0, 0.0, 1.0, 0.0), Trend.LEVEL),
    ],
)
def test_a_direction_needs_three_practices_and_must_be_felt(shares: tuple[float, ...], expected: Trend) -> None:
    assert trend(shares) is expected


def test_each_criterion_runs_over_time_from_old_to_new_whatever_the_order_they_come_in() -> None:
    found = progress(reversed(in_a_row(0.2, 0.4, 0.9)), NOW)

    (course,) = found.courses
    assert course.id == "method.listen"
    assert [measure.share for measure in course.measures] == [0.2, 0.4, 0.9]
    assert (course.trend, found.practices) == (Trend.UP, 3)


def test_how_it_goes_lately_is_the_mean_of_the_last_three() -> None:
    (course,) = progress(in_a_row(0.0, 0.3, 0.6, 0.9), NOW).courses

    assert course.lately == pytest.approx(0.6)


def test_a_criterion_without_an_occasion_leaves_no_measure() -> None:
    found = progress([practised(0, {"listen": 0.5}), practised(1, {"solve": 0.5})], NOW)

    assert [(course.criterion, len(course.measures)) for course in found.courses] == [("listen", 1), ("solve", 1)]


def test_a_stopped_talk_counts_nowhere() -> None:
    stopped = practised(20, {"listen": 0.0}, outcome=Outcome.STOPPED)

    found = progress([*in_a_row(0.5), stopped], NOW)

    assert found.practices == 1
    assert [len(course.measures) for course in found.courses] == [1]
    assert found.weeks.practised == 1


def test_a_talk_that_was_done_again_is_time_spent_and_no_measure() -> None:
    again = practised(15, {"listen": 1.0}, redo_of="T1:U1:0", redo_turn=2)

    found = progress([*in_a_row(0.5), again], NOW)

    assert found.practices == 1
    assert [measure.share for course in found.courses for measure in course.measures] == [0.5]
    assert found.weeks.practised == 2


def test_another_version_of_a_method_cannot_be_compared() -> None:
    old = in_a_row(0.1, 0.2, 0.3)
    new = [practised(10, {"listen": 0.9}, version=2), practised(11, {"listen": 0.8}, version=2)]

    (course,) = progress([*old, *new], NOW).courses

    assert course.rubric_version == 2
    assert [measure.share for measure in course.measures] == [0.9, 0.8]
    assert course.trend is Trend.TOO_FEW


def test_weeks_begin_on_monday_where_somebody_lives() -> None:
    amsterdam = ZoneInfo("Europe/Amsterdam")
    late_on_sunday = datetime(2026, 3, 29, 21, 30, tzinfo=UTC)  # 23:30 in Amsterdam, just after the clocks went ahead
    early_on_monday = datetime(2026, 3, 29, 22, 30, tzinfo=UTC)

    found = weeks([late_on_sunday, early_on_monday], datetime(2026, 4, 1, 12, tzinfo=amsterdam))

    assert [count for _, count in found.counts][-2:] == [1, 1]
    assert all(monday.weekday() == 0 for monday, _ in found.counts)


def test_the_week_that_goes_on_now_is_not_missed_before_it_is_over() -> None:
    two_weeks = [FIRST_DAY, FIRST_DAY + timedelta(days=7)]

    monday_after = weeks(two_weeks, FIRST_DAY + timedelta(days=14))
    week_later = weeks(two_weeks, FIRST_DAY + timedelta(days=21))

    assert (monday_after.practised, monday_after.in_a_row) == (2, 2)
    assert (week_later.practised, week_later.in_a_row) == (2, 0)


def test_who_never_practised_has_an_empty_progress() -> None:
    found = progress([], NOW)

    assert (found.practices, found.courses, found.last, found.weeks.practised) == (0, (), None, 0)
    assert found.weeks.in_a_row == 0


def test_only_the_persons_own_practices_are_read() -> None:
    mine, other = practised(1), practised(2, person="U2")
    elsewhere = practised(3)
    elsewhere = replace(elsewhere, record=replace(elsewhere.record, id="x", workspace="T2"))

    assert of_person(SmallArchive([other, mine, elsewhere]), "T1", "U1") == (mine,)
