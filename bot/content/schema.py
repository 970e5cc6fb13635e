"""Schema: what a file can hold, as JSON Schema for editors, with the documentation of every key."""

from __future__ import annotations

from typing import Any, Literal

from bot.content.rules.lines import ACTS
from bot.content.shape import outline
from bot.core.persona import Persona
from bot.core.rubric import Rubric

SchemaKind = Literal["persona", "rubric"]

_TYPES: dict[SchemaKind, Any] = {"persona": Persona, "rubric": Rubric}
_DRAFT = "http://json-schema.org/draft-07/schema#"
"""The draft that editors know best."""


def schema(kind: SchemaKind) -> dict[str, Any]:
    """The JSON Schema of a persona or a rubric file."""
    found = {"$schema": _DRAFT, **outline(_TYPES[kind]).schema}
    if kind == "persona":
        lines = {**found["properties"]["lines"], "propertyNames": {"enum": list(ACTS)}}
        found["properties"] = {**found["properties"], "lines": lines}
    return found
