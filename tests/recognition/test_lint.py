"""Lint: what is wrong, or may be better, in the data from which moves are heard."""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Set
from pathlib import Path

import pytest

from bot.core.moves import Language, Move
from bot.recognition.examples import LANGUAGES
from bot.recognition.language import load_words
from bot.recognition.lint import MISTAKES, Finding, Kind, lint, summary
from bot.recognition.lint.examples import ENOUGH, contradictions, duplicates
from bot.recognition.lint.findings import Place
from bot.recognition.lint.read_cues import read_cues
from bot.recognition.lint.read_examples import read_examples

Row = dict[str, object]
Check = Callable[..., list[str]]
COLUMN = re.compile(r"(\.(?:jsonl|yaml|txt):\d+):\d+")
CUES = """\
aliases: {you: [you, u]}
lists: {sad: [awful, terrible]}
guards:
  negation: {words: [not], before: 3, after: 2, stop: [but], harmless: ["not only"], moves: [apology]}
  reported: {cues: ["he said"], silences: [apology]}
moves:
"""


def row(text: str, *labels: str, **more: object) -> Row:
    return {"id": text, "text": text, "labels": list(labels), **more}


def hears_all(text: str, language: Language) -> Set[Move]:
    return set(Move)


@pytest.fixture
def check(tmp_path: Path) -> Check:
    """Writes a small data folder and gives the findings of the wanted kinds, with the paths from the language on.

    Places are given without their columns, unless these are wanted.
    """

    def check(
        *rows: Row | str,
        cues: str = "  apology: {cues: [sorry]}\n",
        neutral: str = "",
        hears: Callable[[str, Language], Set[Move]] = hears_all,
        kinds: Set[Kind] = MISTAKES,
        columns: bool = False,
    ) -> list[str]:
        room = tmp_path / "en"
        (room / "examples").mkdir(parents=True, exist_ok=True)
        lines = [one if isinstance(one, str) else json.dumps(one) for one in rows]
        (room / "examples" / "ann.jsonl").write_text("".join(f"{line}\n" for line in lines), "utf-8")
        (room / "neutral.txt").write_text(neutral, "utf-8")
        (room / "cues.yaml").write_text(CUES + cues, "utf-8")
        found = lint(tmp_path, ["en"], hears)
        told = [str(one).replace(f"{tmp_path.as_posix()}/", "") for one in found if one.kind in kinds]
        return told if columns else [COLUMN.sub(r"\1", one) for one in told]

    return check


# --- examples --------------------------------------------------------------------------------------------------------


def test_good_data_has_no_mistakes(check: Check) -> None:
    assert check(row("Sorry!", "apology", pair="1", customer="Hey"), row("Hello.", "greeting")) == []


@pytest.mark.parametrize(
    ("line", "what"),
    [
        ("", "the line is empty"),
        ("hello", "this is no JSON (Expecting value: line 1 column 1 (char 0))"),
        ("[1]", "this is no JSON object"),
        ('{"id": "a", "text": "b"}', 'there is no "labels"'),
        ('{"id": "a", "text": "b", "labels": [], "costumer": "c"}', 'there is a "costumer", which means nothing here'),
        ('{"id": "a", "text": " ", "labels": []}', '"text" is no text'),
        ('{"id": 5, "text": "b", "labels": []}', '"id" is no text'),
        ('{"id": "a", "text": "b", "labels": "apology"}', '"labels" is no list of moves'),
        ('{"id": "a", "text": "b", "labels": [5]}', '"labels" is no list of moves'),
    ],
)
def test_a_line_that_is_no_example_is_named_and_the_others_are_read(line: str, what: str, check: Check) -> None:
    found = check(row("Sorry.", "apology"), line, row("Sorry!", "thanks"))

    assert len(found) == 2
    assert found[0].startswith(f"en/examples/ann.jsonl:2: {what}; a line is ")
    assert found[1].startswith("en/examples/ann.jsonl:3: ")


def test_half_an_emoji_is_no_text(check: Check) -> None:
    (found,) = check('{"id": "a", "text": "sorry \\ud83d", "labels": []}')

    assert found.startswith("en/examples/ann.jsonl:1: this is no JSON")


@pytest.mark.parametrize(
    ("label", "hint"), [("apologie", 'did you mean "apology"?'), ("zzz", "docs/moves.md lists the moves")]
)
def test_a_label_that_is_no_move_gives_the_nearest_one(label: str, hint: str, check: Check) -> None:
    assert check(row("Sorry.", label)) == [f'en/examples/ann.jsonl:1: there is no move "{label}"; {hint}']


def test_an_id_that_is_given_twice_names_both_places(check: Check) -> None:
    assert check(row("Sorry.", "apology", id="a"), row("Hello.", "greeting", id="a")) == [
        'en/examples/ann.jsonl:2: the id "a" is also that of en/examples/ann.jsonl:1; give it an id of its own'
    ]


def test_an_id_is_given_twice_across_files_and_languages(tmp_path: Path) -> None:
    for language in ("en", "nl"):
        (tmp_path / language / "examples").mkdir(parents=True)
        line = json.dumps(row(f"Hello {language}.", "greeting", id="a"))
        (tmp_path / language / "examples" / "ann.jsonl").write_text(line, "utf-8")

    found = lint(tmp_path, ["en", "nl"], hears_all)

    assert [one.place.path.parts[-3] for one in found if one.kind is Kind.DUPLICATE_ID] == ["nl"]


@pytest.mark.parametrize("other", ["sorry for that!", "Sorry, for that", "Sorry  for thát…", "Sorryyy for that"])
def test_the_same_words_with_other_labels_contradict_each_other(other: str, check: Check) -> None:
    found = check(row("Sorry for that.", "apology"), row(other, "non_apology", "blame"))

    assert found == [
        f"en/examples/ann.jsonl:2: “{' '.join(other.split())}” has blame, non_apology here, and apology at"
        " en/examples/ann.jsonl:1; label both alike (docs/moves.md), or drop one"
    ]


def test_a_neutral_sentence_contradicts_an_example_with_a_move(check: Check) -> None:
    (found,) = check(row("You are next.", "deadline"), neutral="# none of these makes a move\n\nyou are next\n")

    assert found.startswith("en/neutral.txt:3: “you are next” has no move here, and deadline at en/examples/")


@pytest.mark.parametrize(
    ("before", "kind"),
    [("Wait.", Kind.CONTRADICTION), ("", Kind.CONTRADICTION), ("It starts here.", Kind.CONTEXT)],
    ids=["the same message", "no message", "another message"],
)
def test_after_another_message_of_the_customer_other_labels_may_be_right(before: str, kind: Kind, check: Check) -> None:
    told = {"customer": before} if before else {}
    rows = row("Go on.", id="a", customer="wait"), row("go on", "encouragement", id="b", **told)

    assert [len(check(*rows, kinds={one})) for one in (Kind.CONTRADICTION, Kind.CONTEXT)] == [
        int(one is kind) for one in (Kind.CONTRADICTION, Kind.CONTEXT)
    ]


@pytest.mark.parametrize(
    ("first", "other"), [("Sorry for that.", "Sorry for this."), ("Is it you.", "Is it you?"), ("😀", "🙁")]
)
def test_other_words_or_a_question_do_not_contradict(first: str, other: str, check: Check) -> None:
    assert check(row(first, "apology"), row(other, "blame")) == []


def test_the_same_words_with_the_same_labels_are_fine(check: Check) -> None:
    assert check(row("Sorry.", "apology"), row("sorry", "apology")) == []


def test_a_move_of_an_example_that_is_not_heard_is_named(check: Check) -> None:
    found = check(
        row("Sorry, Ann here.", "apology", "greeting"),
        row("Hello.", "greeting"),
        hears=lambda text, language: {Move.APOLOGY} if "Ann" in text else {Move.GREETING},
        kinds={Kind.UNHEARD},
    )

    assert found == [
        'en/examples/ann.jsonl:1: "greeting" is not heard in “Sorry, Ann here.”;'
        " does it fit docs/moves.md, and was the model trained with it?"
    ]


@pytest.mark.parametrize(("count", "found"), [(ENOUGH, 0), (ENOUGH - 1, 1)])
def test_a_move_with_too_few_examples_is_named_at_its_cues(count: int, found: int, check: Check) -> None:
    few = check(*[row(f"Sorry {number}.", "apology") for number in range(count)], kinds={Kind.TOO_FEW})

    assert len(few) == found
    assert all(one.startswith('en/cues.yaml:7: "apology" has 39 examples in this language;') for one in few)


# --- cues ------------------------------------------------------------------------------------------------------------


def test_a_cue_that_fires_on_text_without_moves_is_named_with_the_text(check: Check) -> None:
    found = check(
        row("I am sorry.", "apology"),
        row("Sorry, which number?"),
        cues="  apology:\n    cues:\n      - regret\n      - sorry\n",
        neutral="A sorry sight.\n",
        kinds={Kind.NEUTRAL},
    )

    assert found == [
        'en/cues.yaml:10: the cue “sorry” for "apology" fires on “Sorry, which number?”'
        " (en/examples/ann.jsonl:2 and 1 more), which has no move; narrow it, or write a veto"
    ]


def test_a_cue_that_fires_on_no_example_is_named(check: Check) -> None:
    found = check(
        row("I am sorry.", "apology"), cues='  apology: {cues: [sorry, "@sad mistake"]}\n', kinds={Kind.SILENT}
    )

    assert found == [
        'en/cues.yaml:7: the cue “@sad mistake” for "apology" fires on no example;'
        " mend it, leave it out, or write the example it is for"
    ]


def test_a_cue_in_the_shadow_of_another_one_fires_too(check: Check) -> None:
    cues = '  apology: {cues: [sorry, "so sorry", "sorry !"]}\n'

    assert check(row("I am so sorry.", "apology"), cues=cues, kinds={Kind.SILENT}) == []


@pytest.mark.parametrize(
    "cues",
    [
        "  apology: {cues: [sorry], veto: [number]}\n",
        "  apology: {cues: [sorry], needs: [awful]}\n",
        '  apology: {cues: ["sorry ."]}\n',
    ],
    ids=["veto", "needs", "no question"],
)
def test_a_cue_that_is_held_back_does_not_fire(cues: str, check: Check) -> None:
    assert check(row("Sorry, which number?"), cues=cues, kinds={Kind.NEUTRAL}) == []


def test_a_cue_that_is_denied_does_not_fire(check: Check) -> None:
    assert check(row("I am not sorry."), kinds={Kind.NEUTRAL}) == []


@pytest.mark.parametrize(
    ("cues", "place", "what"),
    [
        ('  apology: {cues: [sorry,\n    "(sorry"]}\n', 8, "the cue “(sorry”: a bracket stays open in '( sorry'"),
        ('  apology: {cues: ["@glad"]}\n', 7, "the cue “@glad”: there is no list 'glad'"),
        ('  apology: {cues: [".."]}\n', 7, "the cue “..”: '..' has no word that must be there"),
        ('  apology: {needs: ["("]}\n', 7, "the cue “(”: a bracket stays open in '('"),
        ("  apology:\n    cue: [sorry]\n", 8, '"cue" of apology is no list of cues, veto, needs, examples, not'),
        ("  apology:\n    cues: sorry\n", 8, '"cues" of apology is no list of cues, veto, needs, examples, not'),
        ("  apology: [\n", 8, "this is no YAML ("),
        ("  apology: *sorry\n", 7, "this is no YAML ("),
        ("  apology: \x01\n", 1, "this is no YAML ("),
        ("  apology: sorry\n", 1, "the lists, aliases, guards or moves cannot be read ("),
    ],
)
def test_a_cue_that_cannot_be_read_is_named(cues: str, place: int, what: str, check: Check) -> None:
    (found,) = check(row("Sorry.", "apology"), cues=cues)

    assert found.startswith(f"en/cues.yaml:{place}: {what}")


def test_a_cue_file_without_guards_is_named(tmp_path: Path) -> None:
    (tmp_path / "en" / "examples").mkdir(parents=True)
    (tmp_path / "en" / "neutral.txt").touch()
    (tmp_path / "en" / "cues.yaml").write_text("lists: {}\naliases: {}\nmoves: {}\n", "utf-8")

    (found,) = lint(tmp_path, ["en"], hears_all)

    assert found.what == "the lists, aliases, guards or moves cannot be read (KeyError('guards'))"


def test_cues_for_what_is_no_move_are_named(check: Check) -> None:
    assert check(cues="  apology: {cues: [sorry]}\n  greetings: {cues: [hello]}\n") == [
        'en/cues.yaml:8: there is no move "greetings"; did you mean "greeting"?'
    ]


# --- files and summary -----------------------------------------------------------------------------------------------


def test_a_file_that_is_not_there_or_no_text_is_named(tmp_path: Path) -> None:
    (tmp_path / "en" / "examples").mkdir(parents=True)
    (tmp_path / "en" / "examples" / "ann.jsonl").write_bytes(b'{"id": "a", "text": "b", "labels": []}\n\xff')

    found = [str(one).replace(f"{tmp_path.as_posix()}/", "") for one in lint(tmp_path, ["en"], hears_all)]

    assert found == [
        "en/cues.yaml:1:1: the file cannot be read (No such file or directory); add it",
        "en/examples/ann.jsonl:2:1: this is not UTF-8 text; save it as UTF-8",
        "en/neutral.txt:1:1: the file cannot be read (No such file or directory); add it",
    ]


def test_a_place_has_its_column(check: Check) -> None:
    found = check(
        row("Sorry.", "apologie"), '{"id": "a", "text": }', cues="  apology: {cues: [sorry, '(sorry']}\n", columns=True
    )

    assert [one.split(": ")[0] for one in found] == [
        "en/cues.yaml:7:27",
        "en/examples/ann.jsonl:2:21",
        "en/examples/ann.jsonl:1:47",
    ]


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_shipped_data_has_no_mistakes(language: Language, checkout: Path) -> None:
    found: list[Finding] = []
    room, words = checkout / "bot" / "lexicon", load_words(language)
    examples = read_examples(room, language, found)
    cues = read_cues(room / language / "cues.yaml", words, found)
    found += [*duplicates(examples), *contradictions(examples, words)]

    assert len(examples) > 3000
    assert cues
    assert set(cues.moves) == set(Move)
    assert [str(one) for one in found if one.kind in MISTAKES] == []


def some(count: int, kind: Kind, about: str = "") -> list[Finding]:
    return [Finding(kind, Place(Path("a.jsonl"), line), "something", "mend it", about) for line in range(1, count + 1)]


def test_a_summary_shows_the_first_few_of_each_kind_and_counts_the_moves() -> None:
    findings = [*some(1, Kind.TOO_FEW, "offer"), *some(4, Kind.UNHEARD, "blame"), *some(3, Kind.UNHEARD, "thanks")]

    lines = [*summary(findings, every=False)]

    assert lines == [
        "Moves with too few examples: 1",
        "a.jsonl:1:1: something; mend it",
        "",
        "Moves of examples that are not heard: 7",
        "  blame 4, thanks 3",
        *(f"a.jsonl:{line}:1: something; mend it" for line in (1, 2, 3, 4, 1)),
        "... and 2 more; --all shows them",
        "",
    ]


def test_a_summary_of_everything_shows_every_finding() -> None:
    lines = [*summary(some(7, Kind.UNHEARD, "blame"), every=True)]

    assert sum(line.endswith("mend it") for line in lines) == 7
    assert not any("--all" in line for line in lines)


def test_a_summary_counts_no_moves_where_findings_are_about_none() -> None:
    assert [*summary(some(2, Kind.CONTEXT), every=False)][:2] == [
        "Examples labelled differently after another message: 2",
        "a.jsonl:1:1: something; mend it",
    ]


def test_nothing_has_no_summary() -> None:
    assert [*summary([], every=False)] == []
