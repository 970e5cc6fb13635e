"""Relay: several people answer one customer in turn. We say whose turn it is, and nobody who is away holds it up."""

from __future__ import annotations

from dataclasses import replace
from typing import Final

from bot.adapters.slack.change import Change
from bot.adapters.slack.faces.marked import mention
from bot.adapters.slack.faces.notices import Notice
from bot.adapters.slack.faces.together import turn_message
from bot.adapters.slack.inputs import Said
from bot.adapters.slack.launch import Way
from bot.adapters.slack.office import Office
from bot.adapters.slack.posts import LINES, Thread, call
from bot.adapters.slack.state import Talk
from bot.adapters.slack.team import following
from bot.delivery import Post, Timer

BATON: Final = "baton"
"""The timer that passes the turn on when nothing is heard."""
_QUIET: Final = 120.0
"""Seconds without a word after which the next is asked too."""
_AT_ONCE: Final = 3.0
"""Seconds in which a second press on a button means the turn that was passed already."""
_PASSES: Final = frozenset({"pas", "pass", "ik pas", "i pass"})


class Relay:
    """Says whose turn it is."""

    def __init__(self, office: Office) -> None:
        """Say it with what is at hand in ``office``."""
        self._office = office

    def begin(self, change: Change, now: float) -> Change:
        """The first turn."""
        return self._name(change, following(change.talk.order.launch.trainees, ""), now)

    def heard(self, change: Change, person: str, now: float) -> Change:
        """``person`` was heard, and the customer answers: the next one's turn."""
        team = change.talk.team.back(person)
        change = change.with_talk(replace(change.talk, team=team))
        return self._name(change, following(change.talk.order.launch.trainees, person, team.away), now)

    def not_now(self, change: Change, said: Said) -> Change:
        """Somebody writes whose turn it is not: the customer hears nothing of it, and they are told so kindly."""
        team = change.talk.team.back(said.person).aside(replace(said, text=""))
        change = change.with_talk(replace(change.talk, team=team))
        thread = Thread(self._office, change.talk)
        return change.post(thread.whisper(said.person, Notice.NOT_YOUR_TURN, who=mention(team.turn)))

    def pass_on(self, change: Change, person: str, now: float) -> Change:
        """The turn goes on, for who passes or for who is away. What is being read counts, so it passes by itself."""
        talk, team = change.talk, change.talk.team
        if not team.turn or talk.pending or talk.paused_at is not None:
            return change
        if person != team.turn and 0 <= _moment(talk, now) - team.since < _AT_ONCE:
            return change
        people = talk.order.launch.trainees
        return self.waits(self._name(change, following(people, team.turn, team.away) or team.turn, now))

    def quiet(self, change: Change, now: float) -> Change:
        """Nothing was heard for a while: the next is asked too, or everybody when nobody seems to be there."""
        talk, team = change.talk, change.talk.team
        if talk.outcome or talk.paused_at is not None or talk.pending or not team.turn:
            return change
        away = (*(one for one in team.away if one != team.turn), team.turn)
        person = following(talk.order.launch.trainees, team.turn, away)
        change = change.with_talk(replace(talk, team=replace(team, away=away)))
        return self.waits(self._name(change, person, now, late=team.turn))

    def waits(self, change: Change) -> Change:
        """Wait for who has the turn, no longer than it takes to think and write."""
        talk = change.talk
        if talk.order.launch.way is not Way.RELAY or not talk.team.turn or talk.pending:
            return change
        return change.remind(Timer(BATON, talk.team.since + talk.paused + _QUIET, {}))

    def _name(self, change: Change, person: str, now: float, late: str = "") -> Change:
        """Say whose turn it is, after what the customer is still typing; without a ``person`` it is anybody's."""
        talk = change.talk
        if not person:
            open_to_all = replace(talk, team=replace(talk.team.anybody(), since=_moment(talk, now)))
            return change.with_talk(open_to_all).forget(BATON).post(self._line(talk, Notice.ANYBODYS_TURN))
        since = max(_moment(talk, now), talk.core.busy_until.timestamp())
        change = change.with_talk(replace(talk, team=talk.team.named(person, since, late)))
        if late:
            names = {"who": mention(person), "late": mention(late)}
            return change.post(self._line(talk, Notice.TURN_OF_QUIET, **names))
        return change.post(self._line(talk, Notice.YOUR_TURN, who=mention(person)))

    def _line(self, talk: Talk, what: Notice, **names: object) -> Post:
        """It goes out in its place among the customer's lines, and goes with them when the talk is stopped."""
        shown = turn_message(what, talk.practice, self._office.words(talk.order), **names)
        args = {"channel": talk.channel, "thread_ts": talk.thread, **shown.args}
        return call(talk.order.workspace, "chat.postMessage", args, tag=LINES)


def passes(text: str) -> bool:
    """Whether a message passes the turn on and says nothing else."""
    return text.strip("@ \n!.,").lower() in _PASSES


def _moment(talk: Talk, now: float) -> float:
    """The talk's own time in seconds: pauses do not count."""
    return now - talk.paused
