"""The words that the recogniser gives as its evidence, against the words that a person underlined for the same label.

The messages and their marks are in marked/<language>.jsonl. A mark was made by hand, without sight of what the
recogniser answers, as short as it shows the move to a trainee. Only the place is measured here: a marked move that is
not heard says nothing about its words.
"""

from __future__ import annotations

import json
import re
from collections import Counter
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from bot.core.moves import Move, Span

if TYPE_CHECKING:
    from collections.abc import Sequence

    from bot.core.moves import Language
    from bot.recognition import Recogniser

MARKED = Path(__file__).parent / "marked"
WORD = re.compile(r"\w+")
LANGUAGES: tuple[Language, ...] = ("nl", "en")
FLOORS: dict[Language, float] = {"nl": 0.80, "en": 0.80}
"""The token F1 that must hold. Measured .842 nl and .861 en; the floor leaves room for a retrained model."""
LEAST_HEARD = 0.75
"""The share of the marked moves that must be heard, so that the F1 is not one of a few easy cases."""


@dataclass(frozen=True)
class Mark:
    """The words of one message that show one of its moves to a person."""

    id: str
    text: str
    move: Move
    words: str
    start: int

    @property
    def span(self) -> Span:
        return Span(self.start, self.start + len(self.words))


@dataclass(frozen=True)
class Overlap:
    """How many words are both heard and marked, how many are heard and how many are marked."""

    both: int = 0
    heard: int = 0
    marked: int = 0

    def __add__(self, other: Overlap) -> Overlap:
        return Overlap(self.both + other.both, self.heard + other.heard, self.marked + other.marked)

    @property
    def f1(self) -> float:
        return 2 * self.both / (self.heard + self.marked) if self.heard + self.marked else 0.0

    def __str__(self) -> str:
        precision, recall = self.both / max(1, self.heard), self.both / max(1, self.marked)
        return f"token F1 {self.f1:.3f} (precision {precision:.3f}, recall {recall:.3f})"


def marks_of(language: Language) -> list[Mark]:
    rows = [json.loads(line) for line in (MARKED / f"{language}.jsonl").read_text(encoding="utf-8").splitlines()]
    return [
        Mark(row["id"], row["text"], Move(mark["move"]), mark["words"], _start(row["text"], mark))
        for row in rows
        for mark in row["marked"]
    ]


def _start(text: str, mark: dict[str, str | int]) -> int:
    return int(mark["start"]) if "start" in mark else text.find(str(mark["words"]))


def overlap(text: str, heard: Span, marked: Span) -> Overlap:
    words = [Span(*word.span()) for word in WORD.finditer(text)]
    in_heard, in_marked = ({word for word in words if _meet(word, span)} for span in (heard, marked))
    return Overlap(len(in_heard & in_marked), len(in_heard), len(in_marked))


def _meet(one: Span, other: Span) -> bool:
    return one.start < other.end and other.start < one.end


def measure(recogniser: Recogniser, marks: Sequence[Mark], language: Language) -> list[Overlap]:
    """The overlap for each mark whose move is heard in its message."""
    pairs = [(mark, recogniser.recognise(mark.text, language).found(mark.move)) for mark in marks]
    return [overlap(mark.text, found.span, mark.span) for mark, found in pairs if found]


@pytest.mark.parametrize("language", LANGUAGES)
def test_marked_words_are_a_slice_of_the_message_and_begin_in_one_place(language: Language) -> None:
    for mark in marks_of(language):
        assert mark.span.of(mark.text) == mark.words, mark.id
        assert mark.words == mark.words.strip(), mark.id
        assert WORD.search(mark.words), mark.id
    for line in (MARKED / f"{language}.jsonl").read_text(encoding="utf-8").splitlines():
        row = json.loads(line)
        twice = [mark for mark in row["marked"] if "start" not in mark and row["text"].count(mark["words"]) != 1]
        assert not twice, row["id"]


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_move_is_marked_and_none_twice_in_a_message(language: Language) -> None:
    marks = marks_of(language)
    assert min(Counter(mark.move for mark in marks)[move] for move in Move) >= 4
    assert max(Counter((mark.id, mark.move) for mark in marks).values()) == 1


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_words_heard_are_the_words_marked(
    recogniser: Recogniser, language: Language, record_property: pytest.RecordProperty
) -> None:
    marks = marks_of(language)
    overlaps = measure(recogniser, marks, language)
    total = sum(overlaps, Overlap())
    report = f"{language}: {total}, {len(overlaps)} of {len(marks)} marked moves heard"
    record_property("marked_spans", report)
    assert len(overlaps) >= LEAST_HEARD * len(marks), report
    assert total.f1 >= FLOORS[language], report


def test_overlap_counts_words() -> None:
    text = "Sorry, I'll call you."
    assert overlap(text, Span(0, 5), Span(7, 20)) == Overlap(0, 1, 4)
    assert overlap(text, Span(0, 20), Span(7, 20)) == Overlap(4, 5, 4)
    assert overlap(text, Span(7, 20), Span(7, 20)).f1 == 1
