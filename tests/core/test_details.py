"""Details: the days, times, numbers and amounts that a text names."""

from __future__ import annotations

import pytest

from bot.core.details import find_details
from bot.core.moves import Language
from bot.training import Library

DUTCH = [
    ("u wacht al drie weken", "length 30240 drie weken"),
    ("tweeëntwintig dagen", "length 31680 tweeëntwintig dagen"),
    ("twee en een halve week", "length 25200 twee en een halve week"),
    ("acht hele dagen", "length 11520 acht hele dagen"),
    ("om half drie", "clock 150 half drie"),
    ("om kwart voor twee", "clock 105 kwart voor twee"),
    ("om tien uur", "clock 600 tien uur"),
    ("tien uur gewacht", "length 600 tien uur"),
    ("de rekening van € 1.184,60", "money 1184.6 € 1.184,60"),
    ("elfhonderdvierentachtig euro", "money 1184 elfhonderdvierentachtig euro"),
    ("84 euro 50", "money 84.5 84 euro 50"),
    ("op 12 mei", "date 512 12 mei"),
    ("sinds mei", "month 5 mei"),
    ("zaterdagochtend", "day 5 zaterdagochtend"),
    ("u belde vier keer", "count 4 vier keer"),
    ("vijf scholen", "count 5 vijf scholen"),
    ("klantnummer 4017", "number 4017 4017"),
]
ENGLISH = [
    ("for three weeks now", "length 30240 three weeks"),
    ("twenty-five minutes", "length 25 twenty-five minutes"),
    ("two and a half weeks", "length 25200 two and a half weeks"),
    ("a fortnight late", "length 20160 a fortnight"),
    ("at quarter to two", "clock 105 quarter to two"),
    ("at half past three", "clock 210 half past three"),
    ("at 2pm", "clock 120 2pm"),
    ("due at 17:30", "clock 330 17:30"),
    ("twenty four hundred euro", "money 2400 twenty four hundred euro"),
    ("£18,400 is due", "money 18400 £18,400"),
    ("two thousand four hundred pounds", "money 2400 two thousand four hundred pounds"),
    ("on the 4th of May", "date 504 4th of May"),
    ("since March", "month 3 March"),
    ("on Saturday night", "day 5 Saturday"),
    ("you rang twice", "count 2 twice"),
    ("three engineers", "count 3 three engineers"),
]


def said(text: str, language: Language, library: Library) -> list[str]:
    found = find_details(text, library.numbers.words[language])
    return [f"{one.kind} {one.value:g} {one.span.of(text)}" for one in found]


@pytest.mark.parametrize(("text", "detail"), DUTCH)
def test_a_dutch_detail_is_read_with_its_value_and_its_words(text: str, detail: str, library: Library) -> None:
    assert said(text, "nl", library) == [detail]


@pytest.mark.parametrize(("text", "detail"), ENGLISH)
def test_an_english_detail_is_read_with_its_value_and_its_words(text: str, detail: str, library: Library) -> None:
    assert said(text, "en", library) == [detail]


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("bijna drie weken", "nl"),
        ("meer dan drie weken", "nl"),
        ("een week", "nl"),
        ("zeven jaar oud", "nl"),
        ("almost three weeks", "en"),
        ("more than three weeks", "en"),
        ("a week", "en"),
        ("82 years old", "en"),
    ],
)
def test_a_length_that_is_left_open_is_no_more_than_about_right(
    text: str, language: Language, library: Library
) -> None:
    assert [one.loose for one in find_details(text, library.numbers.words[language])] == [True]


def test_a_range_leaves_both_its_ends_open(library: Library) -> None:
    [_, last] = find_details("drie of vier weken", library.numbers.words["nl"])

    assert last.loose


@pytest.mark.parametrize(
    ("text", "language"), [("you may go", "en"), ("die mei niet kent", "nl"), ("the second", "en")]
)
def test_a_word_that_only_looks_like_a_detail_is_none(text: str, language: Language, library: Library) -> None:
    assert said(text, language, library) == []
