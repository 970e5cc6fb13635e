"""The command line as a real process: what it prints, what it complains about, and how it ends."""

from __future__ import annotations

import json
import os
import re
import shutil
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from bot import commands
from bot.__main__ import main
from bot.content import Places
from bot.core.moves import Move

Run = Callable[..., subprocess.CompletedProcess[str]]
WEAK = "tests/conversations/trouwjurk/weak.yaml"
BOUNDARY = "tests/conversations/parkeerboete/fair-boundary.yaml"


@pytest.fixture
def run(checkout: Path) -> Run:
    environment = {key: value for key, value in os.environ.items() if not key.startswith("TIRADE_")}

    def run(*arguments: str | Path, given: str = "", **more: str) -> subprocess.CompletedProcess[str]:
        return subprocess.run(
            [sys.executable, "-m", "bot", *map(str, arguments)],
            cwd=checkout,
            env={**environment, **more},
            input=given,
            capture_output=True,
            encoding="utf-8",
            timeout=60,
            check=False,
        )

    return run


def a_talk(folder: Path, text: str) -> Path:
    file = folder / "talk.yaml"
    file.write_text(text, "utf-8")
    return file


# --- check -----------------------------------------------------------------------------------------------------------


def test_check_finds_no_problems_in_what_is_shipped(run: Run) -> None:
    done = run("check")

    assert (done.returncode, done.stdout, done.stderr) == (0, "No problems.\n", "")


def test_check_names_every_problem_with_its_place(run: Run) -> None:
    done = run("check", "tests/broken/persona-range.yaml")

    lines = done.stderr.splitlines()
    assert done.returncode == 1
    assert done.stdout == ""
    assert all(re.match(r"tests/broken/persona-range\.yaml:\d+:\d+: \S", line) for line in lines)
    assert 'tests/broken/persona-range.yaml:7:15: "anger" is 120; it must be from 0 to 100' in lines


def test_check_of_a_file_that_is_not_there_says_so(run: Run) -> None:
    done = run("check", "nowhere.yaml")

    assert done.returncode == 1
    assert done.stderr.startswith("nowhere.yaml:1:1: ")
    assert "Traceback" not in done.stderr


# --- replay ----------------------------------------------------------------------------------------------------------


def test_replay_shows_the_talk_and_the_debrief(run: Run) -> None:
    done = run("replay", BOUNDARY)

    assert (done.returncode, done.stderr) == (0, "")
    assert "LADDER" not in done.stdout
    assert "ladder_close" in done.stdout
    assert "Je hebt een grens getrokken en zelf een terugbelmoment genoemd." in done.stdout
    assert "Dit is oefenen, geen beoordeling." in done.stdout


def test_replay_shows_what_was_left_to_say(run: Run) -> None:
    done = run("replay", WEAK)

    assert done.returncode == 0
    assert "Nog niet gezegd toen de klant het gesprek beëindigde:" in done.stdout


def test_replay_as_json_is_one_document(run: Run) -> None:
    done = run("replay", WEAK, "--json")

    whole = json.loads(done.stdout)
    assert done.returncode == 0
    assert whole["persona"] == "trouwjurk"
    assert whole["outcome"] == "left"
    assert len(whole["unsaid"]) > 0
    assert "\\u" not in done.stdout


@pytest.mark.parametrize(("face", "begins"), [("html", b"<!doctype html>"), ("pdf", b"%PDF-"), ("picture", b"\x89PNG")])
def test_replay_writes_the_debrief_as_a_file(face: str, begins: bytes, run: Run, tmp_path: Path) -> None:
    target = tmp_path / "out"

    done = run("replay", WEAK, f"--{face}", target)

    assert (done.returncode, done.stdout, done.stderr) == (0, f"Written: {target}\n", "")
    assert target.read_bytes().startswith(begins)


def test_replay_as_markdown_is_the_debrief_alone(run: Run) -> None:
    done = run("replay", WEAK, "--markdown")

    assert (done.returncode, done.stderr) == (0, "")
    assert done.stdout.startswith("# Nabespreking: Sanne de Graaf\n")


def test_a_debrief_that_cannot_be_written_gives_one_sentence(run: Run, tmp_path: Path) -> None:
    done = run("replay", WEAK, "--html", tmp_path / "nowhere" / "out.html")

    assert (done.returncode, done.stdout) == (1, "")
    assert done.stderr == f"{tmp_path / 'nowhere' / 'out.html'}: cannot be written (No such file or directory)\n"


def test_a_missing_library_gives_one_sentence_with_the_way_to_get_it(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], checkout: Path, tmp_path: Path
) -> None:
    monkeypatch.setitem(sys.modules, "weasyprint", None)

    code = main(["replay", str(checkout / WEAK), "--pdf", str(tmp_path / "out.pdf")])

    assert code == 1
    assert capsys.readouterr().err == 'A PDF needs WeasyPrint; install it with: pip install "tirade[pdf]"\n'


@pytest.mark.parametrize(
    ("talk", "sentence"),
    [
        ('persona: trouwjurc\nsay: ["hoi"]\n', 'there is no customer "trouwjurc"'),
        ('persona: trouwjurk\nrubric: leonn\nsay: ["hoi"]\n', 'there is no method "leonn"'),
    ],
)
def test_an_unknown_customer_or_method_gives_one_sentence_with_the_nearest_name(
    talk: str, sentence: str, run: Run, tmp_path: Path
) -> None:
    done = run("replay", a_talk(tmp_path, talk))

    assert done.returncode == 1
    assert done.stderr.count("\n") == 1
    assert done.stderr.startswith(sentence)
    assert re.search(r'did you mean "(trouwjurk|leon)"\?$', done.stderr.strip())


@pytest.mark.parametrize(
    ("talk", "place"),
    [
        ("persona: trouwjurk\nsays: [hoi]\n", "2:1: "),
        ("persona: trouwjurk\nsay: [hoi\n", ""),
        ("persona: trouwjurk\ndifficulty: harder\nsay: [hoi]\n", "2:13: "),
        ("persona: trouwjurk\nsay:\n  - {text: hoi, after: soon}\n", "3:24: "),
        ("persona: trouwjurk\nrubric: []\nsay: [hoi]\n", "2:9: "),
    ],
    ids=["unknown key", "no YAML", "no such choice", "no duration", "no method"],
)
def test_a_bad_talk_file_is_told_with_its_place(talk: str, place: str, run: Run, tmp_path: Path) -> None:
    file = a_talk(tmp_path, talk)

    done = run("replay", "--json", file)

    assert done.returncode == 1
    assert "Traceback" not in done.stderr
    assert any(line.startswith(f"{file.as_posix()}:{place}") for line in done.stderr.splitlines())
    assert all(re.match(r":\d+:\d+: \S", line.removeprefix(file.as_posix())) for line in done.stderr.splitlines())


def test_whoever_stops_reading_gets_no_trace(checkout: Path) -> None:
    reader = subprocess.run(
        f"{sys.executable} -m bot replay {WEAK} | head -1",
        shell=True,
        cwd=checkout,
        capture_output=True,
        encoding="utf-8",
        timeout=60,
        check=False,
    )

    assert reader.stdout.startswith("[1] 00:00")
    assert reader.stderr == ""


# --- schema, moves, help ---------------------------------------------------------------------------------------------


@pytest.mark.parametrize(("kind", "key"), [("persona", "grievance"), ("rubric", "criteria")])
def test_schema_prints_a_json_schema(kind: str, key: str, run: Run) -> None:
    done = run("schema", kind)

    schema = json.loads(done.stdout)
    assert done.returncode == 0
    assert key in schema["properties"]


def test_moves_reads_and_writes_json_lines_and_names_a_bad_line(run: Run) -> None:
    given = "\n".join(
        [
            '{"id": "a", "text": "I am so sorry about this.", "customer": "No heating!"}',
            "",
            "this is no json",
            '{"id": "b", "text": "{{ 7*7 }} \\ud83d I am sorry \\ud83d"}',
            '{"id": "c"}',
            "[1, 2]",
            '{"id": "d", "text": "hm", "customer": 5}',
            '{"id": "e", "text": ""}',
        ]
    )

    done = run("moves", "--language", "en", given=given)

    heard = {one["id"]: one["moves"] for one in map(json.loads, done.stdout.splitlines())}
    assert done.returncode == 1
    assert "Traceback" not in done.stderr
    assert [line.partition(":")[0] for line in done.stderr.splitlines()] == ["line 3", "line 5", "line 6", "line 7"]
    assert set(heard) == {"a", "b", "e"}
    assert heard["e"] == []
    (apology,) = heard["a"]
    assert apology["id"] == "apology"
    assert "I am so sorry about this."[apology["start"] : apology["end"]] == apology["quote"]


def test_moves_ends_well_when_every_line_is_good(run: Run) -> None:
    done = run("moves", "--language", "nl", given='{"id": 1, "text": "Het spijt me."}\n')

    assert (done.returncode, done.stderr) == (0, "")
    assert json.loads(done.stdout)["moves"][0]["id"] == "apology"


def test_moves_explain_underlines_what_is_heard_and_says_why(run: Run) -> None:
    done = run(
        "moves", "explain", "Het spijt me heel erg. U krijgt morgen € 10.", "--language", "nl", "--customer", "Schande!"
    )

    lines = done.stdout.splitlines()
    assert (done.returncode, done.stderr) == (0, "")
    assert lines[0] == "  Het spijt me heel erg. U krijgt morgen € 10."
    assert re.fullmatch(r"  \^+( .*)?", lines[1])
    assert lines[2].startswith("  apology")
    assert any(re.match(r"apology: zeker \(\d\.\d\d\)$", line) for line in lines)
    assert any(re.match(r"  «morgen»: van \d{4}-\d\d-\d\d \d\d:\d\d \(over .+\) tot ", line) for line in lines)
    assert "  «€ 10»: 10 EUR" in lines
    assert max(map(len, lines)) <= 80


def test_the_language_may_stand_before_the_action(run: Run) -> None:
    done = run("moves", "--language", "en", "explain", "I am sorry.")

    assert done.returncode == 0
    assert "apology: certain" in done.stdout


def test_moves_check_ends_with_one_for_a_mistake_only(
    tmp_path: Path, checkout: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    room = tmp_path / "lexicon" / "nl"
    shutil.copytree(checkout / "bot" / "lexicon" / "nl", room, ignore=shutil.ignore_patterns("*.jsonl"))
    monkeypatch.setattr(commands, "shipped", lambda: Places(tmp_path, tmp_path, tmp_path / "texts"))

    file = room / "examples" / "ann.jsonl"
    file.write_text('{"id": "a", "text": "De zon schijnt.", "labels": ["apology"]}\n', "utf-8")

    assert main(["moves", "check", "--language", "nl"]) == 0
    few = capsys.readouterr()
    file.write_text('{"id": "a", "text": "Sorry.", "labels": ["apologie"]}\n', "utf-8")
    assert main(["moves", "check", "--language", "nl"]) == 1
    wrong = capsys.readouterr()

    assert few.err == ""
    assert f"Moves with too few examples: {len(Move)}" in few.out
    assert f'{file.as_posix()}:1:1: "apology" is not heard in “De zon schijnt.”; ' in few.out
    assert wrong.err == f'{file.as_posix()}:1:42: there is no move "apologie"; did you mean "apology"?\n'


def test_help_lists_the_commands(run: Run) -> None:
    done = run("--help")

    assert done.returncode == 0
    assert all(command in done.stdout for command in ("practise", "replay", "check", "schema", "moves"))


@pytest.mark.parametrize(
    "arguments",
    [(), ("dance",), ("moves",), ("moves", "explain", "hi"), ("moves", "dance"), ("schema", "cat"), ("replay",)],
)
def test_wrong_usage_ends_with_two(arguments: tuple[str, ...], run: Run) -> None:
    done = run(*arguments)

    assert done.returncode == 2
    assert done.stderr.startswith("usage: tirade")


def test_practising_with_an_unknown_customer_gives_one_sentence(run: Run) -> None:
    done = run("practise", "trouwjurc")

    assert done.returncode == 1
    assert 'did you mean "trouwjurk"?' in done.stderr
    assert done.stderr.count("\n") == 1


# --- settings --------------------------------------------------------------------------------------------------------


def test_wrong_settings_are_told_all_at_once(run: Run) -> None:
    done = run("replay", WEAK, TIRADE_TIME_ZONE="Mars", TIRADE_PERSONAS="/nowhere/at/all")

    assert done.returncode == 1
    assert {line.partition(":")[0] for line in done.stderr.splitlines()} == {"TIRADE_TIME_ZONE", "TIRADE_PERSONAS"}


def test_own_customers_are_found_beside_the_shipped_ones(run: Run, tmp_path: Path, checkout: Path) -> None:
    own = tmp_path / "nl" / "mijn-jurk.yaml"
    own.parent.mkdir()
    shipped = (checkout / "personas/nl/trouwjurk.yaml").read_text("utf-8")
    own.write_text(shipped.replace("id: trouwjurk\n", "id: mijn-jurk\n"), "utf-8")
    talk = a_talk(tmp_path.joinpath(), "persona: mijn-jurk\nsay: [hoi]\n")

    done = run("replay", talk, "--json", TIRADE_PERSONAS=str(own.parent.parent / "nl"))

    assert done.returncode == 0, done.stderr
    assert json.loads(done.stdout)["persona"] == "mijn-jurk"
