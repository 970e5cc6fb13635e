"""The schema is for editors: it must know every key, document it, and accept what the loader accepts."""

import json
from dataclasses import fields
from pathlib import Path
from typing import Any

import pytest

from bot.content import schema
from bot.content.schema import SchemaKind
from bot.content.yaml_reader import read
from bot.core.persona import Fact, Persona

MINIMAL = Path(__file__).parent / "minimal"
FILES: dict[SchemaKind, Path] = {
    "persona": MINIMAL / "personas/nl/minimal.yaml",
    "rubric": MINIMAL / "rubrics/minimal.yaml",
}
TYPES = {"string": str, "integer": int, "number": (int, float), "boolean": bool, "array": list, "object": dict}


def accepts(whole: dict[str, Any], part: dict[str, Any], value: object) -> bool:
    """The little of JSON Schema that ours uses."""
    if "$ref" in part:
        return accepts(whole, whole["$defs"][part["$ref"].rpartition("/")[2]], value)
    if "anyOf" in part:
        return any(accepts(whole, branch, value) for branch in part["anyOf"])
    if "enum" in part or "const" in part:
        return value in part.get("enum", [part.get("const")])
    if not isinstance(value, TYPES[part["type"]]):
        return False
    if isinstance(value, list):
        return all(accepts(whole, part["items"], item) for item in value)
    return not isinstance(value, dict) or accepts_mapping(whole, part, value)


def accepts_mapping(whole: dict[str, Any], part: dict[str, Any], value: dict[str, object]) -> bool:
    known, others = part.get("properties", {}), part["additionalProperties"]
    names = part.get("propertyNames", {}).get("enum", value)
    return (
        all(key in value for key in part.get("required", ()))
        and all(key in names for key in value)
        and all(accepts(whole, known.get(key, others), inner) for key, inner in value.items() if key in known or others)
        and (bool(others) or set(value) <= set(known))
    )


@pytest.mark.parametrize("kind", FILES)
def test_accepts_the_minimal_file(kind: SchemaKind) -> None:
    whole = schema(kind)

    assert accepts(whole, whole, read(FILES[kind]).data)


@pytest.mark.parametrize("kind", FILES)
def test_refuses_unknown_and_missing_keys(kind: SchemaKind) -> None:
    whole, data = schema(kind), read(FILES[kind]).data
    assert isinstance(data, dict)

    assert not accepts(whole, whole, {**data, "colour": "green"})
    assert not accepts(whole, whole, {key: value for key, value in data.items() if key != "id"})


@pytest.mark.parametrize("kind", FILES)
def test_every_part_with_keys_forbids_other_keys(kind: SchemaKind) -> None:
    whole = schema(kind)

    assert all(
        part["additionalProperties"] is False for part in [whole, *whole["$defs"].values()] if "properties" in part
    )


@pytest.mark.parametrize("kind", FILES)
def test_is_plain_json(kind: SchemaKind) -> None:
    assert json.loads(json.dumps(schema(kind))) == schema(kind)


def test_knows_every_key_in_the_order_of_the_core() -> None:
    assert list(schema("persona")["properties"]) == [field.name for field in fields(Persona)]
    assert list(schema("persona")["$defs"]["Fact"]["properties"]) == [field.name for field in fields(Fact)]


def test_documents_the_keys_with_the_words_of_the_core() -> None:
    whole = schema("persona")

    assert whole["properties"]["face"]["description"] == "One emoji."
    assert whole["$defs"]["Line"]["description"].startswith("Something the customer can say")


def test_completes_what_lines_are_for() -> None:
    acts = schema("persona")["properties"]["lines"]["propertyNames"]["enum"]

    assert {"forwarding", "interrupted", "demand"} <= set(acts)
    assert "answer" not in acts
