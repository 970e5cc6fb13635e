"""Identity: who we are in a workspace. Slack is asked once; while it does not tell, no event is taken from it.

Bolt by itself answers 200 to an event when auth.test fails, and the event is lost. What is raised here becomes a 500,
and Slack delivers the event again.
"""

from __future__ import annotations

import asyncio
from typing import Any

from aiohttp import ClientError
from slack_bolt.authorization import AuthorizeResult
from slack_bolt.authorization.async_authorize import AsyncAuthorize, AsyncInstallationStoreAuthorize
from slack_bolt.context.async_context import AsyncBoltContext
from slack_sdk.errors import SlackClientError
from slack_sdk.web.async_client import AsyncWebClient

_SILENT = (SlackClientError, ClientError, asyncio.TimeoutError, ConnectionError)


class Unknown(Exception):
    """Slack does not tell who we are."""


class OneIdentity(AsyncAuthorize):
    """Who we are in the workspace of one token."""

    def __init__(self, client: AsyncWebClient) -> None:
        """Ask with ``client``, which has the token."""
        self._client = client
        self._known: AuthorizeResult | None = None

    async def __call__(self, **_: Any) -> AuthorizeResult:
        """Who we are. Raises Unknown."""
        if self._known is None:
            try:
                answer = await self._client.auth_test()
            except _SILENT as error:
                raise Unknown("Slack does not tell who we are") from error
            self._known = AuthorizeResult.from_auth_test_response(
                bot_token=self._client.token, auth_test_response=answer
            )
        return self._known


class ManyIdentities(AsyncInstallationStoreAuthorize):
    """Who we are in each workspace that has installed us."""

    async def __call__(
        self,
        *,
        context: AsyncBoltContext,
        enterprise_id: str | None,
        team_id: str | None,
        user_id: str | None,
        **actors: Any,
    ) -> AuthorizeResult | None:
        """Who we are; None in a workspace that has not installed us, or has withdrawn. Raises Unknown."""
        found = await super().__call__(
            context=context, enterprise_id=enterprise_id, team_id=team_id, user_id=user_id, **actors
        )
        if found is None and await self.installation_store.async_find_bot(enterprise_id=enterprise_id, team_id=team_id):
            raise Unknown("Slack does not tell who we are")
        return found
