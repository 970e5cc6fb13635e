"""Templates: the pages' own templates and styles, which stand beside this file. Everything filled in is escaped."""

from __future__ import annotations

import os
import sys
from collections.abc import Callable
from functools import cache
from importlib.util import cache_from_source
from pathlib import Path

from jinja2 import BytecodeCache, Environment, FileSystemBytecodeCache, FileSystemLoader, StrictUndefined, Template

_FOLDER = Path(__file__).parent
_COMPILED = Path(cache_from_source(__file__)).parent
"""Where Python keeps what it compiled of this folder."""


def template(name: str, **filters: Callable[..., object]) -> Template:
    """The template in the file ``name``, with ``filters`` of its own. A name that is not filled in is our fault."""
    environment = Environment(
        loader=FileSystemLoader(_FOLDER),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        bytecode_cache=_kept(_COMPILED),
    )
    environment.filters.update(filters)
    return environment.get_template(name)


@cache
def style(name: str) -> str:
    """The text of the style sheet in the file ``name``."""
    return (_FOLDER / name).read_text(encoding="utf-8")


def _kept(folder: Path) -> BytecodeCache | None:
    """Compiled templates are kept in ``folder``, if Python itself would write there.

    Compiling is most of what the first page of a process costs.
    """
    if sys.dont_write_bytecode or not os.access(folder, os.W_OK):
        return None
    return FileSystemBytecodeCache(str(folder))
