"""A life of Tirade in a thread of this process: everything that ``tirade serve`` runs, beside a fake Slack."""

from __future__ import annotations

import asyncio
import socket
import threading
from collections.abc import Callable
from dataclasses import dataclass
from datetime import timedelta
from functools import partial
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

import uvicorn
from aiohttp import ClientSession
from fake_slack import TEAM, FakeSlack

from bot import bootstrap
from bot.adapters.reliability import ordinal_alpha
from bot.adapters.slack.app import listen
from bot.adapters.slack.http import site
from bot.adapters.slack.interactions import Interactions
from bot.adapters.slack.metrics import Metrics
from bot.adapters.slack.office import Office
from bot.adapters.slack.onlookers import Onlookers
from bot.adapters.slack.people import People
from bot.adapters.slack.pictures import picture
from bot.adapters.slack.playing import Playing
from bot.adapters.slack.reception import Reception
from bot.adapters.slack.sending import Sending
from bot.adapters.slack.workspaces import Slack, one_workspace
from bot.adapters.store.store import Store, open_store
from bot.delivery import Desk, Ground, Pace, Retention
from bot.training import Training

FULL_SPEED = 1000.0
PATIENCE = 20.0


@dataclass(frozen=True)
class Setting:
    """How Tirade is set up in a room."""

    training: Training
    file: Path
    """The database, with its schema."""
    pace: float = FULL_SPEED
    trainers: frozenset[str] = frozenset()
    wrapped: Callable[[Store], Any] = lambda store: store
    """What stands between the handlers and the store."""


class Life:
    """One life of Tirade, from its start to its end."""

    def __init__(self, setting: Setting, slack: FakeSlack, clock: Callable[[], float]) -> None:
        self.setting, self.slack, self.clock = setting, slack, clock
        self.store = open_store(f"sqlite:///{setting.file}")
        self.wrapped = setting.wrapped(self.store)
        self.metrics = Metrics()
        self.listener = socket.create_server(("127.0.0.1", 0))
        self.loop = asyncio.new_event_loop()
        self.thread = threading.Thread(target=self._live, name="tirade")

    def start(self) -> None:
        self.thread.start()
        self.slack.listen("http://{}:{}/slack/events".format(*self.listener.getsockname()))

    def end(self) -> None:
        self.loop.call_soon_threadsafe(self._stop)
        self.thread.join(PATIENCE)
        self.store.close()

    def _live(self) -> None:
        with asyncio.Runner(loop_factory=lambda: self.loop) as runner:
            runner.run(self._serve())

    async def _serve(self) -> None:
        self.ending = asyncio.Event()
        async with ClientSession() as session:
            desk, server = self._built(session)
            working = [asyncio.create_task(desk.run()), asyncio.create_task(server.serve([self.listener]))]
            await self.ending.wait()
            server.should_exit = True
            await desk.stop()
            await asyncio.gather(*working)

    def _built(self, session: ClientSession) -> tuple[Desk, uvicorn.Server]:
        setting, slack = self.setting, self.slack
        app, clients = one_workspace(Slack(slack.url, slack.courier.secret, session), f"xoxb-{TEAM}")
        store = self.wrapped
        zone = ZoneInfo("Europe/Amsterdam")
        office = Office(
            *(setting.training, store, bootstrap.slack_texts(), zone, setting.pace, 365, bool(setting.trainers)),
            clock=self.clock,
            alpha=ordinal_alpha,
        )
        people = People(clients, store, setting.trainers, self.clock)
        onlookers = Onlookers(office, people, clients, self.clock)
        playing, metrics = Playing(office), self.metrics
        sending = Sending(clients, partial(picture, office), self.clock)
        pace = Pace(poll=0.05, look_after=0.1)
        desk = Desk(
            Ground(store, "room", self.clock, pace, metrics.meter()),
            onlookers.playing(metrics.playing(playing)),
            metrics.sending(sending),
            playing.given_up,
            Retention(store, timedelta(days=365)),
        )
        listen(app, Reception(office, people, desk.accept), Interactions(office, people, onlookers, desk.accept))
        web = site(app, self._ready, metrics, events=True)
        return desk, uvicorn.Server(uvicorn.Config(web, log_config=None, lifespan="off"))

    async def _ready(self) -> bool:
        return True

    def _stop(self) -> None:
        self.ending.set()
