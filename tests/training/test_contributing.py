"""What each of several trainees brought, told apart and never ranked."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime

from bot.core.conversation import Effect, Mood, Turn
from bot.training.archive import PracticeRecord, TurnRecord
from bot.training.contributing import contributions

NOW = datetime(2026, 11, 23, 9, tzinfo=UTC)
RECORD = PracticeRecord(
    "T1:C1:1.0", "T1", ("U1", "U2", "U3"), None, "C1", "1.0", False, "p", 1, ("leon",), "normal", "nl", NOW
)


def wrote(number: int, person: str | None, *effects: Effect) -> TurnRecord:
    turn = Turn(number, NOW, "trainee" if person else "customer", "x", Mood(50.0, 50.0), effects=effects)
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


def test_a_little_help_is_worth_a_word_and_what_was_not_heard_for_certain_is_not() -> None:
    kept = (wrote(2, "U1", effect("dank", -1.0)), wrote(4, "U2", effect("rustig", -9.0, certain=False)))

    assert [one.best is not None for one in contributions(RECORD, kept)] == [True, False, False]


def test_of_one_who_practised_alone_there_is_nothing_to_tell_apart() -> None:
    assert contributions(replace(RECORD, trainees=("U1",)), (wrote(2, "U1", effect("sorry", -9.0)),)) == ()


def test_a_forgotten_trainee_is_left_out() -> None:
    kept = (wrote(2, "", effect("weg", -9.0)), wrote(4, "U2"))

    assert [one.person for one in contributions(replace(RECORD, trainees=("", "U2")), kept)] == ["U2"]
