"""Statements of the Experience API, held against the models of a learning record store (Ralph) for version 1.0.3."""

from __future__ import annotations

import copy
import json
from dataclasses import replace
from pathlib import Path
from typing import Any
from uuid import UUID

import pytest
from fakes import MONDAY
from practised import a_debrief, a_practice
from pydantic import ValidationError
from ralph.models.xapi.base.statements import BaseXapiStatement

from bot.content import read_talk
from bot.core.persona import Outcome
from bot.report.exports import Exported, Pseudonyms
from bot.report.exports_xapi import Naming, save_xapi, statements
from bot.training import Library, Training
from bot.training.script import play

TALK = Path(__file__).parents[1] / "conversations" / "cold-boiler" / "mixed.yaml"
NAMES = Pseudonyms("k" * 40)
Json = dict[str, Any]


@pytest.fixture(scope="module")
def naming(library: Library) -> Naming:
    return Naming(NAMES, "https://tirade.example.org", library.personas)


@pytest.fixture(scope="module")
def whole(training: Training) -> Exported:
    session = play(training, read_talk(TALK), MONDAY).session
    rubrics = tuple(one.id for one in session.rubrics)
    record = a_practice(0, "cold-boiler", rubrics=rubrics, trainees=("U1", "U2"), outcome=session.state.outcome)
    return Exported(record, (), training.debriefs(session))


@pytest.fixture(scope="module")
def told(whole: Exported, naming: Naming) -> list[Json]:
    return list(statements(whole, naming))


def test_every_statement_is_as_the_specification_wants_it(told: list[Json]) -> None:
    assert len(told) > 20
    for statement in told:
        BaseXapiStatement.model_validate_json(json.dumps(statement))


@pytest.mark.parametrize(
    ("path", "value"),
    [
        (("verb", "id"), "scored"),
        (("result", "score", "scaled"), 1.5),
        (("result", "score", "raw"), 1000),
        (("timestamp",), "yesterday"),
        (("actor",), {"name": "Tess"}),
        (("context", "registration"), "3"),
        (("version",), "2"),
        (("extra",), 1),
    ],
)
def test_the_check_refuses_what_the_specification_refuses(
    path: tuple[str, ...], value: object, told: list[Json]
) -> None:
    wrong = copy.deepcopy(told[1])
    place = wrong
    for key in path[:-1]:
        place = place[key]
    place[path[-1]] = value

    with pytest.raises(ValidationError):
        BaseXapiStatement.model_validate_json(json.dumps(wrong))


def test_each_trainee_completed_and_scored_under_a_pseudonym(told: list[Json], whole: Exported) -> None:
    actors = {statement["actor"]["account"]["name"] for statement in told}
    verbs = {statement["verb"]["id"] for statement in told}

    assert actors == {NAMES.person("T1", "U1"), NAMES.person("T1", "U2")}
    assert verbs == {f"http://adlnet.gov/expapi/verbs/{verb}" for verb in ("completed", "scored")}
    assert all(secret not in json.dumps(told) for secret in ('"U1"', '"U2"', whole.record.id))


def test_nobodys_words_are_in_a_statement(told: list[Json], whole: Exported) -> None:
    quotes = {one.quote for debrief in whole.debriefs for score in debrief.scores for one in score.evidence}

    assert quotes
    assert all(quote not in json.dumps(told, ensure_ascii=False) for quote in quotes if len(quote) > 12)


def test_scores_are_scaled_from_their_points(told: list[Json]) -> None:
    scored = [one["result"]["score"] for one in told if "score" in one["result"]]

    assert all(one["scaled"] == pytest.approx(one["raw"] / one["max"], abs=0.0001) for one in scored)
    assert all(one["min"] <= one["raw"] <= one["max"] for one in scored)


def test_the_same_practice_gives_the_same_ids_and_no_two_statements_share_one(
    told: list[Json], whole: Exported, naming: Naming
) -> None:
    ids = [statement["id"] for statement in told]

    assert len(set(ids)) == len(ids)
    assert {UUID(id_).version for id_ in ids} == {5}  # some stores refuse what RFC 4122 does not know
    assert ids == [statement["id"] for statement in statements(whole, naming)]


def test_the_version_of_the_method_is_in_the_name_of_the_activity(naming: Naming) -> None:
    both = Exported(a_practice(0), (), (a_debrief({"listen": 0.5}, version=3),))

    ids = {statement["object"]["id"] for statement in statements(both, naming)}

    assert "https://tirade.example.org/methods/method/3" in ids
    assert "https://tirade.example.org/methods/method/3/listen" in ids


def test_a_stopped_talk_and_a_forgotten_person_give_no_statement(whole: Exported, naming: Naming) -> None:
    stopped = replace(whole, record=replace(whole.record, outcome=Outcome.STOPPED))
    forgotten = replace(whole, record=replace(whole.record, trainees=("",)))

    assert list(statements(stopped, naming)) == list(statements(forgotten, naming)) == []


def test_the_file_is_one_array(whole: Exported, naming: Naming, told: list[Json], tmp_path: Path) -> None:
    assert save_xapi([whole], naming, tmp_path / "out") == 1

    assert json.loads((tmp_path / "out" / "statements.json").read_text("utf-8")) == told
