"""Identity rules: the name of a file is the id in it, its folder the language, and no id stands in two files."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import get_args

from bot.content.problems import Problem, Rule
from bot.content.values import Checked
from bot.core.moves import Language
from bot.core.persona import Persona
from bot.core.rubric import Rubric


def file_name(file: Checked[Persona] | Checked[Rubric]) -> Iterator[Problem]:
    """A file whose name is not the id in it."""
    path, ident = file.document.path, file.value.id
    if path.name != f"{ident}.yaml":
        what = f'the id "{ident}" is not the name of the file'
        allowed = f'it must be "{path.stem}"' if path.suffix == ".yaml" else "the name of the file must end in .yaml"
        yield file.document.problem(("id",), Rule.FILE_NAME, what, allowed, "rename one of the two")


def folder(file: Checked[Persona]) -> Iterator[Problem]:
    """A customer in the folder of another language, or in none."""
    name, language = file.document.path.absolute().parent.name, file.value.language
    around = file.document.path.absolute().parent.parent.name
    if name != language and (name in get_args(Language) or "personas" in (name, around)):
        what = f'the language is "{language}" and the folder "{name}"'
        allowed = f"the file must be in a folder {language}"
        yield file.document.problem(
            ("language",), Rule.FILE_NAME, what, allowed, "move the file, or change the language"
        )


def same_ids(files: Iterable[Checked[Persona] | Checked[Rubric]]) -> Iterator[Problem]:
    """Two files with the same id."""
    seen: dict[str, Checked[Persona] | Checked[Rubric]] = {}
    for file in files:
        first = seen.setdefault(file.value.id, file)
        if first is not file:
            what = f'the id "{file.value.id}" is also that of {first.document.path.as_posix()}'
            yield file.document.problem(("id",), Rule.DUPLICATE_ID, what, hint="give each file its own id and name")
