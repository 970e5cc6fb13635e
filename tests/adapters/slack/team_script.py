"""Team script: a practice of several people as a file. Who there is, what they do, and what is then to be seen.

The files are tests/conversations/in-slack/<language>/<name>.yaml; ``team_stage`` plays them. A person, a step or a key
that is not known is refused with its place, as in every other file that people write.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Literal

from bot.content import ContentError, Problem, Rule
from bot.content.document import Document, Trail
from bot.content.shape import shaped
from bot.content.yaml_reader import read
from bot.core.numbers import DifficultyName
from bot.training.script import seconds

Role = Literal["trainer", "trainee", "observer", "passer-by"]
"""An observer is chosen when the practice starts; a passer-by is a colleague who is in the channel."""
Texts = str | tuple[str, ...]
NOTHING = "nothing"
SOMETHING = "something"
NOBODY = "nobody"
PLACES = ("thread", "customer", "card", "debrief", "page")
"""Where something is seen, besides what only one person sees: what Tirade writes in the thread, and the customer; the
card, the debrief, and the page that whoever does something has open, each as it then stands."""


@dataclass(frozen=True)
class Start:
    """The form in which a trainer starts a practice in the channel, for everybody who is a trainee."""

    customer: str
    method: str = "leon"
    way: Literal["together", "relay", "think_along"] = "together"
    difficulty: DifficultyName = "normal"
    visible: bool = False
    """Whether the debrief stands in the thread."""


@dataclass(frozen=True)
class Choice:
    """What somebody chooses in the Home tab."""

    ceiling: DifficultyName | None = None
    coarse: bool | None = None


@dataclass(frozen=True)
class Observed:
    """What an observer tells after the talk."""

    saw: Literal["seen", "partly", "not_seen"]
    words: str = ""


@dataclass(frozen=True)
class Step:
    """One thing that somebody does, and what is to be seen of it."""

    who: str = ""
    starts: Start | None = None
    chooses: Choice | None = None
    says: str | None = None
    """A message in the thread: to the customer, or the words that Tirade itself knows, such as stop and pass."""
    adopts: str | None = None
    """Sends the last proposal of this colleague."""
    presses: str | None = None
    """The words on the newest button that this person sees."""
    whispers: str | None = None
    marks: str | None = None
    """With these words, the trainees' last message."""
    tells: Observed | None = None
    waits: str | None = None
    """Nobody does anything, for so long: 20s, 2m, 1h."""

    heard: Texts | None = None
    """Whose words the customer now heard, in order; "nobody"."""
    seen: Mapping[str, Texts] = field(default_factory=dict)
    """Place or person -> words that are new there, in this order; or only whether there is "something" or "nothing"."""
    unseen: Mapping[str, Texts] = field(default_factory=dict)
    """Place or person -> words that must not be there."""
    once: Mapping[str, Texts] = field(default_factory=dict)
    """Place or person -> words that must be there exactly once."""
    signs: Mapping[str, Texts] = field(default_factory=dict)
    """Person -> the emoji that stand on their last message."""
    kept: Literal["nothing"] | None = None
    """Nothing at all that is kept has changed."""


@dataclass(frozen=True)
class Script:
    """Who there is, and what happens."""

    people: Mapping[str, Role]
    steps: tuple[Step, ...]

    def having(self, role: Role) -> tuple[str, ...]:
        """The people with a role, in the order of the file."""
        return tuple(name for name, one in self.people.items() if one == role)


@dataclass(frozen=True)
class Placed:
    """A script with the line of each of its steps."""

    script: Script
    path: Path
    lines: tuple[int, ...]


_DEEDS = ("starts", "chooses", "says", "adopts", "presses", "whispers", "marks", "tells", "waits")


def read_script(path: Path) -> Placed:
    """The script at ``path``. Raises ContentError with all its problems."""
    document = read(path)
    script = shaped(document, Script)
    problems = [problem for n, step in enumerate(script.steps) for problem in _problems(step, n, script, document)]
    if not script.having("trainee"):
        problems.append(document.problem(("people",), Rule.EMPTY, "nobody is a trainee"))
    if problems:
        raise ContentError(problems)
    return Placed(script, path, tuple(document.values["steps", n].line for n in range(len(script.steps))))


def texts(wanted: Texts | None) -> tuple[str, ...]:
    """One text or several, as several."""
    return () if wanted is None else (wanted,) if isinstance(wanted, str) else wanted


def _problems(step: Step, number: int, script: Script, document: Document) -> Iterator[Problem]:
    trail: Trail = ("steps", number)
    done = [deed for deed in _DEEDS if getattr(step, deed) is not None]
    if len(done) != 1:
        said = f"this step does {' and '.join(done) or 'nothing'}"
        yield document.problem(trail, Rule.MISSING_KEY, said, f"it must do one of {', '.join(_DEEDS)}")
    if bool(step.who) == (step.waits is not None):
        yield document.problem(trail, Rule.MISSING_KEY, 'give "who" with everything but "waits"')
    if step.waits is not None:
        yield from _duration(step.waits, (*trail, "waits"), document)
    yield from _names(step, trail, script, document)


def _duration(text: str, trail: Trail, document: Document) -> Iterator[Problem]:
    try:
        seconds(text)
    except ValueError as error:
        yield document.problem(trail, Rule.TYPE, str(error))


def _names(step: Step, trail: Trail, script: Script, document: Document) -> Iterator[Problem]:
    people, anywhere = tuple(script.people), (*PLACES, *script.people)
    for key, name in (("who", step.who), ("adopts", step.adopts)):
        if name and name not in people:
            yield document.problem((*trail, key), Rule.CHOICE, f'"{name}" is nobody here', _one_of(people))
    for name in texts(step.heard):
        if name not in (NOBODY, *people):
            yield document.problem((*trail, "heard"), Rule.CHOICE, f'"{name}" is nobody here', _one_of(people))
    for key, known in (("seen", anywhere), ("unseen", anywhere), ("once", anywhere), ("signs", people)):
        for name in getattr(step, key):
            if name not in known:
                said = f'"{name}" is no person and no place here'
                yield document.key_problem((*trail, key, name), Rule.CHOICE, said, _one_of(known))


def _one_of(names: tuple[str, ...]) -> str:
    return f"it can be {', '.join(names)}"
