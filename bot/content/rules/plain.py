"""Plain rules: numbers within their range, texts that are not empty and there in both languages, ids, patterns."""

from __future__ import annotations

import re
from collections.abc import Hashable, Iterator, Mapping
from dataclasses import MISSING, fields, is_dataclass
from functools import cache
from typing import Any, get_args

from bot.content.document import Trail, named
from bot.content.problems import Problem, Rule, listed
from bot.content.values import Checked
from bot.core.moves import Language
from bot.core.words import fold

_ANY = float("inf")
_RANGES: Mapping[str, tuple[float, float]] = {
    "StartingMood.anger": (0, 100),
    "StartingMood.trust": (0, 100),
    "StartingMood.trust_before": (0, 100),
    "When.anger_from": (0, 100),
    "When.anger_to": (0, 100),
    "When.trust_from": (0, 100),
    "When.trust_to": (0, 100),
    "When.turn_from": (0, _ANY),
    "When.turn_to": (1, _ANY),
    "When.silence_from": (0, _ANY),
    "Reaction.anger": (-100, 100),
    "Reaction.trust": (-100, 100),
    "Escalation.anger": (-100, 100),
    "Escalation.trust": (-100, 100),
    "Grievance.earlier_failures": (0, _ANY),
    "Style.speed": (1, _ANY),
    "Persona.patience": (1, _ANY),
    "Persona.version": (1, _ANY),
    "Proactive.within": (30, _ANY),
    "Offer.up_to": (0, _ANY),
    "Offer.up_to_percent": (0, 100),
    "Offer.earliest_hours": (0, _ANY),
    "Rubric.version": (1, _ANY),
    "Criterion.weight": (1, _ANY),
    "Sign.points": (1, _ANY),
    "Sign.times": (1, _ANY),
    "Fault.points": (1, _ANY),
}
_ID = re.compile(r"[a-z0-9]+(?:[-_][a-z0-9]+)*")
_LANGUAGES: tuple[Language, ...] = get_args(Language)
_PATTERNS = {"asks", "words", "feelings"}


def ranges(file: Checked[Any]) -> Iterator[Problem]:
    """Numbers that are too low or too high."""
    for trail, part in file.parts:
        owner = type(part).__name__
        for name in _fields(part):
            low, high = _RANGES.get(f"{owner}.{name}", (-_ANY, _ANY))
            yield from _outside(file, (*trail, name), getattr(part, name), (low, high))
        if trail and trail[-1] == "times" and isinstance(part, Mapping):
            for event, least in part.items():
                yield from _outside(file, (*trail, event), least, (1, _ANY))


def empty(file: Checked[Any]) -> Iterator[Problem]:
    """Texts without a letter, and lists without an item where one is needed."""
    optional: set[Trail] = set()
    for trail, part in file.parts:
        optional |= {(*trail, name) for name, needed in _fields(part).items() if not needed}
        if isinstance(part, str) and not part.strip():
            yield file.document.problem(trail, Rule.EMPTY, f"{named(trail)} is empty", "it must have text")
        elif isinstance(part, tuple | Mapping) and not part and trail not in optional:
            yield file.document.problem(trail, Rule.EMPTY, f"{named(trail)} is empty", "it must have at least one item")


def languages(file: Checked[Any]) -> Iterator[Problem]:
    """Texts for the trainee that are there in one language only."""
    for trail, part in file.parts:
        if isinstance(part, Mapping) and part and all(key in _LANGUAGES for key in part):
            for language in _LANGUAGES:
                if language not in part:
                    what = f'{named(trail)} has no text for "{language}"'
                    allowed = f"it must be there in: {listed(_LANGUAGES)}"
                    yield file.document.key_problem(trail, Rule.LANGUAGES, what, allowed)


def ids(file: Checked[Any]) -> Iterator[Problem]:
    """Ids that cannot be written in a condition or a command."""
    for trail, part in file.parts:
        if trail and trail[-1] == "id" and isinstance(part, str) and part.strip() and not _ID.fullmatch(part):
            allowed = 'it can have small letters and digits, and "-" or "_" between them'
            yield file.document.problem(trail, Rule.ID, f'"{part}" is no id', allowed)


def duplicates(file: Checked[Any]) -> Iterator[Problem]:
    """Ids that are given twice in one list, such as two facts with the same id."""
    seen: set[tuple[Trail, object]] = set()
    for trail, part in file.parts:
        if len(trail) > 1 and trail[-1] == "id":
            if (trail[:-2], part) in seen:
                what = f'the id "{part}" is given twice in {named(trail[:-2])}'
                yield file.document.problem(trail, Rule.DUPLICATE_ID, what, hint="give each its own id")
            seen.add((trail[:-2], part))


def patterns(file: Checked[Any]) -> Iterator[Problem]:
    """Words to listen for that no message can have, or that every message has."""
    for trail, part in file.parts:
        listens = len(trail) > 1 and trail[-2] in _PATTERNS and isinstance(part, str) and part.strip()
        for word in str(part).split() if listens else ():
            if len(fold(word.removesuffix("*"))) != 1 or "*" in word[:-1]:
                what = f'"{word}" in {named(trail)} cannot be listened for'
                allowed = "it must be words of letters and digits, each with at most one * at its end"
                yield file.document.problem(trail, Rule.PATTERN, what, allowed)


def _outside(file: Checked[Any], trail: Trail, value: Any, limits: tuple[float, float]) -> Iterator[Problem]:
    low, high = limits
    if value is not None and limits != (-_ANY, _ANY) and not low <= value <= high:
        allowed = f"it must be {low} or more" if high == _ANY else f"it must be from {low} to {high}"
        yield file.document.problem(trail, Rule.RANGE, f"{named(trail)} is {value:g}", allowed)


def _fields(part: object) -> Mapping[str, bool]:
    """The fields of a part, each with whether it must be given."""
    kind: Any = type(part)
    return _fields_of(kind)


@cache
def _fields_of(kind: Hashable) -> Mapping[str, bool]:
    if not (isinstance(kind, type) and is_dataclass(kind)):
        return {}
    return {one.name: one.default is MISSING and one.default_factory is MISSING for one in fields(kind)}
