"""What an operator types, besides `serve`: the manifest, keys, and what is kept of a person."""

from __future__ import annotations

import json
from datetime import UTC, datetime
from pathlib import Path

import pytest
import yaml
from cryptography.fernet import Fernet

from bot.__main__ import main
from bot.adapters.store.store import open_store
from bot.delivery import Input, Result
from bot.training.archive import PersonSettings, PracticeRecord

TESS = ("--person", "T123/U123")


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """An empty folder to work in, without settings."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.delenv("TIRADE_DATABASE", raising=False)
    return tmp_path


def practised(folder: Path) -> str:
    """A database in which tess has practised once; returns its URL."""
    url = f"sqlite:///{folder / 'data' / 'tirade.db'}"
    store = open_store(url)
    record = PracticeRecord(
        "T123:C1:1.0", "T123", ("U123",), None, "C1", "1.0", True, "trouwjurk", 1, ("leon",), "normal", "nl",
        datetime(2026, 3, 2, tzinfo=UTC),
    )  # fmt: skip
    store.accept(Input(record.id, "k", {}), 1.0)
    (work,) = store.claim("me", 2.0, 10.0, 1)
    store.commit(work, Result(None, records=(record,)), 3.0)
    store.choose(PersonSettings("T123", "U123", "nl", ceiling="gentle"))
    store.close()
    return url


def test_the_manifest_is_printed_as_slack_wants_it(capsys: pytest.CaptureFixture[str], checkout: Path) -> None:
    assert main(["manifest"]) == 0
    printed = yaml.safe_load(capsys.readouterr().out)
    assert printed == yaml.safe_load((checkout / "manifest.yaml").read_text("utf-8"))

    assert main(["manifest", "--url", "https://tirade.example.org/"]) == 0
    printed = yaml.safe_load(capsys.readouterr().out)
    assert printed["settings"]["interactivity"]["request_url"] == "https://tirade.example.org/slack/events"


def test_an_address_that_slack_would_not_call_is_refused(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["manifest", "--url", "http://tirade.example.org"]) == 1
    assert capsys.readouterr().err == "--url: Slack only talks to addresses that begin with https://.\n"


def test_every_key_is_new_and_encrypts(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["keys"]) == main(["keys"]) == 0

    one, two = capsys.readouterr().out.split()
    assert one != two
    assert Fernet(one).decrypt(Fernet(one).encrypt(b"token")) == b"token"


def test_what_is_kept_of_a_person_is_shown_and_then_forgotten(capsys: pytest.CaptureFixture[str], folder: Path) -> None:
    practised(folder)

    assert main(["data", "export", *TESS]) == 0
    kept = json.loads(capsys.readouterr().out)
    assert kept["settings"]["ceiling"] == "gentle"
    assert [one["practice"]["id"] for one in kept["practices"]] == ["T123:C1:1.0"]

    assert main(["data", "delete", *TESS]) == 0
    assert capsys.readouterr().out == "Forgotten, with 1 practice.\n"

    assert main(["data", "export", *TESS]) == 0
    kept = json.loads(capsys.readouterr().out)
    assert (kept["practices"], kept["settings"]["ceiling"]) == ([], "hard")


def test_the_database_of_the_settings_is_used(
    capsys: pytest.CaptureFixture[str], folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    elsewhere = folder / "elsewhere"
    elsewhere.mkdir()
    (elsewhere / ".env").write_text(f"TIRADE_DATABASE={practised(folder)}\n", "utf-8")
    monkeypatch.chdir(elsewhere)

    assert main(["data", "export", *TESS]) == 0
    assert len(json.loads(capsys.readouterr().out)["practices"]) == 1


@pytest.mark.parametrize("person", ["tess", "U123", "U123/T123", "T123/C123", "T123/U123; drop"])
def test_somebody_who_is_nobody_is_told(capsys: pytest.CaptureFixture[str], folder: Path, person: str) -> None:
    assert main(["data", "delete", "--person", person]) == 1
    assert (
        capsys.readouterr().err
        == "--person: write workspace and person, like T0123456789/U0123456789, or terminal/me.\n"
    )


def test_a_database_that_cannot_be_opened_is_told(
    capsys: pytest.CaptureFixture[str], folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (folder / "file").write_text("", "utf-8")
    monkeypatch.setenv("TIRADE_DATABASE", f"sqlite:///{folder}/file/tirade.db")

    assert main(["data", "export", *TESS]) == 1
    assert capsys.readouterr().err.startswith("TIRADE_DATABASE: it cannot be opened (")
