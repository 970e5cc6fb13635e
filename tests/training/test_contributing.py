"""What each of several trainees brought, told apart and never ranked."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime

import pytest

from bot.core.conversation import Effect, Mood, Turn
from bot.training.archive import PracticeRecord, TurnRecord
from bot.training.contributing import contributions

NOW = datetime(2026, 11, 23, 9, tzinfo=UTC)
RECORD = PracticeRecord(
    "T1:C1:1.0", "T1", ("U1", "U2", "U3"), None, "C1", "1.0", False, "p", 1, ("leon",), "normal", "nl", NOW
)


def wrote(number: int, person: str | None, *effects: Effect, text: str = "x") -> TurnRecord:
    turn = Turn(number, NOW, "trainee" if person else "customer", text, Mood(50.0, 50.0), effects=effects)
    return TurnRecord("T1:C1:1.0", turn, person, f"{number}.0")


def effect(words: str, anger: float, *, certain: bool = True) -> Effect:
    return Effect("rule", anger, 0.0, words, "source", "why", certain)


def test_each_has_their_own_best_words_in_the_order_of_their_first_ones() -> None:
    kept = (
        wrote(1, None),
        wrote(2, "U2", effect("vervelend", -4.0), effect("maar", 8.0)),
        wrote(4, "U1", effect("ik bel u", -20.0), effect("sorry", -3.0)),
        wrote(6, "U2", effect("wat is er gebeurd?", -6.0)),
    )

    found = contributions(RECORD, kept)

    assert [(one.person, one.best and one.best.effect.quote) for one in found] == [
        ("U2", "wat is er gebeurd?"),
        ("U1", "ik bel u"),
        ("U3", None),
    ]


@pytest.mark.parametrize(
    ("text", "words", "sentence"),
    [
        (
            "Hoi Sanne. Het is onze fout, en het spijt me echt. Wat nu?",
            "het spijt me",
            "Het is onze fout, en het spijt me echt.",
        ),
        ("I'm sorry, Mrs. Kowalski, truly. Go on.", "sorry", "I'm sorry, Mrs. Kowalski, truly."),
        ("Dag mevr. Bos, wat naar!\nIk bel u", "wat naar!", "Dag mevr. Bos, wat naar!"),
        ("Wat naar. Ik bel u. Morgen.", "naar. Ik bel", "Wat naar. Ik bel u."),
        ("(weg)", "sorry", "sorry"),
    ],
)
def test_what_helped_is_shown_as_the_whole_sentence_that_was_typed(text: str, words: str, sentence: str) -> None:
    kept = (wrote(2, "U1", effect(words, -4.0), text=text),)

    assert contributions(RECORD, kept)[0].sentence == sentence


def test_a_little_help_is_worth_a_word_and_what_was_not_heard_for_certain_is_not() -> None:
    kept = (wrote(2, "U1", effect("dank", -1.0)), wrote(4, "U2", effect("rustig", -9.0, certain=False)))

    assert [one.best is not None for one in contributions(RECORD, kept)] == [True, False, False]


def test_a_reproach_is_nobodys_strong_sentence() -> None:
    kept = (wrote(2, "U1", effect("Je overdrijft.", -9.0), effect("overdrijft", 7.0), text="Je overdrijft."),)

    assert contributions(RECORD, kept)[0].best is None


def test_of_one_who_practised_alone_there_is_nothing_to_tell_apart() -> None:
    assert contributions(replace(RECORD, trainees=("U1",)), (wrote(2, "U1", effect("sorry", -9.0)),)) == ()


def test_a_forgotten_trainee_is_left_out() -> None:
    kept = (wrote(2, "", effect("weg", -9.0)), wrote(4, "U2"))

    assert [one.person for one in contributions(replace(RECORD, trainees=("", "U2")), kept)] == ["U2"]
