"""Templates: the pages' own templates and styles, which stand beside this file. Everything filled in is escaped."""

from __future__ import annotations

from collections.abc import Callable
from functools import cache
from pathlib import Path

from jinja2 import Environment, FileSystemLoader, StrictUndefined, Template

_FOLDER = Path(__file__).parent


def template(name: str, **filters: Callable[..., object]) -> Template:
    """The template in the file ``name``, with ``filters`` of its own. A name that is not filled in is our fault."""
    environment = Environment(
        loader=FileSystemLoader(_FOLDER),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    environment.filters.update(filters)
    return environment.get_template(name)


@cache
def style(name: str) -> str:
    """The text of the style sheet in the file ``name``."""
    return (_FOLDER / name).read_text(encoding="utf-8")
