"""Forms: what they ask, what they start from, and what comes back."""

from __future__ import annotations

from typing import Any

import pytest
from fakes import Chat, a_persona, a_rule, a_training, some_numbers

from bot.adapters.slack.faces.launch_form import FormContext, launch_form, read_launch_form
from bot.adapters.slack.faces.redo_form import read_redo_form, redo_form, redo_result
from bot.adapters.slack.faces.register_form import read_register_form, register_form, registered
from bot.adapters.slack.faces.texts import SlackTexts
from bot.adapters.slack.faces.trainer_forms import mark_form, read_trainer_form, whisper_form
from bot.adapters.slack.launch import Launch
from bot.core.moves import Language
from bot.core.registering import Entry, Field
from bot.training import Library

Json = dict[str, Any]
NUMBERS = some_numbers(a_rule("empathy", anger=-10.0, trust=5.0), a_rule("blame", anger=7.0, trust=-8.0))
TRAINER = FormContext("U1", may_launch_for_others=True)
TRAINEE = FormContext("U1")


@pytest.fixture
def nl(slack_texts: dict[Language, SlackTexts]) -> SlackTexts:
    return slack_texts["nl"]


def filled(view: Json, **answers: Json) -> Json:
    """The view as Slack sends it back: what stood there at first, and ``answers`` over it."""
    values = {}
    for block in view["blocks"]:
        if block["type"] == "input":
            element = block["element"]
            kept = {f"selected_{name[8:]}": value for name, value in element.items() if name.startswith("initial_")}
            kept |= {"value": element.get("initial_value")}
            values[block["block_id"]] = {element["action_id"]: {**kept, **answers.get(block["block_id"], {})}}
    return view | {"state": {"values": values}}


def chosen(value: str) -> Json:
    return {"selected_option": {"value": value}}


def block(view: Json, name: str) -> Json:
    return next(one for one in view["blocks"] if one.get("block_id") == name)


# --- the launch form ---


def test_who_only_chooses_a_customer_practises_alone_in_the_direct_message(nl: SlackTexts, library: Library) -> None:
    view = launch_form(nl, library, TRAINEE)

    launch = read_launch_form(filled(view, persona=chosen("trouwjurk")), nl, library, TRAINEE)
    assert launch == Launch("trouwjurk", (), ("U1",), "U1")


def test_a_trainer_fills_in_everything(nl: SlackTexts, library: Library) -> None:
    view = filled(
        launch_form(nl, library, TRAINER),
        persona=chosen("jaarnota"),
        trainees={"selected_users": ["U2", "U3"]},
        channel={"selected_conversation": "C9"},
        difficulty=chosen("hard"),
        rubrics={"selected_options": [{"value": "leon"}, {"value": "nine-tips"}]},
        debrief=chosen("thread"),
        minutes=chosen("20"),
        coaching={"selected_options": [{"value": "coaching"}]},
    )

    launch = read_launch_form(view, nl, library, TRAINER)
    assert launch == Launch("jaarnota", ("leon", "nine-tips"), ("U2", "U3"), "U1", "C9", "hard", False, 20, True)


@pytest.mark.parametrize(
    "preset",
    [
        Launch("trouwjurk", ("leon",), ("U2", "U3"), "U1", "C4", "hard", False, 25, True),
        Launch("cold-boiler", (), ("U2",), "U1", None, "gentle", True, None, False),
    ],
)
def test_a_form_that_starts_from_answers_gives_them_back(preset: Launch, nl: SlackTexts, library: Library) -> None:
    form = FormContext("U1", may_launch_for_others=True, preset=preset)

    assert read_launch_form(filled(launch_form(nl, library, form)), nl, library, form) == preset


@pytest.mark.parametrize(
    ("answers", "errors"),
    [
        ({}, {"trainees": "problem_no_trainee"}),
        ({"trainees": {"selected_users": ["U2", "U3"]}}, {"channel": "problem_several_in_dm"}),
        ({"trainees": {"selected_users": ["UBOT"]}}, {"trainees": "problem_bot"}),
        ({"trainees": {"selected_users": ["USLACKBOT"]}}, {"trainees": "problem_bot"}),
    ],
)
def test_a_mistake_is_said_at_the_field_that_must_change(
    answers: Json, errors: dict[str, str], nl: SlackTexts, library: Library
) -> None:
    form = FormContext("U1", may_launch_for_others=True, bots=frozenset({"UBOT"}))
    view = filled(launch_form(nl, library, form), persona=chosen("trouwjurk"), **answers)

    assert read_launch_form(view, nl, library, form) == {field: nl(key) for field, key in errors.items()}


def test_all_mistakes_are_said_at_once(nl: SlackTexts, library: Library) -> None:
    view = filled(
        launch_form(nl, library, TRAINER),
        persona=chosen("gone"),
        rubrics={"selected_options": [{"value": "lion"}]},
        trainees={"selected_users": ["U2", "U3"]},
    )

    assert read_launch_form(view, nl, library, TRAINER) == {
        "persona": 'Er is geen klant "gone".',
        "rubrics": 'Er is geen methode "lion".',
        "channel": nl("problem_several_in_dm"),
    }


def test_only_a_trainer_is_asked_for_trainees_and_nobody_else_can_name_them(nl: SlackTexts, library: Library) -> None:
    forged = filled(launch_form(nl, library, TRAINER), persona=chosen("trouwjurk"), trainees={"selected_users": ["U2"]})

    assert "trainees" not in [one["block_id"] for one in launch_form(nl, library, TRAINEE)["blocks"]]
    assert read_launch_form(forged, nl, library, TRAINEE) == {"persona": nl("problem_not_for_others")}


def test_who_wants_it_gentle_is_offered_nothing_harder(nl: SlackTexts, library: Library) -> None:
    form = FormContext("U1", ceiling="gentle", preset=Launch("trouwjurk", (), ("U1",), "U1", difficulty="hard"))

    view = launch_form(nl, library, form)
    launch = read_launch_form(filled(view), nl, library, form)
    assert [one["value"] for one in block(view, "difficulty")["element"]["options"]] == ["gentle"]
    assert isinstance(launch, Launch)
    assert launch.difficulty == "gentle"


def test_customers_stand_in_groups_the_readers_own_language_first(
    slack_texts: dict[Language, SlackTexts], library: Library
) -> None:
    for language, texts in slack_texts.items():
        groups = block(launch_form(texts, library, TRAINEE), "persona")["element"]["option_groups"]
        first = library.personas[groups[0]["options"][0]["value"]]
        assert first.language == language
        assert sum(len(group["options"]) for group in groups) == len(library.personas)


# --- doing a message again ---


@pytest.fixture
def chat() -> Chat:
    chat = Chat(a_training(a_persona(), NUMBERS))
    chat.interject("empathy: How <awful>.", seconds=15)
    chat.interject("blame: You should have called.", seconds=10)
    return chat


def test_the_weakest_message_is_proposed_to_be_done_again(chat: Chat, nl: SlackTexts) -> None:
    view = redo_form("T1:C1:1.2", chat.session.transcript, nl)

    said = [turn for turn in chat.session.transcript if turn.who == "trainee"]
    options = view["blocks"][0]["element"]["options"]
    assert [one["text"]["text"] for one in options] == [f"{turn.number}. {turn.text}" for turn in said]
    assert read_redo_form(filled(view)) == ("T1:C1:1.2", said[-1].number)


def test_another_message_can_be_proposed(chat: Chat, nl: SlackTexts) -> None:
    first = next(turn.number for turn in chat.session.transcript if turn.who == "trainee")

    assert read_redo_form(filled(redo_form("p", chat.session.transcript, nl, proposed=first))) == ("p", first)


def test_a_talk_without_a_message_has_nothing_to_do_again(nl: SlackTexts) -> None:
    view = redo_form("p", (), nl)

    assert view["blocks"][0]["text"]["text"] == nl("redo_none")
    assert "submit" not in view


def test_what_a_new_answer_changed_stands_beside_both_answers(chat: Chat, nl: SlackTexts) -> None:
    before, after = [turn for turn in chat.session.transcript if turn.who == "trainee"]

    face = redo_result(before, after, nl)
    shown = "\n".join(one["text"]["text"] for one in face.blocks)
    assert f"eerst {round(before.mood.anger)}, nu {round(after.mood.anger)}" in shown
    assert f"*{nl('redo_then')}:* “How &lt;awful&gt;.”" in shown
    assert f"*{nl('redo_now')}:* “You should have called.”" in shown


# --- writing the complaint down, and what trainers write ---


def test_the_complaint_comes_back_field_by_field(nl: SlackTexts) -> None:
    written = {Field.GAP: "te klein", Field.CAUSE: "", Field.WISH: "een jurk & een excuus"}

    assert read_register_form(filled(register_form("T1:C1:1.2", nl, written))) == ("T1:C1:1.2", written)


def test_the_complaint_is_kindly_held_against_the_truth(nl: SlackTexts) -> None:
    entries = (
        Entry(Field.GAP, "te klein", "de jurk past niet", True),
        Entry(Field.WISH, "", "een jurk die past", False),
    )

    shown = "\n".join(one["text"]["text"] for one in registered(entries, nl).blocks[:-1])
    assert ">te klein\n✓  Dat klopt: de jurk past niet." in shown
    assert f">{nl('register_empty')}\n◐  Dit speelde er: een jurk die past." in shown


def test_what_a_trainer_writes_comes_back_with_what_was_remembered(nl: SlackTexts) -> None:
    answer = {"value": " Vraag door. "}

    assert read_trainer_form(filled(whisper_form(nl, "p|1.2"), text=answer)) == ("p|1.2", "Vraag door.")
    assert read_trainer_form(filled(mark_form(nl, "p|1.2", "woorden"))) == ("p|1.2", "")
