"""A Slack that answers at once and notes when each thread was written to. Loopback only."""

from __future__ import annotations

import itertools
from time import perf_counter

from aiohttp import web

BOT, TEAM = "U0BOT", "T0BENCH"


class Stub:
    """Answers the Web API; ``replied`` has, for each thread, the moment of the first post since it was cleared."""

    def __init__(self) -> None:
        """Nothing was posted yet."""
        self.replied: dict[str, float] = {}
        self.posts = 0
        self._numbers = itertools.count(1)
        self._runner: web.AppRunner | None = None

    async def start(self) -> str:
        """Listen on a free port; returns the address for SLACK_API_URL."""
        app = web.Application()
        app.router.add_post("/api/{method}", self._answer)
        self._runner = web.AppRunner(app, access_log=None)
        await self._runner.setup()
        site = web.TCPSite(self._runner, "127.0.0.1", 0)
        await site.start()
        return f"http://127.0.0.1:{self._runner.addresses[0][1]}/api/"

    async def stop(self) -> None:
        """Listen no more."""
        if self._runner:
            await self._runner.cleanup()

    async def _answer(self, request: web.Request) -> web.Response:
        method = request.match_info["method"]
        if method == "chat.postMessage":
            given = await request.json() if request.content_type == "application/json" else await request.post()
            self.posts += 1
            self.replied.setdefault(str(given.get("thread_ts")), perf_counter())
            return web.json_response({"ok": True, "channel": given["channel"], "ts": f"9.{next(self._numbers):06}"})
        if method == "auth.test":
            who = {"user_id": BOT, "bot_id": "B0BOT", "team_id": TEAM, "url": "https://bench.slack.com/"}
            return web.json_response({"ok": True, **who})
        return web.json_response({"ok": True, "user": {"locale": "nl-NL"}, "users": []})
