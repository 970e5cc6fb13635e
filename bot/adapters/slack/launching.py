"""Launching: from an order to a card in its place, in the thread of which the talk begins."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from bot.adapters.slack.faces.card import CardState
from bot.adapters.slack.faces.marked import channel_name, mention
from bot.adapters.slack.faces.notices import Notice, notice
from bot.adapters.slack.inputs import Begun, Ordered, Posted, Unposted, read, written
from bot.adapters.slack.office import Office
from bot.adapters.slack.posts import call
from bot.adapters.slack.state import practice_id
from bot.delivery import Input, Post, Result

_CARD = "card"


class Launching:
    """Starts practices."""

    def __init__(self, office: Office) -> None:
        """Start practices with what is at hand in ``office``."""
        self._office = office

    def order(self, ordered: Ordered) -> Result:
        """Put the briefing card in its place: the channel, or the direct message with the trainee."""
        launch = ordered.launch
        card = self._office.card(ordered, CardState.RUNNING)
        args = {"channel": launch.channel or launch.trainees[0], **card.args}
        body = {"team": ordered.workspace, "method": "chat.postMessage", "args": args}
        return Result(written(ordered), posts=(Post(body, tag=_CARD, receipt=True),))

    def placed(self, state: Mapping[str, Any], posted: Posted) -> Result:
        """The card stands: its place is where the practice is."""
        ordered = _ordered(state)
        practice = practice_id(ordered.workspace, posted.channel, posted.ts)
        begun = Begun(ordered, posted.channel, posted.ts)
        return Result(None, forward=(Input(practice, f"begin:{practice}", written(begun)),))

    def refused(self, state: Mapping[str, Any], unposted: Unposted) -> Result:
        """The card cannot stand there: whoever asked is told so."""
        ordered = _ordered(state)
        launch, texts = ordered.launch, self._office.words(ordered)
        if launch.channel:
            text = notice(Notice.NOT_IN_CHANNEL, texts, channel=channel_name(launch.channel))
        else:
            text = notice(Notice.NOT_REACHED, texts, who=mention(launch.trainees[0]))
        return Result(
            None, posts=(call(ordered.workspace, "chat.postMessage", {"channel": ordered.launch.by, "text": text}),)
        )


def _ordered(state: Mapping[str, Any]) -> Ordered:
    ordered = read(state)
    if not isinstance(ordered, Ordered):
        raise TypeError("a card was placed for something else than an order")
    return ordered
