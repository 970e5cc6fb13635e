"""The terminal keeps practices: all that ended, nothing of what was stopped but that, and never in anybody's way."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Sequence
from dataclasses import replace
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest

from bot.adapters.store import Store, open_store
from bot.core.persona import Outcome
from bot.training.archive import TERMINAL, PracticeRecord

TALK = ["Wat naar voor u. Kunt u vertellen wat er is gebeurd?", "Ik bel u morgen om tien uur terug.", "/end"]
REGISTERED = ["2", "jurk hing niet klaar", "zoekgeraakt in het atelier", "jurk op tijd"]


def practise(folder: Path, *lines: str, **more: str) -> str:
    """A whole practice through a pipe, in a folder of its own; gives back what was shown."""
    done = subprocess.run(
        [sys.executable, "-m", "bot", "practise", "trouwjurk", "--rubric", "leon"],
        input="\n".join(lines),
        capture_output=True,
        encoding="utf-8",
        cwd=folder,
        env={**os.environ, "TIRADE_KEEP": "on", "PYTHONPATH": str(Path(__file__).parents[2]), **more},
        timeout=60,
        check=False,
    )
    assert (done.returncode, done.stderr) == (0, "")
    return done.stdout


def kept(folder: Path) -> tuple[Store, Sequence[PracticeRecord]]:
    store = open_store(f"sqlite:///{folder / 'data' / 'tirade.db'}")
    return store, store.recent(TERMINAL.workspace, TERMINAL.person, 10)


def texts_of(store: Store, practice: str) -> list[str]:
    return [one.turn.text for one in store.turns(practice) if one.person == TERMINAL.person]


def test_a_practice_is_kept_with_its_turns_its_debrief_and_the_complaint_as_written(tmp_path: Path) -> None:
    shown = practise(tmp_path, *TALK, *REGISTERED, "6")

    store, (record,) = kept(tmp_path)
    assert (record.persona, record.rubrics, record.outcome) == ("trouwjurk", ("leon",), Outcome.ENDED)
    assert record.private
    assert texts_of(store, record.id)[:2] == TALK[:2]
    assert [one.rubric.id for one in store.debriefs(record.id)] == ["leon"]
    written = store.registration(record.id)
    assert written is not None
    assert [entry.written for entry in written.entries] == REGISTERED[1:]
    assert "tirade progress" in shown.replace("\n", " ")
    store.close()


def test_every_talk_is_a_practice_and_one_done_again_says_what_it_does_again(tmp_path: Path) -> None:
    practise(tmp_path, *TALK, "4", "2", "Rustig maar.", "/end", "3", *TALK, "6")

    store, records = kept(tmp_path)
    redone = next(one for one in records if one.redo_of)
    original = next(one for one in records if one.id == redone.redo_of)
    numbers = {one.turn.text: one.turn.number for one in store.turns(original.id)}
    assert len({one.id for one in records}) == 3
    assert redone.redo_turn == numbers[TALK[0]]
    assert texts_of(store, original.id) == TALK[:2]
    assert texts_of(store, redone.id) == ["Rustig maar."]
    store.close()


def test_of_a_stopped_talk_nothing_is_kept_but_that_it_was_stopped(tmp_path: Path) -> None:
    practise(tmp_path, TALK[0], "/stop", *REGISTERED, "6")

    store, (record,) = kept(tmp_path)
    assert record.outcome is Outcome.STOPPED
    assert store.turns(record.id) == store.debriefs(record.id) == ()
    assert store.registration(record.id) is None
    store.close()
    written = b"".join(file.read_bytes() for file in (tmp_path / "data").iterdir())
    assert TALK[0].encode() not in written


def test_switched_off_it_keeps_nothing_and_says_nothing_of_it(tmp_path: Path) -> None:
    shown = practise(tmp_path, *TALK, "6", TIRADE_KEEP="off")

    assert not (tmp_path / "data").exists()
    assert "TIRADE_KEEP" not in shown


def test_a_place_that_cannot_be_written_costs_a_sentence_and_no_practice(tmp_path: Path) -> None:
    (tmp_path / "data").write_text("a file where the folder should be", "utf-8")

    shown = practise(tmp_path, *TALK, "6")

    assert "Deze oefening is niet bewaard: TIRADE_DATABASE" in shown
    assert "Tot de volgende keer." in shown


def test_who_leaves_in_the_middle_has_their_talk_kept(tmp_path: Path) -> None:
    practise(tmp_path, TALK[0])

    store, (record,) = kept(tmp_path)
    assert (record.outcome, texts_of(store, record.id)) == (Outcome.ENDED, [TALK[0]])
    store.close()


def test_practising_starts_without_the_database(tmp_path: Path) -> None:
    script = (
        "import sys; from bot.__main__ import main\n"
        "import bot.adapters.terminal.talking as talking\n"
        "first = talking.Talk.run\n"
        "async def run(self, *given):\n"
        "    print([name for name in ('sqlalchemy', 'alembic') if name in sys.modules], file=sys.stderr)\n"
        "    return await first(self, *given)\n"
        "talking.Talk.run = run\n"
        "main(['practise', 'trouwjurk'])\n"
    )
    environment: dict[str, Any] = {**os.environ, "TIRADE_KEEP": "on", "PYTHONPATH": str(Path(__file__).parents[2])}

    done = subprocess.run(
        [sys.executable, "-c", script],
        input="/end\n6\n",
        capture_output=True,
        encoding="utf-8",
        cwd=tmp_path,
        env=environment,
        timeout=60,
        check=False,
    )

    assert done.stderr == "[]\n"
    assert (tmp_path / "data" / "tirade.db").exists()


@pytest.mark.parametrize("wrong", ["maybe", "yes"])
def test_a_setting_that_is_neither_on_nor_off_is_told(wrong: str, tmp_path: Path) -> None:
    done = subprocess.run(
        [sys.executable, "-m", "bot", "practise"],
        capture_output=True,
        encoding="utf-8",
        cwd=tmp_path,
        env={**os.environ, "TIRADE_KEEP": wrong, "PYTHONPATH": str(Path(__file__).parents[2])},
        timeout=60,
        check=False,
    )

    assert (done.returncode, done.stderr) == (1, f'TIRADE_KEEP: "{wrong}" is none of off, on.\n')


def test_what_is_older_than_the_retention_is_forgotten_when_the_next_practice_is_kept(tmp_path: Path) -> None:
    practise(tmp_path, *TALK, "6")
    store, (old,) = kept(tmp_path)
    long_ago = old.started - timedelta(days=8)
    store.keep([replace(old, started=long_ago, ended=long_ago)])
    store.close()

    practise(tmp_path, *TALK, "6", TIRADE_RETENTION_DAYS="9")
    store, both = kept(tmp_path)
    store.close()
    practise(tmp_path, *TALK, "6", TIRADE_RETENTION_DAYS="7")
    store, left = kept(tmp_path)

    assert len(both) == 2
    assert old.id not in {one.id for one in left}
    assert (len(left), store.turns(old.id), store.debriefs(old.id)) == (2, (), ())
    store.close()
