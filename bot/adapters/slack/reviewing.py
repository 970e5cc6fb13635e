"""Reviewing: what trainers say about a talk that was shared with them, and how who practised hears of it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from typing import Final

from bot.adapters.slack.change import Change
from bot.adapters.slack.faces.notices import Notice
from bot.adapters.slack.faces.reviewing import remarks
from bot.adapters.slack.inputs import Commented, Reviewed
from bot.adapters.slack.office import Office
from bot.adapters.slack.posts import Thread, call
from bot.adapters.slack.state import Talk
from bot.core.persona import Outcome
from bot.delivery import Timer
from bot.training.archive import MarkRecord, VerdictRecord

REMARKS = "remarks"
"""The timer after which trainees hear of what trainers said."""
_QUIET: Final = 600.0
"""Seconds after the last word of a trainer: who reads back says several things, and one message tells of them all."""


class Reviewing:
    """Keeps what trainers say."""

    def __init__(self, office: Office) -> None:
        """Keep it with what is at hand in ``office``."""
        self._office = office

    def comment(self, change: Change, said: Commented, now: float) -> Change:
        """A comment on a moment."""
        if not _open(change.talk, said.person):
            return self._refuse(change, said.person)
        mark = MarkRecord(change.talk.practice, said.person, said.turn, said.comment, self._office.moment(now))
        return _noticed(change.keep(mark), said.person, now)

    def review(self, change: Change, said: Reviewed, now: float) -> Change:
        """Agreement with scores, or not; what was said before and is the same is not said again."""
        if not _open(change.talk, said.person):
            return self._refuse(change, said.person)
        verdicts = tuple(self._verdicts(change.talk, said, now))
        return _noticed(change.keep(*verdicts), said.person, now) if verdicts else change

    def told(self, change: Change) -> Change:
        """Tell who practised that something was said about it, where trainers may still see it."""
        talk, order = change.talk, change.talk.order
        change = change.with_talk(replace(talk, remarked=()))
        if not talk.remarked or not _visible(talk):
            return change
        name, words = self._office.persona(order).name, self._office.words(order)
        shown = remarks(talk.remarked, name, talk.practice, words).args
        letters = ({"channel": person, **shown} for person in order.launch.trainees if person)
        return change.post(*(call(order.workspace, "chat.postMessage", letter) for letter in letters))

    def _verdicts(self, talk: Talk, said: Reviewed, now: float) -> Iterator[VerdictRecord]:
        archive = self._office.archive
        debrief = next((one for one in archive.debriefs(talk.practice) if one.rubric.id == said.rubric), None)
        if debrief is None:
            return
        before = {(one.trainer, one.rubric, one.criterion): one for one in archive.verdicts(talk.practice)}
        assessed = {score.criterion.id for score in debrief.scores if score.assessed}
        for one in said.opinions:
            known = before.get((said.person, said.rubric, one.criterion))
            same = known and (known.verdict, known.level, known.comment) == (one.verdict, one.level, one.comment)
            if one.criterion in assessed and not same:
                yield VerdictRecord(
                    practice=talk.practice,
                    rubric=said.rubric,
                    rubric_version=debrief.rubric.version,
                    criterion=one.criterion,
                    trainer=said.person,
                    verdict=one.verdict,
                    comment=one.comment,
                    at=self._office.moment(now),
                    level=one.level,
                )

    def _refuse(self, change: Change, person: str) -> Change:
        return change.post(Thread(self._office, change.talk).letter(person, Notice.NOT_SHARED))


def _open(talk: Talk, person: str) -> bool:
    """Whether a trainer may say something about a talk: it ended, not by the stop word, others may see it."""
    ended = talk.practice_outcome not in (None, Outcome.STOPPED)
    return ended and _visible(talk) and person not in talk.order.launch.trainees


def _visible(talk: Talk) -> bool:
    return talk.shared or talk.order.launch.visible


def _noticed(change: Change, person: str, now: float) -> Change:
    """Remember who said something, and tell of it when no more comes."""
    talk = change.talk
    remarked = tuple(dict.fromkeys((*talk.remarked, person)))
    return change.with_talk(replace(talk, remarked=remarked)).remind(Timer(REMARKS, now + _QUIET, {}))
