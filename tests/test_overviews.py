"""The commands that look back over many practices, through the command line."""

from __future__ import annotations

import json
import sys
from datetime import datetime, timedelta
from pathlib import Path

import pytest
from fakes import MONDAY
from icalendar import Calendar

from bot.__main__ import main
from bot.adapters.store import Store, open_store
from bot.adapters.terminal.keeping import Place, records
from bot.content import read_talk
from bot.training import Order, Training
from bot.training.archive import VerdictRecord
from bot.training.script import play

TALK = Path(__file__).parent / "conversations" / "trouwjurk" / "mixed.yaml"
KEY = "k" * 43
DAYS = 12


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """An empty folder to work in, with a key for exports."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.delenv("TIRADE_DATABASE", raising=False)
    monkeypatch.setenv("TIRADE_EXPORT_KEY", KEY)
    return tmp_path


def a_store(folder: Path) -> Store:
    return open_store(f"sqlite:///{folder / 'data' / 'tirade.db'}")


@pytest.fixture
def practised(folder: Path, training: Training) -> Path:
    """A folder in which somebody practised in the terminal, once a day."""
    store = a_store(folder)
    session = play(training, read_talk(TALK), MONDAY).session
    order = Order("trouwjurk", tuple(one.id for one in session.rubrics))
    for day in range(DAYS):
        ended = MONDAY + timedelta(days=day)
        store.keep(records(Place(f"p{day:02}", order), session, training.debriefs(session), ended))
    store.close()
    return folder


def test_progress_shows_bars_and_the_next_practice_in_the_language_of_the_last_one(
    practised: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["progress"]) == 0

    shown = capsys.readouterr().out
    assert shown.strip().startswith("Je voortgang\nJe hebt 12 oefeningen afgemaakt.")
    assert "█" in shown
    assert "tirade practise" in shown
    assert max(map(len, shown.splitlines())) <= 80


def test_progress_as_a_page(practised: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["progress", "--html", "page.html", "--language", "en"]) == 0

    assert capsys.readouterr().out == "Written: page.html\n"
    page = (practised / "page.html").read_text("utf-8")
    assert page.startswith("<!doctype html>")
    assert "Your progress" in page


def test_progress_of_who_never_practised_says_where_to_begin(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["progress"]) == 0

    shown = capsys.readouterr().out
    assert "You have not finished a practice yet." in shown
    assert "tirade practise" in shown


@pytest.mark.parametrize(
    ("format_", "files"),
    [
        ("csv", {"sessions.csv", "turns.csv", "scores.csv"}),
        ("jsonl", {"sessions.jsonl", "turns.jsonl", "scores.jsonl"}),
        ("xapi", {"statements.json"}),
        ("ics", {"tirade.ics"}),
    ],
)
def test_each_format_has_its_files(
    format_: str, files: set[str], practised: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["export", "--format", format_, "--out", "out"]) == 0

    assert capsys.readouterr().out == "12 practices: out\n"
    assert {file.name for file in (practised / "out").iterdir()} == files


def test_since_a_day_only_what_ended_from_that_day_on(practised: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["export", "--format", "jsonl", "--out", "out", "--since", "2026-03-12"]) == 0

    sessions = [json.loads(line) for line in (practised / "out" / "sessions.jsonl").read_text("utf-8").splitlines()]
    assert len(sessions) == 2
    assert all(
        datetime.fromisoformat(one["ended"]) >= datetime.fromisoformat("2026-03-12T00:00+01:00") for one in sessions
    )


def test_statements_name_things_by_the_public_address(practised: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("TIRADE_PUBLIC_URL", "https://tirade.example.org/")

    assert main(["export", "--format", "xapi", "--out", "out", "--person", "terminal/me"]) == 0

    told = json.loads((practised / "out" / "statements.json").read_text("utf-8"))
    assert {one["actor"]["account"]["homePage"] for one in told} == {"https://tirade.example.org"}


def test_the_calendar_has_the_slot_that_was_asked_for(practised: Path) -> None:
    assert main(["export", "--format", "ics", "--out", "out", "--slot", "Tue@10:00", "--language", "nl"]) == 0

    whole = Calendar.from_ical((practised / "out" / "tirade.ics").read_bytes())
    slot = next(event for event in whole.events if "rrule" in event)
    assert slot["summary"] == "Oefenen met een boze klant"
    assert (slot.start.weekday(), slot.start.hour) == (1, 10)


@pytest.mark.parametrize(
    ("arguments", "sentence"),
    [
        (("--person", "Tess"), "--person: write workspace and person, like T0123456789/U0123456789, or terminal/me."),
        (("--since", "yesterday"), '--since: "yesterday" is no day; write it like 2026-03-31.'),
        (("--slot", "noon"), '--slot: "noon" is no moment; write a day and a time, like tue@10:00.'),
        (("--slot", "tue@25:00"), '--slot: "tue@25:00" is no moment; write a day and a time, like tue@10:00.'),
    ],
)
def test_what_cannot_be_exported_gives_a_sentence(
    arguments: tuple[str, str], sentence: str, practised: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["export", "--format", "csv", "--out", "out", *arguments]) == 1

    assert capsys.readouterr().err == f"{sentence}\n"
    assert not (practised / "out").exists()


@pytest.mark.parametrize(("key", "why"), [("", "missing; "), ("short", "is too short; ")])
def test_without_a_good_key_nothing_is_exported(
    key: str, why: str, practised: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("TIRADE_EXPORT_KEY", key)

    assert main(["export", "--format", "csv", "--out", "out"]) == 1

    assert capsys.readouterr().err.startswith(f"TIRADE_EXPORT_KEY: {why}")


def test_a_folder_that_cannot_be_written_gives_a_sentence(practised: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (practised / "out").write_text("a file", "utf-8")

    assert main(["export", "--format", "csv", "--out", "out"]) == 1

    assert capsys.readouterr().err == "out: cannot be written (File exists)\n"


def judge(folder: Path) -> None:
    """Two trainers think of the scores of every practice, which are shared; one of them not always the same."""
    store = a_store(folder)
    for number in range(DAYS):
        for trainer in ("W1", "W2"):
            verdict = "disagree" if trainer == "W2" and number == 3 else "agree"
            comment = "I see no [bold]question[/bold]." if verdict == "disagree" else ""
            store.keep([VerdictRecord(f"p{number:02}", "leon", 1, "listen", trainer, verdict, comment, MONDAY)])
    store.close()


def share(folder: Path) -> None:
    store = a_store(folder)
    with store.engine.begin() as connection:
        connection.exec_driver_sql("UPDATE practice SET shared = 1")
    store.close()


def test_agreement_shows_figures_with_their_count_and_the_moments_of_disagreement(
    practised: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    judge(practised)
    share(practised)

    assert main(["agreement", "--rubric", "leon"]) == 0

    shown = " ".join(capsys.readouterr().out.split())
    assert "Verdicts: 24. Trainers: 2. Shared practices: 12." in shown
    assert "agree 23, partly 0, disagree 1" in shown
    assert "too few to say (0)" in shown
    assert "I see no [bold]question[/bold]." in shown
    assert "Trainers saw the score of the program before they judged." in shown


def test_verdicts_on_private_practices_are_not_for_the_author(
    practised: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    judge(practised)

    assert main(["agreement", "--language", "nl"]) == 0

    assert capsys.readouterr().out.split("\n")[1] == "Er zijn nog geen oordelen van trainers over deze methode."


def test_agreement_on_an_unknown_method_gives_a_sentence(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["agreement", "--rubric", "leonn"]) == 1

    assert capsys.readouterr().err.startswith('there is no method "leonn"; there are: ')


def test_without_the_library_agreement_says_how_to_get_it(
    practised: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    share(practised)
    judge(practised)
    store = a_store(practised)
    told = [
        VerdictRecord(f"p{number:02}", "leon", 1, "listen", "W1", "partly", "", MONDAY, "missed") for number in range(3)
    ]
    store.keep(told)
    store.close()
    monkeypatch.setitem(sys.modules, "evalica", None)

    assert main(["agreement"]) == 1

    assert capsys.readouterr().err == (
        'Krippendorff\'s alpha needs evalica; install it with: pip install "tirade[agreement]"\n'
    )


def test_what_the_terminal_kept_can_be_shown_and_forgotten(practised: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["data", "export", "--person", "terminal/me"]) == 0
    assert len(json.loads(capsys.readouterr().out)["practices"]) == DAYS

    assert main(["data", "delete", "--person", "terminal/me"]) == 0
    assert capsys.readouterr().out == "Forgotten, with 12 practices.\n"
    assert main(["progress"]) == 0
    assert "not finished a practice" in capsys.readouterr().out
