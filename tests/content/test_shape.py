from collections.abc import Mapping
from contextlib import suppress
from dataclasses import dataclass, field
from decimal import Decimal
from pathlib import Path
from typing import Literal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.content import ContentError, read_as
from bot.content.shape import shaped
from bot.content.yaml_reader import parse
from bot.core.persona import Persona
from bot.core.rubric import Rubric

SOME = Path("some.yaml")
MINIMAL = Path(__file__).parent / "minimal"
PERSONA = (MINIMAL / "personas/nl/minimal.yaml").read_text("utf-8")


@dataclass(frozen=True)
class Inner:
    """Something inside."""

    size: int


@dataclass(frozen=True)
class Outer:
    """Something around it."""

    name: str
    """What it is called. And more that is not told."""
    kind: Literal["red", "blue"] = "red"
    price: Decimal | None = None
    parts: tuple[str | Inner, ...] = ()
    table: Mapping[str, Mapping[str, Inner]] = field(default_factory=dict)


def problems(text: str) -> list[str]:
    with pytest.raises(ContentError) as caught:
        shaped(parse(text, SOME), Outer)
    return [str(problem).removeprefix("some.yaml:") for problem in caught.value.problems]


def test_fills_plain_dataclasses() -> None:
    text = "name: a\nkind: blue\nprice: 12.50\nparts: [b, {size: 1}]\ntable: {x: {y: {size: 2}}}\n"

    assert shaped(parse(text, SOME), Outer) == Outer(
        "a", "blue", Decimal("12.5"), ("b", Inner(1)), {"x": {"y": Inner(2)}}
    )


def test_reads_a_file_as_any_type(tmp_path: Path) -> None:
    file = tmp_path / "sizes.yaml"
    file.write_text("small: {size: 1}\n")

    assert read_as(file, dict[str, Inner]) == {"small": Inner(1)}


def test_tells_everything_at_once() -> None:
    assert problems("kind: rad\nprise: 12\ntable: {x: {y: {size: big}}}\n") == [
        '1:1: the file needs the key "name"; what it is called',
        '1:7: "kind" cannot be "rad"; it must be one of: red, blue; did you mean "red"?',
        '2:1: the file has no key "prise"; it can have: name, kind, price, parts, table; did you mean "price"?',
        '3:23: "size" is the text "big"; it must be a whole number; write it without quotes and without a unit',
    ]


def test_text_or_mapping_is_told_as_what_was_meant() -> None:
    assert problems("name: a\nparts:\n  - {size: x}\n  - Note: this\n  - 12\n") == [
        '3:12: "size" is the text "x"; it must be a whole number; write it without quotes and without a unit',
        '4:5: item 2 of "parts" is a mapping; it must be text; text with ": " in it needs quotes around it',
        '5:5: item 3 of "parts" is the number 12; it must be text or a mapping; put it between quotes',
    ]


def test_what_is_not_there_is_told_at_what_is_around_it() -> None:
    assert problems("name: a\ntable:\n  x:\n    y: {}\n") == ['4:5: "y" needs the key "size"']


def test_a_list_in_the_place_of_everything() -> None:
    assert problems("- a\n") == [
        "1:1: the file is a list; it must be a mapping; its keys are: name, kind, price, parts, table"
    ]


def test_the_minimal_files_have_the_shape_of_the_core() -> None:
    persona = read_as(MINIMAL / "personas/nl/minimal.yaml", Persona)
    rubric = read_as(MINIMAL / "rubrics/minimal.yaml", Rubric)

    assert persona.grievance.founded == "yes"
    assert persona.lines["forwarding"]["furious angry"][0] == "Niet wéér doorverbinden."
    assert rubric.criteria[0].signs[0].before == ("offer",)


@settings(deadline=None)
@given(st.integers(0, len(PERSONA)), st.integers(0, 40), st.text(alphabet="-:{}[]'\"| \nax1", max_size=6))
def test_a_persona_with_a_wound_is_a_persona_or_a_content_error(start: int, length: int, added: str) -> None:
    text = PERSONA[:start] + added + PERSONA[start + length :]
    with suppress(ContentError):
        assert isinstance(shaped(parse(text, SOME), Persona), Persona)
