"""Live conversations, put into the database as if they had been launched; what the customers said is not sent."""

from __future__ import annotations

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

from stub import TEAM  # isort: skip - beside this file


def thread_of(number: int) -> str:
    """The thread of a conversation."""
    return f"1700000000.{number:06}"


def channel_of(number: int) -> str:
    """The direct message of a conversation."""
    return f"D{number:06}"


def person_of(number: int) -> str:
    """The trainee of a conversation."""
    return f"U{number:06}"


def seed(url: str, count: int) -> None:
    """Begin ``count`` talks, with every Dutch customer in turn."""
    settings = bootstrap.settings()
    store = open_store(url)
    office = Office(bootstrap.training(settings), store, bootstrap.slack_texts(), settings.zone, pace=1000.0)
    play = Playing(office)
    personas = [one.id for one in office.training.library.personas.values() if one.language == "nl"]
    for number in range(count):
        person, channel, thread = person_of(number), channel_of(number), thread_of(number)
        launch = Launch(personas[number % len(personas)], (), (person,), person)
        begun = Begun(Ordered(launch, TEAM, "https://bench.slack.com/"), channel, thread)
        store.accept(Input(practice_id(TEAM, channel, thread), f"begin:{number}", written(begun)), time.time())
        (work,) = store.claim("seed", time.time(), 30, 1)
        store.commit(work, replace(play(work, time.time()), posts=(), timers=()), time.time())
    store.close()
