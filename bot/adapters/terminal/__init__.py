"""The terminal: practise with a customer where there is no Slack. Typed lines, or a script through a pipe."""

from __future__ import annotations

import asyncio
import sys
from collections.abc import Mapping
from contextlib import AbstractContextManager, nullcontext, suppress
from zoneinfo import ZoneInfo

from prompt_toolkit.patch_stdout import patch_stdout
from rich.console import Console

from bot.adapters.terminal.clock import ScriptClock, WallClock
from bot.adapters.terminal.keeping import Keeping, Kept
from bot.adapters.terminal.person import Person, Script, Typist
from bot.adapters.terminal.practice import Practice, Wanted
from bot.adapters.terminal.screen import Screen
from bot.core.moves import Language
from bot.report.texts import Texts
from bot.training import Training

__all__ = ["Kept", "Wanted", "practise", "talk_number"]


def practise(
    training: Training,
    texts: Mapping[Language, Texts],
    zone: ZoneInfo,
    wanted: Wanted,
    kept: Kept | None = None,
) -> None:
    """Practise until the person stops, the pipe is empty, or Ctrl-C; all three end in order.

    Practices are kept as ``kept`` says; without it, nowhere.
    """
    typed = sys.stdin.isatty()
    with patch_stdout(raw=True) if typed else nullcontext():
        screen = Screen(Console(highlight=False, width=None if typed else 80))
        practice = Practice(training, screen, texts, wanted, Keeping(kept, WallClock(zone).now()))
        person = _person(practice, screen, zone)
        with suppress(EOFError, KeyboardInterrupt), _minding_interrupts(person):
            asyncio.run(practice.run(person))
        for line in practice.goodbye():
            screen.say(line)


def talk_number(zone: ZoneInfo) -> int:
    """A number for a talk that nobody has numbered: another one every minute, and for a script always 0."""
    return int(WallClock(zone).now().timestamp() // 60) if sys.stdin.isatty() else 0


def _minding_interrupts(person: Person) -> AbstractContextManager[None]:
    return person.minding_interrupts() if isinstance(person, Typist) else nullcontext()


def _person(practice: Practice, screen: Screen, zone: ZoneInfo) -> Person:
    clock = WallClock(zone)
    if sys.stdin.isatty():
        return Typist(clock, practice.toolbar)
    return Script(sys.stdin, ScriptClock(clock.now()), screen.echo)
