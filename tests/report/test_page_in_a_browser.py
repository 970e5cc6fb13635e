"""The page in a real chromium: a silent console, and nothing in the way of anybody's reading."""

from __future__ import annotations

import json
from importlib.resources import files
from pathlib import Path
from typing import Any

import pytest
from browser import Browser
from fakes import MONDAY

from bot.content import read_talk
from bot.core.moves import Language
from bot.report.page import page
from bot.report.texts import Texts
from bot.report.whole import report
from bot.training import Training
from bot.training.script import play

TALKS = Path(__file__).parents[1] / "conversations"
PAGES = ("trouwjurk/weak", "cold-boiler/ladder-apology")
SCREENS = [("light", 390), ("light", 1280), ("dark", 390), ("dark", 1280)]
OPEN_ALL = "document.querySelectorAll('details').forEach(one => one.open = true)"


@pytest.fixture(scope="module")
def axe() -> str:
    """The rules of axe-core, as a script."""
    return (files("axe_core_python") / "axe.min.js").read_text("utf-8")


@pytest.fixture(scope="module", params=PAGES)
def written(
    request: pytest.FixtureRequest,
    training: Training,
    texts: dict[Language, Texts],
    tmp_path_factory: pytest.TempPathFactory,
) -> Path:
    session = play(training, read_talk(TALKS / f"{request.param}.yaml"), MONDAY).session
    own = texts[session.persona.language]
    whole = report(session.persona, session.transcript, training.debriefs(session), own)
    file = tmp_path_factory.mktemp("pages") / "page.html"
    file.write_text(page(whole, own, {2: "https://example.slack.com/archives/C1/p2"}), "utf-8")
    return file


@pytest.mark.parametrize(("scheme", "width"), SCREENS)
def test_the_console_is_silent_and_only_the_page_itself_is_loaded(
    scheme: str, width: int, written: Path, chromium: Browser
) -> None:
    chromium.open(written, width=width, scheme=scheme)

    assert chromium.problems == []
    assert {request.split(":")[0] for request in chromium.requests} == {"file", "data"}


@pytest.mark.parametrize(("scheme", "width"), SCREENS)
def test_axe_finds_no_barrier_in_all_that_can_be_opened(
    scheme: str, width: int, written: Path, chromium: Browser, axe: str
) -> None:
    chromium.open(written, width=width, scheme=scheme)
    chromium.run(f"{OPEN_ALL}; {axe}; undefined")

    found: dict[str, Any] = json.loads(chromium.run("axe.run().then(found => JSON.stringify(found))"))

    assert [f"{one['id']}: {one['nodes'][0]['html']}" for one in found["violations"]] == []
    assert len(found["passes"]) > 15


@pytest.mark.parametrize("width", [320, 390, 1280])
def test_nothing_runs_out_of_the_screen(width: int, written: Path, chromium: Browser) -> None:
    chromium.open(written, width=width, scheme="light")
    chromium.run(OPEN_ALL)

    assert chromium.run("document.documentElement.scrollWidth") <= width


def test_who_asks_for_the_score_sees_the_table_open(written: Path, chromium: Browser) -> None:
    chromium.open(written, width=1280, scheme="light")

    chromium.run("document.querySelector('a.score').click()")

    assert chromium.run("document.querySelector('#table').closest('details').open") is True


def test_everything_that_opens_can_be_reached_with_the_keyboard(written: Path, chromium: Browser) -> None:
    chromium.open(written, width=1280, scheme="light")

    assert chromium.run("[...document.querySelectorAll('summary, a')].every(one => one.tabIndex === 0)") is True
