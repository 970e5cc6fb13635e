"""Findings: what pydantic finds wrong with a file, as sentences for the author of that file."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from bot.content.document import Document, Trail, named
from bot.content.problems import Problem, Rule, listed, nearest

if TYPE_CHECKING:
    from bot.content.outline import Outline

_WANTED = {
    "string_type": "text",
    "int_type": "a whole number",
    "int_from_float": "a whole number",
    "float_type": "a number",
    "decimal_type": "a number",
    "decimal_parsing": "a number",
    "bool_type": "true or false",
    "tuple_type": "a list",
    "list_type": "a list",
    "set_type": "a list",
    "frozen_set_type": "a list",
    "dict_type": "a mapping",
    "mapping_type": "a mapping",
    "dataclass_type": "a mapping",
    "none_required": "nothing",
}
_CHOICES = {"literal_error", "enum"}
_SHORT = 30
"""Characters of a text that are quoted in a sentence at the most."""


@dataclass(frozen=True)
class _Finding:
    """One complaint about the part at ``trail``. ``inside`` tells that it came from one branch of a union."""

    trail: Trail
    kind: str
    value: object
    expected: str
    inside: bool


def problems(document: Document, outline: Outline, errors: Iterable[Mapping[str, Any]]) -> Iterator[Problem]:
    """The problems of ``document``, one for each part that has another shape than ``outline``."""
    groups: dict[Trail, list[_Finding]] = defaultdict(list)
    for finding in _told([_finding(document.data, error) for error in errors], outline):
        groups[finding.trail].append(finding)
    for group in groups.values():
        yield _problem(document, outline, group)


def _told(findings: Sequence[_Finding], outline: Outline) -> Iterator[_Finding]:
    """The findings worth telling. A mapping where text or a mapping can stand has findings for either.

    If it has a key of that mapping it was meant as one, and else as text with a colon in it.
    """
    meant = {
        finding.trail: any(key in outline.keys(finding.trail) for key in finding.value)
        for finding in findings
        if finding.inside and finding.kind in _WANTED and isinstance(finding.value, dict)
    }
    for finding in findings:
        around = [meant.get(finding.trail[:length], True) for length in range(len(finding.trail))]
        if all(around) and not meant.get(finding.trail, False):
            yield finding


def _finding(data: object, error: Mapping[str, Any]) -> _Finding:
    """The complaint with its place in the data: steps that the data does not have name a branch of a union."""
    steps = [step for step in error["loc"][1:] if step != "[key]"]
    trail: Trail = ()
    kind = error["type"]
    last = steps.pop() if kind == "missing" else None
    for step in steps:
        if _has(data, step):
            data, trail = data[step], (*trail, step)  # type: ignore[index]
    if last is not None:
        trail = (*trail, last)
    inside = len(trail) < len(steps) + (last is not None)
    expected = error.get("ctx", {}).get("expected", "")
    return _Finding(trail, kind, error["input"], expected, inside)


def _has(data: object, step: str | int) -> bool:
    if isinstance(step, int):
        return isinstance(data, list) and step < len(data)
    return isinstance(data, dict) and step in data


def _problem(document: Document, outline: Outline, group: Sequence[_Finding]) -> Problem:
    first = group[0]
    if first.kind == "missing":
        return _missing(document, outline, first.trail)
    if first.kind == "unexpected_keyword_argument":
        return _unknown_key(document, outline, first.trail)
    if first.value is None:
        return _no_value(document, outline, group)
    if any(finding.kind in _CHOICES for finding in group):
        return _not_a_choice(document, group)
    return _wrong_type(document, outline, group)


def _missing(document: Document, outline: Outline, trail: Trail) -> Problem:
    return document.key_problem(
        trail[:-1], Rule.MISSING_KEY, f'{named(trail[:-1])} needs the key "{trail[-1]}"', outline.about(trail)
    )


def _unknown_key(document: Document, outline: Outline, trail: Trail) -> Problem:
    key, known = str(trail[-1]), outline.keys(trail[:-1])
    hint = nearest(key, known)
    if " " in key and not hint:
        hint = 'text with ": " in it, or ", " between braces, needs quotes around it'
    return document.key_problem(
        trail, Rule.UNKNOWN_KEY, f'{named(trail[:-1])} has no key "{key}"', f"it can have: {listed(known)}", hint
    )


def _no_value(document: Document, outline: Outline, group: Sequence[_Finding]) -> Problem:
    trail = group[0].trail
    if not trail:
        return document.problem(trail, Rule.TYPE, "the file is empty", _must_be(group), _keys_hint(outline, trail))
    hint = "leave the key out if there is nothing to say" if outline.optional(trail) else ""
    return document.problem(trail, Rule.TYPE, f"{named(trail)} has no value", _must_be(group), hint)


def _not_a_choice(document: Document, group: Sequence[_Finding]) -> Problem:
    choices = [choice for finding in group for choice in re.findall(r"'([^']*)'", finding.expected)]
    value, trail = group[0].value, group[0].trail
    text = value if isinstance(value, str) else _kind(value)
    if isinstance(trail[-1], str) and trail[-1] == value and value not in choices:
        what = f'{named(trail[:-1])} has no key "{text}"'
        return document.key_problem(trail, Rule.CHOICE, what, f"it can have: {listed(choices)}", nearest(text, choices))
    what = f'{named(trail)} cannot be "{text}"' if isinstance(value, str) else f"{named(trail)} cannot be {text}"
    return document.problem(trail, Rule.CHOICE, what, f"it must be one of: {listed(choices)}", nearest(text, choices))


def _wrong_type(document: Document, outline: Outline, group: Sequence[_Finding]) -> Problem:
    value, trail = group[0].value, group[0].trail
    return document.problem(
        trail,
        Rule.TYPE,
        f"{named(trail)} is {_kind(value)}",
        _must_be(group),
        _hint(value, _wanted(group)) or _keys_hint(outline, trail),
    )


def _wanted(group: Sequence[_Finding]) -> list[str]:
    return list(dict.fromkeys(_WANTED.get(finding.kind, "another value") for finding in group))


def _must_be(group: Sequence[_Finding]) -> str:
    choices = [choice for finding in group for choice in re.findall(r"'([^']*)'", finding.expected)]
    return f"it must be one of: {listed(choices)}" if choices else f"it must be {' or '.join(_wanted(group))}"


def _kind(value: object) -> str:
    if isinstance(value, bool):
        return str(value).lower()
    if isinstance(value, int | float):
        return f"the number {value}"
    if isinstance(value, str):
        return f'the text "{value}"' if len(value) <= _SHORT and "\n" not in value else "text"
    return "a list" if isinstance(value, list) else "a mapping"


def _keys_hint(outline: Outline, trail: Trail) -> str:
    keys = outline.keys(trail)
    return f"its keys are: {listed(keys)}" if keys else ""


def _hint(value: object, wanted: Sequence[str]) -> str:
    if "text" in wanted and isinstance(value, int | float):
        return "put it between quotes"
    if "text" in wanted and isinstance(value, dict):
        return 'text with ": " in it needs quotes around it'
    if "a list" in wanted:
        return 'begin each item on a line of its own with "- "'
    if "true or false" in wanted:
        return "write true or false, without quotes"
    return "write it without quotes and without a unit" if isinstance(value, str) and "number" in str(wanted) else ""
