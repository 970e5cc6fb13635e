"""One process of the fleet: a desk with a counting customer, Slack's events in, Slack's Web API out.

Reads PORT, NAME, DATABASE, SLACK_API_URL, SILENCE, LEASE, SEND_TIMEOUT. Ends gracefully on SIGTERM.
"""

from __future__ import annotations

import asyncio
import os
import signal
import time
from collections.abc import Mapping

import aiohttp
from aiohttp import web

from bot.adapters.store import open_store
from bot.delivery import Desk, Ground, Input, Pace
from crashing.counter import counter
from crashing.sender import Sender


def main() -> None:
    """Run until told to stop."""
    asyncio.run(_serve(os.environ))


async def _serve(environment: Mapping[str, str]) -> None:
    async with aiohttp.ClientSession() as session:
        sender = Sender(session, environment["SLACK_API_URL"])
        desk = Desk(_ground(environment), counter(float(environment["SILENCE"])), sender.send)
        runner = await _listen(desk, int(environment["PORT"]))
        loop = asyncio.get_running_loop()
        for number in (signal.SIGTERM, signal.SIGINT):
            loop.add_signal_handler(number, lambda: loop.create_task(_stop(desk, runner)))
        await desk.run()


def _ground(environment: Mapping[str, str]) -> Ground:
    url = environment["DATABASE"]
    lease, timeout = float(environment["LEASE"]), float(environment["SEND_TIMEOUT"])
    pace = Pace(
        lease=lease,
        send_timeout=timeout,
        send_lease=timeout + lease,
        look_after=0.4,  # the stub takes a post within 0.2 s, or has taken it already
    )
    return Ground(open_store(url), environment["NAME"], time.time, pace)


async def _listen(desk: Desk, port: int) -> web.AppRunner:
    async def take(request: web.Request) -> web.Response:
        body = await request.json()
        event = body["event"]
        conversation = f"{body['team_id']}:{event['channel']}:{event['thread_ts']}"
        await desk.accept(Input(conversation, f"{body['team_id']}:{body['event_id']}", {"text": event["text"]}))
        return web.Response()

    app = web.Application()
    app.router.add_post("/slack/events", take)
    runner = web.AppRunner(app, access_log=None)
    await runner.setup()
    await web.TCPSite(runner, "127.0.0.1", port).start()
    return runner


async def _stop(desk: Desk, runner: web.AppRunner) -> None:
    await runner.cleanup()
    await desk.stop()


if __name__ == "__main__":
    main()
