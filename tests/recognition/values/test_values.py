"""The values of messages: cases by hand, and what holds for any text."""

from __future__ import annotations

from datetime import datetime
from decimal import Decimal
from itertools import pairwise
from pathlib import Path
from time import thread_time
from typing import Any
from zoneinfo import ZoneInfo

import pytest
import yaml
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.recognition.values import Values, find_values
from bot.recognition.values.line import fold, read_line

HERE = Path(__file__).parent
NOW = datetime(2026, 3, 10, 14, tzinfo=ZoneInfo("Europe/Amsterdam"))
LANGUAGES = ("nl", "en")


def _cases(language: str) -> list[Any]:
    return [case for name in ("cases", "voices", "fresh") for case in _in_file(f"{name}_{language}.yaml", language)]


def _in_file(name: str, language: str) -> list[Any]:
    data = yaml.load((HERE / name).read_text(encoding="utf-8"), Loader=yaml.BaseLoader)
    return [
        pytest.param(
            language,
            case.get("zone", data["zone"]),
            {"now": data["now"], **case},
            id=_name(language, case),
            marks=pytest.mark.xfail(strict=True, reason="still misread") if "misread" in case else (),
        )
        for case in data["cases"]
    ]


def _name(language: str, case: dict[str, Any]) -> str:
    return f"{language}-{case['text'][:50]}"


def _at(written: str, zone: str) -> datetime:
    return datetime.fromisoformat(written).replace(tzinfo=ZoneInfo(zone))


def _moments(case: dict[str, Any], zone: str) -> list[tuple[str, datetime, datetime]]:
    expected = case.get("moments", [])
    return [(words, _at(times[0], zone), _at(times[-1], zone)) for words, *times in expected]


@pytest.mark.parametrize(("language", "zone", "case"), [*_cases("nl"), *_cases("en")])
def test_finds_what_a_message_names(language: Any, zone: str, case: dict[str, Any]) -> None:
    text = case["text"]
    values = find_values(text, language, _at(case["now"], zone))
    assert [(found.span.of(text), found.start, found.end) for found in values.moments] == _moments(case, zone)
    amounts = [(found.span.of(text), found.value, found.unit) for found in values.amounts]
    expected = [(words, *written.split()) for words, written in case.get("amounts", [])]
    assert amounts == [(words, Decimal(value), unit) for words, value, unit in expected]
    offered = [[found.span.of(text), found.kind] for found in values.offered]
    assert offered == case.get("offered", [])


def test_each_language_has_many_cases() -> None:
    assert all(len(_cases(language)) >= 900 for language in LANGUAGES)


@pytest.mark.parametrize("language", LANGUAGES)
def test_nearly_all_messages_that_were_written_for_measuring_are_read_right(language: str) -> None:
    fresh = _in_file(f"fresh_{language}.yaml", language)
    assert len(fresh) >= 280
    assert sum(bool(case.marks) for case in fresh) <= 0.08 * len(fresh)


def test_there_are_no_moments_without_a_clock() -> None:
    assert find_values("Ik bel u morgen, en u krijgt 10 euro.", "nl", None).moments == ()


@pytest.mark.parametrize(
    ("sent", "text", "expected"),
    [
        ("2026-03-28T15:00", "Binnen 24 uur bel ik u.", "2026-03-29T16:00+02:00"),
        ("2026-03-28T15:00", "Morgen om tien uur bel ik u.", "2026-03-29T10:00+02:00"),
        ("2026-03-28T15:00", "Vannacht om half drie.", "2026-03-29T03:30+02:00"),
        ("2026-10-24T15:00", "Binnen 24 uur bel ik u.", "2026-10-25T14:00+01:00"),
        ("2026-10-24T15:00", "Morgen om tien uur bel ik u.", "2026-10-25T10:00+01:00"),
    ],
)
def test_summer_time_is_kept(sent: str, text: str, expected: str) -> None:
    (moment,) = find_values(text, "nl", _at(sent, "Europe/Amsterdam")).moments
    assert moment.end.isoformat(timespec="minutes") == expected


def test_a_letter_that_grows_in_lower_case_does_not_shift_what_follows() -> None:
    text = "İİİ İstanbul: ik stort €\u00a025 terug, morgen om 10 uur"
    values = find_values(text, "nl", NOW)
    assert [amount.span.of(text) for amount in values.amounts] == ["€\u00a025"]
    assert [moment.span.of(text) for moment in values.moments] == ["morgen om 10 uur"]


PIECES = (
    "morgen om tien uur voor half elf kwart over binnen 24 uur werkdagen vrijdag de 31e februari tussen en 10 12 "
    "€ 49,95 ,- % euro korting geld terug niet geen by at 5pm tomorrow within next week Tuesday the 3rd of May 03/05 "
    "2026-02-30 99999999999 99:99 İ 😀 . , - ' \n £ half hundred thousand honderd duizend a and laatste"
)
FRAGMENTS = st.sampled_from(PIECES.split(" "))
TEXTS = st.one_of(st.text(max_size=200), st.lists(FRAGMENTS, max_size=25).map(" ".join))


def _spans(values: Values) -> list[tuple[int, int]]:
    kinds = (values.moments, values.amounts, values.offered)
    return [(found.span.start, found.span.end) for kind in kinds for found in kind]


def _ordinary(sent: datetime) -> bool:
    return 1990 <= sent.year <= 2100


@settings(max_examples=400, deadline=None)
@given(
    TEXTS, st.sampled_from(LANGUAGES), st.datetimes(timezones=st.just(ZoneInfo("Europe/Amsterdam"))).filter(_ordinary)
)
def test_any_text_gives_values_that_lie_in_it(text: str, language: Any, sent: datetime) -> None:
    values = find_values(text, language, sent)
    assert all(0 <= start < end <= len(text) for start, end in _spans(values))
    for kind in (values.moments, values.amounts, values.offered):
        assert all(first.span.end <= second.span.start for first, second in pairwise(kind))
    assert all(moment.start <= moment.end and moment.start.tzinfo is sent.tzinfo for moment in values.moments)


@given(st.text())
def test_folding_keeps_every_letter_in_its_place(text: str) -> None:
    assert len(fold(text)) == len(text)
    assert all(fold(text[span.start : span.end]) == word for span, word in _placed(text))


def _placed(text: str) -> list[tuple[Any, str]]:
    line = read_line(text)
    return list(zip(line.spans, line.words, strict=True))


REPEATED = (
    "a|1| |1.|1,|9-|'|geld |een |om |half |voor vijf voor |tussen 1 en |€|- |honderd|twenty |in the |we waive |refund |"
    "krijg |the |morgen, |morgen op |no |vrijdag |niet "
)


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("piece", REPEATED.split("|"))
def test_long_texts_take_little_time(language: Any, piece: str) -> None:
    text = (piece * 20_000)[:20_000]
    started = thread_time()
    find_values(text, language, NOW)
    assert thread_time() - started < 2
