"""What Slack delivers twice, in another order, or before its time: each thing is heard once, and when it can be."""

from __future__ import annotations

import pytest
from fake_slack import TEAM
from practice_room import Room, Talk

from bot.adapters.slack.inputs import Begun, Ordered, written
from bot.adapters.slack.launch import Launch
from bot.delivery import Input

SORRY = "Wat vreselijk voor je, zo vlak voor je trouwdag. Wat is er gebeurd?"


def bare_card(room: Room, channel: str) -> str:
    """A message of ours under which no talk has begun."""
    card = {"type": "message", "user": f"UB{TEAM[1:]}", "bot_id": "B1", "text": "card"}
    return str(room.slack.world.add(channel, card)["ts"])


def test_what_slack_delivers_twice_is_heard_once(room: Room) -> None:
    tess = room.person("tess")
    talk = room.practise(tess, "start trouwjurk")

    talk.say(tess, SORRY)
    for delivery in [one for one in room.slack.courier.deliveries if SORRY in str(one.payload)]:
        assert room.slack.redeliver(delivery).ok
    room.settle()

    assert talk.said() == [SORRY]


@pytest.mark.parametrize("tells_parent", [True, False])
def test_a_message_that_mentions_us_is_heard_once_and_as_a_message(room: Room, tells_parent: bool) -> None:
    tess = room.person("tess")
    channel = room.channel(tess)
    talk = room.practise(tess, "start trouwjurk hier", channel)
    said = room.slack.world.add(
        channel, {"user": tess, "text": f"<@UB{TEAM[1:]}> {SORRY}", "thread_ts": talk.root, "type": "message"}
    )

    mentioned = {**said, "type": "app_mention", "channel": channel}
    if not tells_parent:
        mentioned.pop("parent_user_id")
    room.slack.tell(TEAM, mentioned)
    room.slack.tell(TEAM, {**said, "channel": channel, "channel_type": "channel"})
    room.settle()

    assert talk.said() == [f"@ {SORRY}"]
    assert room.told(tess) == []


def test_what_is_written_before_the_customer_begins_is_heard_after_the_first_word(room: Room) -> None:
    tess = room.person("tess")
    channel = room.channel(tess)
    talk = Talk(room, channel, bare_card(room, channel))

    talk.say(tess, SORRY)
    order = Ordered(Launch("trouwjurk", (), (tess,), tess, channel), TEAM, "https://fake.slack.com/")
    room.store.accept(Input(talk.id, "begin", written(Begun(order, channel, talk.root))), room.clock())
    room.settle()

    assert [one.turn.who for one in talk.turns()][:2] == ["customer", "trainee"]
    assert talk.said() == [SORRY]


def test_a_thread_of_ours_in_which_nothing_begins_is_forgotten_with_what_was_written(room: Room) -> None:
    tess = room.person("tess")
    channel = room.channel(tess)
    talk = Talk(room, channel, bare_card(room, channel))

    talk.say(tess, SORRY)
    room.skip(61)

    with room.store.engine.connect() as tx:
        states = tx.exec_driver_sql("SELECT state FROM conversation").scalars().all()
    assert SORRY not in str(states)
