"""HTTP: what Slack, people who install, load balancers and Prometheus can ask for."""

from __future__ import annotations

import asyncio
import time
from collections.abc import Awaitable, Callable
from typing import Final

from slack_bolt.adapter.starlette.async_handler import AsyncSlackRequestHandler
from slack_bolt.async_app import AsyncApp
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import PlainTextResponse, Response
from starlette.routing import Route
from starlette.types import Message

from bot.adapters.slack.metrics import Metrics
from bot.adapters.slack.names import EVENTS_PATH, INSTALL_PATH, REDIRECT_PATH

Answer = Callable[[Request], Awaitable[Response]]
Ready = Callable[[], Awaitable[bool]]
_LARGEST: Final = 1_000_000
"""Bytes. The largest that Slack sends, a form with everything in it, is some hundred thousand."""
_PATIENCE: Final = 2.0
"""Seconds that /ready waits for the database."""


def site(app: AsyncApp, ready: Ready, metrics: Metrics, *, events: bool) -> Starlette:
    """The site: how things are, the installation where there is one, and ``events`` unless they come by socket."""
    handler = AsyncSlackRequestHandler(app)
    routes = [
        Route("/health", _health),
        Route("/ready", _readiness(ready)),
        Route("/metrics", _figures(metrics)),
    ]
    if events:
        routes.append(Route(EVENTS_PATH, _events(handler, metrics), methods=["POST"]))
    if app.oauth_flow is not None:
        routes += [Route(path, _installing(handler), methods=["GET"]) for path in (INSTALL_PATH, REDIRECT_PATH)]
    return Starlette(routes=routes)


def _events(handler: AsyncSlackRequestHandler, metrics: Metrics) -> Answer:
    async def events(request: Request) -> Response:
        started = time.perf_counter()
        body = await _body(request)
        response = body if isinstance(body, Response) else await handler.handle(_to_read_again(request, body))
        metrics.acknowledged(time.perf_counter() - started)
        return response

    return events


async def _body(request: Request) -> bytes | Response:
    """The body; or what is answered to one that cannot come from Slack."""
    body = bytearray()
    async for part in request.stream():
        body += part
        if len(body) > _LARGEST:
            return PlainTextResponse("too large", 413)
    try:
        body.decode()
    except UnicodeDecodeError:
        return PlainTextResponse("not UTF-8", 400)
    return bytes(body)


def _to_read_again(request: Request, body: bytes) -> Request:
    """The request, as if its ``body`` had not been read yet."""

    async def receive() -> Message:
        return {"type": "http.request", "body": body, "more_body": False}

    return Request(request.scope, receive)


def _installing(handler: AsyncSlackRequestHandler) -> Answer:
    async def install(request: Request) -> Response:
        return await handler.handle(request)

    return install


async def _health(_: Request) -> Response:
    return PlainTextResponse("ok")


def _readiness(ready: Ready) -> Answer:
    async def readiness(_: Request) -> Response:
        try:
            async with asyncio.timeout(_PATIENCE):
                well = await ready()
        except TimeoutError:
            well = False
        return PlainTextResponse("ready") if well else PlainTextResponse("not ready", 503)

    return readiness


def _figures(metrics: Metrics) -> Answer:
    async def figures(_: Request) -> Response:
        return Response(metrics.text(), media_type="text/plain; version=0.0.4")

    return figures
