"""A customer that only counts: small, deterministic, and telling enough to see every fault.

Each input brings an answer that names it and the count, and sets the timer of a nudge. The answer's receipt is
forwarded to a second conversation, which says where the answer landed.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from typing import Any

from bot.delivery import Input, Json, Play, Post, Result, Timer, Work
from crashing.evidence import Answer, Landed, Nudge, Said, Seen

TALLY = "-tally"
"""Behind a conversation's id: where its receipts are told."""


def counter(silence: float) -> Play:
    """A play that nudges after so many seconds of silence."""

    def play(work: Work, now: float) -> Result:
        state = work.state or {"count": 0}
        match work.cause:
            case Timer():
                return Result(state, (_post(work, {"nudge": state["count"], "at": now}),))
            case Input(payload={"posted": tag, "ts": ts}):
                return Result(state, forward=(_landed(work, tag, ts),))
            case Input(payload={"landed": number, "ts": ts}):
                return Result(state, (_post(work, {"landed": number, "ts": ts}),))
            case Input(payload=payload):
                return _answer(work, payload["text"], state["count"] + 1, now + silence)

    return play


def _answer(work: Work, key: str, count: int, due: float) -> Result:
    post = _post(work, {"answer": key, "count": count, "due": due}, tag=str(count), receipt=True)
    return Result({"count": count}, (post,), timers=(Timer("silence", due, {}),))


def _landed(work: Work, tag: str, ts: str) -> Input:
    conversation = work.lease.conversation
    return Input(conversation + TALLY, f"landed:{conversation}:{tag}", {"landed": int(tag), "ts": ts})


def _post(work: Work, said: Json, **more: Any) -> Post:
    _, channel, thread = work.lease.conversation.split(":")
    args = {"channel": channel, "thread_ts": thread, "text": json.dumps(said)}
    return Post({"method": "chat.postMessage", "args": args}, **more)


def meanings(seen: Sequence[Seen]) -> Iterator[Said]:
    """What the messages of a counter mean."""
    for one in seen:
        conversation = one.place.id.removesuffix(TALLY)
        match json.loads(one.text):
            case {"answer": key, "count": count, "due": due}:
                yield Answer(conversation, key, count, due, one.ts)
            case {"nudge": count, "at": at}:
                yield Nudge(conversation, count, at)
            case {"landed": number, "ts": ts}:
                yield Landed(conversation, number, ts)
