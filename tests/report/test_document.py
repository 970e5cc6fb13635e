"""Document: a played talk as one JSON value."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from fakes import MONDAY, Chat, a_criterion, a_fault, a_persona, a_rubric, a_rule, a_sign, a_training, some_numbers

from bot.content import read_talk
from bot.core.persona import Outcome
from bot.report.document import document
from bot.training import Training
from bot.training.script import play

STRONG = Path(__file__).parents[1] / "conversations" / "cold-boiler" / "strong.yaml"


@pytest.fixture(scope="module")
def strong(training: Training) -> dict:
    played = play(training, read_talk(STRONG), MONDAY)
    whole = document(played.session, training.debriefs(played.session), played.unsaid)
    return json.loads(json.dumps(whole, ensure_ascii=False))


def a_document(*texts: str, outcome: Outcome = Outcome.ENDED) -> dict:
    criterion = a_criterion("care", a_sign("empathy"), a_sign("offer"), faults=(a_fault("blame"),))
    rules = some_numbers(a_rule("empathy", anger=-10.0, trust=5.0))
    chat = Chat(a_training(a_persona(), rules, a_rubric(criterion)))
    chat.say(*texts)
    chat.end(outcome)
    return document(chat.session, chat.training.debriefs(chat.session), ("left over",))


def test_the_whole_talk_is_in_it(strong: dict) -> None:
    assert {"persona", "rubric", "language", "outcome", "mood", "turns", "debrief"} <= set(strong)
    assert strong["persona"] == "cold-boiler"
    assert strong["language"] == "en"
    assert strong["outcome"] == "resolved"
    assert set(strong["mood"]) == {"anger", "trust"}
    assert strong["rubric"] == ["leon", "structured", "nine-tips", "naming-behaviour"]
    assert [one["rubric"] for one in strong["debriefs"]] == strong["rubric"]
    assert strong["debrief"] == strong["debriefs"][0]


def test_every_turn_says_who_when_and_what(strong: dict) -> None:
    assert strong["turns"][0]["who"] == "customer"
    for turn in strong["turns"]:
        assert {"who", "at", "text", "moves", "judgements", "effects", "mood"} <= set(turn)
        assert turn["who"] in {"trainee", "customer"}
        assert turn["at"].startswith("2026-03-02T10:")
        for move in turn["moves"]:
            assert turn["text"][move["start"] : move["end"]] == move["quote"]
        for effect in turn["effects"]:
            assert {"anger", "trust", "rule", "quote", "source"} <= set(effect)
            assert effect["quote"] in turn["text"]


def test_the_debrief_says_what_it_rests_on(strong: dict) -> None:
    debrief = strong["debrief"]

    said = {turn["number"]: turn["text"] for turn in strong["turns"]}
    assert {"rubric", "score", "criteria", "strength", "next_steps"} <= set(debrief)
    assert len(debrief["next_steps"]) <= 2
    for criterion in debrief["criteria"]:
        assert {"id", "score", "max", "assessed", "evidence", "explanation"} <= set(criterion)
        assert criterion["score"] is None or 0 <= criterion["score"] <= criterion["max"]
        assert all(one["quote"] in said[one["turn"]] for one in criterion["evidence"])


def test_the_numbers_are_those_of_the_talk() -> None:
    whole = a_document("empathy: How awful.")

    assert whole["rubric"] == "method"
    assert whole["outcome"] == "ended"
    assert whole["unsaid"] == ["left over"]
    assert whole["mood"] == {"anger": 70, "trust": 25}
    (effect,) = whole["turns"][1]["effects"]
    assert (effect["rule"], effect["anger"], effect["trust"], effect["quote"]) == ("empathy", -10, 5, "How awful.")
    assert effect["source"] == "Somebody 2020"


def test_a_criterion_is_explained_in_words_and_points() -> None:
    (criterion,) = a_document("empathy?: How awful.", "blame: Your fault.")["debrief"]["criteria"]

    assert (criterion["score"], criterion["max"], criterion["assessed"]) == (1, 4, True)
    assert criterion["explanation"] == "earned empathy missed offer fault blame"
    assert criterion["evidence"] == [
        {"turn": 2, "quote": "How awful.", "event": "empathy", "certain": False},
        {"turn": 4, "quote": "Your fault.", "event": "blame", "certain": True},
    ]


def test_a_stopped_talk_has_no_score() -> None:
    whole = a_document("empathy: How awful.", outcome=Outcome.STOPPED)

    assert whole["outcome"] == "stopped"
    assert whole["debrief"]["score"] is None


def test_a_promise_is_in_it_with_its_amount_and_date() -> None:
    whole = a_document("offer: I will give you £20 in money, in two days.")

    (made,) = whole["turns"][1]["commitments"]
    assert (made["what"], made["amount"], made["unit"]) == ("money", "20", "GBP")
    assert made["due"] == "2026-03-05T00:00+01:00"  # the end of that day


def test_the_best_sentence_and_the_weakest_moment_are_in_it() -> None:
    criterion = a_criterion("care", a_sign("empathy"))
    rules = some_numbers(a_rule("empathy", anger=-10.0, trust=5.0), a_rule("blame", anger=7.0))
    chat = Chat(a_training(a_persona(), rules, a_rubric(criterion)))
    chat.say("empathy: How awful.", "blame: Your fault.")
    chat.end()

    debrief = document(chat.session, chat.training.debriefs(chat.session), ())["debrief"]

    assert (debrief["best"]["turn"], debrief["best"]["quote"]) == (2, "How awful.")
    assert (debrief["weak_moment"]["turn"], debrief["weak_moment"]["need"]) == (4, "acknowledge")
