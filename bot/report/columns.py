"""Columns: words in the cells of a terminal, where an emoji takes two and an accent none."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator

from rich.cells import cell_len

from bot.core.moves import Span

WIDTH = 80
_UNSEEN = {"Cc": " ", "Zl": " ", "Zp": " ", "Cf": "�", "Cs": "�", "Co": "�", "Cn": "�"}
_JOINER = "\u200d"
"""Keeps an emoji of several parts together."""


def shown(text: str) -> str:
    """``text`` with something harmless for every character that a terminal obeys or cannot show; no place moves."""
    return "".join(_seen(character) for character in text)


def _seen(character: str) -> str:
    if character.isprintable() or character in ("\n", _JOINER):
        return character
    return _UNSEEN.get(unicodedata.category(character), character)


def rows(text: str, width: int) -> Iterator[Span]:
    """Where the lines of ``text`` stand when it is broken at spaces to fit in ``width`` cells."""
    start = 0
    for line in text.split("\n"):
        yield from (Span(start + row.start, start + row.end) for row in _broken(line, width))
        start += len(line) + 1


def hanging(indent: str, text: str) -> list[str]:
    """``text`` as lines of at most 80 cells behind ``indent``, the later ones behind as many spaces."""
    safe = shown(text)
    lines = [row.of(safe) for row in rows(safe, WIDTH - len(indent))]
    return [indent + lines[0], *(" " * len(indent) + line for line in lines[1:])]


def _broken(line: str, width: int) -> Iterator[Span]:
    at = 0
    while True:
        end = at + _fitting(line[at:], width)
        space = line.rfind(" ", at + 1, end + 1)
        if end < len(line) and space > at:
            end = space
        yield Span(at, end)
        at = end + len(line[end:]) - len(line[end:].lstrip(" "))
        if at >= len(line):
            return


def _fitting(text: str, width: int) -> int:
    """How many characters stand in ``width`` cells; at least one, so that every line goes on."""
    used = 0
    for number, character in enumerate(text):
        used += cell_len(character)
        if used > width and number:
            return number
    return len(text)
