"""Problem: one mistake in a content file, as a sentence with its place."""

from __future__ import annotations

import difflib
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable


class Rule(StrEnum):
    """Every kind of problem. tests/broken has at least one file for each, named after it."""

    FILE = "file"
    """The file is missing, too large, or no text."""
    SYNTAX = "syntax"
    """The file is no YAML."""
    YAML_FEATURE = "yaml-feature"
    """A part of YAML that content files do without: anchors, tags, several documents."""
    COMMENT = "comment"
    """Text is cut off at a #, most likely by accident."""
    DUPLICATE_KEY = "duplicate-key"
    UNKNOWN_KEY = "unknown-key"
    MISSING_KEY = "missing-key"
    TYPE = "type"
    """Text where a number is wanted, one thing where a list is wanted, and so on."""
    CHOICE = "choice"
    """Not one of the possible values."""
    RANGE = "range"
    """A number that is too low or too high."""
    EMPTY = "empty"
    """A text or a list without content."""
    LANGUAGES = "languages"
    """A text is not there in both languages."""
    FILE_NAME = "file-name"
    """The file's name is not the id, or its folder not the language."""
    ID = "id"
    """An id that would be hard to refer to."""
    DUPLICATE_ID = "duplicate-id"
    UNKNOWN_EVENT = "unknown-event"
    UNKNOWN_CRITERION = "unknown-criterion"
    IMPOSSIBLE = "impossible"
    """A condition that can never hold."""
    CLOSED_FACT = "closed-fact"
    """A fact that can never be told."""
    FACTS = "facts"
    """A kind of fact that every customer needs is not there, or is there twice."""
    ASKS = "asks"
    """A detail that cannot be asked for."""
    PATTERN = "pattern"
    """Words to listen for that no message can have, or that every message has."""
    WORDS = "words"
    """A step that cannot be recognised in a message."""
    OUTCOME = "outcome"
    """An outcome that this part of the file cannot lead to."""
    DEED = "deed"
    """A deed that this part of the file cannot do."""
    BEHAVIOUR = "behaviour"
    """A customer who would shout for ever."""
    PROACTIVE = "proactive"
    """A customer who is written to first, and is not as that needs."""
    UNSUITED = "unsuited"
    """A criterion of a method that is not for this kind of talk."""
    UNKNOWN_ACT = "unknown-act"
    """Lines for something that is no move, judgement or deed."""
    STANCES = "stances"
    """The stances of lines are misspelt, or given twice."""
    NO_LINE = "no-line"
    """In some stance the customer has nothing to say."""
    TEMPLATE = "template"
    """A line is not a template that the program understands."""
    TEMPLATE_NAME = "template-name"
    """A line asks for something that is not known there."""


@dataclass(frozen=True, order=True)
class Problem:
    """One mistake: where it is, what is wrong, what is allowed, and a hint."""

    path: Path
    line: int
    column: int
    what: str
    allowed: str = ""
    hint: str = ""
    rule: Rule = Rule.FILE

    def __str__(self) -> str:
        """The problem as editors and people read it: ``file:line:column: what; allowed; hint``."""
        sentence = "; ".join(part for part in (self.what, self.allowed, self.hint) if part)
        return f"{self.path.as_posix()}:{self.line}:{self.column}: {sentence}"


class ContentError(Exception):
    """Content files with mistakes. Carries all of them, sorted by place."""

    def __init__(self, problems: Iterable[Problem]) -> None:
        self.problems = tuple(sorted(set(problems)))
        super().__init__("\n".join(str(problem) for problem in self.problems))


def listed(names: Iterable[str]) -> str:
    """Names as they stand in a sentence: ``a, b, c``."""
    return ", ".join(names)


def nearest(name: str, known: Iterable[str]) -> str:
    """A hint with the known name that looks most like ``name``, or nothing."""
    found = difflib.get_close_matches(name, list(known), n=1, cutoff=0.6)
    return f'did you mean "{found[0]}"?' if found else ""
