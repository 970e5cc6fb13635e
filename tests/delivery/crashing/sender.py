"""A sender for Slack's Web API, as small as it can be: looks before it sends what is in doubt."""

from __future__ import annotations

import json
import time
from typing import Any

import aiohttp

from bot.delivery import Held, Parcel, Receipt, Refused, Sent, Uncertain


class Sender:
    """Posts messages with the parcel's id in their metadata, by which they can be found."""

    def __init__(self, session: aiohttp.ClientSession, api: str) -> None:
        self._session = session
        self._api = api

    async def send(self, parcel: Parcel) -> Receipt:
        """Send, or find that it was sent."""
        try:
            return (await self._found(parcel) if parcel.in_doubt else None) or await self._posted(parcel)
        except aiohttp.ClientError:
            return Uncertain(time.time())

    async def _found(self, parcel: Parcel) -> Receipt | None:
        """Where it stands; None when it is not there; uncertain as long as Slack does not say."""
        args = parcel.body["args"]
        wanted = {"channel": args["channel"], "ts": args["thread_ts"], "include_all_metadata": True}
        async with self._session.post(f"{self._api}conversations.replies", json=wanted) as answer:
            if answer.status != 200:
                return Uncertain(time.time() + float(answer.headers.get("Retry-After", "0")))
            for message in (await answer.json())["messages"]:
                if message["metadata"].get("event_payload", {}).get("id") == str(parcel.id):
                    return Sent(args["channel"], message["ts"])
        return None

    async def _posted(self, parcel: Parcel) -> Receipt:
        metadata = {"event_type": "tirade_post", "event_payload": {"id": str(parcel.id)}}
        message: dict[str, Any] = {**parcel.body["args"], "metadata": json.dumps(metadata)}
        async with self._session.post(f"{self._api}{parcel.body['method']}", json=message) as answer:
            if answer.status == 429:
                return Held(time.time() + float(answer.headers["Retry-After"]))
            if answer.status >= 500:
                return Uncertain(time.time())
            body = await answer.json()
            return Sent(body["channel"], body["ts"]) if body["ok"] else Refused(body["error"])
