"""Playing: one thing that happened, to the part that deals with it."""

from __future__ import annotations

import logging
from dataclasses import replace

from bot.adapters.slack.aftercare import Aftercare
from bot.adapters.slack.change import Change
from bot.adapters.slack.closing import Closing
from bot.adapters.slack.faces.notices import Notice
from bot.adapters.slack.inputs import (
    Adopted,
    Aside,
    Asked,
    Begun,
    Commented,
    Deleted,
    Edited,
    Gone,
    Happening,
    Marked,
    Observed,
    Ordered,
    Posted,
    Pressed,
    Redone,
    Registered,
    Reviewed,
    Said,
    Unposted,
    Whispered,
    read,
)
from bot.adapters.slack.launch import Action
from bot.adapters.slack.launching import Launching
from bot.adapters.slack.lobby import Lobby
from bot.adapters.slack.looking_back import LookingBack
from bot.adapters.slack.observing import Observing
from bot.adapters.slack.office import Office
from bot.adapters.slack.posts import Thread
from bot.adapters.slack.promised import PROMISE, REMIND
from bot.adapters.slack.relay import BATON
from bot.adapters.slack.reviewing import REMARKS, Reviewing
from bot.adapters.slack.state import SOON, Waiting, read_state, thread_of, write_state
from bot.adapters.slack.talking import EARLY, LIMIT, NEAR, READING, SILENCE, WARNED, Talking
from bot.core.persona import Outcome
from bot.delivery import Input, Post, Result, Timer, Work

_log = logging.getLogger(__name__)


class Playing:
    """Deals with everything that happens to practices: the ``Play`` of the delivery room."""

    def __init__(self, office: Office) -> None:
        """Deal with things by what is at hand in ``office``."""
        self._office = office
        self._launching = Launching(office)
        self._closing = Closing(office)
        self._talking = Talking(office, self._closing)
        self._aftercare = Aftercare(office, self._talking)
        self._back = LookingBack(office)
        self._reviewing = Reviewing(office)
        self._lobby = Lobby(office)
        self._observing = Observing(office)

    def __call__(self, work: Work, now: float) -> Result:
        """What comes of one thing."""
        if isinstance(work.cause, Timer):
            return self._timer(work, work.cause, now)
        happening = read(work.cause.payload)
        outside = self._outside(happening, work)
        if outside is not None:
            return outside
        state = read_state(work.state)
        if isinstance(state, Waiting):
            return self._first(state, happening, work, now)
        if not self._office.knows(state.order):
            return self._closing.lost(Change(state), now).result(_key(work))
        return self._next(Change(state), happening, work.cause, now).result(_key(work))

    def _outside(self, happening: Happening, work: Work) -> Result | None:
        """What happens outside of a practice; None for everything that belongs to one."""
        match happening:
            case Ordered():
                return self._launching.order(happening)
            case Asked():
                return self._lobby.deal(happening)
            case Posted():
                return self._launching.placed(work.state or {}, happening)
            case Unposted():
                return self._launching.refused(work.state or {}, happening)
            case Aside():
                return Result(None, posts=(Post(happening.body),))
        return None

    def _first(self, state: Waiting, happening: Happening, work: Work, now: float) -> Result:
        """Before the talk has begun, or when it was forgotten. What is written early is kept for its first moment."""
        practice = work.lease.conversation
        match happening:
            case Begun():
                return self._talking.begin(happening, state.early, now).result(_key(work))
            case Said() if float(happening.ts) - float(thread_of(practice)) < SOON:
                early = Waiting((*state.early, happening))
                return Result(write_state(early), timers=(Timer(EARLY, now + SOON, {}),))
            case Pressed() if now - float(thread_of(practice)) > SOON:
                return Result(None, posts=(self._back.forgotten(practice, happening),))
        return Result(work.state)

    def _timer(self, work: Work, timer: Timer, now: float) -> Result:
        state = read_state(work.state)
        if isinstance(state, Waiting):
            return Result(None)
        change = Change(state).forget(timer.name)
        if not self._office.knows(state.order):
            return self._closing.lost(change, now).result(_key(work))
        deals = {
            **{SILENCE: self._talking.silent, READING: self._talking.read, NEAR: self._near, LIMIT: self._limit},
            **{PROMISE: self._aftercare.waited, REMIND: self._aftercare.reminded, BATON: self._talking.overdue},
        }
        if timer.name == REMARKS:
            return self._reviewing.told(change).result(_key(work))
        return deals[timer.name](change, now).result(_key(work))

    def _near(self, change: Change, now: float) -> Change:
        """The time is nearly up: say so once."""
        if change.talk.outcome or change.talk.paused_at is not None:
            return change
        return change.post(Thread(self._office, change.talk).notice(Notice.TIME_NEAR, count=WARNED))

    def _limit(self, change: Change, now: float) -> Change:
        if change.talk.outcome or change.talk.paused_at is not None:
            return change
        return self._talking.finish(change.post(Thread(self._office, change.talk).notice(Notice.TIME_UP)), now)

    def _next(self, change: Change, happening: Happening, cause: Input, now: float) -> Change:
        match happening:
            case Said():
                return self._talking.hear(self._aftercare.said(change, happening, now), happening, now)
            case Edited() | Deleted():
                return self._talking.changed(change, happening)
            case Adopted():
                return self._talking.adopt(change, happening, now)
            case Pressed():
                return self._pressed(change, happening, cause.key, now)
            case Gone() if not change.talk.outcome:
                return self._talking.finish(change, now, gone=True)
        return self._beside(change, happening, cause, now)

    def _beside(self, change: Change, happening: Happening, cause: Input, now: float) -> Change:
        """What happens after a talk, or beside it."""
        match happening:
            case Redone():
                return self._back.redo(change, happening, cause.key)
            case Registered():
                return self._back.register(change, happening, now)
            case Whispered():
                return self._back.whisper(change, happening)
            case Marked():
                return self._back.mark(change, happening, now)
            case Commented():
                return self._reviewing.comment(change, happening, now)
            case Reviewed():
                return self._reviewing.review(change, happening, now)
            case Observed():
                return self._observing.observed(change, happening)
        return change

    def _pressed(self, change: Change, pressed: Pressed, key: str, now: float) -> Change:
        """A button: those of the talk while it goes on, those of the debrief after it."""
        person = pressed.person
        match pressed.action:
            case Action.AGAIN:
                return self._back.again(change, person, key)
            case Action.NEXT:
                return self._back.following(change, person, key)
            case Action.GENTLER:
                return self._back.gentler(change, person, key)
            case Action.SHARE:
                return self._back.share(change, person, now)
            case Action.UNSHARE:
                return self._back.unshare(change, person, now)
            case Action.NEXT_DAY | Action.REMIND | Action.CALENDAR:
                return self._aftercare.pressed(change, pressed, now)
        return self._during(change, pressed, now)

    def _during(self, change: Change, pressed: Pressed, now: float) -> Change:
        """A button that only means something while the talk goes on."""
        launch, person = change.talk.order.launch, pressed.person
        if change.talk.outcome:
            return self._tell(change, person, Notice.ALREADY_ENDED)
        if pressed.action is Action.OBSERVE:
            return self._observing.join(change, person)
        if person not in (*launch.trainees, launch.by) and not pressed.trainer:
            return self._tell(change, person, Notice.NOT_YOURS)
        return self._steer(change, pressed, now)

    def _steer(self, change: Change, pressed: Pressed, now: float) -> Change:
        """A button of the card, pressed by somebody who may."""
        match pressed.action:
            case Action.HINT:
                hint = self._office.training.hint(self._office.session(change.talk))
                return self._tell(change, pressed.person, Notice.HINT, hint=hint) if hint else change
            case Action.PASS:
                return self._talking.teaming.pass_on(change, pressed.person, now)
            case Action.TAKE_OVER:
                return self._talking.teaming.take_over(change, pressed.person, now)
            case Action.PAUSE:
                return self._talking.pause(change, pressed.person, now)
            case Action.RESUME:
                return self._talking.resume(change, pressed.person, now)
            case Action.END:
                return self._talking.finish(change, now)
            case Action.STOP:
                return self._closing.end(change, Outcome.STOPPED, now)
        return change

    def _tell(self, change: Change, person: str, what: Notice, **names: object) -> Change:
        return change.post(Thread(self._office, change.talk).whisper(person, what, **names))

    def given_up(self, work: Work, now: float) -> Result | None:
        """What comes of a thing that failed again and again: the talk goes on without it, and says so."""
        state = read_state(work.state)
        if isinstance(state, Waiting):
            return None
        code = f"{int(now)}-{work.lease.token}"
        _log.error("told to the people in the thread as %s", code, extra={"conversation": work.lease.conversation})
        change = Change(replace(state, pending=())).forget(READING)
        return change.post(Thread(self._office, state).notice(Notice.OUR_ERROR, code=code)).result(_key(work))


def _key(work: Work) -> str:
    """What the thing that is dealt with is known by."""
    cause = work.cause
    return cause.key if isinstance(cause, Input) else f"{work.lease.conversation}:{cause.name}:{cause.due}"
