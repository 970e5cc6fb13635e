from __future__ import annotations

import pytest

from bot.recognition.patterns import PatternError, Reader

READER = Reader(
    {"boos": ["boos", "er klaar mee", "woe*"]}, {"u": ["u", "je"]}, {"can't": ("can", "not"), "asap": ("as", "soon")}
)


@pytest.mark.parametrize(
    ("pattern", "words", "found"),
    [
        ("ik (snap|hoor) dat", "nou ik hoor dat u", (1, 4)),
        ("ik snap [wel] dat", "ik snap dat", (0, 3)),
        ("ik snap [wel] dat", "ik snap wel dat", (0, 4)),
        ("dat u .. @boos", "dat je heel erg woedend bent", (0, 5)),
        ("dat u .. @boos", "dat u er klaar mee bent", (0, 5)),
        ("ik .. niet", "ik een twee drie niet", None),
        ("ik ... niet", "ik een twee drie vier vijf niet", (0, 7)),
        ("^ ja maar", "ja , maar dat", (0, 3)),
        ("^ ja maar", "oke ja maar", None),
        ("ja , maar", "ja maar", None),
        ("tot ziens $", "tot ziens", (0, 2)),
        ("tot ziens $", "tot ziens dan", None),
        ("# uur", "om 10:30 uur", (1, 3)),
        ("can't", "i can not", (1, 3)),
    ],
)
def test_a_pattern_finds_its_words(pattern: str, words: str, found: tuple[int, int] | None) -> None:
    assert READER.read(pattern).find(words.split()) == found


@pytest.mark.parametrize("pattern", ["(ja", "ja)", "@nergens", "", "a | b"])
def test_a_pattern_that_cannot_be_read_is_refused(pattern: str) -> None:
    with pytest.raises(PatternError):
        READER.read(pattern)


def test_a_pattern_without_a_needed_word_is_refused() -> None:
    with pytest.raises(PatternError):
        _ = READER.read("[ja] ..").anchor
