"""A bare Bolt bot that says everything back in the thread: what Slack's own framework costs, without Tirade."""

from __future__ import annotations

import os
import sys
from collections.abc import Mapping
from typing import Any

import uvicorn
from slack_bolt.adapter.starlette.async_handler import AsyncSlackRequestHandler
from slack_bolt.async_app import AsyncApp
from slack_sdk.web.async_client import AsyncWebClient
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import PlainTextResponse, Response
from starlette.routing import Route

client = AsyncWebClient(os.environ["SLACK_BOT_TOKEN"], os.environ["SLACK_API_URL"])
app = AsyncApp(client=client, signing_secret=os.environ["SLACK_SIGNING_SECRET"])
handler = AsyncSlackRequestHandler(app)


@app.event("message")
async def message(event: Mapping[str, Any]) -> None:
    """Say it back."""
    await client.chat_postMessage(channel=event["channel"], thread_ts=event["thread_ts"], text=event["text"])


async def events(request: Request) -> Response:
    """What Slack sends."""
    return await handler.handle(request)


async def ready(_: Request) -> Response:
    """It is there."""
    return PlainTextResponse("ready")


routes = [Route("/slack/events", events, methods=["POST"]), Route("/ready", ready)]
uvicorn.run(Starlette(routes=routes), host="127.0.0.1", port=int(sys.argv[1]), log_level="warning")
