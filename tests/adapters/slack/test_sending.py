"""Sending: whatever Slack answers, every line of the customer stands in the thread once, and in order."""

from __future__ import annotations

import pytest
from fake_slack import Call, Trouble
from practice_room import Room

OPENINGS = 3
"""So many lines at least a customer has to begin with."""


@pytest.mark.parametrize(
    ("trouble", "wait"),
    [
        (Trouble(status=429, retry_after=7), 8),
        (Trouble(status=500, error="internal_error"), 10),
        (Trouble(error="fatal_error"), 10),
        (Trouble(lost=True), 10),
    ],
)
def test_a_line_that_meets_with_trouble_comes_later_and_once(room: Room, trouble: Trouble, wait: float) -> None:
    tess = room.person("tess")
    met: list[Call] = []

    def second_line(call: Call) -> Trouble | None:
        if call.method != "chat.postMessage" or "username" not in call.args:
            return None
        met.append(call)
        return trouble if len(met) == 2 else None

    room.slack.trouble(second_line)
    talk = room.practise(tess, "start trouwjurk")
    held = len(talk.customer)
    room.skip(wait)

    opening = [message.text for message in talk.turns()[0].turn.messages]
    assert held <= 2 < OPENINGS <= len(opening)
    assert talk.customer == opening


def test_a_card_of_which_the_answer_was_lost_stands_there_once(room: Room) -> None:
    tess = room.person("tess")
    room.slack.fail("chat.postMessage", Trouble(lost=True))

    room.command(tess, "start trouwjurk")
    room.settle()
    room.skip(10)

    (talk,) = room.talks()
    assert len(talk.customer) >= OPENINGS


def test_a_picture_of_which_the_answer_was_lost_is_not_uploaded_again(room: Room) -> None:
    tess = room.person("tess")
    talk = room.practise(tess, "start trouwjurk")
    talk.say(tess, "Wat vreselijk voor je.")
    room.slack.fail("files.completeUploadExternal", Trouble(lost=True))

    talk.press(tess, "end")
    room.skip(10)

    assert len([one for one in talk.thread if one.get("files")]) == 1


def test_what_slack_refuses_does_not_hold_up_the_rest(room: Room) -> None:
    tess = room.person("tess")
    talk = room.practise(tess, "start trouwjurk")
    lines = len(talk.customer)

    room.slack.fail("chat.postMessage", Trouble(error="msg_too_long"))
    talk.say(tess, "Wat vreselijk voor je.")
    talk.say(tess, "Wat is er gebeurd?")

    assert len(talk.customer) > lines


def test_a_typing_status_that_fails_holds_nothing_up(room: Room) -> None:
    tess = room.person("tess")
    room.open(pace=1.0)
    for trouble in (
        Trouble(status=429, retry_after=60),
        Trouble(status=500, error="internal_error"),
        Trouble(lost=True),
    ):
        room.slack.fail("assistant.threads.setStatus", trouble)

    talk = room.practise(tess, "start trouwjurk")
    room.skip(120)

    assert len(talk.customer) == len(talk.turns()[0].turn.messages)


def test_what_one_person_is_told_does_not_wait_for_the_customer_to_type(room: Room) -> None:
    tess = room.person("tess")
    room.open(pace=1.0)
    talk = room.practise(tess, "start trouwjurk")
    lines = len(talk.customer)

    talk.press(tess, "hint")

    assert [told.partition(" ")[0] for told in room.told(tess)] == [":bulb:"]
    assert len(talk.customer) == lines < len(talk.turns()[0].turn.messages)
