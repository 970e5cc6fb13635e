"""Exports: everything that was practised, and nobody's name."""

from __future__ import annotations

import csv
import json
from dataclasses import replace
from datetime import datetime
from pathlib import Path
from typing import Any

import pytest
from fakes import MONDAY, both
from practised import a_debrief, a_practice

from bot.content import read_talk
from bot.core.conversation import Mood, Turn
from bot.core.persona import Outcome
from bot.report.exports import Exported, Pseudonyms, exported, turn_rows
from bot.report.exports_files import save_csv, save_jsonl
from bot.training import Session, Training
from bot.training.archive import PracticeRecord, TurnRecord, Whose
from bot.training.script import play

TALK = Path(__file__).parents[1] / "conversations" / "trouwjurk" / "mixed.yaml"
NAMES = Pseudonyms("k" * 40)


@pytest.fixture(scope="module")
def session(training: Training) -> Session:
    return play(training, read_talk(TALK), MONDAY).session


@pytest.fixture(scope="module")
def whole(session: Session, training: Training) -> Exported:
    """A real talk of somebody, with its debriefs."""
    record = a_practice(0, "trouwjurk", "UTESS", rubrics=tuple(one.id for one in session.rubrics), language="nl")
    people = {"trainee": "UTESS", "customer": None}
    turns = tuple(TurnRecord(record.id, turn, people[turn.who], "1.2") for turn in session.transcript)
    return Exported(record, turns, training.debriefs(session))


class Kept:
    """An archive with these practices."""

    def __init__(self, *those: Exported) -> None:
        self._those = {one.record.id: one for one in those}
        self.asked: list[datetime | None] = []

    def ended_since(self, moment: datetime | None) -> list[PracticeRecord]:
        self.asked.append(moment)
        return [one.record for one in self._those.values()]

    def turns(self, practice: str) -> tuple[TurnRecord, ...]:
        return self._those[practice].turns

    def debriefs(self, practice: str) -> tuple[Any, ...]:
        return self._those[practice].debriefs


def those(archive: Any, whose: Whose | None = None) -> list[Exported]:
    return list(exported(archive, whose, None))


def read_csv(file: Path) -> list[dict[str, str]]:
    with file.open(encoding="utf-8-sig", newline="") as opened:
        return list(csv.DictReader(opened))


def read_lines(file: Path) -> list[dict[str, Any]]:
    return [json.loads(line) for line in file.read_text("utf-8").splitlines()]


def test_csv_has_every_session_turn_and_score(whole: Exported, tmp_path: Path) -> None:
    count = save_csv([whole], NAMES, tmp_path / "new" / "folder")

    folder = tmp_path / "new" / "folder"
    (session,), turns, scores = (read_csv(folder / f"{name}.csv") for name in ("sessions", "turns", "scores"))
    assert count == 1
    assert session["persona"] == "trouwjurk"
    assert {row["session"] for row in (*turns, *scores)} == {session["session"]}
    assert [row["text"] for row in turns] == [kept.turn.text for kept in whole.turns]
    assert len(scores) == sum(len(one.scores) for one in whole.debriefs)
    assert {row["rubric_version"] for row in scores} == {"1"}


def test_json_lines_say_the_same_with_real_lists_and_numbers(whole: Exported, tmp_path: Path) -> None:
    save_jsonl([whole], NAMES, tmp_path)

    (session,) = read_lines(tmp_path / "sessions.jsonl")
    turns, scores = read_lines(tmp_path / "turns.jsonl"), read_lines(tmp_path / "scores.jsonl")
    assert session["rubrics"] == list(whole.record.rubrics)
    assert [row["text"] for row in turns] == [kept.turn.text for kept in whole.turns]
    assert all(isinstance(row["moves"], list) for row in turns)
    assert {row["share"] is None for row in scores if not row["assessed"]} <= {True}
    assert all(0 <= row["share"] <= 1 for row in scores if row["assessed"])


@pytest.mark.parametrize("save", [save_csv, save_jsonl])
def test_no_id_of_a_person_channel_or_message_is_in_a_file(save: Any, whole: Exported, tmp_path: Path) -> None:
    save([whole], NAMES, tmp_path)

    written = "".join(file.read_text("utf-8") for file in tmp_path.iterdir())
    assert all(secret not in written for secret in ("UTESS", "T1:", "C1", "1.2"))
    assert NAMES.person("T1", "UTESS") in written


def test_a_pseudonym_is_always_the_same_and_another_key_gives_another() -> None:
    other = Pseudonyms("o" * 40)

    assert NAMES.person("T1", "U1") == Pseudonyms("k" * 40).person("T1", "U1")
    assert len({names.person(team, "U1") for names in (NAMES, other) for team in ("T1", "T2")}) == 4
    assert NAMES.person("T1", "") == ""
    assert NAMES.uuid("a").version == 5


def test_a_text_that_looks_like_a_formula_is_no_formula_in_a_spreadsheet(tmp_path: Path) -> None:
    turn = Turn(1, MONDAY, "trainee", '=HYPERLINK("x";"y")', Mood(50, 50))
    one = Exported(a_practice(0), (TurnRecord("p", turn, "U1"),), ())

    save_csv([one], NAMES, tmp_path)
    save_jsonl([one], NAMES, tmp_path)

    assert read_csv(tmp_path / "turns.csv")[0]["text"] == '\'=HYPERLINK("x";"y")'
    assert read_lines(tmp_path / "turns.jsonl")[0]["text"] == '=HYPERLINK("x";"y")'


def test_without_a_person_only_what_others_may_see_and_the_terminal_are_exported(whole: Exported) -> None:
    private = replace(whole, record=a_practice(1))
    shared = replace(whole, record=a_practice(2, shared=True))
    launched = replace(whole, record=a_practice(3, private=False))
    terminal = replace(whole, record=a_practice(4, workspace="terminal", person="me"))

    found = those(Kept(private, shared, launched, terminal))

    assert [one.record for one in found] == [shared.record, launched.record, terminal.record]


def test_a_person_gets_all_that_is_theirs_and_nobody_elses(whole: Exported) -> None:
    mine = replace(whole, record=a_practice(1))
    other = replace(whole, record=a_practice(2, person="U2", shared=True))
    elsewhere = replace(whole, record=a_practice(3, workspace="T2"))

    found = those(Kept(mine, other, elsewhere), Whose("T1", "U1"))

    assert [one.record for one in found] == [mine.record]


def test_what_others_wrote_is_left_out_of_a_persons_export() -> None:
    turns = [
        TurnRecord("p", Turn(number, MONDAY, who, text, Mood(50, 50)), person)  # type: ignore[arg-type]
        for number, who, text, person in (
            (1, "trainee", "my words", "U1"),
            (2, "customer", "you said: the others' words", None),
            (3, "trainee", "the others' words", "U2"),
        )
    ]
    together = Exported(a_practice(0, trainees=("U1", "U2")), tuple(turns), ())

    (found,) = those(Kept(together), Whose("T1", "U1"))

    assert [row["text"] for row in turn_rows(found, NAMES)] == ["my words"]


def test_of_a_stopped_talk_there_is_only_that_it_was_stopped(whole: Exported, tmp_path: Path) -> None:
    stopped = replace(whole, record=a_practice(0, shared=True, outcome=Outcome.STOPPED))

    save_jsonl(those(Kept(stopped)), NAMES, tmp_path)

    assert [row["outcome"] for row in read_lines(tmp_path / "sessions.jsonl")] == ["stopped"]
    assert (tmp_path / "turns.jsonl").read_text("utf-8") == (tmp_path / "scores.jsonl").read_text("utf-8") == ""


def test_moments_are_told_in_one_time_zone() -> None:
    turn = Turn(1, MONDAY, "customer", "x", Mood(50, 50))

    (row,) = turn_rows(Exported(a_practice(0), (TurnRecord("p", turn),), ()), NAMES)

    assert row["at"] == "2026-03-02T09:00:00+00:00"


def test_an_old_debrief_keeps_the_version_and_words_of_its_method(tmp_path: Path) -> None:
    old, new = a_debrief({"listen": 0.5}), a_debrief({"listen": 0.5}, version=2)
    new = replace(new, rubric=replace(new.rubric, name=both("Another name")))

    save_jsonl([Exported(a_practice(0), (), (old,)), Exported(a_practice(1), (), (new,))], NAMES, tmp_path)

    assert [row["rubric_version"] for row in read_lines(tmp_path / "scores.jsonl")] == [1, 1, 2, 2]
