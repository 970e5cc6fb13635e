"""The words of a language for days and dates, from values.yaml."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.recognition.values.dates import DateWords
from bot.recognition.values.days import DayWords, Period
from bot.recognition.values.phrases import Phrases
from bot.recognition.values.sections import Section, grouped, listed

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping


def day_words(days: Section) -> DayWords:
    """The words for days and periods."""
    return DayWords(
        days=grouped(days["days"], _day_and_part),
        weekdays=Phrases(weekdays(days)),
        shy_weekdays=days["shy_weekdays"],
        before_shy=frozenset(days["before_shy"]),
        which=grouped(days["which"], int),
        weeks=grouped(days["weeks"], int),
        week_later=grouped(days["week_later"], int),
        week_before=grouped(days["week_before"], int),
        periods=grouped(days["periods"], _period),
        months=_months(days),
        month_parts=grouped(days["month_parts"], _first_and_until),
        past=listed(days["past"]),
        coming=listed(days["coming"]),
        workdays=grouped(days["workdays"], int),
        joins=frozenset(days["joins"]),
        dates=_date_words(days),
    )


def _months(days: Section) -> Mapping[str, int]:
    return {name: number for number, names in days["months"].items() for name in names}


def _date_words(days: Section) -> DateWords:
    return DateWords(
        weekdays=Phrases(weekdays(days)),
        months=_months(days),
        ordinals=frozenset(days["ordinals"]),
        numbers=days["numbers"],
        spelled=days["spelled_ordinals"],
        the=frozenset(days["the"]),
        of=frozenset(days["of"]),
        dated=frozenset(days["dated"]),
        after_the_nth=frozenset(days["after_the_nth"]),
        not_dashed_after=listed(days["not_dashed_after"]),
        ranges=grouped(days["ranges"], str),
        between=frozenset(days["between"]),
        weeks=listed(days["week_words"]),
        before_week=frozenset(days["before_week"]),
        before_month=frozenset(days["before_month"]),
        months_to_come=grouped(days["months_to_come"], int),
        week_of=listed(days["week_of"]),
        holidays=grouped(days["holidays"], _month_and_day),
        month_first=days["month_first"],
    )


def _month_and_day(written: str) -> tuple[int, int]:
    month, day = written.split("-")
    return int(month), int(day)


def weekdays(days: Section) -> Iterator[tuple[str, tuple[int, str | None]]]:
    """Each name of a day of the week, with and without a part of the day, and what it says."""
    for number, names in days["weekdays"].items():
        for name in names:
            yield name, (number, None)
            for part, shapes in days["weekday_parts"].items():
                yield from ((shape.replace("DAY", name), (number, part)) for shape in shapes)


def _day_and_part(written: str) -> tuple[int, str | None]:
    number, _, part = written.partition(" ")
    return int(number), part or None


def _first_and_until(written: str) -> tuple[int, int | None]:
    first, until = written.split()
    return int(first), None if until == "last" else int(until)


def _period(written: str) -> Period:
    unit, shift, first, until, *closing = written.split()
    return Period(unit, int(shift), *_first_and_until(f"{first} {until}"), closing=bool(closing))
