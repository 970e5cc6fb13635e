"""The fake Slack's thread: starts and stops it, takes things to the app, and lets things go wrong."""

from __future__ import annotations

import asyncio
import threading
from collections.abc import Callable, Coroutine, Mapping
from types import TracebackType
from typing import Any, Self, TypeVar

from fake_slack_api import Api
from fake_slack_delivery import Answer, Courier, Delivery, Sort
from fake_slack_payloads import event
from fake_slack_server import Call, Server, Trouble
from fake_slack_world import Json, World

T = TypeVar("T")
TEAM = "T00000001"


class Running:
    """A Slack that runs in a thread of its own. Every public method may be called from any thread."""

    def __init__(self, secret: str = "a-signing-secret") -> None:
        """Sign what is sent with ``secret``."""
        self.world = World()
        self.courier = Courier(secret)
        self._api = Api(self.world, self._tell)
        self._server = Server(self._api, self.courier)
        self._loop = asyncio.new_event_loop()
        self._thread = threading.Thread(target=self._loop.run_forever, name="fake slack", daemon=True)
        self._tasks: set[asyncio.Task[Any]] = set()

    def __enter__(self) -> Self:
        self._thread.start()
        self._run(self._server.start())
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None) -> None:
        self._run(self._close())
        self._loop.call_soon_threadsafe(self._loop.stop)
        self._thread.join()
        self._loop.close()

    @property
    def url(self) -> str:
        """SLACK_API_URL."""
        return f"{self._api.base}/api/"

    def environment(self, *, socket: bool = False) -> dict[str, str]:
        """The settings of a bot that lives in workspace TEAM of this Slack."""
        mode = {"SLACK_APP_TOKEN": "xapp-fake"} if socket else {"SLACK_SIGNING_SECRET": self.courier.secret}
        return {"SLACK_BOT_TOKEN": f"xoxb-{TEAM}", "SLACK_API_URL": self.url, **mode}

    def listen(self, url: str | None) -> None:
        """From now on the app is told things over HTTP at ``url``; None: over its socket."""
        self.courier.url = url

    @property
    def quiet(self) -> bool:
        """Whether everything that was to be told has been told."""
        return not self._tasks

    def tell(self, team: str, inner: Json) -> Delivery:
        """Deliver an event and wait for the answer."""
        return self._run(self._deliver_event(team, inner))

    def redeliver(self, delivery: Delivery) -> Answer:
        """Deliver the very same thing once more."""
        return self._run(self.courier.attempt(delivery.sort, delivery.payload, 1))

    def raw(self, body: bytes, headers: Mapping[str, str]) -> Answer:
        """Send exactly this to the app."""
        return self._run(self.courier.raw(body, headers))

    def disconnect(self) -> None:
        """Break the Socket Mode connections."""
        self._run(self.courier.disconnect())

    def fail(self, method: str, trouble: Trouble, times: int = 1) -> None:
        """The next ``times`` calls of ``method`` ("*": any) meet with ``trouble``."""
        self._server.troubles.extend([(method, trouble)] * times)

    def trouble(self, choose: Callable[[Call], Trouble | None]) -> None:
        """``choose`` says for every call whether it meets with trouble."""
        self._server.choose = choose

    def _run(self, work: Coroutine[Any, Any, T]) -> T:
        return asyncio.run_coroutine_threadsafe(work, self._loop).result(30)

    def _do(self, act: Callable[[], T]) -> T:
        async def acting() -> T:
            return act()

        return self._run(acting())

    def _send(self, sort: Sort, payload: Callable[[], Json]) -> Answer:
        async def sending() -> Answer:
            return (await self.courier.deliver(sort, payload())).answers[-1]

        return self._run(sending())

    async def _deliver_event(self, team: str, inner: Json) -> Delivery:
        return await self.courier.deliver("events_api", event(self.world, team, inner))

    def _tell(self, team: str, inner: Json) -> None:
        """Deliver an event without waiting. In the loop only."""
        task = self._loop.create_task(self._deliver_event(team, inner))
        self._tasks.add(task)
        task.add_done_callback(self._tasks.discard)

    async def _close(self) -> None:
        for task in list(self._tasks):
            task.cancel()
        await self.courier.close()
        await self._server.stop()
