"""Socket Mode: the line to Slack that we open ourselves, and keep open."""

from __future__ import annotations

import asyncio
import contextlib
import time
from typing import Final

from aiohttp import ClientError
from slack_bolt.adapter.socket_mode.async_handler import AsyncSocketModeHandler
from slack_bolt.async_app import AsyncApp
from slack_sdk.errors import SlackApiError, SlackClientError
from slack_sdk.socket_mode.aiohttp import SocketModeClient
from slack_sdk.socket_mode.request import SocketModeRequest

from bot.adapters.slack.metrics import Metrics

SILENT: Final = (SlackClientError, ClientError, asyncio.TimeoutError, OSError)
"""Slack cannot be reached. That passes."""
_TRY: Final = 15.0
"""Seconds that one try to connect may take: its ticket is good for one try only."""
_PAUSE: Final = 5.0
"""Seconds between tries."""
_LAST_ANSWERS: Final = 3.0
"""Seconds after which Slack waits no longer for an answer."""


class SocketMode(AsyncSocketModeHandler):
    """One connection; slack_sdk opens it again when it breaks. Build it inside the running loop."""

    def __init__(self, app: AsyncApp, app_token: str, metrics: Metrics) -> None:
        """Hand what comes in to ``app``."""
        super().__init__(app, app_token)
        self._metrics = metrics
        self._answering = 0

    async def check(self) -> str | None:
        """Why Slack refuses our token, in its own word; None when it does not, or cannot be reached."""
        try:
            await self.client.issue_new_wss_url()
        except SlackApiError as error:
            return str(error.response.get("error", "")) if error.response.status_code < 500 else None
        except SILENT:
            return None
        return None

    async def connect(self) -> None:
        """Connect, however long it takes."""
        while not await self.client.is_connected():
            with contextlib.suppress(*SILENT):
                self.client.wss_uri = await self.client.issue_new_wss_url()
                await asyncio.wait_for(self.connect_async(), _TRY)  # type: ignore[no-untyped-call]
                continue
            await asyncio.sleep(_PAUSE)

    async def connected(self) -> bool:
        """Whether Slack can reach us now."""
        return bool(await self.client.is_connected())

    async def close(self) -> None:
        """Answer what has come in, then hang up. What comes later, Slack sends again."""
        with contextlib.suppress(TimeoutError):
            async with asyncio.timeout(_LAST_ANSWERS):
                while self._answering:
                    await asyncio.sleep(0.02)
        await self.close_async()  # type: ignore[no-untyped-call]

    async def handle(  # type: ignore[override]
        self, client: SocketModeClient, req: SocketModeRequest
    ) -> None:
        """Deal with one envelope, and measure how long its answer took."""
        started = time.perf_counter()
        self._answering += 1
        try:
            await super().handle(client, req)
        finally:
            self._answering -= 1
            self._metrics.acknowledged(time.perf_counter() - started)
