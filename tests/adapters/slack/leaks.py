"""What a log must never hold, held against a whole fake Slack: what people wrote, their names, and tokens."""

from __future__ import annotations

import re
from collections.abc import Iterator

from fake_slack import FakeSlack

_RUN = 3
"""So many words in a row are nobody's but the writer's."""


def leaks(log: str, slack: FakeSlack) -> list[str]:
    """Everything in ``log`` that should not be there; a test wants it to be empty."""
    heard = _words(log)
    return [secret for secret in sorted(_secrets(slack)) if secret in log] + [
        run for run in sorted(set(_runs_of_people(slack))) if f" {run} " in f" {heard} "
    ]


def _secrets(slack: FakeSlack) -> set[str]:
    tokens = {call.token for call in slack.calls() if call.token}
    return tokens | {slack.courier.secret} | {person.name for person in slack.world.people.values()}


def _runs_of_people(slack: FakeSlack) -> Iterator[str]:
    """Every few words in a row of every text that was typed or sent, in messages, commands and forms."""
    for text in _texts(slack):
        words = _words(text).split()
        yield from (" ".join(words[start : start + _RUN]) for start in range(len(words) - _RUN + 1))


def _texts(slack: FakeSlack) -> Iterator[str]:
    for message in list(slack.world.messages.values()):
        yield str(message.get("text", ""))
    for delivery in list(slack.courier.deliveries):
        payload = delivery.payload
        yield str(payload.get("text", ""))
        yield str((payload.get("event") or {}).get("text", ""))
        yield from _typed((payload.get("view") or {}).get("state", {}))


def _typed(state: object) -> Iterator[str]:
    if isinstance(state, dict):
        for key, value in state.items():
            if key == "value" and isinstance(value, str):
                yield value
            else:
                yield from _typed(value)


def _words(text: str) -> str:
    return " ".join(re.findall(r"\w+", text.lower()))
