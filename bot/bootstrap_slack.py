"""Bootstrap for Slack: puts together what ``tirade serve`` runs, and no other command needs."""

from __future__ import annotations

import time
from contextlib import closing, suppress
from functools import partial

from aiohttp import ClientSession
from slack_bolt.async_app import AsyncApp

from bot import bootstrap
from bot.adapters.reliability import ordinal_alpha
from bot.adapters.slack import serving
from bot.adapters.slack.app import listen
from bot.adapters.slack.interactions import Interactions
from bot.adapters.slack.manifest import scopes
from bot.adapters.slack.metrics import Metrics
from bot.adapters.slack.office import Office
from bot.adapters.slack.onlookers import Onlookers
from bot.adapters.slack.people import People
from bot.adapters.slack.pictures import picture
from bot.adapters.slack.playing import Playing
from bot.adapters.slack.reception import Reception
from bot.adapters.slack.sending import Clients, Sending
from bot.adapters.slack.workspaces import Installing, Slack, one_workspace, several_workspaces
from bot.adapters.store.installations import Installations, OAuthStates, key_ring
from bot.adapters.store.store import Store
from bot.delivery import Desk, Ground, Pace, Retention
from bot.report.extras import MissingLibraryError
from bot.report.picture import warm_up
from bot.settings import SlackSettings
from bot.training import Training

_SPEEDS = {"human": 1.0, "fast": 5.0, "off": 1000.0}
"""How many times faster than natural customers read and type."""


async def serve(settings: SlackSettings) -> None:
    """Serve Slack until told to stop. Raises ContentError and CannotServe, both before anything has begun."""
    with suppress(MissingLibraryError):
        warm_up()
    training = bootstrap.training(settings.practice)
    with closing(bootstrap.store(settings.database)) as store:
        async with ClientSession() as session:
            await serving.serve(_service(settings, training, store, session))


def _service(settings: SlackSettings, training: Training, store: Store, session: ClientSession) -> serving.Service:
    metrics = Metrics()
    app, clients = _workspaces(settings, store, session)
    ground = Ground(store, settings.replica, time.time, Pace(), metrics.meter())
    office = _office(settings, training, store)
    people = People(clients, store, settings.trainers, time.time)
    onlookers = Onlookers(office, people, clients, time.time)
    playing = Playing(office)
    sending = Sending(clients, partial(picture, office), time.time)
    retention = Retention(store, settings.practice.retention)
    desk = Desk(
        ground, onlookers.playing(metrics.playing(playing)), metrics.sending(sending), playing.given_up, retention
    )
    listen(app, Reception(office, people, desk.accept), Interactions(office, people, onlookers, desk.accept))

    async def database() -> object:
        return await ground.ask(store.backlog, time.time())

    return serving.Service(app, desk, database, metrics, settings.app_token, settings.host, settings.port)


def _office(settings: SlackSettings, training: Training, store: Store) -> Office:
    return Office(
        training,
        store,
        bootstrap.slack_texts(),
        settings.practice.zone,
        _SPEEDS[settings.pace],
        settings.practice.retention.days,
        bool(settings.trainers),
        alpha=ordinal_alpha,
    )


def _workspaces(settings: SlackSettings, store: Store, session: ClientSession) -> tuple[AsyncApp, Clients]:
    """The app, and what finds the client of a workspace."""
    slack = Slack(settings.api_url, settings.signing_secret, session)
    if settings.client_id is None or settings.client_secret is None:
        return one_workspace(slack, settings.bot_token or "")
    installing = Installing(
        settings.client_id,
        settings.client_secret,
        scopes(bootstrap.manifest()),
        Installations(store.engine, settings.client_id, key_ring(settings.keys)),
        OAuthStates(store.engine),
        settings.public_url,
    )
    return several_workspaces(slack, installing, time.time)
