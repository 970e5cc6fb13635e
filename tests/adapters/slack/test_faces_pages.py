"""The Home tab, what commands answer, and the one-line notices."""

from __future__ import annotations

import string
from dataclasses import replace
from typing import Any

import pytest
from fakes import MONDAY

from bot.adapters.slack.faces.commands import customers_list, help_text, problems, rubrics_list, which_practice
from bot.adapters.slack.faces.home import Home, Listed, home
from bot.adapters.slack.faces.marked import mentions
from bot.adapters.slack.faces.notices import Notice, notice
from bot.adapters.slack.faces.texts import SlackTexts
from bot.adapters.slack.launch import Action
from bot.adapters.slack.words import Word, parse_command
from bot.core.moves import Language
from bot.core.persona import Outcome
from bot.training import Library
from bot.training.archive import PersonSettings, PracticeRecord

RECORD = PracticeRecord(
    "T1:C1:1.2", "T1", ("U1",), None, "C1", "1.2", True, "trouwjurk", 1, ("leon",), "normal", "nl", MONDAY
)  # fmt: skip
ENDED = replace(RECORD, ended=MONDAY, outcome=Outcome.RESOLVED)
NEW = Home(PersonSettings("T1", "U1"))


@pytest.fixture
def nl(slack_texts: dict[Language, SlackTexts]) -> SlackTexts:
    return slack_texts["nl"]


def said(blocks: list[dict[str, Any]]) -> str:
    return "\n".join(str(block.get("text", block.get("elements", ""))) for block in blocks)


def elements(blocks: list[dict[str, Any]]) -> list[dict[str, Any]]:
    beside = [block["accessory"] for block in blocks if "accessory" in block]
    return [*beside, *(one for block in blocks if block["type"] == "actions" for one in block["elements"])]


def headings(view: dict[str, Any]) -> list[str]:
    return [block["text"]["text"] for block in view["blocks"] if block["type"] == "header"]


# --- Home ---


def test_who_is_new_sees_how_to_begin_and_what_is_kept(library: Library, nl: SlackTexts) -> None:
    view = home(NEW, library, nl)

    wanted = ("home_title", "home_recent", "home_settings", "home_data")
    assert headings(view) == [nl(key) for key in wanted]
    assert nl("home_recent_none") in said(view["blocks"])
    assert nl("home_kept_forever") in said(view["blocks"])


def test_what_runs_and_what_was_can_be_gone_to(library: Library, nl: SlackTexts) -> None:
    shown = replace(NEW, running=(Listed(RECORD, "https://a.example/1"),), recent=(Listed(ENDED, score=72),))
    view = home(replace(shown, retention_days=30), library, nl)

    text = said(view["blocks"])
    assert "<https://a.example/1|Ga erheen>" in text
    assert "Opgelost  ·  72 van 100" in text
    assert "na 30 dagen gewist" in text
    assert [one["value"] for one in elements(view["blocks"]) if one["action_id"] == Action.OPEN] == [ENDED.id]


def test_only_a_trainer_sees_the_team(library: Library, nl: SlackTexts) -> None:
    trainer = home(replace(NEW, team=(Listed(replace(ENDED, trainees=("U7",))),)), library, nl)

    assert nl("home_team") not in headings(home(NEW, library, nl))
    assert nl("home_team") in headings(trainer)
    assert "<@U7>" in said(trainer["blocks"])
    assert nl("home_team_none") in said(home(replace(NEW, team=()), library, nl)["blocks"])


def test_what_was_chosen_is_shown_as_chosen(library: Library, nl: SlackTexts) -> None:
    chosen = home(Home(PersonSettings("T1", "U1", "en", ceiling="gentle", coarse=True)), library, nl)
    fresh = home(NEW, library, nl)

    by_action = {one["action_id"]: one for one in elements(chosen["blocks"])}
    assert by_action[Action.LANGUAGE]["initial_option"]["value"] == "en"
    assert by_action[Action.CEILING]["initial_option"]["value"] == "gentle"
    assert by_action[Action.COARSE]["initial_options"]
    by_action = {one["action_id"]: one for one in elements(fresh["blocks"])}
    assert by_action[Action.LANGUAGE]["initial_option"]["value"] == "auto"
    assert by_action[Action.CEILING]["initial_option"]["value"] == "hard"
    assert "initial_options" not in by_action[Action.COARSE]


def test_forgetting_everything_asks_first(library: Library, nl: SlackTexts) -> None:
    by_action = {one["action_id"]: one for one in elements(home(NEW, library, nl)["blocks"])}

    assert by_action[Action.DELETE]["confirm"]["text"]["text"] == nl("delete_text")
    assert "confirm" not in by_action[Action.EXPORT]


def test_a_practice_with_a_customer_whose_file_is_gone_is_still_shown(library: Library, nl: SlackTexts) -> None:
    view = home(replace(NEW, recent=(Listed(replace(ENDED, persona="gone")),)), library, nl)

    assert "*gone*" in said(view["blocks"])


# --- what commands answer ---


@pytest.mark.parametrize("language", ["nl", "en"])
def test_every_command_that_help_shows_is_understood(
    language: Language, library: Library, slack_texts: dict[Language, SlackTexts]
) -> None:
    text = said(help_text(True, slack_texts[language]).blocks).replace("@anna", "<@U1|anna>").replace("@bo", "<@U2>")
    shown = text.replace("#training", "<#C1|training>").split("`/tirade")[1:]

    commands = [parse_command(part.split("`")[0], library) for part in shown]
    assert {command.word for command in commands} >= set(Word) - {Word.HELP}
    assert [command for command in commands if command.problems] == []


def test_only_a_trainer_reads_what_trainers_may(nl: SlackTexts) -> None:
    assert nl("help_trainer") in help_text(True, nl).blocks[2]["text"]["text"]
    assert nl("help_trainer") not in said(help_text(False, nl).blocks)


def test_the_lists_name_every_customer_and_every_method(library: Library, nl: SlackTexts) -> None:
    starts = elements(customers_list(library, nl).blocks)

    dutch = [one.id for one in library.personas.values() if one.language == "nl"]
    assert [one["value"] for one in starts if one["action_id"] == Action.START][: len(dutch)] == dutch
    assert len(starts) == len(library.personas)
    assert all(f"`{rubric}`" in said(rubrics_list(library, nl).blocks) for rubric in library.rubrics)


def test_what_was_not_understood_is_said_with_the_nearest_word_and_escaped(library: Library, nl: SlackTexts) -> None:
    found = parse_command("start trouwjrk r&b", library).problems

    text = problems(found, nl).text
    assert '"trouwjrk" ken ik niet. Bedoel je "trouwjurk"?' in text
    assert '"r&amp;b" ken ik niet.' in text


def test_a_command_that_fits_two_practices_asks_which_and_does_it(library: Library, nl: SlackTexts) -> None:
    other = replace(RECORD, id="T1:C2:3.4", persona="jaarnota")
    face = which_practice(Action.STOP, [Listed(RECORD), Listed(other)], library, nl)

    assert [(one["action_id"], one["value"]) for one in elements(face.blocks)] == [
        (Action.STOP, "T1:C1:1.2"),
        (Action.STOP, "T1:C2:3.4"),
    ]


# --- notices ---


@pytest.mark.parametrize("what", list(Notice))
def test_every_notice_is_a_sentence_in_both_languages(what: Notice, slack_texts: dict[Language, SlackTexts]) -> None:
    for texts in slack_texts.values():
        names = {name for _, name, _, _ in string.Formatter().parse(texts(f"notice_{what}")) if name}
        assert "{" not in notice(what, texts, **dict.fromkeys(names, "x"))


def test_a_notice_escapes_what_people_typed_and_keeps_our_own_mentions(nl: SlackTexts) -> None:
    text = notice(Notice.WHISPER, nl, who=mentions(("U1",)), text="<!channel> & zo")

    assert text == ":speech_balloon: <@U1> fluistert: &lt;!channel&gt; &amp; zo"
