"""The words of a language for values, read once from values.yaml."""

from __future__ import annotations

import re
from dataclasses import dataclass
from decimal import Decimal
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, cast, get_args

import yaml

from bot.core.moves import OfferKind
from bot.recognition.values.amounts import Amounts, AmountWords, Sum, Unit
from bot.recognition.values.clocks import Clocks, ClockWords
from bot.recognition.values.day_lexicon import day_words, weekdays
from bot.recognition.values.days import Days
from bot.recognition.values.durations import Durations, DurationWords
from bot.recognition.values.line import fold
from bot.recognition.values.moments import Moments
from bot.recognition.values.numbers import Numerals
from bot.recognition.values.offers import Offers, OfferWords
from bot.recognition.values.phrases import WIDE
from bot.recognition.values.reader import MomentWords, Reader
from bot.recognition.values.sections import Section, grouped, listed, minutes
from bot.recognition.values.spelling import spellings
from bot.recognition.values.telling import Telling, TellingWords

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from bot.core.moves import Language

_LETTERS = re.compile(r"[^\W\d_]+")
LEXICON = Path(__file__).parents[2] / "lexicon"


@dataclass(frozen=True)
class Finders:
    """What finds each kind of value in one language."""

    moments: Moments
    amounts: Amounts
    offers: Offers
    spellings: Mapping[str, str]


@cache
def finders(language: Language) -> Finders:
    """The finders of a language, made when they are first needed."""
    loader = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
    written = (LEXICON / language / "values.yaml").read_text(encoding="utf-8")
    data: Section = yaml.load(written, Loader=loader)
    numbers = data["numbers"]
    numerals = Numerals(numbers["small"], numbers["scales"], numbers["joiner"], compound=numbers["compound"])
    return Finders(
        _moments(data, numerals),
        _amounts(data["amounts"], numerals),
        Offers(_offers(data["offers"])),
        _spellings(data["spelling"], data["days"], written),
    )


def _spellings(spelling: Section, days: Section, written: str) -> Mapping[str, str]:
    known = frozenset(_LETTERS.findall(fold(written)))
    words = {day for day, _ in weekdays(days) if day.isalpha()}.union(spelling["words"])
    return {**spellings(words, spelling["swaps"], known.union(spelling["real"])), **spelling["short"]}


def _moments(data: Section, numerals: Numerals) -> Moments:
    words = _moment_words(data["moments"])
    return Moments(
        words,
        Reader(words, Days(day_words(data["days"])), Clocks(_clock_words(data["clock"]), numerals)),
        Durations(_duration_words(data["durations"]), numerals),
        Telling(_telling_words(data["telling"])),
    )


def _clock_words(clock: Section) -> ClockWords:
    return ClockWords(
        named=grouped(clock["named"], minutes),
        hours=clock["hours"],
        plurals=clock["plurals"],
        suffixes=frozenset(clock["suffixes"]),
        articles=frozenset(clock["articles"]),
        half=grouped(clock["half"], _half),
        joined_half=clock["joined_half"],
        minutes=grouped(clock["minutes"], int),
        past=grouped(clock["past"], int),
        spelled=frozenset(clock["spelled"]),
        exactly=frozenset(clock["exactly"]),
        oclock=grouped(clock["oclock"], int),
        meridiem=grouped(clock["meridiem"], minutes),
    )


def _half(written: str) -> tuple[int, int]:
    minutes, strength = written.split()
    return int(minutes), int(strength)


def _duration_words(durations: Section) -> DurationWords:
    return DurationWords(
        units=grouped(durations["units"], str),
        counts=grouped(durations["counts"], Decimal),
        the=grouped(durations["the"], Decimal),
        bare_minutes=frozenset(map(str, durations["bare_minutes"])),
        ranges=frozenset(durations["ranges"]),
        or_so=frozenset(durations["or"]),
        and_a_half=grouped(durations["extra"], Decimal),
    )


def _moment_words(moments: Section) -> MomentWords:
    windows = {name: (minutes(hours[0]), minutes(hours[1])) for name, hours in moments["windows"].items()}
    return MomentWords(
        directions=grouped(moments["directions"], str),
        closing=grouped(moments["closing"], str),
        after_length=grouped(moments["after_length"], str),
        given=listed(moments["given"]),
        lasting=listed(moments["lasting"]),
        then=listed(moments["then"]),
        glue=frozenset(moments["glue"]),
        joins=frozenset(moments["joins"]),
        ranges=grouped(moments["ranges"], str),
        parts_alone=grouped(moments["parts_alone"], str),
        parts_with=grouped(moments["parts_with"], str),
        skipped=listed(moments["not_moments"]),
        not_clock_after=listed(moments["not_clock_after"]),
        not_bare_clock_after=listed(moments["not_bare_clock_after"]),
        not_clock_before=frozenset(moments["not_clock_before"]),
        clock_after=frozenset(moments["clock_after"]),
        clock_before=frozenset(moments["clock_before"]),
        windows=windows,
        around_minutes=moments["around_minutes"],
    )


def _telling_words(telling: Section) -> TellingWords:
    return TellingWords(
        past=frozenset(telling["past"]),
        done=frozenset(telling["done"]),
        to_come=frozenset(telling["to_come"]),
        ordinals=frozenset(telling["ordinals"]),
        breaks=frozenset(telling["breaks"]),
        recurring=listed(telling["recurring"]),
        not_before=listed(telling["not_before"]),
        not_after=listed(telling["not_after"]),
        not_before_length=listed(telling["not_before_length"]),
    )


def _sum(written: str) -> Sum:
    value, unit = written.split()
    return Sum(Decimal(value), _unit(unit))


def _unit(written: str) -> Unit:
    if written not in get_args(Unit):
        raise ValueError(f"{written!r} is no unit")
    return cast("Unit", written)


def _amounts(amounts: Section, numerals: Numerals) -> Amounts:
    words = AmountWords(
        signs=grouped(amounts["signs"], _sum),
        units=grouped(amounts["units"], _sum),
        whole=grouped(amounts["whole"], _sum),
        shares=grouped(amounts["shares"], _sum),
        price_words=listed(amounts["price_words"]),
        ranges=grouped(amounts["ranges"], str),
        between=frozenset(amounts["between"]),
        joiner=frozenset(amounts["joiner"]),
        after_cents=frozenset(amounts["after_cents"]),
        point=amounts["point"],
        currency=_unit(amounts["currency"]),
        not_price_after=listed(amounts["not_price_after"]),
        worth=listed(amounts["worth"]),
        not_amounts=listed(amounts["not_amounts"]),
        not_after=listed(amounts["not_after"]),
    )
    return Amounts(words, numerals)


def _offers(offers: Section) -> OfferWords:
    kinds = {kind: _filled(phrases, offers["groups"]) for kind, phrases in offers["kinds"].items()}
    return OfferWords(
        kinds=grouped(kinds, _kind, lambda phrase: WIDE not in phrase, offers["negations"]),
        wide=grouped(kinds, _kind, lambda phrase: WIDE in phrase, offers["negations"]),
        not_offers=listed(_filled(offers["not_offers"], offers["groups"])),
        negations=listed(offers["negations"]),
        not_negations=listed(offers["not_negations"]),
        not_before=listed(offers["not_before"]),
        despite_before=listed(offers["despite_before"]),
        breaks=frozenset(offers["breaks"]),
        joins=frozenset(offers["joins"]),
        reach_before=offers["reach_before"],
        reach_after=offers["reach_after"],
    )


def _filled(phrases: Sequence[str], groups: Mapping[str, Sequence[str]]) -> list[str]:
    """The phrases with the words of a group in the place of its name: "TRADE on the way"."""
    for name, words in groups.items():
        phrases = [phrase.replace(name, "|".join(words)) for phrase in phrases]
    return list(phrases)


def _kind(written: str) -> OfferKind:
    if written not in get_args(OfferKind):
        raise ValueError(f"{written!r} is no kind of offer")
    return cast("OfferKind", written)
