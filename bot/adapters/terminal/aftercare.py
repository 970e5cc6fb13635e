"""Aftercare: "the next day" at once. The time jumps to when a promise falls due, and the trainee keeps it or not."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime, timedelta

from bot.adapters.terminal.person import Person
from bot.adapters.terminal.screen import Screen
from bot.core.commitments import Commitment
from bot.core.debrief import Debrief
from bot.report.aftercare import follow_ups, moment
from bot.report.sections import score_line
from bot.report.texts import Texts
from bot.training import Heard, Session, Training

_LATER = timedelta(hours=3)
_CHOICES = ("follow_up_on_time", "follow_up_too_late", "follow_up_wait")


def offered(promises: tuple[Commitment, ...]) -> Mapping[str, Commitment]:
    """The promises that the menu offers to keep, by what is typed for them."""
    return {f"d{number}" if number > 1 else "d": promise for number, promise in enumerate(promises, start=1)}


async def begin(
    training: Training, screen: Screen, person: Person, session: Session, promise: Commitment, texts: Texts
) -> Heard:
    """Ask when the trainee gets in touch, jump to that moment, and begin."""
    screen.say(texts("follow_up_choose"))
    for number, choice in enumerate(_CHOICES, start=1):
        screen.say(f"{number}  {texts(choice)}")
    at = training.due(session, promise)
    match (await person.ask("› ")).strip():
        case "2":
            at += _LATER
        case "3":
            at = training.given_up_waiting(session, promise)
    person.clock.jump(at)
    heard = training.follow_up(session, promise, person.clock.now())
    told = "follow_up_waited" if heard.turns else "follow_up_starts"
    screen.say(texts(told, when=_clock(person.clock.now(), texts)), "dim")
    return heard


def look_back(screen: Screen, debriefs: tuple[Debrief, ...], texts: Texts) -> None:
    """What came of the promise just now, and what it made of the scores."""
    screen.sections(follow_ups(debriefs[0].follow_ups[-1:], texts), texts)
    screen.say("")
    for debrief in debriefs:
        screen.say(score_line(debrief, texts), "bold")


def _clock(now: datetime, texts: Texts) -> str:
    return moment(now.replace(second=0, microsecond=0), texts)
