"""Sending: a post to Slack, once. Whatever Slack answers becomes a receipt; what is in doubt is looked up first."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable, Mapping
from typing import Any, Final

from aiohttp import ClientError
from slack_sdk.errors import SlackApiError, SlackClientError, SlackRequestError
from slack_sdk.web.async_client import AsyncWebClient

from bot.delivery import Held, Parcel, Receipt, Refused, Sent, Uncertain

Clients = Callable[[str], Awaitable[AsyncWebClient]]
"""The client of a workspace."""
Pictures = Callable[[str], bytes | None]
"""The picture of a practice, as PNG; None where pictures cannot be made. May block."""
PICTURE: Final = "picture"
CALENDAR: Final = "calendar"
_ENDINGS: Final = {PICTURE: "png", CALENDAR: "ics"}
"""What is uploaded as a file: our own methods, and how the names of their files end."""
_EVENT: Final = "tirade_post"
_ITS_OWN_TROUBLE: Final = frozenset({"internal_error", "fatal_error", "service_unavailable", "request_timeout"})
"""Slack's own trouble: it may have happened before or after the message was kept."""
_STATUS: Final = "assistant.threads.setStatus"
"""That somebody types is worth nothing later, and no line of the customer waits for it."""
_AS_GOOD_AS_SENT: Final = frozenset({"already_reacted", "message_not_found", "no_reaction"})
_TROUBLE = (ClientError, asyncio.TimeoutError, ConnectionError, SlackRequestError, SlackClientError)
_LOOKED_BACK: Final = 5.0
"""Seconds that Slack's clock may be behind ours."""


class Sending:
    """Sends posts: the ``Send`` of the delivery room."""

    def __init__(self, clients: Clients, pictures: Pictures, clock: Callable[[], float]) -> None:
        """Send with ``clients``; ``clock`` tells seconds since 1970."""
        self._clients = clients
        self._pictures = pictures
        self._clock = clock

    async def __call__(self, parcel: Parcel) -> Receipt:
        """Send ``parcel``, unless it turns out to have arrived before."""
        method, args = parcel.body["method"], dict(parcel.body["args"])
        try:
            client = await self._clients(parcel.body["team"])
            if parcel.in_doubt:
                there = await self._found(client, method, args, parcel)
                if there:
                    return there
            return await self._send(client, method, args, parcel)
        except SlackApiError as error:
            return Sent() if method == _STATUS else self._refusal(error, parcel)
        except _TROUBLE:
            return Sent() if method == _STATUS else self._later(parcel)

    async def _send(self, client: AsyncWebClient, method: str, args: dict[str, Any], parcel: Parcel) -> Receipt:
        if method in _ENDINGS:
            return await self._upload(client, args, parcel)
        if method == "chat.postMessage":
            args["metadata"] = {"event_type": _EVENT, "event_payload": {"id": str(parcel.id)}}
            args |= {"unfurl_links": False, "unfurl_media": False}
        answer = await client.api_call(method, json=args)
        return Sent(str(answer.get("channel", "")), str(answer.get("ts", "")))

    async def _upload(self, client: AsyncWebClient, args: Mapping[str, Any], parcel: Parcel) -> Receipt:
        """A file: what the post brings, or else the picture of a practice."""
        content = args.get("content") or await asyncio.to_thread(self._pictures, args["practice"])
        if content is None:
            return Sent()
        await client.files_upload_v2(
            channel=await _channel(client, args["channel"]),
            thread_ts=args.get("thread_ts"),
            filename=_file_name(parcel),
            content=content,
            title=args["title"],
            alt_txt=args.get("told"),
            initial_comment=args.get("comment"),
        )
        return Sent()

    async def _found(self, client: AsyncWebClient, method: str, args: dict[str, Any], parcel: Parcel) -> Sent | None:
        """Where a post in doubt stands already; None when it is not there, or does no harm a second time."""
        if method != "chat.postMessage" and method not in _ENDINGS:
            return None
        channel = await _channel(client, args["channel"])
        place = {"channel": channel, "oldest": str(parcel.made - _LOOKED_BACK), "limit": 200}
        if args.get("thread_ts"):
            look, place = "conversations.replies", {**place, "ts": args["thread_ts"]}
        else:
            look = "conversations.history"
        answer = await client.api_call(look, params={**place, "include_all_metadata": 1})
        ours = (message for message in answer["messages"] if _is(message, parcel))
        return next((Sent(channel, message["ts"]) for message in ours), None)

    def _refusal(self, error: SlackApiError, parcel: Parcel) -> Receipt:
        why, status = str(error.response.get("error", "")), error.response.status_code
        if status == 429 or why == "ratelimited":
            wait = float(error.response.headers.get("Retry-After", 1))
            return Held(self._clock() + wait)
        if status >= 500 or why in _ITS_OWN_TROUBLE:
            return self._later(parcel)
        return Sent() if why in _AS_GOOD_AS_SENT else Refused(why)

    def _later(self, parcel: Parcel) -> Uncertain:
        """Wait longer after each try: Slack may still be writing it down."""
        return Uncertain(self._clock() + min(2.0 * 2**parcel.attempts, 60.0))


async def _channel(client: AsyncWebClient, place: str) -> str:
    """The channel of a place: a person stands for the direct message with them."""
    if place[:1] not in ("U", "W"):
        return place
    return str((await client.conversations_open(users=place))["channel"]["id"])


def _is(message: Mapping[str, Any], parcel: Parcel) -> bool:
    if parcel.body["method"] in _ENDINGS:
        return any(file.get("name") == _file_name(parcel) for file in message.get("files") or ())
    metadata = message.get("metadata") or {}
    return metadata.get("event_type") == _EVENT and metadata["event_payload"].get("id") == str(parcel.id)


def _file_name(parcel: Parcel) -> str:
    return f"tirade-{parcel.id}.{_ENDINGS[parcel.body['method']]}"
