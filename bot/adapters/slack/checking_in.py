"""Checking in: who is asked how they are after a hard talk, and what somebody who answers is told.

The question goes to each trainee alone. The answer is given at once and kept nowhere: it is in no input, no record, no
export and no log; only the message in that person's own direct messages changes.
"""

from __future__ import annotations

from collections.abc import Iterable

from bot.adapters.slack.faces.blocks import Face
from bot.adapters.slack.faces.check_in import answered, check_in
from bot.adapters.slack.inputs import Asker
from bot.adapters.slack.office import Office
from bot.adapters.slack.posts import call
from bot.adapters.slack.state import Talk
from bot.core.persona import Outcome
from bot.delivery import Post
from bot.training.care import Feeling, was_hard


def check_ins(office: Office, talk: Talk) -> Iterable[Post]:
    """The question to each trainee, where the talk that has just ended was a hard one.

    Who does a message again was asked already.
    """
    launch, stopped = talk.order.launch, talk.outcome is Outcome.STOPPED
    if not was_hard(talk.core, launch.difficulty) or (talk.order.redo and not stopped):
        return
    shown = check_in(talk.practice, stopped, office.words(talk.order)).args
    for person in launch.trainees:
        if person:  # a forgotten trainee has no name
            yield call(talk.order.workspace, "chat.postMessage", {**talk.alone(person), **shown})


def answer(office: Office, practice: str, feeling: Feeling, asker: Asker) -> Face:
    """What somebody who says how they are is told. May block."""
    record = office.archive.practice(practice)
    known = record is not None and record.persona in office.training.library.personas
    stopped = record is not None and record.outcome is Outcome.STOPPED
    wanted = feeling is Feeling.TOUCHED or (stopped and feeling is Feeling.FINE)
    texts = office.texts[record.language if record else asker.language]
    return answered(feeling, practice, known and wanted, texts)
