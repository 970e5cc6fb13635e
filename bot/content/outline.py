"""Outline: what a JSON schema says about one part of a file. Sentences about mistakes are taken from it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from bot.content.document import Trail

Schema = Mapping[str, Any]


@dataclass(frozen=True)
class Outline:
    """A JSON schema that can be asked about the part at a trail."""

    schema: Schema

    def keys(self, trail: Trail) -> list[str]:
        """The keys that the mapping at ``trail`` can have, or nothing where every key is possible."""
        return [key for schema in self._at(trail) for key in schema.get("properties", {})]

    def about(self, trail: Trail) -> str:
        """What the field at ``trail`` is for: the first sentence of its documentation, or of its type's."""
        texts = (schema.get("description", "") for schema in (*self._fields(trail), *self._at(trail)))
        text = next(filter(None, texts), "").replace("``", '"').split("\n")[0].partition(". ")[0].rstrip(".")
        return text[:1].lower() + text[1:]

    def optional(self, trail: Trail) -> bool:
        """Whether the key at ``trail`` can be left out."""
        return not any(trail[-1] in schema.get("required", ()) for schema in self._at(trail[:-1]))

    def _fields(self, trail: Trail) -> Iterator[Schema]:
        for schema in self._at(trail[:-1]):
            yield from (schema.get("properties", {})[trail[-1]],) if trail[-1] in schema.get("properties", {}) else ()

    def _at(self, trail: Trail) -> list[Schema]:
        found = list(self._branches(self.schema))
        for step in trail:
            found = [branch for schema in found for inner in _inner(schema, step) for branch in self._branches(inner)]
        return found

    def _branches(self, schema: Schema) -> Iterator[Schema]:
        for branch in schema.get("anyOf", (schema,)):
            name = branch.get("$ref", "").removeprefix("#/$defs/")
            yield self.schema["$defs"][name] if name else branch


def _inner(schema: Schema, step: str | int) -> Iterator[Schema]:
    if isinstance(step, int) and "items" in schema:
        yield schema["items"]
    elif step in schema.get("properties", {}):
        yield schema["properties"][step]
    elif isinstance(schema.get("additionalProperties"), Mapping):
        yield schema["additionalProperties"]
