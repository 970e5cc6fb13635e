"""How the fake Slack reaches an app: signed requests over HTTP, or envelopes over Socket Mode, and again on failure."""

from __future__ import annotations

import asyncio
import hashlib
import hmac
import itertools
import json
import time
import uuid
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, Literal
from urllib.parse import urlencode

import aiohttp
from aiohttp import web
from fake_slack_world import Json

Sort = Literal["events_api", "slash_commands", "interactive"]


def signed(secret: str, body: bytes, at: int | None = None) -> dict[str, str]:
    """The headers that prove that a body comes from Slack. ``at`` is the moment in seconds since 1970."""
    moment = str(int(time.time()) if at is None else at)
    digest = hmac.new(secret.encode(), f"v0:{moment}:".encode() + body, hashlib.sha256).hexdigest()
    return {"X-Slack-Request-Timestamp": moment, "X-Slack-Signature": f"v0={digest}"}


def encoded(sort: Sort, payload: Json) -> tuple[bytes, str]:
    """A payload as the body of a request, with its content type."""
    if sort == "events_api":
        return json.dumps(payload, ensure_ascii=False).encode(), "application/json"
    fields = payload if sort == "slash_commands" else {"payload": json.dumps(payload, ensure_ascii=False)}
    return urlencode(fields).encode(), "application/x-www-form-urlencoded"


@dataclass(frozen=True)
class Answer:
    """What an app said to one request: ``status`` 0 when it said nothing in time, or was not there."""

    status: int
    body: str
    seconds: float

    @property
    def ok(self) -> bool:
        """Whether Slack counts it as received."""
        return 200 <= self.status < 300

    @property
    def json(self) -> Json:
        """The body as JSON; a plain sentence becomes {"text": ...}."""
        try:
            read = json.loads(self.body or "{}")
        except ValueError:
            return {"text": self.body}
        return read if isinstance(read, dict) else {"text": read}


@dataclass
class Delivery:
    """One thing that was sent to the app, with every answer that came back."""

    sort: Sort
    payload: Json
    answers: list[Answer] = field(default_factory=list)


class Courier:
    """Takes things to the app. Everything here runs in the fake's own loop."""

    def __init__(self, secret: str) -> None:
        """Sign with ``secret``."""
        self.secret = secret
        self.url: str | None = None
        """Where the app listens over HTTP; None: it comes to us over Socket Mode."""
        self.retries: tuple[float, ...] = (0.05, 0.2, 0.5)
        """Pauses before an event is sent again; Slack's own are 0, 60 and 300 seconds."""
        self.patience = 3.0
        """Seconds that the app has to answer, as with Slack."""
        self.deliveries: list[Delivery] = []
        self.sockets: list[web.WebSocketResponse] = []
        self._waiting: dict[str, asyncio.Future[Any]] = {}
        self._turn = itertools.count()
        self._session: aiohttp.ClientSession | None = None

    async def deliver(self, sort: Sort, payload: Json) -> Delivery:
        """Take one thing to the app; events are tried again until they are received or patience is at an end."""
        delivery = Delivery(sort, payload)
        self.deliveries.append(delivery)
        pauses = self.retries if sort == "events_api" else ()
        for number, pause in enumerate((0.0, *pauses)):
            await asyncio.sleep(pause)
            answer = await self.attempt(sort, payload, number)
            delivery.answers.append(answer)
            if answer.ok:
                break
        return delivery

    async def attempt(self, sort: Sort, payload: Json, number: int = 0) -> Answer:
        """One try."""
        if self.url is None:
            return await self._over_socket(sort, payload, number)
        body, kind = encoded(sort, payload)
        headers = {"Content-Type": kind, **signed(self.secret, body)}
        if number:
            headers |= {"X-Slack-Retry-Num": str(number), "X-Slack-Retry-Reason": "http_error"}
        return await self.raw(body, headers)

    async def raw(self, body: bytes, headers: Mapping[str, str]) -> Answer:
        """Send exactly this to the app."""
        if self.url is None:
            raise AssertionError("the app has no address: it comes over Socket Mode")
        if self._session is None:
            self._session = aiohttp.ClientSession(connector=aiohttp.TCPConnector(limit=500))
        started = time.monotonic()
        try:
            timeout = aiohttp.ClientTimeout(total=self.patience)
            async with self._session.post(self.url, data=body, headers=dict(headers), timeout=timeout) as response:
                return Answer(response.status, await response.text(), time.monotonic() - started)
        except (aiohttp.ClientError, TimeoutError, OSError) as error:
            return Answer(0, type(error).__name__, time.monotonic() - started)

    async def link(self, request: web.Request) -> web.WebSocketResponse:
        """The other end of a Socket Mode connection."""
        socket = web.WebSocketResponse()
        await socket.prepare(request)
        self.sockets.append(socket)
        await socket.send_json({"type": "hello", "num_connections": len(self.sockets), "debug_info": {"host": "fake"}})
        try:
            async for frame in socket:
                if frame.type == aiohttp.WSMsgType.TEXT and frame.data.startswith("{"):
                    self._acknowledged(json.loads(frame.data))
        finally:
            self.sockets.remove(socket)
        return socket

    async def disconnect(self) -> None:
        """Break every Socket Mode connection; the app is to come back."""
        for socket in list(self.sockets):
            await socket.close()

    async def close(self) -> None:
        """Let go of everything."""
        await self.disconnect()
        if self._session is not None:
            await self._session.close()

    def _acknowledged(self, said: Json) -> None:
        waiting = self._waiting.pop(said["envelope_id"], None)
        if waiting is not None and not waiting.done():
            waiting.set_result(said.get("payload"))

    async def _over_socket(self, sort: Sort, payload: Json, number: int) -> Answer:
        live = [socket for socket in self.sockets if not socket.closed]
        if not live:
            return Answer(0, "no connection", 0.0)
        envelope = {"type": sort, "envelope_id": str(uuid.uuid4()), "payload": payload}
        if sort == "events_api":
            envelope |= {"retry_attempt": number, "retry_reason": "timeout" if number else ""}
        else:
            envelope["accepts_response_payload"] = True
        said = self._waiting[envelope["envelope_id"]] = asyncio.get_running_loop().create_future()
        started = time.monotonic()
        try:
            await live[next(self._turn) % len(live)].send_json(envelope)
            body = await asyncio.wait_for(said, self.patience)
        except (TimeoutError, ConnectionError) as error:
            return Answer(0, type(error).__name__, time.monotonic() - started)
        finally:
            self._waiting.pop(envelope["envelope_id"], None)
        return Answer(200, "" if body in (None, "") else json.dumps(body), time.monotonic() - started)
