"""Live conversations, put into the database as if they had been launched; what the customers said is not sent."""

from __future__ import annotations

import json
import time
from dataclasses import replace

from bot import bootstrap
from bot.adapters.slack.inputs import Begun, Ordered, written
from bot.adapters.slack.launch import Launch
from bot.adapters.slack.office import Office
from bot.adapters.slack.playing import Playing
from bot.adapters.slack.state import practice_id
from bot.adapters.store.store import open_store
from bot.delivery import Input


def thread_of(number: int) -> str:
    """The thread of a conversation."""
    return f"1700000000.{number:06}"


def channel_of(number: int) -> str:
    """The direct message of a conversation."""
    return f"D{number:06}"


def person_of(number: int) -> str:
    """The trainee of a conversation."""
    return f"U{number:06}"


def practice_of(number: int, team: str) -> str:
    """The practice of a conversation."""
    return practice_id(team, channel_of(number), thread_of(number))


def event_of(conversation: int, number: int, text: str, team: str, bot: str) -> bytes:
    """The event of a trainee's message, as Slack sends it."""
    event = {
        "type": "message",
        "user": person_of(conversation),
        "channel": channel_of(conversation),
        "channel_type": "im",
        "ts": f"{time.time():.3f}{number % 1000:03}",
        "thread_ts": thread_of(conversation),
        "parent_user_id": bot,
        "text": text,
    }
    authorised = [{"team_id": team, "user_id": bot, "is_bot": True}]
    body = {"type": "event_callback", "team_id": team, "event_id": f"Ev{conversation}-{number}", "event": event}
    return json.dumps(body | {"authorizations": authorised}).encode()


def seed(url: str, count: int, team: str) -> None:
    """Begin ``count`` talks with the customer whom the mild messages neither content nor drive away."""
    settings = bootstrap.settings()
    store = open_store(url)
    office = Office(bootstrap.training(settings), store, bootstrap.slack_texts(), settings.zone, pace=1000.0)
    play = Playing(office)
    for number in range(count):
        person, channel, practice = person_of(number), channel_of(number), practice_of(number, team)
        launch = Launch("trouwjurk", (), (person,), person)
        begun = Begun(Ordered(launch, team, "https://bench.slack.com/"), channel, thread_of(number))
        store.accept(Input(practice, f"begin:{number}", written(begun)), time.time())
        (work,) = store.claim("seed", time.time(), 30, 1)
        store.commit(work, replace(play(work, time.time()), posts=(), timers=()), time.time())
    store.close()
