"""While Slack does not tell who we are, no event is taken: it comes again, and nothing is lost."""

from __future__ import annotations

from fake_slack_server import Trouble
from practice_room import Room


def test_what_is_said_while_slack_does_not_tell_who_we_are_is_heard_when_it_does(room: Room) -> None:
    tess = room.person("tess")
    talk = room.practise(tess, "start trouwjurk")
    room.open()
    for trouble in (Trouble(status=500), Trouble(error="internal_error")):
        room.slack.fail("auth.test", trouble)

        talk.say(tess, f"Wat een nare verrassing ({trouble.status}).")

        (told,) = [one for one in room.slack.courier.deliveries if f"({trouble.status})" in str(one.payload)]
        assert [answer.status for answer in told.answers][-2:] == [500, 200]
        room.open()
    assert [text.rsplit(" ", 1)[0] for text in talk.said()] == ["Wat een nare verrassing"] * 2
