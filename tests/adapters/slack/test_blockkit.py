"""The checker of blocks complains: each face below is doctored in one place."""

from __future__ import annotations

from copy import deepcopy
from typing import Any

import pytest
from blockkit import message_problems, view_problems

from bot.adapters.slack.faces.blocks import (
    actions,
    ask,
    button,
    confirmed,
    context,
    face,
    header,
    listed,
    modal,
    option,
    section,
    sections,
)

MESSAGE = face(
    "Words &amp; more",
    [
        header("Head"),
        section("*Text* of <@U1> &amp; <https://a.example/b|a link>\n>quoted", button("Go", "go", "x"), "one"),
        context("small", "print"),
        listed("List", "small", ["a", "b"]),
        actions(confirmed(button("Gone", "gone"), "Sure?", "Really?", "Yes", "No"), block_id="two"),
    ],
).args
FIELD = ask("choice", "Label", {"type": "static_select", "options": [option("A", "a"), option("B", "b")]}, "Hint")
VIEW = modal("form", "Title", [FIELD, *sections(["line"])], close="Close", submit="Go", remember="x")


def test_a_sound_message_and_a_sound_view_have_no_problems() -> None:
    assert message_problems(MESSAGE) == []
    assert view_problems(VIEW) == []


@pytest.mark.parametrize(
    ("path", "value", "said"),
    [
        (["text"], " ", "needs words"),
        (["text"], "<!channel>", "not escaped"),
        (["blocks"], [], "0 blocks"),
        (["blocks"], [{"type": "divider"}] * 51, "51 blocks"),
        (["blocks"], sections(["x" * 2900] * 5), "characters in all"),
        (["blocks", 0, "type"], "banner", "not known"),
        (["blocks", 0], FIELD, "not known"),
        (["blocks", 0, "text", "text"], "h" * 151, "151 characters"),
        (["blocks", 0, "text", "text"], "<@U1>", "nothing is formatted"),
        (["blocks", 0, "text", "type"], "mrkdwn", "plain_text"),
        (["blocks", 1, "text", "text"], "x" * 3001, "3001 characters"),
        (["blocks", 1, "text", "text"], " ", "1 to 3000"),
        (["blocks", 1, "text", "text"], "Tom & Jerry", "not escaped"),
        (["blocks", 1, "text", "text"], "1 < 2", "not escaped"),
        (["blocks", 1, "text", "text"], "<!here> hello", "not escaped"),
        (["blocks", 1, "text", "text"], "<javascript:x|y>", "not escaped"),
        (["blocks", 1, "text", "text"], "**bold**", "Markdown"),
        (["blocks", 1, "text", "verbatim"], False, "verbatim"),
        (["blocks", 1, "accessory", "text", "text"], "b" * 76, "76 characters"),
        (["blocks", 1, "accessory", "value"], "", "value"),
        (["blocks", 1, "accessory", "style"], "green", "style"),
        (["blocks", 1, "accessory", "action_id"], "", "action_id"),
        (["blocks", 1, "accessory", "type"], "slider", "not known"),
        (["blocks", 1, "block_id"], "two", "'two' twice"),
        (["blocks", 1, "block_id"], "b" * 256, "256 characters"),
        (["blocks", 2, "elements"], [{"type": "mrkdwn", "text": "x", "verbatim": True}] * 11, "11 of them"),
        (["blocks", 3, "elements"], [], "0 of them"),
        (["blocks", 4, "elements"], [button("A", "a"), button("B", "a")], "'a' twice"),
        (["blocks", 4, "elements"], [button("A", str(number)) for number in range(26)], "26 of them"),
        (["blocks", 4, "elements", 0, "confirm", "deny", "text"], "n" * 31, "31 characters"),
    ],
)
def test_a_doctored_message_is_complained_about(path: list[str | int], value: Any, said: str) -> None:
    assert any(said in problem for problem in message_problems(doctored(MESSAGE, path, value)))


@pytest.mark.parametrize(
    ("path", "value", "said"),
    [
        (["title", "text"], "t" * 25, "25 characters"),
        (["private_metadata"], "m" * 3001, "3001 characters"),
        (["callback_id"], "", "callback_id"),
        (["blocks"], [{"type": "divider"}] * 101, "101 blocks"),
        (["blocks", 0, "label", "text"], "", "label"),
        (["blocks", 0, "element", "options"], [option("A", "a")] * 2, "'a' twice"),
        (["blocks", 0, "element", "options"], [option("A", str(number)) for number in range(101)], "101 of them"),
        (["blocks", 0, "element", "options", 0, "text", "text"], "o" * 76, "76 characters"),
        (["blocks", 0, "element", "options", 0, "description"], {"type": "plain_text", "text": "d" * 76}, "76"),
        (["blocks", 0, "element", "options", 0, "value"], "v" * 151, "151 characters"),
        (["blocks", 0, "element", "initial_option"], option("C", "c"), "one of the options"),
        (["blocks", 0, "element"], {"type": "plain_text_input", "action_id": "x", "initial_value": "y" * 3001}, "long"),
    ],
)
def test_a_doctored_view_is_complained_about(path: list[str | int], value: Any, said: str) -> None:
    assert any(said in problem for problem in view_problems(doctored(VIEW, path, value)))


def test_a_form_without_a_button_to_submit_it_is_complained_about() -> None:
    view = {name: value for name, value in VIEW.items() if name != "submit"}

    assert view_problems(view) == ["modal: fields, and nothing to submit"]


def doctored(whole: Any, path: list[str | int], value: Any) -> Any:
    copy = deepcopy(whole)
    node = copy
    for step in path[:-1]:
        node = node[step]
    node[path[-1]] = value
    return copy
