"""Requests that do not come from Slack change nothing, whatever they ask for."""

from __future__ import annotations

import logging
import time

import pytest
from fake_slack_delivery import encoded, signed
from fake_slack_payloads import command
from leaks import leaks
from practice_room import Room

FORM = {"Content-Type": "application/x-www-form-urlencoded"}


def test_forged_old_and_unsigned_commands_start_nothing(room: Room) -> None:
    tess, slack = room.person("tess"), room.slack
    asked = command(slack.world, tess, "/tirade", "start trouwjurk", slack.direct(tess), "http://127.0.0.1:9/none")
    body, _ = encoded("slash_commands", asked)
    old = int(time.time()) - 600

    for proof in (signed("guessed", body), signed(slack.courier.secret, body, old), {}):
        assert slack.raw(body, {**FORM, **proof}).status == 401
    right = signed(slack.courier.secret, body)
    assert slack.raw(body.replace(b"trouwjurk", b"jaarnota"), {**FORM, **right}).status == 401
    room.settle()
    assert room.talks() == []


def test_a_command_that_is_replayed_in_time_starts_one_practice(room: Room) -> None:
    tess, slack = room.person("tess"), room.slack
    room.practise(tess, "start trouwjurk")
    (delivery,) = [one for one in slack.courier.deliveries if one.sort == "slash_commands"]
    body, _ = encoded("slash_commands", delivery.payload)
    proof = signed(slack.courier.secret, body)

    for _ in range(2):
        assert slack.raw(body, {**FORM, **proof}).ok
    room.settle()

    assert len(room.talks()) == 1


def test_nothing_that_was_typed_no_name_and_no_token_is_logged(room: Room, caplog: pytest.LogCaptureFixture) -> None:
    tess, bob = room.person("tess-de-boer"), room.person("bob-van-dam")
    channel = room.channel(tess, bob)
    with caplog.at_level(logging.INFO):
        room.open(trainers=frozenset({bob}))
        talk = room.practise(bob, f"start trouwjurk <@{tess}> hier coach", channel)
        said = talk.say(tess, "Wat ontzettend vervelend voor u, mevrouw de Graaf")
        room.slack.message_shortcut(bob, channel, said["ts"], "whisper")
        room.slack.submit(bob, {"text": "Vraag nu eens naar haar moeder"})
        room.slack.edit(channel, said["ts"], "Het spijt me ontzettend voor je")
        room.slack.say(bob, channel, "Deze zin hoort er niet bij", thread=talk.root)
        talk.press(tess, "end")
        letter = room.mail(tess)[0]
        room.slack.press(tess, room.slack.direct(tess), letter["ts"], "register")
        room.slack.submit(tess, {"gap": "De jurk is negen centimeter te klein"})
        room.slack.press_in_view(tess, room.home(tess), "export")
        room.slack.press_in_view(tess, room.home(tess), "delete")
        room.settle()

    ours = [record.getMessage() for record in caplog.records if record.name.startswith(("bot", "tirade"))]
    assert leaks("\n".join(ours), room.slack) == []
