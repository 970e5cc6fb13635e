from __future__ import annotations

from collections.abc import Iterator

import pytest

from bot.core.moves import Language, Move
from bot.recognition import Recogniser
from bot.recognition.examples import LANGUAGES
from bot.recognition.language import read_yaml


def lines(kind: str) -> Iterator[tuple[Language, str, str]]:
    for language in LANGUAGES:
        for move, entry in read_yaml(language, "cues.yaml")["moves"].items():
            yield from ((language, move, text) for text in entry.get(kind, ()))


@pytest.mark.parametrize(("language", "move", "text"), [*lines("examples")])
def test_an_example_is_heard(recogniser: Recogniser, language: Language, move: str, text: str) -> None:
    assert recogniser.recognise(text, language).found(Move(move))


@pytest.mark.parametrize(("language", "move", "text"), [*lines("not")])
def test_a_near_miss_is_not_heard(recogniser: Recogniser, language: Language, move: str, text: str) -> None:
    assert recogniser.recognise(text, language).found(Move(move)) is None


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_move_has_cues_and_an_example(language: Language) -> None:
    entries = read_yaml(language, "cues.yaml")["moves"]
    assert set(entries) == {move.value for move in Move}
    assert all(entry["cues"] and entry["examples"] for entry in entries.values())
