"""Loader: all content files -> Content, or every problem of every file."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import TypeVar, get_args

from bot.content.document import Document
from bot.content.files import Kind, kind_of, listing, shipped, without_files
from bot.content.problems import ContentError, Problem, Rule
from bot.content.rules import common_problems, persona_problems, rubric_problems, same_ids
from bot.content.shape import shaped
from bot.content.values import Background, Checked, CommonLines, Content
from bot.content.yaml_reader import read
from bot.core.moves import Language
from bot.core.persona import Persona
from bot.core.rubric import Rubric

T = TypeVar("T")

LANGUAGES: tuple[Language, ...] = get_args(Language)


def load(
    personas: Sequence[Path] | None = None, rubrics: Sequence[Path] | None = None, texts: Path | None = None
) -> Content:
    """Everything in the given files and folders; without them, what is shipped. Raises ContentError."""
    places = shipped()
    personas, rubrics = personas or [places.personas], rubrics or [places.rubrics]
    shelf = _Shelf(list(without_files([*personas, *rubrics])))
    shelf.take(_common(texts or places.texts), "common")
    shelf.take(_files(rubrics), "rubric")
    shelf.take(_files(personas), "persona")
    problems = [*shelf.problems, *shelf.found()]
    if problems:
        raise ContentError(problems)
    return shelf.content()


def check(paths: Iterable[Path], rubrics: Sequence[Path] | None = None, texts: Path | None = None) -> list[Problem]:
    """The problems of the given files, and of the files in the given folders, sorted by place.

    They are held against the methods in ``rubrics`` and the common lines in ``texts``; without these, the shipped ones.
    """
    paths = list(paths)
    background = _Shelf()
    background.take(_common(texts or shipped().texts), "common")
    background.take(_files(rubrics or [shipped().rubrics]), "rubric")
    shelf = _Shelf(list(without_files(paths)))
    for path in _files(paths):
        shelf.take([path], None)
    return sorted({*shelf.problems, *shelf.found(background)})


def _files(paths: Iterable[Path]) -> list[Path]:
    return list(dict.fromkeys(file for path in paths for file in listing(path)))


def _common(texts: Path) -> list[Path]:
    return [texts / f"customer.{language}.yaml" for language in LANGUAGES]


@dataclass
class _Shelf:
    """The files of the right shape so far, and the problems of the others."""

    problems: list[Problem] = field(default_factory=list)
    personas: list[Checked[Persona]] = field(default_factory=list)
    rubrics: list[Checked[Rubric]] = field(default_factory=list)
    common: list[Checked[CommonLines]] = field(default_factory=list)
    broken: set[Path] = field(default_factory=set)

    def take(self, paths: Iterable[Path], kind: Kind | None) -> None:
        """Reads each file as a ``kind``, or as the kind that it seems to be."""
        for path in paths:
            try:
                document = read(path)
                self._put(document, kind or kind_of(document))
            except ContentError as error:
                self.problems.extend(error.problems)
                self.broken.add(path)

    def _put(self, document: Document, kind: Kind | None) -> None:
        if kind == "persona":
            self.personas.append(Checked(document, shaped(document, Persona)))
        elif kind == "rubric":
            self.rubrics.append(Checked(document, shaped(document, Rubric)))
        elif kind == "common":
            self.common.append(Checked(document, shaped(document, CommonLines)))
        else:
            hint = "put it in a folder personas/nl, personas/en or rubrics"
            what = "this is neither a customer nor a method"
            raise ContentError([document.problem((), Rule.FILE, what, hint=hint)])

    def found(self, other: _Shelf | None = None) -> Iterator[Problem]:
        """The problems of the files of the right shape; ``other`` is what they may refer to besides."""
        background = self.background(other)
        for persona in self.personas:
            yield from persona_problems(persona, background)
        for rubric in self.rubrics:
            yield from rubric_problems(rubric)
        for common in self.common:
            yield from common_problems(common)
        yield from same_ids(self.personas)
        yield from same_ids(self.rubrics)

    def background(self, other: _Shelf | None) -> Background:
        """What the rules must know of other files."""
        shelves = [other, self] if other else [self]
        common = {language_of(file.document.path): file.value.lines for shelf in shelves for file in shelf.common}
        criteria: dict[str, frozenset[str] | None] = {path.stem: None for shelf in shelves for path in shelf.broken}
        rubrics = [file.value for shelf in shelves for file in shelf.rubrics]
        for rubric in rubrics:
            criteria[rubric.id] = frozenset(criterion.id for criterion in rubric.criteria)
        return Background(common, criteria, {rubric.id: rubric.scenarios for rubric in rubrics})

    def content(self) -> Content:
        """Everything taken, in a stable order."""
        personas = sorted(
            (file.value for file in self.personas), key=lambda one: (LANGUAGES.index(one.language), one.id)
        )
        rubrics = sorted((file.value for file in self.rubrics), key=lambda one: one.id)
        return Content(
            {persona.id: persona for persona in personas},
            {rubric.id: rubric for rubric in rubrics},
            {language_of(file.document.path): file.value.lines for file in self.common},
        )


def language_of(path: Path) -> Language:
    """The language of a file of common lines, told by its name: ``customer.nl.yaml``."""
    return next((language for language in LANGUAGES if path.stem.endswith(f".{language}")), "nl")
