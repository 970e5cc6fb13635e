"""What the tests of the Slack adapter share."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterator
from functools import cache
from pathlib import Path

import pytest
from fake_slack import FakeSlack
from fakes import MONDAY
from practice_life import Setting
from practice_room import Room
from practice_team import Team

from bot import bootstrap
from bot.adapters.slack.faces.texts import SlackTexts
from bot.adapters.store.store import open_store
from bot.content import read_talk
from bot.core.moves import Language
from bot.training import Session, Training
from bot.training.script import play


@pytest.fixture(scope="session")
def slack_texts() -> dict[Language, SlackTexts]:
    """The sentences of the faces."""
    return bootstrap.slack_texts()


@pytest.fixture(scope="session")
def scripted(training: Training, checkout: Path) -> Callable[[str, str], Session]:
    """A scripted talk, played to its end: by customer and kind of trainee. Each only once in a run."""
    folder = checkout / "tests" / "conversations"
    return cache(lambda persona, kind: play(training, read_talk(folder / persona / f"{kind}.yaml"), MONDAY).session)


@pytest.fixture(scope="session")
def empty_database(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A database with its schema and nothing in it, to be copied."""
    file = tmp_path_factory.mktemp("database") / "empty.db"
    open_store(f"sqlite:///{file}").close()
    return file


@pytest.fixture
def room(training: Training, empty_database: Path, tmp_path: Path) -> Iterator[Room]:
    """A practice room in which Tirade runs, without trainers and at full speed."""
    file = shutil.copy(empty_database, tmp_path / "tirade.db")
    with FakeSlack() as slack:
        room = Room(Setting(training, file), slack)
        room.open()
        yield room
        room.close()


@pytest.fixture
def team(room: Room) -> Team:
    """Three trainees, their trainer and a colleague, in a channel."""
    people = [room.person(name) for name in ("tess", "tom", "ida", "bob", "eve")]
    room.open(trainers=frozenset({people[3]}))
    return Team(room, *people, room.channel(*people))
