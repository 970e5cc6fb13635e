"""The HTTP side of the fake Slack: method calls, uploads, response urls, sockets, and trouble on demand."""

from __future__ import annotations

import asyncio
import json
import time
import uuid
from collections.abc import Callable
from dataclasses import dataclass, field

from aiohttp import web
from fake_slack_api import Api
from fake_slack_delivery import Courier
from fake_slack_world import Json


@dataclass(frozen=True)
class Trouble:
    """What goes wrong with a call."""

    status: int = 200
    """429 and 500 as Slack sends them."""
    error: str = ""
    """Slack's word for it; with a status of 200 an ordinary error."""
    retry_after: int = 1
    """Seconds, with a 429."""
    delay: float = 0.0
    """Seconds before anything happens."""
    lost: bool = False
    """It is done, but the connection breaks before the answer."""


@dataclass
class Call:
    """One call that the bot made."""

    method: str
    args: Json
    token: str
    at: float = field(default_factory=time.monotonic)
    answer: Json = field(default_factory=dict)


class Server:
    """Listens on loopback, on a port of its own."""

    def __init__(self, api: Api, courier: Courier) -> None:
        """Answer from ``api``; sockets go to ``courier``."""
        self.calls: list[Call] = []
        self.troubles: list[tuple[str, Trouble]] = []
        self.choose: Callable[[Call], Trouble | None] = self._next_trouble
        self._api = api
        self._courier = courier
        self._tickets: set[str] = set()
        self._runner: web.AppRunner | None = None

    async def start(self) -> None:
        """Begin to listen."""
        app = web.Application(client_max_size=32 * 1024**2)
        app.router.add_route("*", "/api/{method}", self._call)
        app.router.add_post("/upload/{file}", self._upload)
        app.router.add_post("/response/{key}", self._respond)
        app.router.add_get("/link", self._link)
        self._runner = web.AppRunner(app, shutdown_timeout=1)
        await self._runner.setup()
        site = web.TCPSite(self._runner, "127.0.0.1", 0)
        await site.start()
        self._api.base = f"http://127.0.0.1:{self._runner.addresses[0][1]}"

    async def stop(self) -> None:
        """Listen no more."""
        if self._runner is not None:
            await self._runner.cleanup()

    async def _call(self, request: web.Request) -> web.Response:
        args = await _arguments(request)
        token = request.headers.get("Authorization", "").removeprefix("Bearer ") or str(args.get("token", ""))
        args.pop("token", None)
        call = Call(request.match_info["method"], args, token)
        self.calls.append(call)
        trouble = self.choose(call) or Trouble()
        await asyncio.sleep(trouble.delay)
        if trouble.status != 200 or trouble.error:
            call.answer = {"ok": False, "error": trouble.error or "ratelimited"}
            headers = {"Retry-After": str(trouble.retry_after)} if trouble.status == 429 else {}
            return web.json_response(call.answer, status=trouble.status, headers=headers)
        call.answer = self._answer(call)
        if trouble.lost and request.transport is not None:
            request.transport.abort()
        scopes = {"x-oauth-scopes": "chat:write"} if call.method == "auth.test" else {}
        return web.json_response(call.answer, headers=scopes)

    def _answer(self, call: Call) -> Json:
        if call.method == "oauth.v2.access":
            return self._installed(str(call.args.get("code", "")))
        if call.method == "apps.connections.open" and call.token.startswith("xapp-"):
            ticket = uuid.uuid4().hex
            self._tickets.add(ticket)
            return {"ok": True, "url": f"{self._api.base.replace('http', 'ws')}/link?ticket={ticket}"}
        if not call.token.startswith("xoxb-"):
            return {"ok": False, "error": "invalid_auth"}
        return self._api.call(call.method, call.token.removeprefix("xoxb-"), json.loads(json.dumps(call.args)))

    def _installed(self, team: str) -> Json:
        """The code that came back from Slack's page is, here, the workspace's id."""
        if not team.startswith("T"):
            return {"ok": False, "error": "invalid_code"}
        bot = {"access_token": f"xoxb-{team}", "token_type": "bot", "bot_user_id": self._api.world.bot(team)}
        where = {"team": {"id": team, "name": "Fake"}, "enterprise": None, "is_enterprise_install": False}
        return {
            "ok": True,
            "app_id": self._api.world.app,
            "authed_user": {"id": "U1"},
            "scope": "chat:write",
            **bot,
            **where,
        }

    def _next_trouble(self, call: Call) -> Trouble | None:
        for index, (method, trouble) in enumerate(self.troubles):
            if method in ("*", call.method):
                del self.troubles[index]
                return trouble
        return None

    async def _upload(self, request: web.Request) -> web.Response:
        file = self._api.world.files[request.match_info["file"]]
        content = await request.read()
        if request.content_type == "multipart/form-data":
            return web.Response(status=400, text="the fake takes the bytes as they are")
        file["content"] = content
        return web.Response(text=f"OK - {len(content)}")

    async def _respond(self, request: web.Request) -> web.Response:
        place = self._api.world.answers.get(request.match_info["key"])
        if place is None:
            return web.Response(status=404, text="expired_url")
        said = await request.json()
        self.calls.append(Call("response_url", {**place, **said}, ""))
        where = (place["channel"], place["ts"])
        if said.get("replace_original") and where in self._api.world.messages:
            self._api.world.messages[where] |= {key: said[key] for key in ("text", "blocks") if key in said}
        elif not said.get("delete_original"):
            self._api.world.ephemerals.append({**place, **said, "ts": self._api.world.ts()})
        return web.Response(text="ok")

    async def _link(self, request: web.Request) -> web.WebSocketResponse:
        ticket = request.query.get("ticket", "")
        if ticket not in self._tickets:
            raise web.HTTPForbidden
        self._tickets.remove(ticket)
        return await self._courier.link(request)


async def _arguments(request: web.Request) -> Json:
    """What a method is called with, whichever way it came; JSON inside fields is read."""
    args: Json = dict(request.query)
    if request.content_type == "application/json":
        args |= json.loads(await request.text() or "{}")
    elif request.method == "POST":
        args |= {key: value for key, value in (await request.post()).items() if isinstance(value, str)}
    for key, value in args.items():
        if isinstance(value, str) and value[:1] in ("[", "{") and key in ("blocks", "view", "metadata", "files"):
            args[key] = json.loads(value)
    return args
