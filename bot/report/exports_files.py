"""Export files: sessions, turns and scores as CSV for spreadsheets or as JSON lines for programs."""

from __future__ import annotations

import csv
import json
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import ExitStack
from pathlib import Path
from typing import TextIO

from bot.report.exports import (
    SCORES,
    SESSIONS,
    TURNS,
    Exported,
    Pseudonyms,
    Row,
    score_rows,
    session_row,
    turn_rows,
)

_COLUMNS = {"sessions": SESSIONS, "turns": TURNS, "scores": SCORES}
_FORMULA = ("=", "+", "-", "@", "\t", "\r")
Writer = Callable[[Row], object]


def save_csv(practices: Iterable[Exported], names: Pseudonyms, folder: Path) -> int:
    """sessions.csv, turns.csv and scores.csv in ``folder``. Returns how many practices there were. Raises OSError.

    A text that a spreadsheet would take for a formula gets an apostrophe in front; lists are joined by spaces.
    """
    folder.mkdir(parents=True, exist_ok=True)
    with ExitStack() as files:
        writers: dict[str, Writer] = {}
        for name, columns in _COLUMNS.items():
            file = files.enter_context((folder / f"{name}.csv").open("w", encoding="utf-8-sig", newline=""))
            writers[name] = _csv(csv.DictWriter(file, columns))
        return _write(practices, names, writers)


def _csv(writer: csv.DictWriter[str]) -> Writer:
    writer.writeheader()
    return lambda row: writer.writerow({column: _cell(value) for column, value in row.items()})


def _cell(value: object) -> object:
    if isinstance(value, Sequence) and not isinstance(value, str):
        return " ".join(map(str, value))
    return f"'{value}" if isinstance(value, str) and value.startswith(_FORMULA) else value


def save_jsonl(practices: Iterable[Exported], names: Pseudonyms, folder: Path) -> int:
    """sessions.jsonl, turns.jsonl and scores.jsonl in ``folder``, texts exactly as they were. Raises OSError."""
    folder.mkdir(parents=True, exist_ok=True)
    with ExitStack() as files:
        writers: dict[str, Writer] = {}
        for name in _COLUMNS:
            file = files.enter_context((folder / f"{name}.jsonl").open("w", encoding="utf-8", newline="\n"))
            writers[name] = _json(file)
        return _write(practices, names, writers)


def _json(file: TextIO) -> Writer:
    return lambda row: file.write(f"{json.dumps(row, ensure_ascii=False)}\n")


def _write(practices: Iterable[Exported], names: Pseudonyms, writers: dict[str, Writer]) -> int:
    count = 0
    for count, one in enumerate(practices, start=1):  # noqa: B007 - the last number is the count
        writers["sessions"](session_row(one, names))
        for name, rows in (("turns", turn_rows(one, names)), ("scores", score_rows(one, names))):
            _each(rows, writers[name])
    return count


def _each(rows: Iterator[Row], write: Writer) -> None:
    for row in rows:
        write(row)
