"""Reads the labelled messages and the neutral sentences from which the model is trained."""

from __future__ import annotations

import json
from dataclasses import dataclass
from importlib.resources import files
from typing import TYPE_CHECKING

from bot.core.moves import Move

if TYPE_CHECKING:
    from collections.abc import Iterator
    from importlib.resources.abc import Traversable
    from pathlib import Path

    from bot.core.moves import Language

LANGUAGES: tuple[Language, ...] = ("nl", "en")
NEUTRAL, TALKS = "neutral", "talks"
"""The writers of the sentences that make no move, and of those that were heard wrong in talks."""


@dataclass(frozen=True)
class Example:
    """A message with the moves that a reader heard in it; ``pair`` ties messages that differ in one thing.

    ``customer`` is the line that it answers, where one is known.
    """

    id: str
    language: Language
    writer: str
    text: str
    moves: frozenset[Move]
    pair: str | None = None
    customer: str = ""


def load_examples(own: Path | None = None) -> list[Example]:
    """Every example of every language, in a fixed order; those of the folder ``own`` come last."""
    shipped = [example for language in LANGUAGES for example in _of_language(language)]
    return shipped + [example for file in own_files(own) for example in _of_writer(file, _language_of(file))]


def own_files(own: Path | None) -> list[Path]:
    """The files of examples in a folder of one's own, in a fixed order."""
    return (
        [file for language in LANGUAGES for file in sorted((own / language / "examples").glob("*.jsonl"))]
        if own
        else []
    )


def _language_of(file: Path) -> Language:
    return next(language for language in LANGUAGES if language == file.parts[-3])


def _of_language(language: Language) -> Iterator[Example]:
    room = files("bot.lexicon") / language
    for file in sorted((room / "examples").iterdir(), key=lambda file: file.name):
        if file.name.endswith(".jsonl"):
            yield from _of_writer(file, language)
    for number, line in enumerate((room / "neutral.txt").read_text(encoding="utf-8").splitlines(), 1):
        if line.strip() and not line.startswith("#"):
            yield Example(f"{NEUTRAL}-{language}-{number}", language, NEUTRAL, line.strip(), frozenset())


def _of_writer(file: Traversable, language: Language) -> Iterator[Example]:
    writer = file.name.removesuffix(".jsonl")
    for line in file.read_text(encoding="utf-8").splitlines():
        row = json.loads(line)
        moves = frozenset(Move(label) for label in row["labels"])
        yield Example(row["id"], language, writer, row["text"], moves, row.get("pair"), row.get("customer") or "")
