"""Serving: the app in Slack, by Socket Mode or by HTTP, from its start to a graceful end."""

from __future__ import annotations

import asyncio
import contextlib
import logging
import signal
import socket
from collections.abc import Awaitable, Callable, Iterator
from dataclasses import dataclass
from typing import Final

import uvicorn
from slack_bolt.async_app import AsyncApp
from slack_sdk.errors import SlackApiError
from starlette.applications import Starlette

from bot.adapters.slack.http import site
from bot.adapters.slack.metrics import Metrics
from bot.adapters.slack.socket_mode import SILENT, SocketMode
from bot.delivery import Desk

_log = logging.getLogger(__name__)
_WORTHLESS: Final = frozenset({"account_inactive", "invalid_auth", "not_authed", "token_expired", "token_revoked"})
"""What Slack says of a token that will never work."""
_LAST_ANSWERS: Final = 5
"""Seconds that requests which are being answered have at the end."""


class CannotServe(Exception):
    """Something outside keeps us from starting; ``problems`` has a sentence for each thing."""

    def __init__(self, *problems: str) -> None:
        """Keep the ``problems``."""
        super().__init__("\n".join(problems))
        self.problems = problems


@dataclass(frozen=True)
class Service:
    """What is served."""

    app: AsyncApp
    desk: Desk
    database: Callable[[], Awaitable[object]]
    """Asks the database something; raises when it does not answer."""
    metrics: Metrics
    app_token: str | None
    """Set: Socket Mode; None: HTTP."""
    host: str
    port: int | None
    """None: nothing listens."""


async def serve(service: Service) -> None:
    """Serve until SIGTERM or SIGINT, then stop in order. Raises CannotServe before anything has begun."""
    stopping = _stop_signal()
    await _check_bot_token(service.app)
    line = await _line(service)
    listener = _listener(service)
    server = _Server(_site(service, line), listener) if listener else None
    working = asyncio.create_task(service.desk.run(), name="desk")
    running = [working, *([asyncio.create_task(server.serve())] if server else [])]
    opening = asyncio.create_task(line.connect()) if line else None
    _log.info("%s", _told(line, listener))
    await asyncio.wait([*running, asyncio.create_task(stopping.wait())], return_when=asyncio.FIRST_COMPLETED)
    if opening and line:
        opening.cancel()
        await line.close()
    if server:
        server.should_exit = True
    await _end(service.desk, working)
    await asyncio.gather(*running)
    _log.info("Tirade has stopped. What was begun is done; the rest waits in the database.")


async def _end(desk: Desk, working: asyncio.Task[None]) -> None:
    """Let the desk finish; one that broke has nobody left to finish."""
    ending = asyncio.create_task(desk.stop())
    await asyncio.wait([ending, working], return_when=asyncio.FIRST_COMPLETED)
    ending.cancel()


class _Server(uvicorn.Server):
    """Uvicorn, without its own ideas about signals and logs."""

    def __init__(self, app: Starlette, listener: socket.socket) -> None:
        config = uvicorn.Config(
            app,
            lifespan="off",
            log_config=None,
            access_log=False,
            server_header=False,
            timeout_graceful_shutdown=_LAST_ANSWERS,
        )
        super().__init__(config)
        self._listener = listener

    async def serve(self, sockets: list[socket.socket] | None = None) -> None:
        """Answer at the listener until ``should_exit``."""
        await super().serve(sockets or [self._listener])

    @contextlib.contextmanager
    def capture_signals(self) -> Iterator[None]:
        """Signals are dealt with in ``serve``, in one place for every part."""
        yield


def _stop_signal() -> asyncio.Event:
    """Set by the first SIGTERM or SIGINT; a second one ends the process at once."""
    stopping, loop = asyncio.Event(), asyncio.get_running_loop()

    def stop() -> None:
        stopping.set()
        for sign in (signal.SIGTERM, signal.SIGINT):
            loop.remove_signal_handler(sign)

    for sign in (signal.SIGTERM, signal.SIGINT):
        loop.add_signal_handler(sign, stop)
    return stopping


async def _check_bot_token(app: AsyncApp) -> None:
    """Refuse a token that Slack does not know. Where workspaces install the app there is none to check."""
    if app.oauth_flow is not None:
        return
    try:
        await app.client.auth_test()
    except SlackApiError as error:
        why = str(error.response.get("error", ""))
        if why in _WORTHLESS:
            raise CannotServe(f"SLACK_BOT_TOKEN: Slack does not accept it ({why}).") from None
        _log.warning("Slack does not say yet whether the bot's token is right: %s", why)
    except SILENT as error:
        _log.warning("Slack cannot be reached yet: %s", type(error).__name__)


async def _line(service: Service) -> SocketMode | None:
    if service.app_token is None:
        return None
    line = SocketMode(service.app, service.app_token, service.metrics)
    why = await line.check()
    if why:
        await line.close()
        raise CannotServe(f"SLACK_APP_TOKEN: Slack does not accept it ({why}); it needs the scope connections:write.")
    return line


def _listener(service: Service) -> socket.socket | None:
    if service.port is None:
        return None
    family = socket.AF_INET6 if ":" in service.host else socket.AF_INET
    try:
        return socket.create_server((service.host, service.port), family=family, backlog=2048)
    except OSError as error:
        where = f"{service.host}:{service.port}"
        raise CannotServe(f"TIRADE_PORT: nothing can listen on {where} ({error.strerror}).") from None


def _site(service: Service, line: SocketMode | None) -> Starlette:
    async def ready() -> bool:
        if line is not None and not await line.connected():
            return False
        try:
            await service.database()
        except Exception as error:  # noqa: BLE001 - whatever keeps the database from answering, we are not ready
            _log.warning("the database does not answer: %s", type(error).__name__)
            return False
        return True

    return site(service.app, ready, service.metrics, events=line is None)


def _told(line: SocketMode | None, listener: socket.socket | None) -> str:
    address = "http://{}:{}".format(*listener.getsockname()[:2]) if listener else ""
    if line is None:
        return f"Tirade serves Slack over HTTP at {address}."
    return "Tirade serves Slack over Socket Mode" + (f"; health and metrics are at {address}." if address else ".")
