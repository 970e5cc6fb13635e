"""Words: what is typed behind the slash command, in Dutch or English, in any order.

``start late-parcel @anna leon hard`` and ``begin moeilijk te-laat <@U1|anna> 15min zichtbaar`` are both understood.
What is not understood is named, all of it at once, with the nearest word that would have been.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from difflib import get_close_matches
from enum import StrEnum

from bot.adapters.slack.launch import Launch, Way
from bot.adapters.slack.launch_rules import Problem
from bot.core.numbers import DifficultyName
from bot.core.persona import Persona
from bot.training import Library


class Word(StrEnum):
    """What somebody wants."""

    FORM = "form"
    """Nothing was typed: the launch form."""
    START = "start"
    LIST = "list"
    METHODS = "methods"
    HINT = "hint"
    PAUSE = "pause"
    RESUME = "resume"
    END = "end"
    STOP = "stop"
    REPORT = "report"
    HELP = "help"


@dataclass(frozen=True)
class Command:
    """A command as it was understood. What was not said is None or empty."""

    word: Word
    persona: str | None = None
    rubrics: tuple[str, ...] = ()
    trainees: tuple[str, ...] = ()
    """People who were mentioned, for any command."""
    channel: str | None = None
    here: bool = False
    """In the channel where it was typed."""
    difficulty: DifficultyName | None = None
    private: bool | None = None
    minutes: int | None = None
    coaching: bool = False
    way: Way = Way.TOGETHER
    problems: tuple[Problem, ...] = ()

    def launch(self, by: str, here: str | None = None) -> Launch:
        """The practice that is asked for; without a customer its persona is "": propose it in the form.

        ``here`` is the channel where it was typed (None in a direct message): several trainees practise there, unless
        another channel was named. One trainee practises in the direct message, unless it was asked for here.
        """
        trainees = self.trainees or (by,)
        return Launch(
            persona=self.persona or "",
            rubrics=self.rubrics,
            trainees=trainees,
            by=by,
            channel=self.channel or (here if self.here or len(trainees) > 1 else None),
            difficulty=self.difficulty or "normal",
            private=self.private is not False,
            minutes=self.minutes,
            coaching=self.coaching,
            way=self.way,
        )


WORDS: Mapping[Word, tuple[str, ...]] = {
    Word.START: ("start", "begin", "oefen", "oefenen", "practise", "practice", "launch"),
    Word.LIST: ("lijst", "list", "klanten", "customers"),
    Word.METHODS: ("methodes", "methoden", "methods", "rubrics"),
    Word.HINT: ("hint", "tip"),
    Word.PAUSE: ("pauze", "pauzeer", "pause"),
    Word.RESUME: ("verder", "hervat", "resume", "continue"),
    Word.END: ("einde", "eind", "afronden", "klaar", "end", "finish"),
    Word.STOP: ("stop",),
    Word.REPORT: ("verslag", "nabespreking", "report", "debrief"),
    Word.HELP: ("hulp", "help", "?"),
}
_DIFFICULTIES: Mapping[str, DifficultyName] = {
    **dict.fromkeys(("makkelijk", "mild", "rustig", "gentle", "easy"), "gentle"),
    **dict.fromkeys(("normaal", "gewoon", "normal"), "normal"),
    **dict.fromkeys(("moeilijk", "pittig", "hard", "difficult"), "hard"),
}
_PRIVATE: Mapping[str, bool] = {
    **dict.fromkeys(("prive", "private", "besloten"), True),
    **dict.fromkeys(("zichtbaar", "openbaar", "visible", "public"), False),
}
_COACHING = ("coach", "coaching")
_WAYS: Mapping[str, Way] = {
    **dict.fromkeys(("relay", "estafette", "turns", "om-de-beurt"), Way.RELAY),
    **dict.fromkeys(("think-along", "thinkalong", "meedenken", "meedenk"), Way.THINK_ALONG),
    **dict.fromkeys(("samen", "together"), Way.TOGETHER),
}
_HERE = ("hier", "here")
_FILLERS = frozenset(
    {"met", "voor", "en", "in", "op", "de", "het", "een", "van", "als"}
    | {"with", "for", "and", "on", "the", "a", "an", "as", "at", "to", "dm"}
)
_COMMANDS = {name: word for word, names in WORDS.items() for name in names}
_NEXT_TO_START = 4
"""Letters from which a part of a name is enough."""

_PERSON = re.compile(r"<@([UW][A-Z0-9]+)(?:\|[^>]*)?>")
_CHANNEL = re.compile(r"<#([CG][A-Z0-9]+)(?:\|[^>]*)?>")
_MINUTES = re.compile(r"\b(\d{1,4})\s*(?:minuten|minuut|minutes|minute|mins?|m)\b", re.IGNORECASE)
_OTHER_MARK = re.compile(r"<[^>]*>|(?<!\S)[@#]\S+")
"""A user group, a broadcast, a link, or a name that Slack did not recognise."""


def parse_command(text: str, library: Library) -> Command:
    """What ``text`` (the part behind ``/tirade``) asks for. Names come escaped: ``should_escape`` in the manifest."""
    people = tuple(dict.fromkeys(_PERSON.findall(text)))
    channels = _CHANNEL.findall(text)
    rest = _CHANNEL.sub(" ", _PERSON.sub(" ", text))
    strange = _OTHER_MARK.findall(rest)
    rest = _OTHER_MARK.sub(" ", rest)
    minutes = _MINUTES.search(rest)
    words = [folded for typed in _MINUTES.sub(" ", rest).split() if (folded := _folded(typed))]
    said = Command(
        Word.START if people or channels or strange or minutes else Word.FORM,
        trainees=people,
        channel=channels[0] if channels else None,
        minutes=int(minutes[1]) if minutes else None,
    )
    said = _understood(said, words, library)
    if said.word is not Word.START:
        return said
    return replace(said, problems=(*(_strange(one) for one in strange), *said.problems))


def _understood(said: Command, words: list[str], library: Library) -> Command:
    """``said`` with everything that the words say. Behind any command but start, more words mean nothing."""
    if not words:
        return said
    command = _COMMANDS.get(words[0])
    if command and command is not Word.START:
        return replace(said, word=command)
    understood = replace(said, word=Word.START)
    for word in words[1:] if command else words:
        understood = _with(understood, word, library)
    if command is None and understood.problems and (understood.persona is None or _meant_command(words[0])):
        return _unknown_command(words[0], library)
    return understood


def _meant_command(word: str) -> bool:
    """Whether a word is a command with a slip of the finger."""
    return bool(get_close_matches(word, _COMMANDS, 1, 0.75))


def _with(said: Command, word: str, library: Library) -> Command:
    """``said`` with one more word."""
    if word in _DIFFICULTIES:
        return replace(said, difficulty=_DIFFICULTIES[word])
    if word in _PRIVATE:
        return replace(said, private=_PRIVATE[word])
    if word in _COACHING:
        return replace(said, coaching=True)
    if word in _WAYS:
        return replace(said, way=_WAYS[word])
    if word in _HERE:
        return replace(said, here=True)
    if rubric := _named(word, {one: one for one in library.rubrics}):
        return replace(said, rubrics=tuple(dict.fromkeys((*said.rubrics, rubric))))
    if persona := _customer(word, library):
        return _with_customer(said, persona, library)
    return said if word in _FILLERS else replace(said, problems=(*said.problems, _unknown(word, library)))


def _with_customer(said: Command, persona: str, library: Library) -> Command:
    if said.persona in (None, persona):
        return replace(said, persona=persona)
    first, second = (library.personas[one].name for one in (said.persona or "", persona))
    return replace(said, problems=(*said.problems, Problem("persona", "problem_two_customers", _two(first, second))))


def _two(first: str, second: str) -> dict[str, str]:
    return {"first": first, "second": second}


def _customer(word: str, library: Library) -> str | None:
    """The customer with this id or (part of a) name; None when there is none, or more than one."""
    personas = library.personas.values()
    if word in library.personas:
        return word
    named = [one.id for one in personas if word in _folded(one.name).split()]
    if len(named) == 1:
        return named[0]
    return _named(word, {f"{one.id} {_folded(one.name)}": one.id for one in personas})


def _named(word: str, names: Mapping[str, str]) -> str | None:
    """The one that is named so, or of which it is a long enough part that no other has."""
    if word in names:
        return names[word]
    found = [one for name, one in names.items() if len(word) >= _NEXT_TO_START and word in name]
    return found[0] if len(found) == 1 else None


def _unknown(word: str, library: Library) -> Problem:
    return _sorry(
        word,
        (*_DIFFICULTIES, *_PRIVATE, *_COACHING, *_WAYS, *_HERE, *library.rubrics, *_names(library.personas.values())),
    )


def _unknown_command(word: str, library: Library) -> Command:
    problem = _sorry(word, (*_COMMANDS, *_names(library.personas.values())))
    return Command(Word.HELP, problems=(problem,))


def _sorry(word: str, known: Iterable[str]) -> Problem:
    nearest = get_close_matches(word, [*known], 1, 0.6)
    if nearest:
        return Problem("", "problem_nearest", {"word": word, "nearest": nearest[0]})
    return Problem("", "problem_word", {"word": word})


def _strange(mark: str) -> Problem:
    shown = mark.strip("<>!").partition("|")[2] or mark.strip("<>!")
    return Problem("trainees", "problem_mark", {"word": shown})


def _names(personas: Iterable[Persona]) -> Iterator[str]:
    for persona in personas:
        yield persona.id
        yield from (part for part in _folded(persona.name).split() if len(part) >= _NEXT_TO_START)


def _folded(text: str) -> str:
    """Without capitals, accents and the marks around a word: "Privé," is "prive"; a lone question mark stays."""
    bare = "".join(sign for sign in unicodedata.normalize("NFD", text.casefold()) if not unicodedata.combining(sign))
    return bare.strip(",.;:!\"'“”‘’") if bare.strip("?") == "" else bare.strip(",.;:!?\"'“”‘’")
