"""Posts: what is sent to the thread of a talk, in the order in which people see it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import timedelta
from typing import Any

from bot.adapters.slack.change import ASIDE
from bot.adapters.slack.faces.card import CardState
from bot.adapters.slack.faces.notices import Notice, notice
from bot.adapters.slack.faces.talk import customer_message, reactions, typing
from bot.adapters.slack.faces.texts import SlackTexts
from bot.adapters.slack.office import Office
from bot.adapters.slack.state import Talk
from bot.core.conversation import Turn
from bot.delivery import Post

LINES = "lines"
"""The tag of the customer's messages: those not sent yet can be withdrawn."""
_SEEN_TYPING = 0.8
"""Seconds of typing that are worth a status."""


def call(workspace: str, method: str, args: Mapping[str, Any], *, at: float = 0.0, tag: str = "") -> Post:
    """A call of Slack's Web API."""
    return Post({"team": workspace, "method": method, "args": args}, at=at, tag=tag)


@dataclass(frozen=True)
class Thread:
    """The thread of a talk, to write in."""

    office: Office
    talk: Talk

    def lines(self, turn: Turn) -> Iterable[Post]:
        """The customer's messages of a turn, each when it has been typed, with "is typing..." in front of it."""
        persona = self.office.persona(self.talk.order)
        due = turn.at
        for message in turn.messages:
            begins, due = due, due + timedelta(seconds=message.seconds)
            if message.seconds >= _SEEN_TYPING:
                status = {"channel_id": self.talk.channel, **typing(persona, self._texts)}
                yield self._line("assistant.threads.setStatus", status, self.talk.wall(begins))
            said = {"channel": self.talk.channel, **customer_message(persona, message.text)}
            yield self._line("chat.postMessage", said, self.talk.wall(due))

    def whisper(self, person: str, what: Notice, **names: object) -> Post:
        """A notice that only ``person`` sees, at once."""
        args = {**self._notice(what, names), "user": person}
        return call(self.talk.order.workspace, "chat.postEphemeral", args, tag=ASIDE)

    def letter(self, person: str, what: Notice, **names: object) -> Post:
        """A notice in a person's direct message."""
        text = notice(what, self._texts, **names)
        return call(self.talk.order.workspace, "chat.postMessage", {"channel": person, "text": text})

    def alone(self, person: str, what: Notice) -> Post:
        """A notice to a trainee, where nobody else is: in the thread of a direct message, or in theirs."""
        args = {**self.talk.alone(person), "text": notice(what, self._texts)}
        return call(self.talk.order.workspace, "chat.postMessage", args)

    def notice(self, what: Notice, **names: object) -> Post:
        """A notice that everybody in the thread sees."""
        return call(self.talk.order.workspace, "chat.postMessage", self._notice(what, names))

    def card(self, state: CardState) -> Post:
        """The briefing card as it is now."""
        shown = self.office.card(self.talk.order, state, self.talk.practice, self.talk.outcome)
        args = {"channel": self.talk.channel, "ts": self.talk.thread, **shown.args}
        return call(self.talk.order.workspace, "chat.update", args)

    def react(self, ts: str, turn: Turn) -> Iterable[Post]:
        """Small signs on a message of the trainee: what was heard in it."""
        for name in reactions(turn):
            args = {"channel": self.talk.channel, "timestamp": ts, "name": name}
            yield call(self.talk.order.workspace, "reactions.add", args)

    @property
    def _texts(self) -> SlackTexts:
        return self.office.words(self.talk.order)

    def _notice(self, what: Notice, names: Mapping[str, object]) -> dict[str, Any]:
        text = notice(what, self._texts, **names)
        return {"channel": self.talk.channel, "thread_ts": self.talk.thread, "text": text}

    def _line(self, method: str, args: Mapping[str, Any], at: float) -> Post:
        args = {**args, "thread_ts": self.talk.thread}
        return call(self.talk.order.workspace, method, args, at=at, tag=LINES)
