"""What the program knows of a language before any cue: its forms, abbreviations and question openers."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import TYPE_CHECKING, Any

import yaml

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from bot.core.moves import Address, Language

# The base loader keeps every value a string: "no" and "on" are words here. The one in C is ten times as fast.
_Loader: Any = getattr(yaml, "CBaseLoader", yaml.BaseLoader)


def read_yaml(language: Language, name: str) -> Any:
    """The contents of one data file of ``language``."""
    return parse_yaml((files("bot.lexicon") / language / name).read_text(encoding="utf-8"))


def parse_yaml(text: str) -> Any:
    """The contents of a data file, every value a string."""
    return yaml.load(text, Loader=_Loader)


@dataclass(frozen=True)
class Opening:
    """A sentence that begins with one of ``first`` and soon has one of ``then`` is a question.

    Not where one of ``but`` stands behind the first word: "wat wel kan is ..." tells something.
    """

    first: frozenset[str]
    then: frozenset[str]
    within: int
    but: frozenset[str] = frozenset()

    def opens(self, said: Sequence[str]) -> bool:
        """Whether the words ``said`` open like this."""
        return (
            bool(said)
            and said[0] in self.first
            and not self.but.intersection(said[1:2])
            and bool(self.then.intersection(said[1 : 1 + self.within]))
        )


@dataclass(frozen=True)
class Words:
    """The contents of a language's words.yaml."""

    forms: Mapping[str, tuple[str, ...]]
    abbreviations: frozenset[str]
    openings: tuple[Opening, ...]
    address: Mapping[Address, frozenset[str]]
    function_words: frozenset[str]


@cache
def foreign_words() -> dict[str, frozenset[str]]:
    """The small words of languages that the program does not speak, by the name of the language."""
    data = parse_yaml((files("bot.lexicon") / "foreign.yaml").read_text(encoding="utf-8"))
    return {name: frozenset(words) for name, words in data.items()}


def load_words(language: Language) -> Words:
    """Read a language's words.yaml."""
    data = read_yaml(language, "words.yaml")
    return Words(
        forms={typed: tuple(meant.split()) for typed, meant in data["forms"].items()},
        abbreviations=frozenset(data["abbreviations"]),
        openings=tuple(_opening(entry) for entry in data["questions"]),
        address={who: frozenset(words) for who, words in data["address"].items()},
        function_words=frozenset(data["function_words"]),
    )


def _opening(entry: Mapping[str, Any]) -> Opening:
    return Opening(
        frozenset(entry["open"]), frozenset(entry["then"]), int(entry["within"]), frozenset(entry.get("but", ()))
    )
