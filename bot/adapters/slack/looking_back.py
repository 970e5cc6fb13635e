"""Looking back: what people do with a talk that has ended, and what trainers do beside one that goes on."""

from __future__ import annotations

from dataclasses import replace

from bot.adapters.slack.change import Change
from bot.adapters.slack.faces.marked import mention, mentions
from bot.adapters.slack.faces.notices import Notice, notice
from bot.adapters.slack.faces.register_form import registered as registration
from bot.adapters.slack.inputs import Marked, Ordered, Pressed, Redo, Redone, Registered, Whispered, written
from bot.adapters.slack.launch import Launch
from bot.adapters.slack.office import Office
from bot.adapters.slack.posts import Thread, call
from bot.adapters.slack.reviewing import REMARKS
from bot.adapters.slack.state import Talk
from bot.core.numbers import DifficultyName
from bot.core.persona import Persona
from bot.core.registering import REGISTERED
from bot.delivery import Input, Post
from bot.training.archive import MarkRecord, PracticeRecord, RegistrationRecord, TurnRecord
from bot.training.session import MOST_REDOS


class LookingBack:
    """After the talk, and beside it."""

    def __init__(self, office: Office) -> None:
        """Look back with what is at hand in ``office``."""
        self._office = office

    def again(self, change: Change, person: str, key: str) -> Change:
        """The same customer once more, alone in a direct message."""
        return self._start(change, person, change.talk.order.launch.persona, key)

    def following(self, change: Change, person: str, key: str) -> Change:
        """The customer who fits what was weakest."""
        return self._start(change, person, self._next(change.talk).id, key)

    def gentler(self, change: Change, person: str, key: str) -> Change:
        """A customer who does not shout, on gentle."""
        return self._start(change, person, self._next(change.talk, calm=True).id, key, "gentle")

    def _next(self, talk: Talk, *, calm: bool = False) -> Persona:
        debriefs = tuple(self._office.archive.debriefs(talk.practice))
        return self._office.training.next_customer(self._office.persona(talk.order), debriefs, calm=calm)

    def redo(self, change: Change, redone: Redone, key: str) -> Change:
        """One message again, in a thread of its own; the original stays."""
        talk = change.talk
        if not talk.outcome or redone.person not in talk.order.launch.trainees:
            return self._tell(change, redone.person, Notice.NOT_YOURS)
        if not any(
            kept.turn.number == redone.turn and kept.before for kept in self._office.archive.turns(talk.practice)
        ):
            return self._tell(change, redone.person, Notice.FORGOTTEN)
        tries = talk.redone.get(redone.turn, 0)
        if tries >= MOST_REDOS:
            return self._tell(change, redone.person, Notice.REDO_ENOUGH, most=MOST_REDOS)
        talk = replace(talk, redone={**talk.redone, redone.turn: tries + 1})
        launch = self._office.bearable(talk.order.launch.alone(redone.person), talk.order.workspace)
        order = replace(talk.order, launch=launch, redo=Redo(talk.practice, redone.turn))
        return self._elsewhere(change.with_talk(talk).forward(_ordered(order, key)), launch)

    def share(self, change: Change, person: str, now: float) -> Change:
        """A trainee shares the debrief with the trainers."""
        talk = change.talk
        if not talk.outcome or person not in talk.order.launch.trainees:
            return self._tell(change, person, Notice.NOT_YOURS)
        talk = replace(talk, shared=True)
        ended = self._ended(talk, now)
        return self._tell(change.with_talk(talk).keep(ended), person, Notice.SHARED)

    def unshare(self, change: Change, person: str, now: float) -> Change:
        """A trainee takes the sharing back: from now on no trainer sees it, and nobody is told of what was said."""
        talk = change.talk
        if not talk.outcome or person not in talk.order.launch.trainees:
            return self._tell(change, person, Notice.NOT_YOURS)
        talk = replace(talk, shared=False, remarked=())
        ended = self._ended(talk, now)
        return self._tell(change.with_talk(talk).forget(REMARKS).keep(ended), person, Notice.UNSHARED)

    def register(self, change: Change, registered: Registered, now: float) -> Change:
        """The complaint as a trainee wrote it down, held against what was the matter."""
        talk = change.talk
        if not talk.outcome or registered.person not in talk.order.launch.trainees:
            return self._tell(change, registered.person, Notice.NOT_YOURS)
        office = self._office
        kept = tuple(record.turn for record in office.archive.turns(talk.practice))
        session = office.training.resume(office.order(talk.order, talk.thread), kept, talk.core)
        session, entries = office.training.register(session, registered.written, office.moment(now))
        written_down = next(turn for turn in session.transcript if turn.has(REGISTERED))
        turn = TurnRecord(talk.practice, written_down, registered.person)
        change = change.with_talk(replace(talk, core=session.state))
        change = change.keep(turn, RegistrationRecord(talk.practice, registered.person, entries))
        place = {"channel": registered.person, **registration(entries, office.words(talk.order)).args}
        return change.post(call(talk.order.workspace, "chat.postMessage", place))

    def whisper(self, change: Change, whispered: Whispered) -> Change:
        """A trainer's words, for the trainees only."""
        talk = change.talk
        thread = Thread(self._office, talk)
        who, trainees = mention(whispered.person), talk.order.launch.trainees
        told = [thread.whisper(person, Notice.WHISPER, who=who, text=whispered.text) for person in trainees]
        return self._tell(change.post(*told), whispered.person, Notice.WHISPERED, who=mentions(trainees))

    def mark(self, change: Change, marked: Marked, now: float) -> Change:
        """A trainer's mark at a message, to come back to."""
        talk = change.talk
        turn = self._written_at(talk, marked)
        if turn is None:
            return self._tell(change, marked.person, Notice.NOT_MARKED)
        mark = MarkRecord(talk.practice, marked.person, turn, marked.comment, self._office.moment(now))
        return self._tell(change.keep(mark), marked.person, Notice.MARKED)

    def forgotten(self, practice: str, pressed: Pressed) -> Post:
        """A button of a practice that nobody keeps any more."""
        workspace, channel, thread = practice.split(":")
        text = notice(Notice.FORGOTTEN, self._office.texts[pressed.language])
        place = {"channel": channel, "thread_ts": thread, "user": pressed.person}
        return call(workspace, "chat.postEphemeral", {**place, "text": text})

    def _written_at(self, talk: Talk, marked: Marked) -> int | None:
        """The turn of the trainee that a message belongs to: several short messages are one turn."""
        if any(one.ts == marked.ts for one in talk.team.unheard):
            return None
        records = self._office.archive.turns(talk.practice)
        own = [one for one in records if one.message and one.person == marked.author and one.message <= marked.ts]
        return own[-1].turn.number if own else None

    def _start(
        self, change: Change, person: str, persona: str, key: str, level: DifficultyName | None = None
    ) -> Change:
        """A practice of this person alone; ``level`` is as hard as the one before where it is None."""
        order = change.talk.order
        launch = replace(order.launch.alone(person), persona=persona, minutes=None)
        launch = self._office.bearable(replace(launch, difficulty=level or launch.difficulty), order.workspace)
        return self._elsewhere(change.forward(_ordered(replace(order, launch=launch, redo=None), key)), launch)

    def _elsewhere(self, change: Change, launch: Launch) -> Change:
        """A card appears in the direct messages: who pressed a button in a channel does not see it there."""
        before = change.talk.order.launch
        if before.channel is None or before.apart:
            return change
        name = self._office.training.library.personas[launch.persona].name
        place = self._office.words(change.talk.order)("place_dm")
        return self._tell(change, launch.by, Notice.LAUNCHED_SELF, name=name, place=place)

    def _tell(self, change: Change, person: str, what: Notice, **names: object) -> Change:
        """Only to ``person``: in the thread, or beside the debrief that they have in their direct messages."""
        talk = change.talk
        thread, launch = Thread(self._office, talk), talk.order.launch
        if talk.outcome and launch.apart and person in launch.trainees:
            return change.post(thread.letter(person, what, **names))
        return change.post(thread.whisper(person, what, **names))

    def _ended(self, talk: Talk, now: float) -> PracticeRecord:
        kept = self._office.archive.practice(talk.practice)
        return self._office.record(talk, kept.ended if kept else self._office.moment(now))


def _ordered(order: Ordered, key: str) -> Input:
    return Input(f"launch:{key}", f"launch:{key}", written(order))
