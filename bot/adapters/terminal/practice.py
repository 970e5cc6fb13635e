"""Practice: choose, talk, look back, and then: again, one message again, or the next customer."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from pathlib import Path

from bot.adapters.terminal import aftercare
from bot.adapters.terminal.aftercare import offered
from bot.adapters.terminal.checking_in import check_in
from bot.adapters.terminal.choosing import choose_customer, choose_language
from bot.adapters.terminal.keeping import Keeping
from bot.adapters.terminal.person import Person
from bot.adapters.terminal.screen import Screen
from bot.adapters.terminal.talking import Talk
from bot.core.commitments import Commitment
from bot.core.conversation import Turn
from bot.core.debrief import Debrief
from bot.core.moves import Language
from bot.core.numbers import DifficultyName
from bot.core.persona import Outcome, Persona
from bot.core.registering import Field
from bot.report.aftercare import promises, when
from bot.report.blocks import Section
from bot.report.files import save_page
from bot.report.redone import redone
from bot.report.sections import curve_of, moments, registration, short_form
from bot.report.tables import table
from bot.report.texts import Texts
from bot.report.whole import report
from bot.training import Order, Session, Training
from bot.training.care import Bounds, Feeling, was_hard
from bot.training.session import MOST_REDOS


@dataclass(frozen=True)
class Wanted:
    """What the command line asked for; None where it left the choice."""

    persona: str | None
    rubrics: tuple[str, ...]
    language: Language | None
    difficulty: DifficultyName
    pace: float
    talk: int
    bounds: Bounds
    """What this person can bear, whatever was asked for."""


class Practice:
    """A person practising in the terminal, one talk after the other."""

    def __init__(
        self,
        training: Training,
        screen: Screen,
        texts: Mapping[Language, Texts],
        wanted: Wanted,
        keeping: Keeping,
    ) -> None:
        """Practise what is ``wanted``, and give every practice to ``keeping``."""
        self._training = training
        self._screen = screen
        self._all_texts = texts
        self._wanted = wanted
        self._keeping = keeping
        self._bounds = wanted.bounds
        self._talk: Talk | None = None
        self._redone: Counter[int] = Counter()
        self._language: Language = wanted.language or "en"

    def toolbar(self) -> str:
        """The line at the bottom of the screen."""
        return self._talk.toolbar() if self._talk else ""

    def goodbye(self) -> Iterator[str]:
        """The last words, in the language of the last talk; waits until everything is kept."""
        texts = self._all_texts[self._language]
        wrong = self._keeping.close()
        if wrong is not None:
            yield texts("not_kept", why=wrong) if wrong else texts("kept")
        yield texts("goodbye")

    async def run(self, person: Person) -> None:
        """Practise with ``person`` until they stop."""
        self._person = person
        persona: Persona | None = await self._first()
        number = self._wanted.talk
        while persona:
            persona = await self._one(persona, number)
            number += 1

    async def _first(self) -> Persona:
        library = self._training.library
        if self._wanted.persona:
            return library.personas[self._wanted.persona]
        language = self._wanted.language or await choose_language(self._screen, self._person, self._all_texts)
        personas = [persona for persona in library.personas.values() if persona.language == language]
        return await choose_customer(self._screen, self._person, personas, self._all_texts[language])

    async def _one(self, persona: Persona, number: int) -> Persona | None:
        """One talk with everything after it; the customer to practise with next, or None."""
        self._language = persona.language
        self._redone.clear()
        texts = self._all_texts[persona.language]
        rubrics = self._methods(persona)
        order = self._order(persona, rubrics, number)
        methods = [self._training.library.rubrics[rubric] for rubric in rubrics]
        self._screen.card(persona, methods, order.difficulty, texts)
        if order.difficulty != self._wanted.difficulty:
            self._screen.say(texts("held_to", level=texts(f"difficulty_{order.difficulty}")), "dim")
        now = self._person.clock.now()
        self._keeping.begin(order, now)
        started = self._training.launch(order, now)
        self._invite(started.session, texts)
        ended = await self._talked(started.session, started.turns, texts)
        hard = was_hard(ended.state, order.difficulty)
        if (
            hard
            and await check_in(self._screen, self._person, ended.talk_outcome is Outcome.STOPPED, texts)
            is Feeling.ENOUGH
        ):
            return None
        return await self._after(ended, texts)

    def _order(self, persona: Persona, rubrics: tuple[str, ...], number: int) -> Order:
        """What is practised: as it was wanted, within what this person can bear."""
        level, pace = self._bounds.holding(self._wanted.difficulty), self._wanted.pace
        return Order(persona.id, rubrics, level, number, pace, coarse=self._bounds.coarse)

    def _invite(self, session: Session, texts: Texts) -> None:
        """Where the trainee writes first: why, and how long there is for it."""
        first, due = session.persona.proactive, self._training.next_silence(session)
        if first and due:
            minutes = round((due - session.transcript[0].at).total_seconds() / 60)
            self._screen.say(texts(f"first_{first.occasion}", name=session.persona.name, count=minutes))

    def _methods(self, persona: Persona) -> tuple[str, ...]:
        """The wanted methods that suit a talk with this customer, or the one that the customer is made for."""
        fitting = self._training.library.methods_for(persona)
        wanted = tuple(rubric for rubric in self._wanted.rubrics if rubric in fitting)
        return wanted or (self._training.method_for(persona),)

    async def _talked(self, session: Session, turns: tuple[Turn, ...], texts: Texts) -> Session:
        self._talk = Talk(self._training, self._screen, self._person, texts)
        ended = await self._talk.run(session, turns)
        self._talk = None
        debriefs = self._training.debriefs(ended)
        for debrief in debriefs:
            self._screen.sections((*short_form(debrief, texts), *moments(debrief, texts)), texts)
        self._screen.sections(promises(self._training.promises(ended), texts), texts)
        self._keeping.keep(ended, debriefs, self._person.clock.now())
        return ended

    async def _after(self, session: Session, texts: Texts) -> Persona | None:
        """The menu after a talk, until it leads to another one or out."""
        debriefs = self._training.debriefs(session)
        following = self._training.next_customer(session.persona, debriefs)
        while True:
            kept = offered(self._training.promises(session))
            self._menu(following, kept, texts)
            match (await self._person.ask("› ")).strip():
                case "1" | "s" as face:
                    self._show(face, session, debriefs, texts)
                case "2":
                    session = await self._register(session, texts)
                    debriefs = self._training.debriefs(session)
                case "4":
                    session = await self._redo(session, texts)
                    debriefs = self._training.debriefs(session)
                case "3" | "5" | "m" as key:
                    return {"3": session.persona, "5": following}.get(key) or self._gentler(session)
                case "6" | "q" | "/end" | "/stop":
                    return None
                case key if key in kept:
                    session = await self._follow_up(session, kept[key], texts)
                    debriefs = self._training.debriefs(session)

    def _gentler(self, session: Session) -> Persona:
        """A customer who does not shout; from now on it is gentle, until this person leaves."""
        self._bounds = replace(self._bounds, ceiling="gentle")
        return self._training.next_customer(session.persona, self._training.debriefs(session), calm=True)

    async def _follow_up(self, session: Session, promise: Commitment, texts: Texts) -> Session:
        """The next day: the short talk about a promise, and what came of it."""
        begun = await aftercare.begin(self._training, self._screen, self._person, session, promise, texts)
        self._talk = Talk(self._training, self._screen, self._person, texts)
        ended = await self._talk.run(begun.session, begun.turns)
        self._talk = None
        debriefs = self._training.debriefs(ended)
        aftercare.look_back(self._screen, debriefs, texts)
        self._keeping.keep(ended, debriefs, self._person.clock.now())
        return ended

    def _menu(self, following: Persona, kept: Mapping[str, Commitment], texts: Texts) -> None:
        self._screen.title(texts("after_debrief"))
        words = ("after_table", "after_register", "after_again", "after_redo")
        lines = [*(texts(word) for word in words), texts("after_next", name=following.name), texts("after_quit")]
        for number, line in enumerate(lines, start=1):
            self._screen.say(f"{number}  {line}")
        self._screen.say(f"s  {texts('after_save')}")
        self._screen.say(f"m  {texts('after_gentler')}")
        for key, promise in kept.items():
            self._screen.say(f"{key}  {texts('after_follow_up', when=when(promise, texts))}")

    def _save(self, session: Session, debriefs: tuple[Debrief, ...], texts: Texts) -> None:
        """Write the debrief as a page, here in this folder."""
        path = Path(f"tirade-{session.persona.id}-{session.transcript[0].at:%Y%m%d-%H%M%S}.html")
        try:
            save_page(report(session.persona, session.transcript, debriefs, texts), texts, path)
        except OSError:
            self._screen.say(texts("not_saved", path=path))
        else:
            self._screen.say(texts("saved", path=path))

    def _show(self, face: str, session: Session, debriefs: tuple[Debrief, ...], texts: Texts) -> None:
        """The debrief in another way: the whole table here, or a page in a file."""
        if face == "s":
            self._save(session, debriefs, texts)
        else:
            self._table(debriefs, texts)

    def _table(self, debriefs: tuple[Debrief, ...], texts: Texts) -> None:
        for debrief in debriefs:
            self._screen.sections(table(debrief, texts), texts)

    async def _register(self, session: Session, texts: Texts) -> Session:
        """Write the complaint down, and see how it compares with what was really the matter."""
        self._screen.say(texts("register_intro"), "dim")
        written: dict[Field, str] = {}
        for field in Field:
            self._screen.say(texts(f"register_{field}"))
            written[field] = await self._person.ask("› ")
        now = self._person.clock.now()
        session, entries = self._training.register(session, written, now)
        self._keeping.keep(session, self._training.debriefs(session), now, entries)
        self._screen.sections((registration(entries, texts),), texts)
        return session

    async def _redo(self, session: Session, texts: Texts) -> Session:
        """Answer one message again, see what it changes, and talk on from there."""
        said = [turn for turn in session.transcript if turn.number in session.before]
        if not said:
            self._screen.say(texts("redo_none"))
            return session
        self._screen.say(texts("redo_which"))
        for turn in said:
            self._screen.say(f"{turn.number}  {turn.text}", "dim")
        chosen = await self._chosen(said)
        if chosen and self._redone[chosen.number] == MOST_REDOS:
            self._screen.say(texts("notice_redo_enough", most=MOST_REDOS))
            return session
        return await self._from(session, chosen, texts) if chosen else session

    async def _chosen(self, said: list[Turn]) -> Turn | None:
        answer = (await self._person.ask("› ")).strip()
        return next((turn for turn in said if str(turn.number) == answer), None)

    async def _from(self, session: Session, chosen: Turn, texts: Texts) -> Session:
        now = self._person.clock.now()
        self._redone[chosen.number] += 1
        self._keeping.again(chosen.number, now)
        again = self._training.redo(session, chosen.number, now)
        self._screen.say(texts("redo_from", turn=chosen.number), "dim")
        last = tuple(turn for turn in again.transcript[-1:] if turn.who == "customer")
        self._screen.turns(again.persona, last)
        ended = await self._talked(again, (), texts)
        other = next((turn for turn in ended.transcript if turn.number == chosen.number), None)
        if other and other.who == "trainee" and ended.talk_outcome is not Outcome.STOPPED:
            before = Section(texts("redo_curve_then"), (curve_of(self._training.debriefs(session)[0], texts),))
            self._screen.sections((before, redone(chosen, other, texts)), texts)
        return ended
