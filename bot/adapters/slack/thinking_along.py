"""Thinking along: one of several people answers the customer; what the others write are proposals."""

from __future__ import annotations

from dataclasses import replace
from typing import Final

from bot.adapters.slack.change import ASIDE, Change
from bot.adapters.slack.faces.marked import mention
from bot.adapters.slack.faces.notices import Notice
from bot.adapters.slack.faces.together import proposal_message, quoted, sender_message
from bot.adapters.slack.inputs import Adopted, Said
from bot.adapters.slack.office import Office
from bot.adapters.slack.posts import LINES, Thread, call
from bot.adapters.slack.state import Talk
from bot.adapters.slack.team import following
from bot.delivery import Post

PROPOSED: Final = "bulb"
"""The reaction on a proposal."""
SENT: Final = "white_check_mark"
"""The reaction on one that went to the customer."""


class ThinkingAlong:
    """Tells proposals from answers."""

    def __init__(self, office: Office) -> None:
        """Tell them with what is at hand in ``office``."""
        self._office = office

    def begin(self, change: Change, now: float) -> Change:
        """The first trainee sends."""
        return self._name(change, following(change.talk.order.launch.trainees, ""), now)

    def heard(self, change: Change, person: str, now: float) -> Change:
        """Where nobody sent yet, whoever was heard does from now on."""
        return change if change.talk.team.turn else self._name(change, person, now)

    def proposed(self, change: Change, said: Said) -> Change:
        """A colleague writes: a small sign on it, and a button for who sends."""
        talk = replace(change.talk, team=change.talk.team.aside(said))
        sign = {"channel": talk.channel, "timestamp": said.ts, "name": PROPOSED}
        change = change.with_talk(talk).post(call(talk.order.workspace, "reactions.add", sign, tag=ASIDE))
        shown = proposal_message(said, talk.practice, self._office.words(talk.order)).args
        place = {"channel": talk.channel, "thread_ts": talk.thread, "user": talk.team.turn}
        return change.post(call(talk.order.workspace, "chat.postEphemeral", {**place, **shown}, tag=ASIDE))

    def adopted(self, change: Change, adopted: Adopted, now: float) -> tuple[Change, Said | None]:
        """What goes to the customer when a proposal is adopted: as its writer's own. None when it cannot be."""
        talk, proposal = change.talk, change.talk.team.proposal(adopted.ts)
        thread, sender = Thread(self._office, talk), talk.team.turn
        if adopted.person != sender:
            return change.post(thread.whisper(adopted.person, Notice.NOT_SENDING, who=mention(sender))), None
        if proposal is None:
            return change.post(thread.whisper(adopted.person, Notice.NO_PROPOSAL)), None
        change = change.with_talk(replace(talk, team=talk.team.without(adopted.ts)))
        sign = {"channel": talk.channel, "timestamp": adopted.ts, "name": SENT}
        names = {"sender": mention(sender), "who": mention(proposal.person), "text": quoted(proposal.text)}
        told = thread.notice(Notice.ADOPTED, **names)
        change = change.post(call(talk.order.workspace, "reactions.add", sign, tag=ASIDE), told)
        return change, replace(proposal, sent=max(now, float(proposal.ts)))

    def take_over(self, change: Change, person: str, now: float) -> Change:
        """Somebody else sends from now on."""
        talk = change.talk
        if person == talk.team.turn or person not in talk.order.launch.trainees:
            return change
        return self._name(change, person, now)

    def pass_on(self, change: Change, person: str, now: float) -> Change:
        """Who sends hands over to the next; from anybody else it changes nothing."""
        if person != change.talk.team.turn:
            return change
        return self._name(change, following(change.talk.order.launch.trainees, person), now)

    def _name(self, change: Change, person: str, now: float) -> Change:
        """Say who sends, after what the customer is still typing."""
        talk = change.talk
        change = change.with_talk(replace(talk, team=talk.team.named(person, now - talk.paused)))
        return change.post(self._line(change.talk))

    def _line(self, talk: Talk) -> Post:
        shown = sender_message(talk.team.turn, talk.practice, self._office.words(talk.order))
        args = {"channel": talk.channel, "thread_ts": talk.thread, **shown.args}
        return call(talk.order.workspace, "chat.postMessage", args, tag=LINES)
