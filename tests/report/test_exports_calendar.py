"""The calendar file: promises and practice slots, at the right moment on both sides of a change of the clock."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, time, timedelta
from decimal import Decimal
from zoneinfo import ZoneInfo

import pytest
from dateutil.rrule import rrulestr
from fakes import MONDAY, some_numbers
from icalendar import Calendar, Event
from practised import a_practice

from bot.core.commitments import Commitment
from bot.core.conversation import Mood, Turn
from bot.core.moves import Language
from bot.core.persona import Outcome
from bot.report.exports import Exported, Pseudonyms
from bot.report.exports_calendar import Promise, calendar, next_slot, promises
from bot.report.texts import Texts
from bot.training.archive import TurnRecord

AMSTERDAM = ZoneInfo("Europe/Amsterdam")
NAMES = Pseudonyms("k" * 40)
AFTERCARE = some_numbers().aftercare
FRIDAY = datetime(2026, 3, 27, 12, tzinfo=AMSTERDAM)
"""Two days before the clocks go ahead."""
TEN = time(10)


def a_commitment(what: str, quote: str, due: datetime | None) -> Commitment:
    return Commitment(2, what, quote, due, Decimal(10), "EUR")


def talked(*made: Commitment) -> Exported:
    turns = [
        Turn(2 * number, MONDAY, "trainee", "x", Mood(5, 5), commitments=(one,)) for number, one in enumerate(made)
    ]
    return Exported(a_practice(0), tuple(TurnRecord("p", turn, "U1") for turn in turns), ())


def waiting(*practices: Exported, now: datetime = FRIDAY) -> list[Promise]:
    """The promises that are still to be kept."""
    return list(promises(practices, {"doe": "Ms Doe"}, NAMES, AFTERCARE, now))


def events(file: bytes) -> list[Event]:
    return list(Calendar.from_ical(file).events)


@pytest.mark.parametrize("language", ["nl", "en"])
def test_a_promise_stands_at_its_moment_with_the_words_that_made_it(
    language: Language, texts: dict[Language, Texts]
) -> None:
    due = datetime(2026, 3, 30, 8, 0, tzinfo=UTC)

    promise = Promise("p", "Ms Doe", "I'll call; at 10, sure\nyes", due)
    (event,) = events(calendar([promise], None, texts[language], AMSTERDAM, FRIDAY))

    assert event["summary"] == texts[language]("calendar_promise", name="Ms Doe")
    assert "I'll call; at 10, sure\nyes" in event["description"]
    assert event.start == due
    assert event.start.strftime("%H:%M %Z") == "10:00 CEST"


def test_the_file_says_itself_how_the_clock_changes(texts: dict[Language, Texts]) -> None:
    before, after = FRIDAY, FRIDAY + timedelta(days=3)
    file = calendar(
        [Promise("a", "A", "q", before), Promise("b", "B", "q", after)], None, texts["en"], AMSTERDAM, FRIDAY
    )

    whole = Calendar.from_ical(file)
    (zone,) = whole.timezones
    assert zone["tzid"] == "Europe/Amsterdam"
    told = zone.to_tz()
    assert [told.utcoffset(datetime(2026, 3, day, 12)).total_seconds() / 3600 for day in (27, 30)] == [1, 2]  # type: ignore[union-attr]  # noqa: DTZ001
    assert [event.start.utcoffset() for event in whole.events] == [timedelta(hours=1), timedelta(hours=2)]
    assert len(file) < 5000


def test_a_slot_stays_at_ten_on_the_clock_when_summer_time_begins(texts: dict[Language, Texts]) -> None:
    file = calendar([], next_slot([1], TEN, FRIDAY), texts["nl"], AMSTERDAM, FRIDAY - timedelta(days=7))

    (event,) = events(file)
    moments = list(rrulestr(event["rrule"].to_ical().decode(), dtstart=event.start))
    assert [moment.strftime("%a %H:%M") for moment in moments] == ["Tue 10:00"] * 8
    assert b"DTSTART;TZID=Europe/Amsterdam:20260331T100000" in file


def test_a_slot_before_the_change_of_the_clock_runs_on_after_it(texts: dict[Language, Texts]) -> None:
    slot = next_slot([1], TEN, FRIDAY - timedelta(days=7))

    (event,) = events(calendar([], slot, texts["nl"], AMSTERDAM, FRIDAY))

    first, second, *_ = rrulestr(event["rrule"].to_ical().decode(), dtstart=event.start)
    assert [one.astimezone(UTC).strftime("%d %H:%M") for one in (first, second)] == ["24 09:00", "31 08:00"]


def test_a_slot_on_two_days_is_one_event_for_as_many_weeks_as_were_asked_for(texts: dict[Language, Texts]) -> None:
    slot = replace(next_slot([3, 1], TEN, FRIDAY), weeks=2)

    (event,) = events(calendar([], slot, texts["en"], AMSTERDAM, FRIDAY))

    moments = rrulestr(event["rrule"].to_ical().decode(), dtstart=event.start)
    assert [one.strftime("%a %d %H:%M") for one in moments] == [
        "Tue 31 10:00", "Thu 02 10:00", "Tue 07 10:00", "Thu 09 10:00"
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("now", "first"),
    [
        (datetime(2026, 3, 24, 9, 59, tzinfo=AMSTERDAM), datetime(2026, 3, 24, 10, tzinfo=AMSTERDAM)),
        (datetime(2026, 3, 24, 10, 0, tzinfo=AMSTERDAM), datetime(2026, 3, 31, 10, tzinfo=AMSTERDAM)),
        (datetime(2026, 3, 25, 0, 0, tzinfo=AMSTERDAM), datetime(2026, 3, 31, 10, tzinfo=AMSTERDAM)),
    ],
)
def test_the_first_slot_is_the_next_one_that_is_still_to_come(now: datetime, first: datetime) -> None:
    assert next_slot([1], TEN, now).first == first


def test_of_each_kind_the_last_promise_with_a_moment_is_kept_and_one_sentence_is_one_promise() -> None:
    one = talked(
        a_commitment("call_back", "tomorrow", FRIDAY),
        a_commitment("call_back", "no, on Monday", FRIDAY + timedelta(days=3)),
        a_commitment("step", "I'll look into it", None),
        a_commitment("resend", "no, on Monday", FRIDAY + timedelta(days=3)),
    )

    (made,) = waiting(one)

    assert (made.quote, made.customer) == ("no, on Monday", "Ms Doe")
    assert made.due == FRIDAY + timedelta(days=3)


def test_a_promise_for_a_whole_day_is_to_be_kept_before_the_working_day_ends() -> None:
    midnight = datetime(2026, 3, 30, tzinfo=AMSTERDAM)
    """The end of the Sunday on which the clock changes."""

    (made,) = waiting(talked(a_commitment("call_back", "on Sunday", midnight)))

    assert made.due == datetime(2026, 3, 29, 17, tzinfo=AMSTERDAM)


def test_what_was_followed_up_is_not_open_any_more_and_what_was_promised_then_is() -> None:
    promise = a_commitment("call_back", "tomorrow at ten", FRIDAY + timedelta(days=1))
    again = a_commitment("call_back", "on Tuesday at ten", FRIDAY + timedelta(days=4))
    one = talked(promise, a_commitment("resend", "tomorrow at ten", promise.due))
    back = Turn(9, FRIDAY, "trainee", "x", Mood(5, 5), follows=promise)
    kept = replace(one, turns=(*one.turns, TurnRecord("p", back, "U1")))
    postponed = replace(one, turns=(*one.turns, TurnRecord("p", replace(back, commitments=(again,)), "U1")))

    assert waiting(kept) == []
    assert [made.quote for made in waiting(postponed)] == ["on Tuesday at ten"]


def test_what_is_past_and_what_nobody_waits_for_is_left_out() -> None:
    one = talked(a_commitment("call_back", "tomorrow at ten", FRIDAY + timedelta(days=1)))
    gone = replace(one, record=replace(one.record, outcome=Outcome.LEFT))

    assert len(waiting(one)) == 1
    assert waiting(one, now=FRIDAY + timedelta(days=2)) == []
    assert waiting(gone) == []


def test_a_promise_over_the_change_of_the_clock_has_its_reminder_and_its_length(
    texts: dict[Language, Texts],
) -> None:
    tomorrow_at_three = datetime(2026, 3, 29, 15, tzinfo=AMSTERDAM)
    saturday = datetime(2026, 3, 28, 12, tzinfo=AMSTERDAM)
    made = waiting(talked(a_commitment("call_back", "tomorrow at three", tomorrow_at_three)), now=saturday)

    file = calendar(made, None, texts["en"], AMSTERDAM, saturday)

    (event,) = events(file)
    (alarm,) = event.walk("VALARM")
    assert b"DTSTART;TZID=Europe/Amsterdam:20260329T150000" in file
    assert event.start.astimezone(UTC).hour == 13
    assert event.end - event.start == timedelta(minutes=15)
    assert alarm["trigger"].dt == timedelta(minutes=-10)


def test_an_empty_calendar_is_still_a_calendar(texts: dict[Language, Texts]) -> None:
    assert events(calendar([], None, texts["en"], AMSTERDAM, FRIDAY)) == []
