"""Document: the plain data of one YAML file, with the place of each part of it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

from bot.content.problems import Problem, Rule

Trail = tuple[str | int, ...]
"""The way to a part of a file: ``("facts", 2, "says", 0)``."""


@dataclass(frozen=True)
class Place:
    """A line and a column, both from 1."""

    line: int = 1
    column: int = 1


@dataclass(frozen=True)
class Document:
    """One file as plain data. ``keys`` and ``values`` tell where the key and the value of a part begin."""

    path: Path
    data: object
    keys: Mapping[Trail, Place] = field(default_factory=dict)
    values: Mapping[Trail, Place] = field(default_factory=dict)

    def problem(self, trail: Trail, rule: Rule, what: str, allowed: str = "", hint: str = "") -> Problem:
        """A problem with the value at ``trail``, or with the nearest part around it that the file has."""
        return self._at(_nearest(trail, self.values), rule, (what, allowed, hint))

    def key_problem(self, trail: Trail, rule: Rule, what: str, allowed: str = "", hint: str = "") -> Problem:
        """A problem with the key at ``trail``; for an item of a list, with the item."""
        return self._at(self.keys.get(trail) or _nearest(trail, self.values), rule, (what, allowed, hint))

    def _at(self, place: Place, rule: Rule, sentence: tuple[str, str, str]) -> Problem:
        return Problem(self.path, place.line, place.column, *sentence, rule=rule)


def _nearest(trail: Trail, places: Mapping[Trail, Place]) -> Place:
    while trail and trail not in places:
        trail = trail[:-1]
    return places.get(trail, Place())


def named(trail: Trail) -> str:
    """A part of a file as it is called in a sentence: ``"says"``, or ``item 2 of "says"``."""
    if not trail:
        return "the file"
    last = trail[-1]
    if isinstance(last, str):
        return f'"{last}"'
    return f"item {last + 1} of {named(trail[:-1])}"
