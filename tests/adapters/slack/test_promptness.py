"""Slack waits three seconds: a slow database and a fault of ours are answered in time, with a sentence."""

from __future__ import annotations

import logging
import re
import time
from typing import Any

import pytest
from fake_slack import TEAM, FakeSlack
from practice_room import Room

from bot.adapters.slack import promptly
from bot.adapters.store.store import Store
from bot.training import Training

SORRY = "Wat vreselijk voor je, zo vlak voor je trouwdag."
SLOW = 0.6
"""Seconds that a slow database takes; in these tests Slack is answered after a fifth of a second."""
READING = ("settings", "practice", "running", "recent", "debriefs", "turns")


class Slow:
    """A store in which what the handlers ask takes long; what the desk does in the background does not."""

    def __init__(self, store: Store) -> None:
        self._store = store
        self.slow = False

    def begin(self, slack: FakeSlack, patch: pytest.MonkeyPatch) -> None:
        """From now on the database is slow, and Slack waits for three seconds and no longer."""
        patch.setattr(promptly, "AT_MOST", 0.2)
        slack.courier.patience = 3.0
        self.slow = True

    def __getattr__(self, name: str) -> Any:
        found = getattr(self._store, name)
        if not self.slow or name not in ("accept", *READING):
            return found

        def later(*given: Any) -> Any:
            time.sleep(SLOW)
            return found(*given)

        return later


class Broken:
    """A store in which looking something up fails."""

    def __init__(self, store: Store) -> None:
        self._store = store

    def __getattr__(self, name: str) -> Any:
        if name == "running":
            raise RuntimeError(SORRY)
        return getattr(self._store, name)


class Deaf:
    """A recogniser that breaks on one message."""

    def __init__(self, training: Training) -> None:
        self._recogniser = training._recogniser

    def recognise(self, message: str, *given: Any, **more: Any) -> Any:
        """Hear every other message."""
        if message == SORRY:
            raise RuntimeError(message)
        return self._recogniser.recognise(message, *given, **more)


@pytest.fixture
def slow(room: Room) -> Slow:
    """The store of the room, which is slow from ``begin`` on."""
    made: list[Slow] = []

    def wrapped(store: Store) -> Slow:
        made.append(Slow(store))
        return made[-1]

    room.open(wrapped=wrapped)
    return made[-1]


def test_every_handler_answers_although_the_database_is_slow(
    room: Room, slow: Slow, monkeypatch: pytest.MonkeyPatch
) -> None:
    tess = room.person("tess")
    talk = room.practise(tess, "start trouwjurk hier", room.channel(tess))
    home = room.home(tess)
    room.command(tess, "")
    form = room.slack.form(tess)
    said = talk.say(tess, SORRY)
    slow.begin(room.slack, monkeypatch)
    slack = room.slack

    answers = [
        slack.slash(tess, "/tirade", "hint"),
        slack.press(tess, talk.channel, talk.root, "hint"),
        slack.press_in_view(tess, home, "language", "en"),
        slack.submit(tess, {"persona": "trouwjurk"}, form),
        slack.shortcut(tess, "start_practice"),
        slack.message_shortcut(tess, talk.channel, said["ts"], "whisper"),
        slack.open_home(tess).answers[0],
    ]

    assert [answer.ok for answer in answers] == [True] * len(answers)
    assert answers[0].json["text"].startswith("Het duurt wat langer dan anders")
    slow.slow = False
    time.sleep(4 * SLOW)


def test_an_event_that_is_not_kept_in_time_is_refused_comes_again_and_is_heard_once(
    room: Room, slow: Slow, monkeypatch: pytest.MonkeyPatch
) -> None:
    tess = room.person("tess")
    talk = room.practise(tess, "start trouwjurk")
    slow.begin(room.slack, monkeypatch)

    talk.murmur(tess, SORRY)
    room.slack.wait_for(lambda: room.slack.quiet)
    slow.slow = False
    room.settle()

    (delivery,) = [one for one in room.slack.courier.deliveries if SORRY in str(one.payload)]
    assert delivery.answers[0].status == 500
    assert talk.said() == [SORRY]


def test_a_fault_of_ours_is_told_with_a_code_that_the_log_has_too(room: Room, caplog: pytest.LogCaptureFixture) -> None:
    tess = room.person("tess")
    room.home(tess)
    room.open(wrapped=Broken)

    with caplog.at_level(logging.INFO):
        room.command(tess, "hint")
        room.settle()

    (told,) = [one["text"] for one in room.mail(tess)]
    code = re.search(r"noem dan code (\w{8}) bij je beheerder", told)
    assert code
    assert [code[1] in record.getMessage() for record in caplog.records if record.exc_info] == [True]


def test_what_fails_again_and_again_is_told_in_the_thread_and_the_talk_goes_on(room: Room) -> None:
    tess = room.person("tess")
    talk = room.practise(tess, "start trouwjurk")
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(room.setting.training, "_recogniser", Deaf(room.setting.training))
        talk.murmur(tess, SORRY)
        room.slack.wait_for(lambda: room.slack.quiet)
        for _ in range(3):
            time.sleep(0.3)
            room.moment += 5
        room.settle()
        talk.say(tess, "Wat is er gebeurd?")

    assert ["dat ligt aan ons" in notice for notice in talk.notices] == [True]
    assert talk.said() == ["Wat is er gebeurd?"]
    assert room.store.running(TEAM, tess)
