"""Reads the examples and the neutral sentences of one language with their places, past every line with a mistake."""

from __future__ import annotations

import difflib
import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from bot.core.moves import Language, Move
from bot.recognition.examples import NEUTRAL, Example
from bot.recognition.lint.findings import Finding, Kind, Place

_NEEDED = ("id", "text", "labels")
_TEXTS = ("id", "text", "customer", "pair")
_KEYS = (*_NEEDED, "customer", "pair")
_SHAPE = 'a line is {"id": ..., "text": ..., "labels": [...]}; "customer" and "pair" are optional'


@dataclass(frozen=True)
class Placed:
    """An example with its place, and the customer's message that it answers."""

    place: Place
    example: Example
    customer: str = ""


class _Malformed(ValueError):
    """A line that is no example, and the column at which that shows."""

    def __init__(self, what: str, column: int = 1) -> None:
        super().__init__(what)
        self.column = column


def read_examples(folder: Path, language: Language, findings: list[Finding], *, neutral: bool = True) -> list[Placed]:
    """The examples that can be read, the neutral ones last; what is wrong with the others goes to ``findings``."""
    room = folder / language
    placed: list[Placed] = []
    for file in sorted((room / "examples").glob("*.jsonl")):
        for place, line in _lines(file, findings):
            one = _placed(place, line, language, findings)
            if one:
                placed.append(one)
    for place, line in _lines(room / f"{NEUTRAL}.txt", findings) if neutral else ():
        if line.strip() and not line.startswith("#"):
            name = f"{NEUTRAL}-{language}-{place.line}"
            placed.append(Placed(place, Example(name, language, NEUTRAL, line.strip(), frozenset())))
    return placed


def read_text(path: Path, findings: list[Finding]) -> str:
    """The text of a file; empty where it cannot be read."""
    try:
        return path.read_text(encoding="utf-8")
    except OSError as error:
        findings.append(
            Finding(Kind.MALFORMED, Place(path, 1), f"the file cannot be read ({error.strerror})", "add it")
        )
    except UnicodeDecodeError as error:
        line = error.object[: error.start].count(b"\n") + 1
        findings.append(Finding(Kind.MALFORMED, Place(path, line), "this is not UTF-8 text", "save it as UTF-8"))
    return ""


def _lines(path: Path, findings: list[Finding]) -> Iterator[tuple[Place, str]]:
    for number, line in enumerate(read_text(path, findings).splitlines(), start=1):
        yield Place(path, number), line


def _placed(place: Place, line: str, language: Language, findings: list[Finding]) -> Placed | None:
    try:
        row = _row(line)
    except _Malformed as mistake:
        findings.append(Finding(Kind.MALFORMED, replace(place, column=mistake.column), str(mistake), _SHAPE))
        return None
    unknown = [label for label in row["labels"] if label not in list(Move)]
    findings += [_unknown(_at(place, line, label), label) for label in unknown]
    if unknown:
        return None
    moves = frozenset(Move(label) for label in row["labels"])
    example = Example(row["id"], language, place.path.stem, row["text"], moves, row.get("pair"))
    return Placed(place, example, row.get("customer", ""))


def _row(line: str) -> Mapping[str, Any]:
    try:
        row = json.loads(line)
        json.dumps(row, ensure_ascii=False).encode()  # half an emoji can be written, and not be read
    except ValueError as error:
        what = f"this is no JSON ({error})" if line.strip() else "the line is empty"
        raise _Malformed(what, getattr(error, "colno", 1)) from None
    if not isinstance(row, dict):
        raise _Malformed("this is no JSON object")
    for key in (*_NEEDED, *row):
        if key not in row:
            raise _Malformed(f'there is no "{key}"')
        if key not in _KEYS:
            raise _Malformed(f'there is a "{key}", which means nothing here')
        if key in _TEXTS and not (isinstance(row[key], str) and row[key].strip()):
            raise _Malformed(f'"{key}" is no text')
    if not isinstance(row["labels"], list) or not all(isinstance(label, str) for label in row["labels"]):
        raise _Malformed('"labels" is no list of moves')
    return row


def _at(place: Place, line: str, label: str) -> Place:
    """Where a label stands in its line; the last time, as texts come before labels."""
    return replace(place, column=line.rfind(json.dumps(label, ensure_ascii=False)) + 1 or 1)


def _unknown(place: Place, label: str) -> Finding:
    return Finding(Kind.UNKNOWN_LABEL, place, f'there is no move "{label}"', nearest_move(label))


def nearest_move(label: str) -> str:
    """A hint with the move that looks most like ``label``."""
    nearest = difflib.get_close_matches(label, list(Move), 1, 0.6)
    return f'did you mean "{nearest[0]}"?' if nearest else "docs/moves.md lists the moves"
