"""The words of a language for values, read once from values.yaml."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar, cast, get_args

import yaml

from bot.core.moves import OfferKind
from bot.recognition.values.amounts import Amounts, AmountWords, Sum, Unit
from bot.recognition.values.clocks import Clocks, ClockWords
from bot.recognition.values.days import Days, DayWords, Period
from bot.recognition.values.durations import Durations, DurationWords
from bot.recognition.values.moments import Moments, MomentWords
from bot.recognition.values.numbers import Numerals
from bot.recognition.values.offers import Offers, OfferWords
from bot.recognition.values.phrases import Phrases

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping

    from bot.core.moves import Language

Value = TypeVar("Value")
Section = dict[str, Any]
LEXICON = Path(__file__).parents[2] / "lexicon"


@dataclass(frozen=True)
class Finders:
    """What finds each kind of value in one language."""

    moments: Moments
    amounts: Amounts
    offers: Offers


@cache
def finders(language: Language) -> Finders:
    """The finders of a language, made when they are first needed."""
    loader = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
    written = (LEXICON / language / "values.yaml").read_text(encoding="utf-8")
    data: Section = yaml.load(written, Loader=loader)
    numbers = data["numbers"]
    numerals = Numerals(numbers["small"], numbers["scales"], numbers["joiner"], compound=numbers["compound"])
    return Finders(_moments(data, numerals), _amounts(data["amounts"], numerals), Offers(_offers(data["offers"])))


def _grouped(section: Mapping[Any, Iterable[str]], value: Callable[[str], Value]) -> Phrases[Value]:
    return Phrases((phrase, value(str(key))) for key, phrases in section.items() for phrase in phrases)


def _listed(section: Iterable[str]) -> Phrases[bool]:
    return Phrases((phrase, True) for phrase in section)


def _one_each(section: Mapping[str, Value]) -> Phrases[Value]:
    return Phrases(section.items())


def _minutes(clock: str) -> int:
    hours, _, minutes = clock.partition(":")
    return int(hours) * 60 + int(minutes or 0)


def _moments(data: Section, numerals: Numerals) -> Moments:
    days, clocks = Days(_day_words(data["days"])), Clocks(_clock_words(data["clock"]), numerals)
    return Moments(
        _moment_words(data["moments"]), days, clocks, Durations(_duration_words(data["durations"]), numerals)
    )


def _clock_words(clock: Section) -> ClockWords:
    return ClockWords(
        named=_grouped(clock["named"], _minutes),
        hours=clock["hours"],
        plurals=clock["plurals"],
        suffixes=frozenset(clock["suffixes"]),
        articles=frozenset(clock["articles"]),
        half=_grouped(clock["half"], _half),
        joined_half=clock["joined_half"],
        minutes=_grouped(clock["minutes"], int),
        past=_grouped(clock["past"], int),
        spelled=frozenset(clock["spelled"]),
        oclock=_grouped(clock["oclock"], int),
        meridiem=_grouped(clock["meridiem"], _minutes),
    )


def _half(written: str) -> tuple[int, int]:
    minutes, strength = written.split()
    return int(minutes), int(strength)


def _day_words(days: Section) -> DayWords:
    return DayWords(
        days=_grouped(days["days"], _day_and_part),
        weekdays=Phrases(_weekdays(days)),
        shy_weekdays=days["shy_weekdays"],
        before_shy=frozenset(days["before_shy"]),
        which=_grouped(days["which"], int),
        weeks=_grouped(days["weeks"], int),
        week_later=_grouped(days["week_later"], int),
        week_before=_grouped(days["week_before"], int),
        periods=_grouped(days["periods"], _period),
        months={name: number for number, names in days["months"].items() for name in names},
        month_parts=_grouped(days["month_parts"], _first_and_until),
        ordinals=frozenset(days["ordinals"]),
        numbers=days["numbers"],
        the=frozenset(days["the"]),
        of=frozenset(days["of"]),
        past=_listed(days["past"]),
        dated=frozenset(days["dated"]),
        after_the_nth=frozenset(days["after_the_nth"]),
    )


def _weekdays(days: Section) -> Iterable[tuple[str, tuple[int, str | None]]]:
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


def _duration_words(durations: Section) -> DurationWords:
    return DurationWords(
        units=_grouped(durations["units"], str),
        counts=_grouped(durations["counts"], Decimal),
        the=_grouped(durations["the"], Decimal),
        ranges=frozenset(durations["ranges"]),
        or_so=frozenset(durations["or"]),
        and_a_half=_grouped(durations["extra"], Decimal),
    )


def _moment_words(moments: Section) -> MomentWords:
    windows = {name: (_minutes(hours[0]), _minutes(hours[1])) for name, hours in moments["windows"].items()}
    return MomentWords(
        directions=_grouped(moments["directions"], str),
        closing=_grouped(moments["closing"], str),
        after_length=_grouped(moments["after_length"], str),
        glue=frozenset(moments["glue"]),
        ranges=frozenset(moments["ranges"]),
        parts_alone=_grouped(moments["parts_alone"], str),
        parts_with=_grouped(moments["parts_with"], str),
        skipped=_listed(moments["not_moments"]),
        not_after=_listed(moments["not_after"]),
        not_before=_listed(moments["not_before"]),
        past_words=frozenset(moments["past_words"]),
        breaks=frozenset(moments["breaks"]),
        not_clock_after=_listed(moments["not_clock_after"]),
        not_clock_before=frozenset(moments["not_clock_before"]),
        clock_after=frozenset(moments["clock_after"]),
        windows=windows,
        around_minutes=moments["around_minutes"],
    )


def _sum(written: str) -> Sum:
    value, unit = written.split()
    return Sum(Decimal(value), cast("Unit", unit))


def _amounts(amounts: Section, numerals: Numerals) -> Amounts:
    words = AmountWords(
        signs=_grouped(amounts["signs"], _sum),
        units=_grouped(amounts["units"], _sum),
        whole=_grouped(amounts["whole"], _sum),
        shares=_grouped(amounts["shares"], _sum),
        price_words=_listed(amounts["price_words"]),
        not_amounts=_listed(amounts["not_amounts"]),
        not_after=_listed(amounts["not_after"]),
    )
    return Amounts(words, numerals)


def _offers(offers: Section) -> OfferWords:
    return OfferWords(
        kinds=_grouped(offers["kinds"], _kind),
        not_offers=_listed(offers["not_offers"]),
        negations=_listed(offers["negations"]),
        not_negations=_listed(offers["not_negations"]),
        not_before=_listed(offers["not_before"]),
        despite_before=_listed(offers["despite_before"]),
        breaks=frozenset(offers["breaks"]),
        joins=frozenset(offers["joins"]),
        reach_before=offers["reach_before"],
        reach_after=offers["reach_after"],
    )


def _kind(written: str) -> OfferKind:
    if written not in get_args(OfferKind):
        raise ValueError(f"{written!r} is no kind of offer")
    return cast("OfferKind", written)
