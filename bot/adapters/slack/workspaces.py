"""Workspaces: the one that we were given a token for, or those that install Tirade themselves."""

from __future__ import annotations

import logging
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, Final

from aiohttp import ClientSession
from slack_bolt.async_app import AsyncApp
from slack_bolt.oauth.async_oauth_settings import AsyncOAuthSettings
from slack_sdk.oauth.installation_store.async_installation_store import AsyncInstallationStore
from slack_sdk.oauth.state_store.async_state_store import AsyncOAuthStateStore
from slack_sdk.web.async_client import AsyncWebClient

from bot.adapters.slack.identity import ManyIdentities, OneIdentity
from bot.adapters.slack.names import INSTALL_PATH, REDIRECT_PATH
from bot.adapters.slack.sending import Clients

_BELIEVED: Final = 60.0
"""Seconds that a workspace's token is not looked up again."""
_log = logging.getLogger(__name__)


@dataclass(frozen=True)
class Slack:
    """Which Slack we are in, and how we reach it."""

    api_url: str
    signing_secret: str | None = field(repr=False)
    """None in Socket Mode."""
    session: ClientSession
    """Keeps connections open between calls."""


@dataclass(frozen=True)
class Installing:
    """What it takes to be installed."""

    client_id: str
    client_secret: str = field(repr=False)
    scopes: Sequence[str]
    installations: AsyncInstallationStore
    states: AsyncOAuthStateStore
    public_url: str | None
    """None: Slack sends people back to the first address of the manifest."""


def one_workspace(slack: Slack, token: str) -> tuple[AsyncApp, Clients]:
    """The app of the workspace that ``token`` is for, and its client."""
    client = _client(slack, token)

    async def clients(_: str) -> AsyncWebClient:
        return client

    app = AsyncApp(
        client=_client(slack, None),  # with a token, Bolt would say that it does not need one
        signing_secret=slack.signing_secret,
        process_before_response=True,
        authorize=OneIdentity(client),
    )
    app.client.token = token
    return app, clients


def several_workspaces(slack: Slack, installing: Installing, clock: Callable[[], float]) -> tuple[AsyncApp, Clients]:
    """The app of every workspace that has installed it, and their clients."""
    client = _client(slack, None)
    authorize = ManyIdentities(
        logger=_log,
        client_id=installing.client_id,
        client_secret=installing.client_secret,
        installation_store=installing.installations,
        bot_only=True,
        client=client,
        cache_enabled=True,  # Slack is asked once who a token is, not at every event
    )
    app = AsyncApp(
        client=client,
        signing_secret=slack.signing_secret,
        process_before_response=True,
        authorize=authorize,  # type: ignore[arg-type] # Bolt takes an AsyncAuthorize too, and says so only in its code
        oauth_settings=_oauth(installing),
    )
    return app, _Tokens(slack, installing.installations, clock)


async def withdraw(installations: AsyncInstallationStore | None, body: Mapping[str, Any]) -> None:
    """Forget the token of a workspace that takes it back, where we keep it.

    ``body`` is that of app_uninstalled or tokens_revoked.
    """
    event, team = body["event"], body["team_id"]
    if installations is None:
        return
    if event["type"] == "app_uninstalled":
        await installations.async_delete_all(enterprise_id=None, team_id=team)
    elif event.get("tokens", {}).get("bot"):
        await installations.async_delete_bot(enterprise_id=None, team_id=team)


class _Tokens:
    """Finds the client of a workspace."""

    def __init__(self, slack: Slack, installations: AsyncInstallationStore, clock: Callable[[], float]) -> None:
        self._slack = slack
        self._installations = installations
        self._clock = clock
        self._known: dict[str, tuple[float, AsyncWebClient]] = {}

    async def __call__(self, team: str) -> AsyncWebClient:
        """Its client. Of a workspace that has withdrawn there is no token; then Slack refuses what is asked."""
        until, client = self._known.get(team, (0.0, None))
        if client is None or until < self._clock():
            bot = await self._installations.async_find_bot(enterprise_id=None, team_id=team)
            client = _client(self._slack, bot.bot_token if bot else "")
            self._known[team] = (self._clock() + _BELIEVED, client)
        return client


def _oauth(installing: Installing) -> AsyncOAuthSettings:
    return AsyncOAuthSettings(
        client_id=installing.client_id,
        client_secret=installing.client_secret,
        scopes=installing.scopes,
        installation_store=installing.installations,
        installation_store_bot_only=True,
        state_store=installing.states,
        install_path=INSTALL_PATH,
        redirect_uri_path=REDIRECT_PATH,
        redirect_uri=installing.public_url and installing.public_url + REDIRECT_PATH,
        logger=_log,
    )


def _client(slack: Slack, token: str | None) -> AsyncWebClient:
    """A client that tries nothing a second time by itself: a post would then stand there twice."""
    return AsyncWebClient(token, slack.api_url, session=slack.session, retry_handlers=[])
