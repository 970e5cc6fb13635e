"""The terminal: practise with a customer where there is no Slack. Typed lines, or a script through a pipe."""

from __future__ import annotations

import asyncio
import sys
from collections.abc import Mapping
from contextlib import suppress
from zoneinfo import ZoneInfo

from prompt_toolkit.patch_stdout import patch_stdout
from rich.console import Console

from bot.adapters.terminal.clock import ScriptClock, WallClock
from bot.adapters.terminal.person import Person, Script, Typist
from bot.adapters.terminal.practice import Practice, Wanted
from bot.adapters.terminal.screen import Screen
from bot.core.moves import Language
from bot.report.texts import Texts
from bot.training import Training

__all__ = ["Wanted", "practise", "talk_number"]


def practise(training: Training, texts: Mapping[Language, Texts], zone: ZoneInfo, wanted: Wanted) -> None:
    """Practise until the person stops, the pipe is empty, or Ctrl-C; all three end in order."""
    if sys.stdin.isatty():
        with patch_stdout(raw=True):
            _practise(training, texts, wanted, Screen(Console(highlight=False)), zone)
    else:
        _practise(training, texts, wanted, Screen(Console(highlight=False, width=80)), zone)


def talk_number(zone: ZoneInfo) -> int:
    """A number for a talk that nobody has numbered: another one every minute, and for a script always 0."""
    return int(WallClock(zone).now().timestamp() // 60) if sys.stdin.isatty() else 0


def _practise(
    training: Training, texts: Mapping[Language, Texts], wanted: Wanted, screen: Screen, zone: ZoneInfo
) -> None:
    practice = Practice(training, screen, texts, wanted)
    with suppress(EOFError, KeyboardInterrupt):
        asyncio.run(practice.run(_person(practice, screen, zone)))
    screen.say(practice.goodbye())


def _person(practice: Practice, screen: Screen, zone: ZoneInfo) -> Person:
    clock = WallClock(zone)
    if sys.stdin.isatty():
        return Typist(clock, practice.toolbar)
    return Script(sys.stdin, ScriptClock(clock.now()), screen.echo)
