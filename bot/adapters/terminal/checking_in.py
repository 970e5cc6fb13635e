"""Checking in: after a hard talk, one kind question to whoever is there; Enter skips it. The answer is kept nowhere."""

from __future__ import annotations

from bot.adapters.terminal.person import Person
from bot.adapters.terminal.screen import Screen
from bot.report.texts import Texts
from bot.training.care import Feeling

_KEYS = {str(number): feeling for number, feeling in enumerate(Feeling, start=1)}


async def check_in(screen: Screen, person: Person, stopped: bool, texts: Texts) -> Feeling | None:
    """Ask how somebody is, and say something kind back. None: they skipped it, or nobody is there."""
    if not person.present:
        return None
    screen.title(texts("check_in_stopped" if stopped else "check_in"))
    for key, feeling in _KEYS.items():
        screen.say(f"{key}  {texts(f'check_in_{feeling}')}")
    screen.say(texts("check_in_private"), "dim")
    screen.say(texts("check_in_skip"), "dim")
    answer = _KEYS.get((await person.ask("› ")).strip())
    if answer:
        screen.say(texts(f"check_in_answer_{answer}"), "cyan")
    return answer
