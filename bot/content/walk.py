"""Walk: every part of a value that its file gives, with the trail to it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import fields, is_dataclass

from bot.content.document import Document, Trail

Part = tuple[Trail, object]


def parts_of(value: object, document: Document) -> tuple[Part, ...]:
    """Every part of ``value`` that stands in ``document``, from the whole to its leaves. Defaults are passed over."""
    return tuple(_under((), value, document))


def _under(trail: Trail, value: object, document: Document) -> Iterator[Part]:
    yield trail, value
    for step, inner in _steps(value):
        if (*trail, step) in document.values:
            yield from _under((*trail, step), inner, document)


def _steps(value: object) -> Iterable[tuple[str | int, object]]:
    if isinstance(value, str):
        return ()
    if isinstance(value, tuple):
        return enumerate(value)
    if isinstance(value, Mapping):
        return value.items()
    return ((one.name, getattr(value, one.name)) for one in fields(value)) if is_dataclass(value) else ()
