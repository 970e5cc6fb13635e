"""What was once heard wrong in a talk stays right."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import yaml

from bot.core.moves import HARMFUL, Language, Move
from bot.recognition import Recogniser

Case = dict[str, Any]


def cases() -> Iterator[tuple[Language, Case]]:
    data = yaml.safe_load((Path(__file__).parent / "misreadings.yaml").read_text(encoding="utf-8"))
    for language, entries in data.items():
        yield from ((language, entry) for entry in entries)


@pytest.mark.parametrize(("language", "case"), [*cases()], ids=lambda value: str(value)[:60])
def test_a_misreading_was_mended(recogniser: Recogniser, language: Language, case: Case) -> None:
    reading = recogniser.recognise(case["say"], language)
    heard = {found.move.value for found in reading.moves}
    assert heard >= set(case.get("hears", ()))
    assert not heard & set(case.get("not", ()))
    assert not case.get("one_of") or heard & set(case["one_of"])
    for move, words in case.get("quote", {}).items():
        found = reading.found(Move(move))
        assert found
        assert words in found.span.of(reading.text)


def test_the_same_words_carry_no_probable_reproach_beside_a_certain_one(recogniser: Recogniser) -> None:
    for text in ("Dat is nu eenmaal ons beleid, dus u overdrijft.", "Rules are rules, that is our policy."):
        found = recogniser.recognise(text, "nl" if "nu" in text else "en").moves
        sure = [one for one in found if one.certain and one.move in HARMFUL]
        doubtful = [one for one in found if not one.certain and one.move in HARMFUL]
        assert not any(a.span.start < b.span.end and b.span.start < a.span.end for a in sure for b in doubtful)
