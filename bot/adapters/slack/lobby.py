"""Lobby: what people ask for outside of a practice, typed behind the slash command, in a direct message or a mention.

An answer is made from the words and the archive alone; who asked decides how it is shown.
"""

from __future__ import annotations

from dataclasses import dataclass

from bot.adapters.slack.faces.blocks import Face, face
from bot.adapters.slack.faces.commands import customers_list, help_text, problems, rubrics_list, which_practice
from bot.adapters.slack.faces.debrief import short_debrief
from bot.adapters.slack.faces.home import Listed
from bot.adapters.slack.faces.marked import channel_name, mentions
from bot.adapters.slack.faces.notices import Notice, notice
from bot.adapters.slack.faces.texts import SlackTexts
from bot.adapters.slack.inputs import Asked, Asker, Ordered, Pressed, Said, written
from bot.adapters.slack.launch import Action, Launch
from bot.adapters.slack.launch_rules import Rules, launch_problems
from bot.adapters.slack.looking import lookback
from bot.adapters.slack.office import Office
from bot.adapters.slack.posts import call
from bot.adapters.slack.words import WORDS, Command, Word, parse_command
from bot.core.persona import Outcome
from bot.delivery import Input, Post, Result
from bot.training.archive import PracticeRecord

_ACTIONS = {
    Word.HINT: Action.HINT,
    Word.PAUSE: Action.PAUSE,
    Word.RESUME: Action.RESUME,
    Word.END: Action.END,
    Word.STOP: Action.STOP,
}


_LOOKED_BACK = 10
"""Practices among which the last one with a debrief is looked for; who stopped one has none of it."""
_FEW = 3
"""Words that may be a command with a mistake in it; more of them are a sentence."""


@dataclass(frozen=True)
class Answer:
    """What is said, what is done, and the form to open, where a form can be opened."""

    face: Face | None = None
    inputs: tuple[Input, ...] = ()
    form: Launch | None = None
    shows: bool = False
    """In the direct message with us, what is done shows itself: nothing need be said."""


class Lobby:
    """Answers what is asked outside of a practice."""

    def __init__(self, office: Office) -> None:
        """Answer with what is at hand in ``office``."""
        self._office = office

    def answer(self, text: str, asker: Asker, place: str | None = None) -> Answer:
        """What comes of ``text``, typed in Dutch or English in the channel ``place``, where that is known."""
        command = parse_command(text, self._office.training.library)
        texts, library = self._office.texts[asker.language], self._office.training.library
        match command.word:
            case Word.FORM:
                return Answer(help_text(asker.trainer, texts), form=command.launch(asker.person, asker.channel))
            case Word.START:
                return self._start(command, asker, texts)
            case Word.HELP if command.problems:
                return Answer(problems(command.problems, texts))
            case Word.HELP:
                return Answer(help_text(asker.trainer, texts))
            case Word.LIST:
                return Answer(customers_list(library, texts))
            case Word.METHODS:
                return Answer(rubrics_list(library, texts))
            case Word.REPORT:
                return self._report(asker, texts)
        return self._steer(_ACTIONS[command.word], asker, place, texts)

    def deal(self, asked: Asked) -> Result:
        """What was written to us in a direct message or a mention. A talk that runs there is what it is for."""
        asker = asked.asker
        running = self._office.archive.running(asker.team, asker.person)
        here = [record for record in running if record.channel == asked.place]
        if here and asker.channel is None and not self._is_command(asked.text):
            heard = Said(asker.person, asked.ts, asked.said)
            return Result(None, forward=(Input(here[0].id, f"said:{asker.key}", written(heard)),))
        answer = self.answer("" if self._is_prose(asked.text) else asked.text, asker, asked.place)
        said = answer.face if asker.channel or not answer.shows else None
        return Result(None, posts=(_reply(asked, said),) if said else (), forward=answer.inputs)

    def _is_command(self, text: str) -> bool:
        """Whether words are for us while a customer is waiting for some: one known word, or a start that is right."""
        command = parse_command(text, self._office.training.library)
        if command.word is Word.START:
            begins = text.split()[0].lower() in WORDS[Word.START]
            return begins and command.persona is not None and not command.problems
        return command.word is not Word.FORM and not command.problems and len(text.split()) == 1

    def _is_prose(self, text: str) -> bool:
        """Whether somebody just talks to us: no word of it is worth correcting, and help is the answer."""
        command = parse_command(text, self._office.training.library)
        return command.word is Word.HELP and bool(command.problems) and len(text.split()) > _FEW

    def launch(self, launch: Launch, asker: Asker) -> Input:
        """The order for ``launch``; no harder than anybody who practises wants for themselves."""
        order = Ordered(self._office.bearable(launch, asker.team), asker.team, asker.url)
        return Input(f"launch:{asker.key}", f"launch:{asker.key}", written(order))

    def _start(self, command: Command, asker: Asker, texts: SlackTexts) -> Answer:
        launch = command.launch(asker.person, asker.channel)
        rules = Rules(self._office.training.library, asker.trainer, asker.apps)
        wrong = command.problems or (launch_problems(launch, rules) if launch.persona else ())
        if wrong:
            return Answer(problems(wrong, texts))
        if not launch.persona:
            return Answer(customers_list(self._office.training.library, texts), form=launch)
        shows = launch.channel is None and launch.trainees == (asker.person,)
        return Answer(_line(self.launched(launch, asker.team, texts)), (self.launch(launch, asker),), shows=shows)

    def launched(self, launch: Launch, workspace: str, texts: SlackTexts) -> str:
        """That a practice begins, for who asked for it; and on which level, where that is gentler than was asked."""
        level = self._office.bearable(launch, workspace).difficulty
        if level == launch.difficulty:
            return self._waits(launch, texts)
        return f"{self._waits(launch, texts)} {notice(Notice.PLAYED_ON, texts, level=texts(f'difficulty_{level}'))}"

    def unseen(self, launch: Launch, workspace: str, texts: SlackTexts) -> str | None:
        """What a trainer must be told after the form: that it waits elsewhere, or is played on a gentler level."""
        gentler = self._office.bearable(launch, workspace).difficulty != launch.difficulty
        if launch.trainees == (launch.by,) or not (gentler or launch.channel is None):
            return None
        return self.launched(launch, workspace, texts)

    def _waits(self, launch: Launch, texts: SlackTexts) -> str:
        name = self._office.training.library.personas[launch.persona].name
        if launch.trainees == (launch.by,):
            place = channel_name(launch.channel) if launch.channel else texts("place_dm")
            return notice(Notice.LAUNCHED_SELF, texts, name=name, place=place)
        place = channel_name(launch.channel) if launch.channel else texts("place_their_dm")
        return notice(Notice.LAUNCHED, texts, name=name, who=mentions(launch.trainees), place=place)

    def _steer(self, action: Action, asker: Asker, place: str | None, texts: SlackTexts) -> Answer:
        """A command for a running practice: the only one there is, or the one that is then chosen."""
        running = self._office.archive.running(asker.team, asker.person)
        here = [record for record in running if record.channel == (place or asker.channel)] or running
        if not here:
            return Answer(_line(notice(Notice.NO_PRACTICE, texts)))
        if len(here) > 1:
            library = self._office.training.library
            return Answer(which_practice(action, [Listed(record) for record in here], library, texts))
        return Answer(inputs=(pressed(here[0].id, asker, action),))

    def _report(self, asker: Asker, texts: SlackTexts) -> Answer:
        recent = self._office.archive.recent(asker.team, asker.person, _LOOKED_BACK)
        scored = (record for record in recent if record.outcome is not Outcome.STOPPED)
        found = (face for face in (self.debrief(record, asker) for record in scored) if face)
        return Answer(next(found, None) or _line(notice(Notice.NO_DEBRIEF, texts)))

    def debrief(self, record: PracticeRecord, asker: Asker) -> Face | None:
        """The debrief of an ended practice, for somebody who may see it; None when there is none."""
        archive = self._office.archive
        debriefs, kept = archive.debriefs(record.id), archive.turns(record.id)
        if not debriefs or record.persona not in self._office.training.library.personas:
            return None
        own = asker.person in record.trainees
        look = lookback(self._office, record, kept, debriefs, url=asker.url, own=own)
        return short_debrief(debriefs, look, self._office.texts[record.language])


def pressed(practice: str, asker: Asker, action: Action) -> Input:
    """A command for a practice, as if its button had been pressed."""
    return Input(
        practice, f"{action}:{asker.key}", written(Pressed(asker.person, action, asker.trainer, asker.language))
    )


def _reply(asked: Asked, face: Face) -> Post:
    """The answer to what was written: in a channel only the asker sees it, for it may be their own debrief."""
    place = {"channel": asked.place, **({"thread_ts": asked.thread} if asked.thread else {})}
    if asked.asker.channel is None:
        return call(asked.asker.team, "chat.postMessage", {**place, **face.args})
    return call(asked.asker.team, "chat.postEphemeral", {**place, "user": asked.asker.person, **face.args})


def may_see(record: PracticeRecord, asker: Asker) -> bool:
    """Whether somebody may see the debrief of a practice: the trainees, and trainers when it is not private."""
    visible = asker.trainer and (record.shared or not record.private)
    return asker.person in record.trainees or visible


def _line(text: str) -> Face:
    return face(text, [{"type": "section", "text": {"type": "mrkdwn", "text": text, "verbatim": True}}])
