"""Observing: colleagues read along, each with one criterion to watch, and may tell afterwards what they saw."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from bot.adapters.slack.change import ASIDE, Change
from bot.adapters.slack.faces.notices import Notice
from bot.adapters.slack.faces.observing import Watched, asked, assigned, observation
from bot.adapters.slack.inputs import Observed
from bot.adapters.slack.looking import link
from bot.adapters.slack.office import Office
from bot.adapters.slack.posts import Thread, call
from bot.adapters.slack.state import Talk
from bot.adapters.slack.team import Watch
from bot.core.debrief import Debrief, Observation
from bot.core.persona import Outcome
from bot.delivery import Post
from bot.training.archive import DebriefRecord


class Observing:
    """Gives observers something to watch, and puts what they saw beside the debrief. It never touches a score."""

    def __init__(self, office: Office) -> None:
        """Do it with what is at hand in ``office``."""
        self._office = office

    def begin(self, change: Change) -> Change:
        """Everybody who was asked to observe gets a criterion."""
        for person in change.talk.order.launch.observers:
            change = self._assign(change, person)
        return change

    def join(self, change: Change, person: str) -> Change:
        """Somebody wants to observe."""
        thread = Thread(self._office, change.talk)
        if person in change.talk.order.launch.trainees:
            return change.post(thread.whisper(person, Notice.PRACTISES_ALREADY))
        return self._assign(change.post(thread.whisper(person, Notice.OBSERVES)), person)

    def ask(self, change: Change) -> Change:
        """The talk is over: ask each observer, in private, what they saw. After the stop word nobody is asked."""
        talk = change.talk
        if talk.outcome is Outcome.STOPPED:
            return change
        letters = (self._letter(talk, watch, ask=True) for watch in talk.team.watching if watch.person)
        return change.post(*(letter for letter in letters if letter))

    def observed(self, change: Change, told: Observed) -> Change:
        """What an observer saw goes to where the debrief is. Telling it again replaces it."""
        talk = change.talk
        watch, thread = talk.team.watch(told.person), Thread(self._office, talk)
        if watch is None or (watch.rubric, watch.criterion) != (told.rubric, told.criterion):
            return change.post(thread.letter(told.person, Notice.NOT_YOURS))
        seen = Observation(told.criterion, told.person, told.seen, told.text)
        watching = (replace(one, told=seen) if one == watch else one for one in talk.team.watching)
        talk = replace(talk, team=replace(talk.team, watching=tuple(watching)))
        change = change.with_talk(talk).keep(*self._records(talk)).post(*self._published(talk, watch, seen))
        return change.post(thread.letter(told.person, Notice.OBSERVATION_SENT))

    def beside(self, talk: Talk, debriefs: Iterable[Debrief]) -> tuple[Debrief, ...]:
        """``debriefs`` with what the observers of this talk told."""
        return tuple(replace(one, observations=_told(talk, one.rubric.id)) for one in debriefs)

    def _assign(self, change: Change, person: str) -> Change:
        """One criterion for one person: the one that the fewest watch, in the order of the methods."""
        talk = change.talk
        if talk.team.watch(person) is None:
            watch = self._least_watched(talk, person)
            talk = replace(talk, team=replace(talk.team, watching=(*talk.team.watching, watch)))
        letter = self._letter(talk, next(one for one in talk.team.watching if one.person == person))
        return change.with_talk(talk).post(*([letter] if letter else []))

    def _least_watched(self, talk: Talk, person: str) -> Watch:
        rubrics = self._office.training.library.rubrics
        every = [(rubric, one.id) for rubric in self._office.methods(talk.order) for one in rubrics[rubric].criteria]
        taken = [(one.rubric, one.criterion) for one in talk.team.watching]
        return Watch(person, *min(every, key=taken.count))

    def _letter(self, talk: Talk, watch: Watch, *, ask: bool = False) -> Post | None:
        """What an observer is told, in their direct message; None when the criterion is no longer there."""
        watched = self._watched(talk, watch)
        if watched is None:
            return None
        shown = (asked if ask else assigned)(watched, self._office.words(talk.order))
        return call(talk.order.workspace, "chat.postMessage", {"channel": watch.person, **shown.args}, tag=ASIDE)

    def _published(self, talk: Talk, watch: Watch, seen: Observation) -> Iterable[Post]:
        watched = self._watched(talk, watch)
        if watched is None:
            return
        shown = observation(seen, watched.criterion, self._office.words(talk.order)).args
        for place in talk.places(apart=talk.order.launch.apart):
            yield call(talk.order.workspace, "chat.postMessage", {**place, **shown})

    def _watched(self, talk: Talk, watch: Watch) -> Watched | None:
        office, rubric = self._office, self._office.training.library.rubrics.get(watch.rubric)
        criterion = next((one for one in rubric.criteria if one.id == watch.criterion), None) if rubric else None
        if rubric is None or criterion is None:
            return None
        where = link(office.record(talk), talk.thread, talk.order.url)
        return Watched(talk.practice, talk.order.launch, office.persona(talk.order), rubric.id, criterion, where)

    def _records(self, talk: Talk) -> Iterable[DebriefRecord]:
        debriefs = self.beside(talk, self._office.archive.debriefs(talk.practice))
        return [DebriefRecord(talk.practice, debrief) for debrief in debriefs]


def _told(talk: Talk, rubric: str) -> tuple[Observation, ...]:
    return tuple(watch.told for watch in talk.team.watching if watch.told and watch.rubric == rubric)
