"""A stub of Slack's Web API that keeps messages and answers badly, as told, from a seed."""

from __future__ import annotations

import asyncio
import json
from collections import Counter, defaultdict
from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass, fields
from random import Random  # noqa: TID251 - from a seed
from typing import Any

from aiohttp import web

from crashing.evidence import TEAM, Place, Seen

Json = dict[str, Any]
Answering = Callable[[], Awaitable[web.Response]]


@dataclass(frozen=True)
class Badly:
    """How often, of all calls, Slack answers badly."""

    held: float = 0.05
    """429 with Retry-After: 1."""
    broken: float = 0.03
    """500, and nothing was taken."""
    taken_then_broken: float = 0.02
    """500 though it was taken."""
    answer_lost: float = 0.03
    """Taken, and the connection is closed without an answer."""
    answer_late: float = 0.01
    """Taken, and the answer comes after everybody stopped waiting."""
    slow: float = 0.05
    """Takes a while, and is then taken and answered."""


class StubSlack:
    """Runs on the event loop of the test. ``seen`` is what stands there."""

    def __init__(self, seed: int, badly: Badly, late: float) -> None:
        self.seen: list[Seen] = []
        self.calls = Counter[str]()
        self.news = asyncio.Condition()
        self._kept = defaultdict[Place, list[Json]](list)
        self._random = Random(seed)
        self._badly = badly
        self._late = late
        self._runner: web.AppRunner | None = None

    async def start(self) -> str:
        """Listen; returns the address of the Web API."""
        app = web.Application()
        app.router.add_route("*", "/api/{method}", self._handle)
        self._runner = web.AppRunner(app, access_log=None, shutdown_timeout=1)
        await self._runner.setup()
        site = web.TCPSite(self._runner, "127.0.0.1", 0)
        await site.start()
        return f"http://127.0.0.1:{self._runner.addresses[0][1]}/api/"

    async def stop(self) -> None:
        """Close."""
        if self._runner is not None:
            await self._runner.cleanup()

    async def _handle(self, request: web.Request) -> web.Response:
        method, args = request.match_info["method"], await _arguments(request)
        self.calls[method] += 1

        async def answer() -> web.Response:
            return web.json_response({"ok": True, **await self._answer(method, args)})

        return await self._badly_answered(request, answer)

    async def _badly_answered(self, request: web.Request, answer: Answering) -> web.Response:
        match self._mishap():
            case "held":
                return web.json_response(
                    {"ok": False, "error": "ratelimited"}, status=429, headers={"Retry-After": "1"}
                )
            case "broken":
                return web.Response(status=500)
            case "taken_then_broken":
                await answer()
                return web.Response(status=500)
            case "answer_lost":
                await answer()
                _hang_up(request)
                return web.Response()
            case "answer_late":
                response = await answer()
                await asyncio.sleep(self._late)
                return response
            case "slow":
                await asyncio.sleep(self._random.uniform(0.01, 0.2))
        return await answer()

    def _mishap(self) -> str:
        point = self._random.random()
        for field in fields(self._badly):
            point -= getattr(self._badly, field.name)
            if point < 0:
                self.calls[field.name] += 1
                return field.name
        return ""

    async def _answer(self, method: str, args: Mapping[str, Any]) -> Json:
        match method:
            case "chat.postMessage":
                return await self._post(args)
            case "conversations.replies":
                return {"messages": self._kept[Place(args["channel"], args["ts"])], "has_more": False}
            case "auth.test":
                return {"team": "T", "user": "tirade", "team_id": TEAM, "user_id": "UBOT", "bot_id": "B1"}
        return {}

    async def _post(self, args: Mapping[str, Any]) -> Json:
        place, ts = Place(args["channel"], args.get("thread_ts", "")), f"{1_800_000_000 + len(self.seen)}.000100"
        metadata = _object(args.get("metadata"))
        name = str(metadata.get("event_payload", {}).get("id", ts))
        message = {"ts": ts, "text": args.get("text", ""), "thread_ts": place.thread, "metadata": metadata}
        self._kept[place].append(message)
        self.seen.append(Seen(place, message["text"], name, ts))
        async with self.news:
            self.news.notify_all()
        return {"channel": place.channel, "ts": ts, "message": message}


def _hang_up(request: web.Request) -> None:
    if request.transport is not None:
        request.transport.close()


def _object(value: Any) -> Json:
    return json.loads(value) if isinstance(value, str) else value or {}


async def _arguments(request: web.Request) -> Mapping[str, Any]:
    if request.content_type == "application/json":
        return {**request.query, **await request.json()}
    return {**request.query, **await request.post()}
