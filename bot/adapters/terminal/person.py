"""Person: whoever is at the other end. Somebody who types, or lines that come in through a pipe."""

from __future__ import annotations

import asyncio
import os
import signal
import unicodedata
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import datetime, timedelta
from typing import Protocol, TextIO

from prompt_toolkit import PromptSession
from prompt_toolkit.output import ColorDepth
from prompt_toolkit.styles import Style

from bot.adapters.terminal.clock import ScriptClock, WallClock

_SHORTLY = 0.02  # seconds; a prompt that begins or ends takes about as long


class Clock(Protocol):
    """The time of the talk."""

    def now(self) -> datetime:
        """The talk's time."""

    def jump(self, moment: datetime) -> None:
        """Jump ahead to ``moment``; never back."""

    def stop(self) -> None:
        """Stand still."""

    def go_on(self) -> None:
        """Go on from where it stood."""


class Person(Protocol):
    """Somebody who answers. Each method raises EOFError when nothing more will come, and on Ctrl-C."""

    @property
    def clock(self) -> Clock:
        """The time of the talk."""

    @property
    def present(self) -> bool:
        """Whether somebody is there to be asked how they are: a script is nobody."""

    async def ask(self, prompt: str) -> str:
        """The answer to a question, however long it takes."""

    async def meanwhile(self, prompt: str, until: datetime) -> str | None:
        """What is said while the customer is still typing, or None when ``until`` comes first."""

    async def answer(self, prompt: str, until: datetime | None, pause: Callable[[str], timedelta]) -> str | None:
        """What is said now that the customer is silent, or None when ``until`` comes first.

        ``pause`` is how long saying it would naturally take; a script lets that time pass.
        """


def without_controls(line: str) -> str:
    """A line without control characters: an escape sequence that somebody pastes must not reach the screen."""
    return "".join(character for character in line if unicodedata.category(character) != "Cc" or character == "\t")


class Typist:
    """Somebody who types in a terminal. What was half typed stays when the customer's message comes in between."""

    def __init__(self, clock: WallClock, toolbar: Callable[[], str]) -> None:
        """Tell the time by ``clock``; ``toolbar`` is the line at the bottom of the screen."""
        self._session: PromptSession[str] = PromptSession(
            bottom_toolbar=toolbar,
            refresh_interval=0.3,
            color_depth=ColorDepth.DEPTH_1_BIT if os.environ.get("NO_COLOR") else None,
            style=Style.from_dict({"bottom-toolbar": "noreverse italic"}),
            interrupt_exception=EOFError,  # Ctrl-C ends a talk in order, like the end of a pipe
        )
        self._clock = clock
        self._typing: asyncio.Task[str] | None = None
        self._interrupted = False

    @contextmanager
    def minding_interrupts(self) -> Iterator[None]:
        """Ctrl-C between two lines ends the next one, as Ctrl-C ends a line that is being typed.

        asyncio would cancel everything that runs, and what the prompt was about to show would then keep it waiting
        for ever (prompt_toolkit 3.0.53, ``in_terminal``).
        """
        before = signal.signal(signal.SIGINT, self._interrupt)
        try:
            yield
        finally:
            signal.signal(signal.SIGINT, before)

    def _interrupt(self, *signalled: object) -> None:
        """Leave at once where nothing is waited for; otherwise in the loop, where the prompt can be told."""
        try:
            loop = asyncio.get_running_loop()
        except RuntimeError:
            raise KeyboardInterrupt from None
        loop.call_soon_threadsafe(self._leave)

    def _leave(self) -> None:
        """End the line that is being typed or about to be, or else the next one."""
        app = self._session.app
        if self._typing is None:
            self._interrupted = True
        elif app.is_running and not app.is_done:
            app.exit(exception=EOFError)
        else:
            asyncio.get_running_loop().call_later(_SHORTLY, self._leave)

    @property
    def clock(self) -> WallClock:
        """The time on the wall."""
        return self._clock

    @property
    def present(self) -> bool:
        """Somebody types."""
        return True

    async def ask(self, prompt: str) -> str:
        """The line that is typed next."""
        return await self._line(prompt, None) or ""

    async def meanwhile(self, prompt: str, until: datetime) -> str | None:
        """The line that is typed before ``until``, or None."""
        return await self._line(prompt, until)

    async def answer(self, prompt: str, until: datetime | None, pause: Callable[[str], timedelta]) -> str | None:
        """The line that is typed before ``until``, or None; typing takes the time it takes."""
        return await self._line(prompt, until)

    async def _line(self, prompt: str, until: datetime | None) -> str | None:
        self._session.message = prompt
        if self._interrupted:
            self._interrupted = False
            raise EOFError
        if self._typing is None:
            self._typing = asyncio.create_task(self._session.prompt_async())
        left = max((until - self._clock.now()).total_seconds(), 0.0) if until else None
        done, _ = await asyncio.wait({self._typing}, timeout=left)
        if not done:
            return None
        task, self._typing = self._typing, None
        return without_controls(task.result())


class Script:
    """Lines that come in through a pipe, on a clock of their own: nobody waits, and silence never falls."""

    def __init__(self, lines: TextIO, clock: ScriptClock, echo: Callable[[str, str], None]) -> None:
        """Read ``lines``; ``echo`` shows the prompt and the line, so that the output reads like a talk."""
        self._lines: Iterator[str] = iter(lines)
        self._clock = clock
        self._echo = echo

    @property
    def clock(self) -> ScriptClock:
        """The script's own time."""
        return self._clock

    @property
    def present(self) -> bool:
        """Nobody."""
        return False

    async def ask(self, prompt: str) -> str:
        """The next line."""
        line = next(self._lines, None)
        if line is None:
            raise EOFError
        line = without_controls(line).strip()
        self._echo(prompt, line)
        return line

    async def meanwhile(self, prompt: str, until: datetime) -> str | None:
        """Nothing: a script lets the customer finish."""
        self._clock.jump(until)
        return None

    async def answer(self, prompt: str, until: datetime | None, pause: Callable[[str], timedelta]) -> str | None:
        """The next line, after the while that saying it takes."""
        line = await self.ask(prompt)
        if not line.startswith("/"):
            self._clock.jump(self._clock.now() + pause(line))
        return line
