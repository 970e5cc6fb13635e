"""Codec: values to JSON text and back. One way for everything that is kept.

The text is ASCII: no character that somebody types (NUL, half an emoji) can then be refused by a database.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from functools import cache
from typing import Any, TypeVar, cast

from pydantic import TypeAdapter

Value = TypeVar("Value")

_write = json.JSONEncoder(separators=(",", ":")).encode
_read = json.JSONDecoder().decode


def to_text(value: object) -> str:
    """JSON text of a plain value: objects, lists, strings, numbers."""
    return _write(value)


def from_text(text: str) -> Any:
    """The plain value that ``to_text`` wrote."""
    return _read(text)


def json_object(text: str | None) -> Mapping[str, Any] | None:
    """The JSON object that was written, or None where nothing was."""
    return None if text is None else _read(text)


@cache
def _adapter(kind: Any) -> TypeAdapter[Any]:
    return TypeAdapter(kind)


def plain(kind: type[Value], value: Value) -> Any:
    """A dataclass, or a tuple of them, as plain JSON values."""
    return _adapter(cast("Any", kind)).dump_python(value, mode="json")


def encode(kind: type[Value], value: Value) -> str:
    """A dataclass, or a tuple of them, as JSON text."""
    return _write(plain(kind, value))


def decode(kind: type[Value], text: str) -> Value:
    """The value that ``encode`` wrote."""
    value: Value = _adapter(cast("Any", kind)).validate_python(_read(text))
    return value
