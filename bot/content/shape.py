"""Shape: plain data -> values of the core's types, or all the places where the data has another shape.

pydantic checks the data against the plain dataclasses, strictly and with unknown keys forbidden; its findings become
sentences in ``findings``. The data goes in as JSON, because a list may then fill a tuple and a text an enum, while a
number still fills no text.
"""

from __future__ import annotations

import collections.abc
import json
from functools import cache
from typing import TYPE_CHECKING, Any, TypeVar

from pydantic import ConfigDict, TypeAdapter, ValidationError

from bot.content.findings import problems
from bot.content.outline import Outline
from bot.content.problems import ContentError
from bot.content.yaml_reader import read

if TYPE_CHECKING:
    from collections.abc import Hashable
    from pathlib import Path

    from bot.content.document import Document

T = TypeVar("T")

_CONFIG = ConfigDict(extra="forbid", strict=True, use_attribute_docstrings=True, defer_build=True)


def read_as(path: Path, wanted: type[T]) -> T:
    """The file at ``path`` as a value of the type ``wanted``. Raises ContentError with all its problems."""
    return shaped(read(path), wanted)


def shaped(document: Document, wanted: type[T]) -> T:
    """``document`` as a value of the type ``wanted``. Raises ContentError with every place that does not fit."""
    form: Any = wanted
    try:
        value: T = _adapter(form).validate_json(json.dumps([document.data]))[0]
    except ValidationError as error:
        raise ContentError(problems(document, outline(form), error.errors(include_url=False))) from None
    return value


@cache
def outline(wanted: Hashable) -> Outline:
    """The JSON schema of the type ``wanted``."""
    boxed = _adapter(wanted).json_schema()
    whole, parts = boxed["prefixItems"][0], boxed.get("$defs", {})
    return Outline({**parts.get(whole.get("$ref", "").removeprefix("#/$defs/"), whole), "$defs": parts})


@cache
def _adapter(wanted: Hashable) -> TypeAdapter[Any]:
    """Built once for each type. The tuple around it passes the configuration on to plain dataclasses."""
    boxed: Any = tuple.__class_getitem__(wanted)
    adapter: TypeAdapter[Any] = TypeAdapter(boxed, config=_CONFIG)
    adapter.rebuild(_types_namespace=vars(collections.abc))
    return adapter
