from contextlib import suppress
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.content import ContentError, Rule
from bot.content.document import Document, Place
from bot.content.yaml_reader import LARGEST, parse, read

SOME = Path("some.yaml")


def data(text: str) -> object:
    return parse(text, SOME).data


@pytest.mark.parametrize(
    "word", ["yes", "no", "on", "off", "12:30", "2024-05-02", "0612345678", "1_000", "1e5", "0x1F", ".inf", "NaN"]
)
def test_what_only_looks_like_something_else_is_text(word: str) -> None:
    assert data(f"- {word}") == [word]


@pytest.mark.parametrize(
    ("word", "value"),
    [
        ("true", True),
        ("False", False),
        ("12", 12),
        ("-3", -3),
        ("0", 0),
        ("1.50", 1.5),
        ("~", None),
        ("null", None),
        ("", None),
    ],
)
def test_plain_values(word: str, value: object) -> None:
    found = data(f"key: {word}")

    assert found == {"key": value}
    assert type(found["key"]) is type(value)  # type: ignore[index]


def test_quotes_make_text_of_everything() -> None:
    assert data("['12', \"true\", '']") == ["12", "true", ""]


def test_keys_are_always_text() -> None:
    assert data("{1: a, true: b, ~: c}") == {"1": "a", "true": "b", "~": "c"}


def test_a_block_keeps_its_lines() -> None:
    assert data("say: |\n  Eén.\n  Twee.\n") == {"say": "Eén.\nTwee.\n"}


def test_an_empty_file_holds_nothing() -> None:
    assert data("# only a comment\n") is None


def test_knows_where_keys_and_values_stand() -> None:
    document = parse("a:\n  - é: 1\n    b: twee\n", SOME)

    assert document.keys["a",] == Place(1, 1)
    assert document.values["a", 0] == Place(2, 5)
    assert document.keys["a", 0, "b"] == Place(3, 5)
    assert document.values["a", 0, "b"] == Place(3, 8)


def test_a_part_that_is_not_there_is_reported_at_the_part_around_it() -> None:
    document = parse("a:\n  b: 1\n", SOME)

    problem = document.problem(("a", "c", 3), Rule.EMPTY, "what")

    assert str(problem) == "some.yaml:2:3: what"


def test_counts_columns_in_characters() -> None:
    assert parse("{👩🏽‍🔧é: x, b: y}", SOME).keys["b",] == Place(1, 12)


def test_a_byte_order_mark_is_no_part_of_the_text(tmp_path: Path) -> None:
    file = tmp_path / "windows.yaml"
    file.write_bytes(b"\xef\xbb\xbfname: Ans\r\nface: x\r\n")

    document = read(file)

    assert document.data == {"name": "Ans", "face": "x"}
    assert document.keys["face",] == Place(2, 1)


def test_reports_all_that_it_refuses_at_once() -> None:
    with pytest.raises(ContentError) as caught:
        parse("a: &x 1\na: 2\nb: *x\n", SOME)

    assert [(one.line, one.rule) for one in caught.value.problems] == [
        (1, Rule.YAML_FEATURE),
        (2, Rule.DUPLICATE_KEY),
        (3, Rule.YAML_FEATURE),
    ]


def test_a_file_that_is_not_there(tmp_path: Path) -> None:
    with pytest.raises(ContentError, match=r"gone\.yaml:1:1: the file cannot be read"):
        read(tmp_path / "gone.yaml")


def test_a_file_that_is_too_large(tmp_path: Path) -> None:
    file = tmp_path / "large.yaml"
    file.write_text("#" * (LARGEST + 1))

    with pytest.raises(ContentError, match="larger than 512 kB"):
        read(file)


def test_deep_brackets_end_in_a_problem() -> None:
    with pytest.raises(ContentError, match="too deep"):
        parse("[" * 100_000, SOME)


def test_a_comment_after_a_space_is_fine() -> None:
    assert data("say: Nee # nog even bekijken") == {"say": "Nee"}


@settings(deadline=None)
@given(st.text(alphabet=st.one_of(st.sampled_from("-:{}[]'\"|>&*!%@`#?,~ \n\tab1"), st.characters()), max_size=80))
def test_any_text_is_data_or_a_content_error(text: str) -> None:
    with suppress(ContentError):
        assert isinstance(parse(text, SOME), Document)


@settings(deadline=None)
@given(st.binary(max_size=80))
def test_any_bytes_are_data_or_a_content_error(tmp_path_factory: pytest.TempPathFactory, content: bytes) -> None:
    file = tmp_path_factory.mktemp("bytes") / "any.yaml"
    file.write_bytes(content)

    with suppress(ContentError):
        assert isinstance(read(file), Document)
