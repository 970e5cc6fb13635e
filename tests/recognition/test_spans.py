from __future__ import annotations

from datetime import UTC, datetime
from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.core.moves import Language, Move
from bot.recognition import Recogniser, load_recogniser
from bot.recognition.clean import clean

RECOGNISER: Recogniser = load_recogniser()
PIECES = st.sampled_from(
    [
        "sorry dat u moest wachten",
        "ik bel u morgen om 10 uur",
        "I can't promise you that",
        "calm down",
        "<@U12345>",
        "<https://example.com|de link>",
        ":rage:",
        "*vet*",
        "`code`",
        "&amp;",
        "> geciteerd\n",
        "“maar u had dat moeten weten”",
        "e\u0301e\u0301n",
        "😡👨‍👩‍👧",
        "’t",
        "o.a.",
        "?!",
        "\n",
        "\x00",
        "ﬁets",
        "İ",
    ]
)
MESSAGES = st.one_of(st.text(max_size=200), st.lists(st.one_of(PIECES, st.text(max_size=8))).map(" ".join))
LANGUAGES = st.sampled_from(["nl", "en"])


@settings(max_examples=300, deadline=None)
@given(message=MESSAGES, language=LANGUAGES)
def test_every_span_is_a_slice_of_what_was_typed(message: str, language: Language) -> None:
    reading = RECOGNISER.recognise(message, language)
    assert reading.text == message
    spans = [found.span for found in reading.moves] + [sentence.span for sentence in reading.sentences]
    for span in spans:
        assert 0 <= span.start < span.end <= len(message)
        assert span.of(message).strip()


@settings(max_examples=300, deadline=None)
@given(message=MESSAGES)
def test_cleaning_moves_nothing(message: str) -> None:
    cleaned = clean(message)
    assert len(cleaned) == len(message)
    assert [at for at, letter in enumerate(message) if letter == "\n"] == [
        at for at, letter in enumerate(cleaned) if letter == "\n"
    ]


@settings(max_examples=100, deadline=None)
@given(message=MESSAGES, language=LANGUAGES)
def test_sentences_stand_in_order_and_apart(message: str, language: Language) -> None:
    sentences = RECOGNISER.recognise(message, language).sentences
    for before, after in pairwise(sentences):
        assert before.span.end <= after.span.start


@pytest.mark.parametrize("language", ["nl", "en"])
@pytest.mark.parametrize(
    "message",
    [
        "",
        "   \n ",
        "🙂🙂🙂",
        "Sorry. " * 2_858,
        "sorry " * 3_334,
        "a" * 20_000,
        "ja maar, " * 2_223,
        "```" * 6_667,
        "“" * 20_000,
        "<" * 20_000,
        "&gt; " * 4_000,
    ],
    ids=lambda message: repr(message[:10]),
)
def test_any_length_is_read(language: Language, message: str) -> None:
    reading = RECOGNISER.recognise(message, language)
    assert all(found.span.of(message) for found in reading.moves)
    assert all(found.span.end <= len(message) for found in reading.moves)


def test_a_long_message_is_still_quoted_rightly() -> None:
    message = "Het spijt me dat u zo lang moest wachten. " + "Dit is een zin. " * 1_247
    found = RECOGNISER.recognise(message, "nl").moves
    assert found
    assert "spijt" in found[0].span.of(message)


def test_a_sentence_that_never_ends_is_still_heard() -> None:
    message = "het spijt me dat u zo lang moest wachten " + "en toen ook nog dat " * 60
    found = RECOGNISER.recognise(message, "nl").found(Move.APOLOGY)
    assert found
    assert "spijt" in found.span.of(message)


@pytest.mark.parametrize(
    ("language", "message", "time"),
    [
        ("nl", "Ik laat morgen tussen negen en twaalf een fiets bezorgen.", "morgen tussen negen en twaalf"),
        ("en", "I'm sending somebody tomorrow between nine and twelve.", "tomorrow between nine and twelve"),
    ],
)
def test_the_words_of_a_step_hold_its_whole_time(language: Language, message: str, time: str) -> None:
    reading = RECOGNISER.recognise(message, language, now=datetime(2026, 3, 2, 10, tzinfo=UTC))

    step = reading.found(Move.CONCRETE_STEP)
    assert step
    assert time in step.span.of(message)
