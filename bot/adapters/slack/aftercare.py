"""Aftercare: a promise of an ended talk falls due. In real time, or at once on the button "the next day".

While nobody does anything the talk stays as it ended; a timer brings the customer back when nothing was heard.
"""

from __future__ import annotations

from dataclasses import replace

from bot.adapters.slack.calendars import promises_file
from bot.adapters.slack.change import Change
from bot.adapters.slack.faces.notices import Notice
from bot.adapters.slack.inputs import Pressed, Said
from bot.adapters.slack.launch import Action
from bot.adapters.slack.office import Office
from bot.adapters.slack.posts import Thread
from bot.adapters.slack.promised import PROMISE, REMIND, reminds, the_promise
from bot.adapters.slack.talking import Talking, stops
from bot.core.commitments import Commitment
from bot.report.aftercare import when
from bot.training.returning import comes_back


class Aftercare:
    """Follows promises up."""

    def __init__(self, office: Office, talking: Talking) -> None:
        """Follow up with what is at hand in ``office``; ``talking`` does the talking."""
        self._office = office
        self._talking = talking

    def said(self, change: Change, said: Said, now: float) -> Change:
        """A trainee writes in the thread of an ended talk: where that is about an open promise, it is followed up.

        Whoever only says thanks is told once how to come back to it.
        """
        talk, promise = change.talk, the_promise(self._office, change.talk)
        if promise is None or not said.text or stops(said.text):
            return change
        if said.person not in talk.order.launch.trainees:
            return change
        session, at = self._office.session(talk), self._office.moment(now)
        if comes_back(self._office.training, session, promise, said.text, at):
            return self._begin(change, promise, now, 0.0)
        return self._tell_how(change, said.person)

    def _tell_how(self, change: Change, person: str) -> Change:
        talk, told = change.talk, f"{Notice.PROMISE_WAITS}:{person}"
        already = f"{Notice.ALREADY_ENDED}:{person}"  # this says it too
        if told in talk.told:
            return change
        button = self._office.words(talk.order)("button_next_day")
        names = {"name": self._office.persona(talk.order).name, "button": button}
        said = Thread(self._office, talk).whisper(person, Notice.PROMISE_WAITS, **names)
        return change.with_talk(talk.tell(told).tell(already)).post(said)

    def pressed(self, change: Change, pressed: Pressed, now: float) -> Change:
        """A button below a promise."""
        match pressed.action:
            case Action.REMIND:
                return self._remind(change, pressed.person)
            case Action.CALENDAR:
                return self._for_calendar(change, pressed.person, now)
        return self._next_day(change, pressed.person, now)

    def _next_day(self, change: Change, person: str, now: float) -> Change:
        """The time jumps to the promised moment, and the trainee may begin."""
        promise = the_promise(self._office, change.talk)
        if promise is None or person not in change.talk.order.launch.trainees:
            return change.post(Thread(self._office, change.talk).whisper(person, Notice.NOTHING_PROMISED))
        due = self._office.training.due(self._office.session(change.talk), promise)
        change = self._begin(change, promise, now, now - due.timestamp())
        thread = Thread(self._office, change.talk)
        shown = when(replace(promise, due=due), self._office.words(change.talk.order))
        return change.post(thread.notice(Notice.NEXT_DAY, when=shown))

    def waited(self, change: Change, now: float) -> Change:
        """Nobody came back to the customer in time: the customer comes back."""
        promise = the_promise(self._office, change.talk)
        return self._begin(change, promise, now, 0.0) if promise else change

    def _remind(self, change: Change, person: str) -> Change:
        """A trainee wants to be reminded of the promise."""
        talk, promise = change.talk, the_promise(self._office, change.talk)
        thread = Thread(self._office, talk)
        if promise is None or person not in talk.order.launch.trainees:
            return change.post(thread.whisper(person, Notice.NOTHING_PROMISED))
        timer = reminds(self._office, talk, promise)
        talk = talk if _wants(person) in talk.told else talk.tell(_wants(person))
        return change.with_talk(talk).remind(timer).post(thread.letter(person, Notice.WILL_REMIND))

    def _for_calendar(self, change: Change, person: str, now: float) -> Change:
        """A trainee wants what is still to be kept in their own calendar."""
        talk = change.talk
        if person not in talk.order.launch.trainees:
            return change.post(Thread(self._office, talk).whisper(person, Notice.NOT_YOURS))
        file = promises_file(self._office, talk, person, now)
        return change.post(file or Thread(self._office, talk).alone(person, Notice.NOTHING_TO_KEEP))

    def reminded(self, change: Change, now: float) -> Change:
        """It is nearly time: everybody who wanted it is told."""
        talk, promise = change.talk, the_promise(self._office, change.talk)
        if promise is None:
            return change
        thread = Thread(self._office, talk)
        persona = self._office.persona(talk.order)
        told = [person for person in talk.order.launch.trainees if _wants(person) in talk.told]
        names = {"name": persona.name, "quote": promise.quote}
        return change.post(*(thread.letter(person, Notice.REMINDER, **names) for person in told))

    def _begin(self, change: Change, promise: Commitment, now: float, behind: float) -> Change:
        """The follow-up as it stands now, on a clock that runs ``behind`` the real one by so many seconds."""
        talk = replace(change.talk, paused=behind, paused_at=None, team=change.talk.team.anybody())
        session = self._office.session(talk)
        begun = self._office.training.follow_up(session, promise, talk.moment(now, self._office.zone))
        return self._talking.go_on(change.with_talk(talk).forget(PROMISE, REMIND), begun, now, by=())


def _wants(person: str) -> str:
    return f"{REMIND}:{person}"
