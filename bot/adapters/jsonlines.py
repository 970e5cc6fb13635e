"""JSON lines: messages in, the moves that are heard in them out."""

from __future__ import annotations

import json
from typing import Any, TextIO

from bot.core.moves import Language, Reading
from bot.training import Recogniser


class _Mistake(ValueError):
    """A line that is no message."""


def moves(recogniser: Recogniser, language: Language, lines: TextIO, out: TextIO, errors: TextIO) -> int:
    """Read {"id", "text", "customer" (optional)} a line and write {"id", "moves"} a line.

    A bad line is named on ``errors`` with its number and passed over; the exit code is then 1.
    """
    code = 0
    for number, line in enumerate(lines, start=1):
        if not line.strip():
            continue
        try:
            out.write(f"{_answer(recogniser, language, line)}\n")
        except _Mistake as mistake:
            errors.write(f"line {number}: {mistake}\n")
            code = 1
    return code


def _answer(recogniser: Recogniser, language: Language, line: str) -> str:
    message = _message(line)
    reading = recogniser.recognise(message["text"], language, message.get("customer") or "")
    return json.dumps({"id": message["id"], "moves": _moves(reading)})


def _message(line: str) -> dict[str, Any]:
    try:
        message = json.loads(line)
    except ValueError as error:
        raise _Mistake(f"this is no JSON: {error}") from error
    if not isinstance(message, dict) or "id" not in message or not isinstance(message.get("text"), str):
        raise _Mistake('a line must be an object with "id" and a text "text"; "customer" is optional')
    if not isinstance(message.get("customer") or "", str):
        raise _Mistake('"customer" must be text')
    return message


def _moves(reading: Reading) -> list[dict[str, object]]:
    return [
        {
            "id": found.move,
            "start": found.span.start,
            "end": found.span.end,
            "quote": found.span.of(reading.text),
            "confidence": round(found.confidence, 3),
        }
        for found in reading.moves
    ]
