"""Closing: the end of a talk, by whichever road it came, and the debrief."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from typing import Any

from bot.adapters.slack.change import Change
from bot.adapters.slack.checking_in import check_ins
from bot.adapters.slack.faces.aftercare import followed, promised
from bot.adapters.slack.faces.card import CardState
from bot.adapters.slack.faces.debrief import short_debrief
from bot.adapters.slack.faces.notices import Notice, notice
from bot.adapters.slack.faces.redo_form import redo_result
from bot.adapters.slack.inputs import Redo
from bot.adapters.slack.looking import lookback
from bot.adapters.slack.observing import Observing
from bot.adapters.slack.office import Office
from bot.adapters.slack.posts import LINES, Thread, call
from bot.adapters.slack.promised import the_promise, waits
from bot.adapters.slack.sending import PICTURE
from bot.adapters.slack.state import Talk
from bot.core.debrief import Debrief
from bot.core.persona import Outcome
from bot.delivery import Post
from bot.report.retold import in_words
from bot.report.sections import curve_of
from bot.training.archive import DebriefRecord, TurnRecord

_TIMERS = ("silence", "near", "limit", "reading", "baton")


class Closing:
    """Ends talks."""

    def __init__(self, office: Office) -> None:
        """End talks with what is at hand in ``office``."""
        self._office = office
        self._observing = Observing(office)

    def end(self, change: Change, outcome: Outcome, now: float, *, gone: bool = False) -> Change:
        """The talk is ended: what the customer was still typing is never sent. ``gone``: we may not write there."""
        talk = change.talk
        ended = self._office.training.finish(self._office.session(talk), outcome)
        talk = replace(talk, core=ended.state, pending=())
        return self.close(change.with_talk(talk).withdraw(LINES), now, gone=gone)

    def close(self, change: Change, now: float, *, gone: bool = False) -> Change:
        """The talk has ended: put the card right, keep the record, and look back."""
        talk, office = change.talk, self._office
        kept = self._transcript(change)
        debriefs = self._debriefs(talk, kept)
        if talk.core.follow_up:
            return self._followed(change.forget(*_TIMERS), debriefs)
        change = change.forget(*_TIMERS).keep(office.record(talk, office.moment(now)))
        change = change.keep(*(DebriefRecord(talk.practice, debrief) for debrief in debriefs))
        if not gone:
            change = change.post(*self._last_words(talk))
        for place in talk.places(apart=gone or talk.order.launch.apart):
            change = change.post(*self._debrief(talk, debriefs, kept, place))
        change = change if gone else self._promised(change)
        return self._observing.ask(change.post(*check_ins(office, talk)))

    def _followed(self, change: Change, debriefs: tuple[Debrief, ...]) -> Change:
        """A promise was followed up: what came of it, and what was promised this time."""
        talk, words = change.talk, self._office.words(change.talk.order)
        change = change.keep(*(DebriefRecord(talk.practice, debrief) for debrief in debriefs))
        if talk.outcome is Outcome.STOPPED:
            return change.post(Thread(self._office, talk).notice(Notice.STOPPED), *check_ins(self._office, talk))
        shown = followed(debriefs, words).args
        for place in talk.places(apart=talk.order.launch.apart):
            change = change.post(call(talk.order.workspace, "chat.postMessage", {**place, **shown}))
        return self._promised(change)

    def _promised(self, change: Change) -> Change:
        """What the trainee promised, and the moment at which the customer comes back when nothing is heard."""
        talk, promise = change.talk, the_promise(self._office, change.talk)
        if promise is None:
            return change
        shown = promised(promise, talk.practice, self._office.words(talk.order)).args
        for place in talk.places(apart=talk.order.launch.apart):
            change = change.post(call(talk.order.workspace, "chat.postMessage", {**place, **shown}))
        return change.remind(waits(self._office, talk, promise))

    def lost(self, change: Change, now: float) -> Change:
        """The customer's file is gone, so nothing can go on: say so, and let the talk end without a debrief."""
        talk, kept = change.talk, self._office.archive.practice(change.talk.practice)
        texts = self._office.texts[kept.language if kept else "en"]
        place = {"channel": talk.channel, "thread_ts": talk.thread}
        sorry = call(talk.order.workspace, "chat.postMessage", {**place, "text": notice(Notice.CUSTOMER_GONE, texts)})
        ended = replace(talk, core=replace(talk.core, outcome=talk.outcome or Outcome.ENDED), pending=())
        change = change.with_talk(ended).withdraw(LINES).forget(*_TIMERS).post(sorry)
        if kept and not talk.outcome:
            change = change.keep(replace(kept, outcome=ended.outcome, ended=self._office.moment(now)))
        return change

    def _last_words(self, talk: Talk) -> Iterable[Post]:
        """What stands in the thread when a talk is over; the debrief itself says it too, where it is posted there."""
        thread = Thread(self._office, talk)
        yield thread.card(CardState.ENDED)
        if talk.order.launch.apart:
            yield thread.notice(Notice.STOPPED if talk.outcome is Outcome.STOPPED else Notice.DEBRIEF_PRIVATE)

    def _transcript(self, change: Change) -> tuple[TurnRecord, ...]:
        """Every turn: those in the archive, and those that this change adds."""
        kept = {record.turn.number: record for record in self._office.archive.turns(change.talk.practice)}
        kept |= {record.turn.number: record for record in change.records if isinstance(record, TurnRecord)}
        return tuple(kept[number] for number in sorted(kept))

    def _debriefs(self, talk: Talk, kept: tuple[TurnRecord, ...]) -> tuple[Debrief, ...]:
        order = self._office.order(talk.order, talk.thread)
        whole = tuple(record.turn for record in kept)
        made = self._office.training.debriefs(self._office.training.resume(order, whole, talk.core))
        return self._observing.beside(talk, made)

    def _debrief(
        self, talk: Talk, debriefs: tuple[Debrief, ...], kept: tuple[TurnRecord, ...], place: dict[str, Any]
    ) -> Iterable[Post]:
        team, words = talk.order.workspace, self._office.words(talk.order)
        look = lookback(self._office, self._office.record(talk), kept, debriefs, url=talk.order.url)
        if talk.order.redo and talk.outcome is not Outcome.STOPPED:
            yield from self._compared(talk, talk.order.redo, kept, place)
        yield call(team, "chat.postMessage", {**place, **short_debrief(debriefs, look, words).args})
        if talk.outcome is not Outcome.STOPPED:
            yield self._picture(talk, talk.practice, debriefs[0], "heading_curve", place)

    def _compared(self, talk: Talk, redo: Redo, kept: tuple[TurnRecord, ...], place: dict[str, Any]) -> Iterable[Post]:
        """The message that was done again, then and now, and how the talk went before."""
        then = self._turn(self._office.archive.turns(redo.practice), redo.turn)
        again = self._turn(kept, redo.turn)
        if then and again and again.turn.who == "trainee":
            face = redo_result(then.turn, again.turn, self._office.words(talk.order))
            yield call(talk.order.workspace, "chat.postMessage", {**place, **face.args})
            first = self._office.archive.debriefs(redo.practice)[:1]
            yield from (self._picture(talk, redo.practice, one, "redo_curve_then", place) for one in first)

    def _picture(self, talk: Talk, practice: str, debrief: Debrief, title: str, place: dict[str, Any]) -> Post:
        """The curve of a practice, drawn when it is sent."""
        words = self._office.words(talk.order)
        told = in_words(curve_of(debrief, words), words)
        shown = {"practice": practice, "title": words(title), "told": told}
        return call(talk.order.workspace, PICTURE, {**place, **shown})

    def _turn(self, kept: Iterable[TurnRecord], number: int) -> TurnRecord | None:
        return next((record for record in kept if record.turn.number == number), None)
