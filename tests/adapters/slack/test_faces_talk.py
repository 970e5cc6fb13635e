"""The card, and what is seen while the customer and the trainee talk."""

from __future__ import annotations

from typing import Any

import pytest
from fakes import Chat, a_persona, a_training

from bot.adapters.slack.faces.card import Card, CardState, card
from bot.adapters.slack.faces.emoji import FALLBACK, NAMES, icon
from bot.adapters.slack.faces.talk import (
    REACTIONS,
    customer_message,
    legend,
    reactions,
    start_here,
    suggested_prompts,
    typing,
)
from bot.adapters.slack.faces.texts import SlackTexts
from bot.adapters.slack.launch import Action, Launch
from bot.adapters.slack.words import Word, parse_command
from bot.core.moves import HARMFUL, Language
from bot.core.persona import Outcome
from bot.training import Library

PRACTICE = "T1:C1:1.2"


@pytest.fixture
def nl(slack_texts: dict[Language, SlackTexts]) -> SlackTexts:
    return slack_texts["nl"]


@pytest.fixture
def shown(library: Library) -> Card:
    launch = Launch("trouwjurk", ("leon",), ("U1", "U2"), "U3", "C1", "hard", True, 15, True)
    return Card(launch, library.personas["trouwjurk"], (library.rubrics["leon"],), PRACTICE)


def buttons(blocks: list[dict[str, Any]]) -> list[tuple[str, str | None]]:
    rows = [block["elements"] for block in blocks if block["type"] == "actions"]
    return [(one["action_id"], one.get("value")) for row in rows for one in row]


# --- the card ---


def test_the_card_says_who_is_asked_what_the_company_can_do_and_how_to_stop(shown: Card, nl: SlackTexts) -> None:
    said = str(card(shown, CardState.RUNNING, nl).blocks)

    assert "<@U1>, <@U2>" in said
    assert all(point in said.replace('\\"', '"') for point in shown.persona.mandate.briefing if "'" not in point)
    assert "Typ *stop*" in said
    assert "Moeilijkheid: moeilijk" in said
    assert "Hoogstens 15 minuten" in said
    assert legend(nl) in said


@pytest.mark.parametrize(
    ("state", "actions"),
    [
        (CardState.RUNNING, [Action.HINT, Action.PAUSE, Action.END, Action.STOP, Action.OBSERVE]),
        (CardState.PAUSED, [Action.RESUME, Action.END, Action.STOP, Action.OBSERVE]),
        (CardState.ENDED, []),
    ],
)
def test_the_card_has_the_buttons_of_the_moment(
    state: CardState, actions: list[Action], shown: Card, nl: SlackTexts
) -> None:
    assert buttons(card(shown, state, nl, Outcome.LEFT).blocks) == [(one, PRACTICE) for one in actions]


def test_a_card_that_has_no_place_yet_has_buttons_without_a_value(library: Library, nl: SlackTexts) -> None:
    shown = Card(Launch("jaarnota", (), ("U1",), "U1"), library.personas["jaarnota"], ())

    assert {value for _, value in buttons(card(shown, CardState.RUNNING, nl).blocks)} == {None}


def test_a_card_of_a_talk_that_ended_says_how(shown: Card, nl: SlackTexts) -> None:
    assert nl("outcome_left") in str(card(shown, CardState.ENDED, nl, Outcome.LEFT).blocks)
    assert nl("card_stopped") in str(card(shown, CardState.ENDED, nl, Outcome.STOPPED).blocks)


def test_a_card_of_a_message_that_is_done_again_says_which(library: Library, nl: SlackTexts) -> None:
    shown = Card(Launch("jaarnota", (), ("U1",), "U1"), library.personas["jaarnota"], (), redo_turn=6)

    assert "bericht 6 opnieuw" in str(card(shown, CardState.RUNNING, nl).blocks)


# --- the customer ---


def test_the_customer_speaks_under_an_own_name_and_face_and_can_ping_nobody(library: Library) -> None:
    said = customer_message(library.personas["trouwjurk"], "<!channel> HELP & snel")

    assert said["text"] == "&lt;!channel&gt; HELP &amp; snel"
    assert (said["username"], said["icon_emoji"]) == ("Sanne de Graaf", ":bride_with_veil:")
    assert said["mrkdwn"] is said["link_names"] is said["unfurl_links"] is False


def test_the_customer_is_seen_typing(library: Library, nl: SlackTexts) -> None:
    said = typing(library.personas["trouwjurk"], nl)

    assert said == {"status": "is aan het typen…", "username": "Sanne de Graaf", "icon_emoji": ":bride_with_veil:"}


def test_the_face_of_every_shipped_customer_has_a_name_in_slack(library: Library) -> None:
    assert [one.id for one in library.personas.values() if FALLBACK in icon(one.face)] == []


@pytest.mark.parametrize(
    ("face", "name"),
    [
        ("🥶", ":cold_face:"),
        ("🖋️", ":lower_left_fountain_pen:"),
        ("👩🏽", ":woman::skin-tone-4:"),
        ("👨🏼‍🦳", ":white_haired_man::skin-tone-3:"),
        ("👩‍⚕️", ":female-doctor:"),
        ("🦖", f":{FALLBACK}:"),
        ("", f":{FALLBACK}:"),
    ],
)
def test_a_face_becomes_the_name_that_slack_wants(face: str, name: str) -> None:
    assert icon(face) == name


def test_no_two_faces_have_the_same_name() -> None:
    assert len(set(NAMES.values())) == len(NAMES)


# --- coaching ---


@pytest.mark.parametrize(
    ("typed", "names"),
    [
        ("empathy: How awful. | open_question: What happened?", ("heart", "ear")),
        ("open_question: What? | wish_question: And what do you want?", ("ear",)),
        ("empathy: a | summary: b | ownership: c", ("heart", "memo")),
        ("vague_promise: Soon.", ("hourglass_flowing_sand",)),
        ("empathy?: Maybe.", ()),
        ("hostility: Idiot. | blame: Your fault.", ()),
        ("Hello.", ()),
    ],
)
def test_coaching_shows_at_most_two_things_that_were_surely_heard(typed: str, names: tuple[str, ...]) -> None:
    chat = Chat(a_training(a_persona()))
    chat.interject(typed, seconds=15)

    turn = next(turn for turn in chat.session.transcript if turn.who == "trainee")
    assert reactions(turn) == names


def test_every_reaction_is_explained_on_the_card(slack_texts: dict[Language, SlackTexts]) -> None:
    for texts in slack_texts.values():
        assert all(f":{name}: " in legend(texts) for name in REACTIONS.values())


def test_a_helpful_move_never_looks_like_a_harmful_one() -> None:
    harmful = {REACTIONS[move] for move in REACTIONS if move in HARMFUL}
    helpful = {REACTIONS[move] for move in REACTIONS if move not in HARMFUL}

    assert harmful & helpful == set()


# --- the direct message ---


def test_what_is_proposed_in_the_direct_message_can_be_understood(
    library: Library, slack_texts: dict[Language, SlackTexts]
) -> None:
    for language, texts in slack_texts.items():
        prompts = suggested_prompts(start_here(library, language), texts)
        words = [parse_command(one["message"], library).word for one in prompts]
        assert words == [Word.START, Word.START, Word.LIST, Word.HELP]


def test_who_begins_gets_customers_of_the_own_language_and_new_ones_first(library: Library) -> None:
    own = [one.id for one in library.personas.values() if one.language == "nl"]

    assert [one.id for one in start_here(library, "nl", most=2)] == own[:2]
    assert start_here(library, "nl", done=own[:1])[0].id == own[1]
