"""Lines: choosing the words for what the customer does.

Nothing is drawn by lot. Of the lines that fit, the one said least often comes first, then the most specific one,
then the author's order, turned by a number of the talk so that two talks do not read the same.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property, lru_cache

from jinja2 import StrictUndefined, Template
from jinja2.sandbox import ImmutableSandboxedEnvironment

from bot.core.conditions import Situation, When, holds, specificity
from bot.core.persona import Line, Persona, Stance, Style

Lines = Mapping[str, Mapping[str, tuple[str | Line, ...]]]
_NAME = re.compile(r"\{\{-?\s*(\w+)")
_LOUD = re.compile(r"\b[A-Z]{4,}\b")
_ENVIRONMENT = ImmutableSandboxedEnvironment(undefined=StrictUndefined, autoescape=False)


@dataclass(frozen=True)
class Choice:
    """A line of the repertoire."""

    text: str
    when: When
    stances: frozenset[Stance]
    own: bool
    """Written for this customer, not taken from the common lines."""

    def used(self, uses: Mapping[str, int]) -> int:
        """How often any of its messages was said before, whatever for."""
        return max([uses.get(part, 0) for part in messages_of(self.text)], default=0)

    @property
    def needs(self) -> frozenset[str]:
        """The names that the line fills in."""
        return _needs(self.text)

    @cached_property
    def specificity(self) -> int:
        """How many things its condition asks for."""
        return specificity(self.when)


@dataclass(frozen=True)
class Occasion:
    """What a choice of words depends on."""

    stance: Stance
    situation: Situation
    uses: Mapping[str, int]
    """How often each message was said."""
    rotation: int
    """The talk's number, which turns the author's order."""
    names: Mapping[str, str]
    """What a line may fill in; a line that needs another name, or one that is empty here, does not fit."""


@dataclass(frozen=True)
class Repertoire:
    """All lines of one customer, own and common, by what they are for."""

    choices: Mapping[str, tuple[Choice, ...]]

    def pick(self, act: str, occasion: Occasion, *, fresh: bool = False) -> Choice | None:
        """The line to say for ``act``; None when there is none, or with ``fresh`` when all were said before."""
        return pick(self.choices.get(act, ()), occasion, fresh=fresh)


def pick(choices: Iterable[Choice], occasion: Occasion, *, fresh: bool = False) -> Choice | None:
    """The one of ``choices`` to say on this occasion, or None."""
    fitting = [choice for choice in choices if _fits(choice, occasion)]
    if fresh:
        fitting = [choice for choice in fitting if not choice.used(occasion.uses)]
    if not fitting:
        return None
    start = occasion.rotation % len(fitting)
    turned = fitting[start:] + fitting[:start]
    return min(turned, key=lambda choice: (choice.used(occasion.uses), not choice.own, -choice.specificity))


def own_choices(items: Iterable[str | Line], *, coarse: bool = False) -> tuple[Choice, ...]:
    """Lines that stand outside the table, such as those of a step up; they fit every stance."""
    return tuple(Choice(line.say, line.when, frozenset(Stance), own=True) for line in _as_lines(items, coarse))


def repertoire(persona: Persona, common: Lines, *, coarse: bool = False) -> Repertoire:
    """The lines of ``persona``, with ``common`` to fall back on, typed as this customer types.

    ``coarse``: a line that has a coarse wording is said in that one.
    """
    gathered: dict[str, list[Choice]] = {}
    own, shared = _flatten(persona.lines, coarse, own=True), _flatten(common, coarse, own=False, style=persona.style)
    for act, choice in [*own, *shared]:
        gathered.setdefault(act, []).append(choice)
    return Repertoire({act: tuple(choices) for act, choices in gathered.items()})


def render(text: str, names: Mapping[str, str]) -> tuple[str, ...]:
    """The messages of a line, its names filled in. Each line of the text is a message."""
    plain = "{" not in text  # most lines fill in nothing, and making a template costs more than the rest of a turn
    return messages_of(text if plain else _template(text).render(names))


@lru_cache(maxsize=8192)
def messages_of(text: str) -> tuple[str, ...]:
    """The messages of a line: each line of its text is one."""
    return tuple(message for message in (part.strip() for part in text.splitlines()) if message)


def stances_of(key: str) -> frozenset[Stance]:
    """The stances that a key of ``lines`` stands for: "furious angry", or "any" for all."""
    return frozenset(Stance) if key == "any" else frozenset(Stance(part) for part in key.split())


def _fits(choice: Choice, occasion: Occasion) -> bool:
    if occasion.stance not in choice.stances or not all(occasion.names.get(name) for name in choice.needs):
        return False
    return holds(choice.when, occasion.situation)


def _flatten(lines: Lines, coarse: bool, *, own: bool, style: Style | None = None) -> Iterator[tuple[str, Choice]]:
    for act, bands in lines.items():
        for band, items in bands.items():
            for line in _as_lines(items, coarse):
                text = _restyled(line.say, style) if style else line.say
                yield act, Choice(text, line.when, stances_of(band), own)


def _as_lines(items: Iterable[str | Line], coarse: bool) -> Iterator[Line]:
    """Each item as a line, with the words to say in ``say``."""
    for item in items:
        line = item if isinstance(item, Line) else Line(item)
        yield Line(line.coarse, line.when) if coarse and line.coarse else line


def _restyled(text: str, style: Style) -> str:
    """A common line, typed the way this customer types. Shouting stays loud, and names in braces as they are."""
    if style.capitals == "none" and "{{" not in text and not _LOUD.search(text):
        text = text.lower()
    if style.stops == "loose":
        text = "\n".join(_without_stop(line) for line in text.splitlines())
    return text


def _without_stop(line: str) -> str:
    stripped = line.rstrip()
    return stripped[:-1] if stripped.endswith(".") and not stripped.endswith("..") else stripped


@lru_cache(maxsize=8192)
def _needs(text: str) -> frozenset[str]:
    return frozenset(_NAME.findall(text))


@lru_cache(maxsize=4096)
def _template(text: str) -> Template:
    return _ENVIRONMENT.from_string(text)
