"""Choosing: the language and the customer, where the command line has not named them."""

from __future__ import annotations

from collections.abc import Mapping
from difflib import get_close_matches

from bot.adapters.terminal.person import Person
from bot.adapters.terminal.screen import Screen
from bot.core.moves import Language
from bot.core.persona import Persona
from bot.report.texts import Texts


async def choose_language(screen: Screen, person: Person, texts: Mapping[Language, Texts]) -> Language:
    """Ask for the language, in both."""
    question = f"{texts['nl']('choose_language')}  {texts['en']('choose_language')}"
    screen.say(question)
    while True:
        answer = (await person.ask("› ")).strip().lower()
        for language in texts:
            if answer and language.startswith(answer[:2]):
                return language
        screen.say(question)


async def choose_customer(screen: Screen, person: Person, personas: list[Persona], texts: Texts) -> Persona:
    """Show the list and ask until somebody is chosen: by number, id or (part of) a name."""
    screen.title(texts("choose"))
    screen.customers(personas)
    while True:
        answer = (await person.ask(f"{texts('choose_prompt')} › ")).strip()
        chosen = _chosen(answer, personas)
        if chosen:
            return chosen
        screen.say(_sorry(answer, personas, texts))


def _chosen(answer: str, personas: list[Persona]) -> Persona | None:
    if answer.isdecimal() and 1 <= int(answer) <= len(personas):
        return personas[int(answer) - 1]
    wanted = answer.casefold()
    if len(wanted) < 2:
        return None
    found = [persona for persona in personas if wanted in (persona.id.casefold(), persona.name.casefold())]
    found = found or [persona for persona in personas if wanted in f"{persona.id} {persona.name}".casefold()]
    return found[0] if len(found) == 1 else None


def _sorry(answer: str, personas: list[Persona], texts: Texts) -> str:
    if not answer:
        return texts("choose_help")
    names = [name for persona in personas for name in (persona.id, persona.name)]
    nearest = get_close_matches(answer, names, 1, 0.5)
    hint = f" {texts('nearest', nearest=nearest[0])}" if nearest else ""
    return texts("unknown_choice", choice=answer) + hint
