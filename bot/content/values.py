"""Values that the files give and the core has no type for."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Generic, TypeVar

from bot.content.document import Document, Trail
from bot.content.walk import Part, parts_of
from bot.core.conditions import When
from bot.core.lines import Lines
from bot.core.moves import Language
from bot.core.persona import Persona
from bot.core.proactive import Scenario
from bot.core.rubric import Rubric

T_co = TypeVar("T_co", covariant=True)


@dataclass(frozen=True)
class CommonLines:
    """The lines that every customer can fall back on, as a file bot/texts/customer.<language>.yaml."""

    lines: Lines


@dataclass(frozen=True)
class Content:
    """All customers, methods and common lines, free of problems."""

    personas: Mapping[str, Persona]
    """By id, the Dutch ones first."""
    rubrics: Mapping[str, Rubric]
    """By id."""
    common: Mapping[Language, Lines]


@dataclass(frozen=True)
class Checked(Generic[T_co]):
    """A value of the right shape with the document it came from, so that every rule can point at a place."""

    document: Document
    value: T_co

    @cached_property
    def parts(self) -> tuple[Part, ...]:
        """Every part that stands in the file, with its trail."""
        return parts_of(self.value, self.document)

    @cached_property
    def conditions(self) -> tuple[tuple[Trail, When], ...]:
        """Every condition that stands in the file, with its trail."""
        return tuple((trail, part) for trail, part in self.parts if isinstance(part, When))


@dataclass(frozen=True)
class Background:
    """What the rules for a persona must know of other files. None: that file has problems, so nothing is sure."""

    common: Mapping[Language, Lines | None]
    criteria: Mapping[str, frozenset[str] | None]
    """Rubric -> its criteria."""
    scenarios: Mapping[str, tuple[Scenario, ...]]
    """Rubric -> what its talks may begin with."""
