"""Talking: what happens in the thread of a practice, from the customer's first word to the last.

Each method deals with one thing and returns everything that comes of it as one result. The customer's messages go out
at the moment they are typed; what happens after the talk is in ``looking_back``.
"""

from __future__ import annotations

from dataclasses import replace

from bot.adapters.slack.change import Change
from bot.adapters.slack.closing import Closing
from bot.adapters.slack.faces.card import CardState
from bot.adapters.slack.faces.marked import mentions
from bot.adapters.slack.faces.notices import Notice
from bot.adapters.slack.inputs import Adopted, Begun, Deleted, Edited, Said
from bot.adapters.slack.observing import Observing
from bot.adapters.slack.office import Office
from bot.adapters.slack.posts import Thread
from bot.adapters.slack.relay import BATON
from bot.adapters.slack.state import Talk
from bot.adapters.slack.teaming import Teaming
from bot.adapters.slack.typed import LONGEST
from bot.core.conversation import Turn
from bot.core.persona import Outcome
from bot.delivery import Timer
from bot.training import Heard, Session
from bot.training.archive import TurnRecord

SILENCE, NEAR, LIMIT, READING, EARLY = "silence", "near", "limit", "reading", "early"
WARNED = 2
"""Minutes before the time is up."""
_STOP_WORDS = frozenset({"stop", "/stop"})
_READS = 3.0
"""Seconds the customer goes on reading at natural pace: what the trainee adds meanwhile belongs to the same turn."""


class Talking:
    """The talk itself."""

    def __init__(self, office: Office, closing: Closing) -> None:
        """Talk with what is at hand in ``office``."""
        self._office = office
        self._closing = closing
        self.teaming = Teaming(office)
        self._observing = Observing(office)

    def begin(self, begun: Begun, early: tuple[Said, ...], now: float) -> Change:
        """The customer starts. ``early`` was written before that: it is heard right after the first word."""
        office, order = self._office, begun.order
        ordered = office.order(order, begun.thread)
        at = office.moment(now)
        started = office.again(order.redo, ordered, at) if order.redo else office.training.launch(ordered, at)
        session = started.session
        talk = Talk(order, begun.channel, begun.thread, now, session.state, _tail(session, ()))
        change = self._observing.begin(Change(talk).keep(office.record(talk)))
        if order.redo:
            shown = replace(talk.tail[-1], at=at)
            change = change.keep(*office.copied(order.redo, talk)).post(*self._thread(talk).lines(shown))
        change = self.go_on(change.forget(EARLY), started, now, by=())
        if not change.talk.outcome:
            change = self._await(self.teaming.begin(self._limit(self._invited(change, now)), now))
        for said in sorted(early, key=_moment):
            change = self.hear(change, said, now)
        return change

    def _invited(self, change: Change, now: float) -> Change:
        """Where the trainee writes first: why, and how long there is for it."""
        talk, first = change.talk, self._office.persona(change.talk.order).proactive
        due = self._office.training.next_silence(self._office.session(talk))
        if first is None or due is None or talk.core.turn:
            return change
        minutes = round((talk.wall(due) - now) / 60)
        what = Notice(f"first_{first.occasion}")
        return change.post(self._thread(talk).notice(what, name=self._name(talk), count=minutes))

    def hear(self, change: Change, said: Said, now: float) -> Change:
        """Somebody wrote in the thread."""
        talk, launch = change.talk, change.talk.order.launch
        if not talk.outcome and said.person in (*launch.trainees, launch.by) and stops(said.text):
            return self._closing.end(change, Outcome.STOPPED, now)
        if said.person not in launch.trainees:
            return change if talk.outcome else self._observed(change, said.person)
        if talk.outcome:
            return self._tell_once(change, said.person, Notice.ALREADY_ENDED)
        if talk.paused_at is not None:
            return change.post(self._thread(talk).whisper(said.person, Notice.ALREADY_PAUSED))
        if not said.text:
            file = self._thread(talk).whisper(said.person, Notice.FILE_ONLY, name=self._name(talk))
            return change.post(file) if said.files else change
        beside = self.teaming.beside(change, said, now)
        if beside is not None:
            return beside
        return self._hear(change, said, now)

    def adopt(self, change: Change, adopted: Adopted, now: float) -> Change:
        """A trainee sends a colleague's proposal: the customer hears it as the colleague's."""
        change, said = self.teaming.adopted(change, adopted, now)
        return self._hear(change, said, now) if said else change

    def overdue(self, change: Change, now: float) -> Change:
        """Whoever has the turn is quiet."""
        return self.teaming.relay.quiet(change, now)

    def _hear(self, change: Change, said: Said, now: float) -> Change:
        """The customer is to hear this, and reads no books."""
        talk = change.talk
        if len(said.text) >= LONGEST:
            change = change.post(
                self._thread(talk).whisper(said.person, Notice.TOO_LONG, limit=LONGEST, name=self._name(talk))
            )
        return self._take(change, said, now)

    def _observed(self, change: Change, person: str) -> Change:
        """Somebody else writes in the thread: that is fine, and they are told once that the customer hears nothing."""
        return self._tell_once(change, person, Notice.OBSERVER, who=mentions(change.talk.order.launch.trainees))

    def _take(self, change: Change, said: Said, now: float) -> Change:
        """The customer begins to read; what this trainee adds soon belongs to it, another trainee's words do not."""
        talk = change.talk
        others = tuple(one for one in talk.pending if one.person != said.person)
        if others:
            change = self.read(change, now)
        pending = sorted((*change.talk.pending, said), key=_moment)
        waiting = replace(change.talk, pending=tuple(pending))
        change = change.with_talk(waiting).forget(SILENCE, BATON)
        if not self._office.reads:
            return self.read(change, now)
        return change.remind(Timer(READING, now + self._office.reads * _READS, {}))

    def read(self, change: Change, now: float) -> Change:
        """The customer has read what the trainee wrote, and answers."""
        talk = change.talk
        if not talk.pending or talk.outcome:
            return change
        text = "\n".join(said.text for said in talk.pending)
        spoken = max(_moment(talk.pending[-1]), talk.started)
        at = max(talk.moment(min(spoken, now), self._office.zone), talk.tail[-1].at)
        session = self._office.session(talk)
        heard = self._office.training.hear(session, text, at)
        read, talk = talk.pending, replace(talk, pending=())
        change = self.go_on(change.with_talk(talk).forget(READING), heard, now, by=read)
        turn = next((turn for turn in heard.turns if turn.who == "trainee"), None)
        if talk.order.launch.coaching and turn:
            change = change.post(*self._thread(talk).react(read[-1].ts, turn))
        return change

    def silent(self, change: Change, now: float) -> Change:
        """Nobody wrote anything: the customer grows restless."""
        talk = change.talk
        if talk.outcome or talk.paused_at is not None or talk.pending:
            return change
        heard = self._office.training.wait(self._office.session(talk), talk.moment(now, self._office.zone))
        change = self.go_on(change, heard, now, by=())
        if change.talk.outcome or not heard.turns:
            return change
        for person in self.teaming.waited_for(change):
            change = self._tell_once(change, person, Notice.WAITING, name=self._name(talk))
        return change

    def changed(self, change: Change, edit: Edited | Deleted) -> Change:
        """A trainee changed or took back a message: in time when the customer is still reading, or too late."""
        talk = change.talk
        if talk.outcome or edit.person not in talk.order.launch.trainees:
            return change
        if any(said.ts == edit.ts for said in talk.pending):
            text = edit.text if isinstance(edit, Edited) else ""
            after = (replace(said, text=text) if said.ts == edit.ts else said for said in talk.pending)
            pending = tuple(said for said in after if said.text)
            change = change.with_talk(replace(talk, pending=pending))
            return change if pending else self._await(change.forget(READING))
        unheard = self.teaming.changed(change, edit)
        if unheard is not None:
            return unheard
        what = Notice.EDITED if isinstance(edit, Edited) else Notice.DELETED
        return self._tell_once(change, edit.person, what, name=self._name(talk))

    def pause(self, change: Change, person: str, now: float) -> Change:
        """Stand still: no silence counts, and the customer waits."""
        talk = change.talk
        if talk.paused_at is not None:
            return change.post(self._thread(talk).whisper(person, Notice.ALREADY_PAUSED))
        paused = replace(talk, paused_at=now)
        return (
            change.with_talk(paused)
            .forget(SILENCE, NEAR, LIMIT, BATON)
            .post(self._thread(paused).card(CardState.PAUSED), self._thread(paused).notice(Notice.PAUSED))
        )

    def resume(self, change: Change, person: str, now: float) -> Change:
        """Go on where it stood still."""
        talk = change.talk
        if talk.paused_at is None:
            return change.post(self._thread(talk).whisper(person, Notice.NOT_PAUSED))
        stood = now - talk.paused_at
        talk = replace(talk, paused_at=None, paused=talk.paused + stood)
        thread = self._thread(talk)
        change = change.with_talk(talk).post(thread.card(CardState.RUNNING), thread.notice(Notice.RESUMED))
        return self._limit(self._await(change))

    def _limit(self, change: Change) -> Change:
        """Set the time limit, where there is one, and a warning in front of it."""
        minutes = change.talk.order.launch.minutes
        if not minutes or change.talk.core.follow_up:
            return change
        start = change.talk.started + change.talk.paused
        change = change.remind(Timer(NEAR, start + 60 * (minutes - WARNED), {}))
        return change.remind(Timer(LIMIT, start + 60 * minutes, {}))

    def go_on(self, change: Change, heard: Heard, now: float, by: tuple[Said, ...]) -> Change:
        """Keep what was said, send the customer's messages, and wait for the trainee or close the talk."""
        session = heard.session
        talk = replace(change.talk, core=session.state, tail=_tail(session, change.talk.tail))
        records = [self._kept(talk, session, turn, by) for turn in heard.turns]
        change = change.with_talk(talk).keep(*records)
        for turn in heard.turns:
            change = change.post(*self._thread(talk).lines(turn))
        if talk.outcome:
            return self._closing.close(change, now)
        return self._await(self.teaming.heard(change, by, now))

    def _kept(self, talk: Talk, session: Session, turn: Turn, by: tuple[Said, ...]) -> TurnRecord:
        if turn.who == "customer":
            return TurnRecord(talk.practice, turn)
        return TurnRecord(talk.practice, turn, by[0].person, by[0].ts, session.before.get(turn.number))

    def _await(self, change: Change) -> Change:
        """Wait for the trainee, as long as the customer's patience lasts."""
        change = self.teaming.relay.waits(change)
        talk = change.talk
        due = self._office.training.next_silence(self._office.session(talk))
        if due is None or talk.pending:
            return change
        return change.remind(Timer(SILENCE, talk.wall(due), {}))

    def _tell_once(self, change: Change, person: str, what: Notice, **names: object) -> Change:
        told = f"{what}:{person}"
        if told in change.talk.told:
            return change
        return change.with_talk(change.talk.tell(told)).post(self._thread(change.talk).whisper(person, what, **names))

    def finish(self, change: Change, now: float, *, gone: bool = False) -> Change:
        """End the talk before it is done. What a trainee wrote last still counts; ``gone``: we may not write there."""
        change = self.read(change, now)
        return change if change.talk.outcome else self._closing.end(change, Outcome.ENDED, now, gone=gone)

    def _name(self, talk: Talk) -> str:
        return self._office.persona(talk.order).name

    def _thread(self, talk: Talk) -> Thread:
        return Thread(self._office, talk)


def _moment(said: Said) -> float:
    """When the customer got a message."""
    return said.sent or float(said.ts)


def stops(text: str) -> bool:
    """Whether a message is the stop word and nothing else, perhaps said to us by name."""
    return text.strip("@ \n!.").lower() in _STOP_WORDS


def _tail(session: Session, before: tuple[Turn, ...]) -> tuple[Turn, ...]:
    """The customer's last turn."""
    last = next((turn for turn in reversed(session.transcript) if turn.who == "customer"), None)
    return (last,) if last else before
