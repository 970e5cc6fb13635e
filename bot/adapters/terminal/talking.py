"""Talking: one talk in the terminal, from the customer's first message to the end."""

from __future__ import annotations

from collections import deque
from datetime import datetime, timedelta
from difflib import get_close_matches

from bot.adapters.terminal.person import Person
from bot.adapters.terminal.screen import Screen
from bot.core.conversation import Message, Turn
from bot.core.persona import Outcome
from bot.report.texts import Texts
from bot.training import Heard, Session, Training
from bot.training.script import natural_pause

LONGEST_MESSAGE = 20_000
COMMANDS = ("/hint", "/facts", "/pause", "/end", "/stop", "/help")


class Talk:
    """A talk while it goes on: the customer's messages on their way, and the person who may come in between."""

    def __init__(self, training: Training, screen: Screen, person: Person, texts: Texts) -> None:
        """Talk with ``person``, in the words of ``texts``."""
        self._training = training
        self._screen = screen
        self._person = person
        self._texts = texts
        self._coming: deque[tuple[datetime, Message]] = deque()
        self._name = ""
        self._headed = False

    def toolbar(self) -> str:
        """The line at the bottom: who is typing."""
        return self._texts("typing", name=self._name) if self._coming else ""

    async def run(self, session: Session, turns: tuple[Turn, ...]) -> Session:
        """Go on from ``session``, whose last ``turns`` have not been shown yet, until the talk has ended."""
        self._name = session.persona.name
        self._expect(turns)
        try:
            while self._coming or not session.over:
                session = await self._next(session)
        except EOFError:
            self._coming.clear()
            session = self._training.finish(session, Outcome.ENDED)
        return session

    async def _next(self, session: Session) -> Session:
        """The next thing that happens: a message of the customer, a line of the person, or an interval of silence."""
        prompt = f"{self._texts('prompt')} › "
        if self._coming:
            line = await self._person.meanwhile(prompt, self._coming[0][0])
            if line is None:
                self._show(session)
                return session
        else:
            due = self._training.next_silence(session)
            line = await self._person.answer(prompt, due, lambda text: natural_pause(session, text))
        if line is None:
            self._headed = False
            return self._take(self._training.wait(session, self._person.clock.now()))
        self._headed = False
        return await self._hear(session, line.strip())

    async def _hear(self, session: Session, line: str) -> Session:
        if not line or session.over:
            return session
        if line.startswith("/"):
            return await self._command(session, line)
        if len(line) > LONGEST_MESSAGE:
            self._screen.say(self._texts("too_long", limit=LONGEST_MESSAGE), "dim")
        return self._take(self._training.hear(session, line[:LONGEST_MESSAGE], self._person.clock.now()))

    async def _command(self, session: Session, line: str) -> Session:
        """Do what a line that starts with a slash asks for."""
        match line.split()[0].lower():
            case "/hint":
                self._screen.say(self._training.hint(session), "cyan")
            case "/facts":
                self._facts(session)
            case "/pause":
                await self._pause()
            case "/end":
                return self._end(session, Outcome.ENDED)
            case "/stop":
                return self._end(session, Outcome.STOPPED)
            case "/help":
                self._screen.say(self._texts("help"), "dim")
            case unknown:
                self._unknown(unknown)
        return session

    def _facts(self, session: Session) -> None:
        facts = self._training.facts(session)
        self._screen.say(self._texts("facts_known" if facts else "facts_none"), "cyan")
        for fact in facts:
            self._screen.say(f"• {fact}", "cyan")

    async def _pause(self) -> None:
        self._person.clock.stop()
        await self._person.ask(f"{self._texts('paused')} ")
        self._person.clock.go_on()
        self._screen.say(self._texts("resumed"), "dim")

    def _end(self, session: Session, outcome: Outcome) -> Session:
        self._coming.clear()
        return self._training.finish(session, outcome)

    def _unknown(self, command: str) -> None:
        nearest = get_close_matches(command, COMMANDS, 1, 0.5)
        hint = f" {self._texts('nearest', nearest=nearest[0])}" if nearest else ""
        self._screen.say(self._texts("unknown_command", command=command) + hint, "dim")
        self._screen.say(self._texts("help"), "dim")

    def _take(self, heard: Heard) -> Session:
        self._expect(heard.turns)
        return heard.session

    def _expect(self, turns: tuple[Turn, ...]) -> None:
        """Put the messages of the customer's turns on their way, each at the moment it has been typed."""
        for turn in turns:
            due = turn.at
            for message in turn.messages:
                due += timedelta(seconds=message.seconds)
                self._coming.append((due, message))

    def _show(self, session: Session) -> None:
        """The next message; the customer's name stands above the first one after something else was shown."""
        _, message = self._coming.popleft()
        if not self._headed:
            self._screen.customer(session.persona)
        self._headed = True
        self._screen.message(message)
