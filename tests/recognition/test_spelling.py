"""Typing slips are mended where only one known word can be meant, and people see what they typed."""

from __future__ import annotations

import pytest

from bot.core.moves import Language, Move
from bot.recognition import Recogniser, load_recogniser


@pytest.mark.parametrize(
    ("language", "typed", "meant"),
    [
        ("nl", "Ik ga het gesprek beëinidgen.", "Ik ga het gesprek beëindigen."),
        ("nl", "OPNEIUW", "OPNIEUW"),
        ("en", "I apolgoise, we sholudn't have.", "I apologise, we shouldn't have."),
        ("en", "I'm refudning it.", "I'm refunding it."),
    ],
)
def test_two_letters_that_changed_places_are_put_right(
    recogniser: Recogniser, language: Language, typed: str, meant: str
) -> None:
    assert recogniser.spellers[language].mend(typed) == meant
    assert recogniser.recognise(typed, language).meant == meant


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("nl", "Ik mailde Wietske in Deurne over de boekte."),
        ("en", "Mohammed, the precise thermostat. teh xyzzyqwerty"),
    ],
)
def test_names_short_words_and_words_of_their_own_are_left_alone(
    recogniser: Recogniser, language: Language, text: str
) -> None:
    assert recogniser.spellers[language].mend(text) == text


def test_quotes_show_what_was_typed(recogniser: Recogniser) -> None:
    reading = recogniser.recognise("I apolgoise for everything.", "en")

    apology = reading.found(Move.APOLOGY)
    assert apology
    assert "apolgoise" in apology.span.of(reading.text)


@pytest.mark.parametrize(
    ("language", "text", "aside"),
    [
        ("nl", "Het spijt me dat u drie dagen hebt moeten wachten.", "Wacht even, ik zie het."),
        ("nl", "U had dat zelf eerder moeten melden.", "Een ogenblikje alstublieft."),
        ("en", "I am so sorry that you had to wait three days.", "One sec please."),
        ("en", "You should have reported that earlier.", "Bear with me."),
    ],
)
def test_a_sentence_that_says_nothing_changes_nothing_around_it(
    recogniser: Recogniser, language: Language, text: str, aside: str
) -> None:
    alone = {found.move: found.confidence for found in recogniser.recognise(text, language).moves}

    for message in (f"{text} {aside}", f"{aside} {text}"):
        assert {found.move: found.confidence for found in recogniser.recognise(message, language).moves} == alone


def test_u_and_je_are_heard_the_same(recogniser: Recogniser) -> None:
    formal = recogniser.recognise("Ik begrijp uw ongenoegen. Wat hebt u nu nodig?", "nl")
    familiar = recogniser.recognise("Ik begrijp jouw ongenoegen. Wat heb je nu nodig?", "nl")

    assert [found.move for found in formal.moves] == [found.move for found in familiar.moves]


def test_words_that_only_the_customers_use_are_known_too() -> None:
    plain = load_recogniser()
    knowing = load_recogniser(vocabulary={"nl": frozenset({"framenummer"})})

    assert plain.spellers["nl"].mend("welk framenumemr") == "welk framenumemr"
    assert knowing.spellers["nl"].mend("welk framenumemr") == "welk framenummer"
    assert knowing.spellers["en"].mend("welk framenumemr") == "welk framenumemr"
