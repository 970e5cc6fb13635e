"""Teaming: the way in which several people practise, between what they write and what the customer hears."""

from __future__ import annotations

from dataclasses import replace

from bot.adapters.slack.change import Change
from bot.adapters.slack.faces.notices import Notice
from bot.adapters.slack.inputs import Adopted, Deleted, Edited, Said
from bot.adapters.slack.launch import Way
from bot.adapters.slack.office import Office
from bot.adapters.slack.posts import Thread
from bot.adapters.slack.relay import Relay, passes
from bot.adapters.slack.thinking_along import ThinkingAlong


class Teaming:
    """Deals with what is different when people practise in turn, or think along. Elsewhere it changes nothing."""

    def __init__(self, office: Office) -> None:
        """Deal with it by what is at hand in ``office``."""
        self._office = office
        self.relay = Relay(office)
        self.along = ThinkingAlong(office)

    def begin(self, change: Change, now: float) -> Change:
        """Say who begins."""
        match change.talk.order.launch.way:
            case Way.RELAY:
                return self.relay.begin(change, now)
            case Way.THINK_ALONG:
                return self.along.begin(change, now)
        return change

    def beside(self, change: Change, said: Said, now: float) -> Change | None:
        """What a trainee writes that the customer does not hear; None when the customer does."""
        way, team = change.talk.order.launch.way, change.talk.team
        if way is not Way.TOGETHER and team.turn and passes(said.text):
            return self.pass_on(change, said.person, now)
        if way is Way.TOGETHER or team.speaks(said.person):
            return None
        return self.relay.not_now(change, said) if way is Way.RELAY else self.along.proposed(change, said)

    def heard(self, change: Change, by: tuple[Said, ...], now: float) -> Change:
        """Somebody was heard, and the customer's answer is on its way."""
        match change.talk.order.launch.way:
            case Way.RELAY if by:
                return self.relay.heard(change, by[0].person, now)
            case Way.THINK_ALONG if by:
                return self.along.heard(change, by[0].person, now)
        return change

    def changed(self, change: Change, edit: Edited | Deleted) -> Change | None:
        """A message that the customer did not hear was changed or taken back; None when it is another."""
        talk = change.talk
        if not any(one.ts == edit.ts for one in talk.team.unheard):
            return None
        if talk.order.launch.way is Way.RELAY:
            return change
        text = edit.text if isinstance(edit, Edited) else ""
        return change.with_talk(replace(talk, team=talk.team.changed(edit.ts, text)))

    def adopted(self, change: Change, adopted: Adopted, now: float) -> tuple[Change, Said | None]:
        """A proposal that is to be sent; None when it cannot be, and whoever wanted it was told why."""
        talk, thread = change.talk, Thread(self._office, change.talk)
        if talk.order.launch.way is not Way.THINK_ALONG:
            return change.post(thread.whisper(adopted.person, Notice.NO_PROPOSAL)), None
        if talk.outcome:
            return change.post(thread.whisper(adopted.person, Notice.ALREADY_ENDED)), None
        if talk.paused_at is not None:
            return change.post(thread.whisper(adopted.person, Notice.ALREADY_PAUSED)), None
        return self.along.adopted(change, adopted, now)

    def pass_on(self, change: Change, person: str, now: float) -> Change:
        """The turn, or the sending, goes on to the next."""
        match change.talk.order.launch.way:
            case Way.RELAY:
                return self.relay.pass_on(change, person, now)
            case Way.THINK_ALONG:
                return self.along.pass_on(change, person, now)
        return change

    def take_over(self, change: Change, person: str, now: float) -> Change:
        """Somebody else sends from now on, where somebody sends."""
        if change.talk.order.launch.way is not Way.THINK_ALONG:
            return change
        return self.along.take_over(change, person, now)

    def waited_for(self, change: Change) -> tuple[str, ...]:
        """Whose answer the customer waits for."""
        trainees, turn = change.talk.order.launch.trainees, change.talk.team.turn
        return (turn,) if change.talk.order.launch.way is not Way.TOGETHER and turn else trainees
