"""Files: which content files there are, and what kind of content each holds."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

import bot
from bot.content.document import Document
from bot.content.problems import Problem, Rule

Kind = Literal["persona", "rubric", "common"]

_SIGNS: Mapping[str, Kind] = {"grievance": "persona", "facts": "persona", "criteria": "rubric"}
_FOLDERS: Mapping[str, Kind] = {"personas": "persona", "rubrics": "rubric", "texts": "common"}


@dataclass(frozen=True)
class Places:
    """Where the content is: folders of customers and of methods, and the folder of the common lines."""

    personas: Path
    rubrics: Path
    texts: Path


def shipped() -> Places:
    """The content that comes with the program: inside the package when installed, beside it in a checkout."""
    package = Path(bot.__file__).parent
    if package.is_relative_to(Path.cwd()):
        package = package.relative_to(Path.cwd())
    home = package / "shipped" if (package / "shipped").is_dir() else package.parent
    return Places(home / "personas", home / "rubrics", package / "texts")


def listing(path: Path) -> Iterator[Path]:
    """The YAML files at ``path``, a file or a folder, in a stable order."""
    if not path.is_dir():
        yield path
        return
    yield from sorted(file for file in path.rglob("*.y*ml") if not file.name.startswith((".", "_")))


def without_files(paths: Iterable[Path]) -> Iterator[Problem]:
    """A problem for each folder of ``paths`` that has no file in it."""
    for path in paths:
        if not any(listing(path)):
            yield Problem(path, 1, 1, "this folder has no YAML files", rule=Rule.FILE)


def kind_of(document: Document) -> Kind | None:
    """What kind of content ``document`` holds, told by its keys, or else by its folder."""
    keys = document.data if isinstance(document.data, dict) else {}
    by_key = next((kind for key, kind in _SIGNS.items() if key in keys), None)
    if by_key is None and set(keys) == {"lines"}:
        return "common"
    folders = [part for part in reversed(document.path.absolute().parts[:-1]) if part in _FOLDERS]
    return by_key or (_FOLDERS[folders[0]] if folders else None)
