import os
import shutil
from pathlib import Path

import pytest

import bot
from bot.content import Content, ContentError, Rule, check, load, shipped
from bot.core.lines import repertoire
from bot.core.persona import Persona

MINIMAL = Path(__file__).parent / "minimal"


def loaded(root: Path = MINIMAL) -> Content:
    return load([root / "personas"], [root / "rubrics"], root / "texts")


@pytest.fixture
def copy(tmp_path: Path) -> Path:
    return Path(shutil.copytree(MINIMAL, tmp_path / "content"))


def change(file: Path, old: str, new: str) -> Path:
    file.write_text(file.read_text("utf-8").replace(old, new), "utf-8")
    return file


def problems(root: Path) -> list[str]:
    with pytest.raises(ContentError) as caught:
        loaded(root)
    return [f"{one.path.name}:{one.line}: {one.rule}" for one in caught.value.problems]


def test_the_minimal_content_loads() -> None:
    content = loaded()

    assert isinstance(content.personas["minimal"], Persona)
    assert content.rubrics["minimal"].criteria[0].id == "listen"
    assert set(content.common) == {"nl", "en"}


def test_the_core_can_use_what_was_loaded() -> None:
    content = loaded()

    assert "vent" in repertoire(content.personas["minimal"], content.common["nl"]).choices


def test_the_minimal_content_has_no_problems() -> None:
    assert check([MINIMAL], [MINIMAL / "rubrics"], MINIMAL / "texts") == []


def test_dutch_customers_come_first_then_by_id(copy: Path) -> None:
    first = copy / "personas/nl/minimal.yaml"
    for language, ident in (("nl", "zeta"), ("en", "alpha"), ("nl", "alfa")):
        other = copy / f"personas/{language}/{ident}.yaml"
        other.parent.mkdir(exist_ok=True)
        shutil.copy(first, other)
        change(other, "id: minimal", f"id: {ident}")
        change(other, "language: nl", f"language: {language}")

    assert list(loaded(copy).personas) == ["alfa", "minimal", "zeta", "alpha"]


def test_all_problems_of_all_files_are_told_in_order(copy: Path) -> None:
    change(copy / "personas/nl/minimal.yaml", "face: 👵", "patience: 0\nface: 1")
    change(copy / "rubrics/minimal.yaml", "points: 2", "points: 0")
    change(copy / "texts/customer.en.yaml", "vent:", "vnet:")

    assert problems(copy) == ["minimal.yaml:4: type", "minimal.yaml:11: range", "customer.en.yaml:10: unknown-act"]


def test_nothing_is_said_of_the_criteria_of_a_broken_method(copy: Path) -> None:
    change(copy / "rubrics/minimal.yaml", "source: page 1", "sauce: page 1")

    assert problems(copy) == ["minimal.yaml:6: missing-key", "minimal.yaml:8: unknown-key"]


def test_nothing_is_said_of_lines_when_the_common_lines_are_broken(copy: Path) -> None:
    (copy / "texts/customer.nl.yaml").write_text("lines: 1\n")

    assert problems(copy) == ["customer.nl.yaml:1: type"]


def test_a_customer_must_have_something_to_say(copy: Path) -> None:
    change(copy / "texts/customer.nl.yaml", "  vent: {any:", "  rage: {any:")
    change(copy / "texts/customer.nl.yaml", "calm content:", "calm:")

    with pytest.raises(ContentError) as caught:
        loaded(copy)

    assert [one.what for one in caught.value.problems] == [
        '"soften" has no line that always fits when the customer is: content',
        '"vent" has no line that always fits when the customer is: furious, angry, irritated, wary, calm, content',
    ]


def test_missing_common_lines_are_a_problem(copy: Path) -> None:
    (copy / "texts/customer.en.yaml").unlink()

    assert problems(copy) == ["customer.en.yaml:1: file"]


def test_a_folder_without_files_is_a_problem(copy: Path) -> None:
    shutil.rmtree(copy / "personas")
    (copy / "personas").mkdir()

    assert problems(copy) == ["personas:1: file"]


def test_more_folders_can_be_given(copy: Path, tmp_path: Path) -> None:
    own = tmp_path / "own.yaml"
    shutil.copy(copy / "personas/nl/minimal.yaml", own)
    change(own, "id: minimal", "id: own")

    content = load([copy / "personas", own], [copy / "rubrics"], copy / "texts")

    assert set(content.personas) == {"minimal", "own"}


def test_the_same_id_in_two_files_is_a_problem(copy: Path) -> None:
    (copy / "personas/en").mkdir()
    shutil.copy(copy / "personas/nl/minimal.yaml", copy / "personas/en/minimal.yaml")
    change(copy / "personas/en/minimal.yaml", "language: nl", "language: en")

    with pytest.raises(ContentError) as caught:
        loaded(copy)

    assert [(one.path.parent.name, one.rule) for one in caught.value.problems] == [("nl", Rule.DUPLICATE_ID)]


@pytest.mark.parametrize("name", [".minimal.yaml.swp.yaml", "_draft.yaml", "notes.txt"])
def test_other_files_in_the_folders_are_left_alone(copy: Path, name: str) -> None:
    (copy / "personas/nl" / name).write_text("[")

    assert set(loaded(copy).personas) == {"minimal"}


def test_checking_one_file_tells_only_of_that_file(copy: Path) -> None:
    change(copy / "rubrics/minimal.yaml", "points: 2", "points: 0")
    file = change(copy / "personas/nl/minimal.yaml", "anger_to: 45", "anger_to: 450")

    found = check([file], [copy / "rubrics"], copy / "texts")

    assert [(one.path, one.rule) for one in found] == [(file, Rule.RANGE)]


def test_a_customer_may_practise_a_method_that_is_checked_with_it(copy: Path, tmp_path: Path) -> None:
    empty = tmp_path / "none"
    empty.mkdir()

    assert check([copy / "personas", copy / "rubrics"], [empty], copy / "texts") == []


def test_what_is_shipped_lies_beside_the_package_in_a_checkout() -> None:
    root = Path(bot.__file__).parents[1]

    assert shipped().personas.resolve() == (root / "personas").resolve()
    assert shipped().texts.resolve() == (root / "bot/texts").resolve()


def test_what_is_shipped_lies_inside_an_installed_package(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "bot/shipped/personas").mkdir(parents=True)
    monkeypatch.setattr(bot, "__file__", str(tmp_path / "bot/__init__.py"))

    assert shipped().rubrics == tmp_path / "bot/shipped/rubrics"
    assert shipped().texts == tmp_path / "bot/texts"


def test_shipped_files_are_named_from_where_one_stands(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(Path(bot.__file__).parents[1])

    assert os.fspath(shipped().rubrics) == "rubrics"


def test_everything_that_is_shipped_is_free_of_problems() -> None:
    content = load()

    assert content.personas
    assert content.rubrics
