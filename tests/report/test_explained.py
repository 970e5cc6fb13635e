"""Explained: what was heard in one message, for a trainer, in a terminal without colour."""

from __future__ import annotations

from datetime import timedelta
from decimal import Decimal
from typing import Any

import pytest
from fakes import MONDAY
from hypothesis import given
from hypothesis import strategies as st
from rich.cells import cell_len

from bot.core.moves import Amount, Features, FoundMove, Language, Moment, Move, Offered, Reading, Source, Span
from bot.report.columns import rows
from bot.report.explained import explained
from bot.report.texts import Texts
from bot.report.underlined import Mark, underlined


def a_move(move: Move, text: str, words: str, confidence: float = 0.9, source: Source = "cue") -> FoundMove:
    return FoundMove(move, span(text, words), confidence, source, f"why {move}")


def span(text: str, words: str) -> Span:
    start = text.index(words)
    return Span(start, start + len(words))


def a_reading(text: str, *moves: FoundMove, **told: Any) -> Reading:
    features = Features(len(text.split()), False, False, None, None)
    return Reading(**{"text": text, "language": "en", "moves": moves, "sentences": (), "features": features, **told})


def marks(text: str, *words: str) -> list[Mark]:
    return [Mark(span(text, one), "^", f"m{number}") for number, one in enumerate(words)]


def test_a_message_is_shown_with_its_moves_and_why_they_were_heard(texts: dict[Language, Texts]) -> None:
    text = "How awful! I'll ring you at ten tomorrow."
    reading = a_reading(
        text,
        a_move(Move.EMPATHY, text, "How awful!", 0.93, "both"),
        a_move(Move.AFTERCARE, text, "ring you at ten", 0.4, "model"),
        a_move(Move.DEADLINE, text, "at ten tomorrow"),
        moments=(Moment(span(text, "at ten tomorrow"), *[MONDAY + timedelta(days=1)] * 2),),
        features=Features(9, False, False, "u", "en"),
    )

    assert (
        explained(reading, MONDAY, texts["en"])
        == """\
  How awful! I'll ring you at ten tomorrow.
  ^^^^^^^^^^      _______________
  empathy         aftercare?
                           ^^^^^^^^^^^^^^^
                           deadline

  ^ certain   _ ? probably

empathy: certain (0.93)
  «How awful!»
  heard by a cue and the model: why empathy
aftercare: probably (0.40)
  «ring you at ten»
  heard by the model, mostly from: why aftercare
deadline: certain (0.90)
  «at ten tomorrow»
  heard by a cue: why deadline

Times, seen from 2026-03-02 10:00
  «at ten tomorrow»: 2026-03-03 10:00 (in 1 d)

words: 9 · no question · not shouting · form of address: u · language: en
"""
    )


def test_a_message_without_moves_says_so(texts: dict[Language, Texts]) -> None:
    assert (
        explained(a_reading("hm"), MONDAY, texts["nl"])
        == """\
  hm

Hier is geen move in gehoord.

woorden: 1 · geen vraag · schreeuwt niet · aanspreekvorm: – · taal: –
"""
    )


def test_amounts_and_offers_are_shown_with_their_words(texts: dict[Language, Texts]) -> None:
    text = "You get £ 12.50 back, or 10% off."
    reading = a_reading(
        text,
        amounts=(Amount(span(text, "£ 12.50"), Decimal("12.50"), "GBP"), Amount(span(text, "10%"), Decimal(10), "%")),
        offered=(Offered(span(text, "get £ 12.50 back"), "refund"),),
    )

    report = explained(reading, MONDAY, texts["en"])

    assert "Amounts\n  «£ 12.50»: 12.50 GBP\n  «10%»: 10 %\nOffered\n  «get £ 12.50 back»: refund\n" in report


@pytest.mark.parametrize(
    ("start", "end", "words"),
    [
        (timedelta(), timedelta(), "now"),
        (timedelta(), timedelta(hours=2, minutes=5), "from now to 2026-03-02 12:05 (in 2 h 5 min)"),
        (timedelta(days=3, hours=1), timedelta(days=3, hours=1), "2026-03-05 11:00 (in 3 d 1 h)"),
        (timedelta(minutes=-30), timedelta(minutes=-30), "2026-03-02 09:30 (30 min ago)"),
    ],
)
def test_a_time_is_shown_as_seen_from_now(
    start: timedelta, end: timedelta, words: str, texts: dict[Language, Texts]
) -> None:
    reading = a_reading("then", moments=(Moment(Span(0, 4), MONDAY + start, MONDAY + end),))

    assert f"  «then»: {words}\n" in explained(reading, MONDAY, texts["en"])


def test_shouting_and_questions_are_told(texts: dict[Language, Texts]) -> None:
    reading = a_reading("WHAT DO YOU WANT?", features=Features(4, True, True, None, "other"))

    assert "words: 4 · a question · shouting" in explained(reading, MONDAY, texts["en"])


def test_marks_beside_each_other_share_a_row() -> None:
    text = "one two three"

    assert [*underlined(text, marks(text, "one", "three"), 80)] == [
        "one two three",
        "^^^     ^^^^^",
        "m0      m1",
    ]


def test_a_name_that_is_longer_than_its_words_pushes_the_next_one_down() -> None:
    text = "ok no"

    assert [*underlined(text, [Mark(Span(0, 2), "^", "honest_limit"), Mark(Span(3, 5), "_", "blame?")], 80)] == [
        "ok no",
        "^^",
        "honest_limit",
        "   __",
        "   blame?",
    ]


def test_a_mark_goes_on_below_the_next_line() -> None:
    text = "one two three"

    assert [*underlined(text, marks(text, "two three"), 8)] == [
        "one two",
        "    ^^^",
        "    m0",
        "three",
        "^^^^^",
        "…m0",
    ]


def test_a_name_at_the_edge_stays_inside_the_screen() -> None:
    text = "one two x"

    assert [*underlined(text, [Mark(Span(8, 9), "^", "behaviour")], 9)] == ["one two x", "        ^", "behaviour"]


def test_marks_stand_under_their_words_after_an_emoji_and_an_accent() -> None:
    text = "😩 cafe\u0301 one"

    assert [*underlined(text, marks(text, "one"), 80)][1] == "        ^^^"


def test_blank_lines_of_a_message_stay() -> None:
    text = "one\n\ntwo"

    assert [*underlined(text, marks(text, "two"), 80)] == ["one", "", "two", "^^^", "m0"]


def test_characters_that_a_terminal_obeys_are_not_passed_on(texts: dict[Language, Texts]) -> None:
    text = "a\x1b[2Jb\u202ec\ud83dd\te"
    reading = a_reading(text, a_move(Move.BLAME, text, text), amounts=(Amount(Span(0, 9), Decimal(1), "EUR"),))

    report = explained(reading, MONDAY, texts["en"])

    assert report.startswith("  a [2Jb�c�d e\n  ^^^^^^^^^^^^\n  blame\n")
    assert report.encode()
    assert not set(report) & set("\x1b\u202e\t")


TEXTS = st.text(st.characters(codec="utf-8") | st.sampled_from(" \n😩é漢"), max_size=200)


@given(TEXTS, st.integers(12, 80))
def test_any_message_is_broken_without_losing_a_word(text: str, width: int) -> None:
    found = [*rows(text, width)]

    assert all(cell_len(row.of(text)) <= width for row in found)
    assert "".join(row.of(text) for row in found).replace(" ", "") == text.replace("\n", "").replace(" ", "")


@given(TEXTS, st.lists(st.tuples(st.integers(0, 200), st.integers(1, 200), st.sampled_from(Move)), max_size=5))
def test_an_explanation_of_anything_is_at_most_eighty_wide(
    texts: dict[Language, Texts], text: str, places: list[tuple[int, int, Move]]
) -> None:
    moves = [FoundMove(move, Span(at, at + length), 0.5, "cue", "why " * 40) for at, length, move in places]

    report = explained(a_reading(text, *moves), MONDAY, texts["en"])

    assert max(map(cell_len, report.splitlines())) <= 80
