"""Launch rules: what is wrong with a practice that somebody asks for, by form or by command. All of it at once."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from bot.adapters.slack.launch import Launch, Way
from bot.core.persona import Persona
from bot.training import Library

SLACKBOT = "USLACKBOT"
SHORTEST, LONGEST = 3, 120
"""Minutes of a time limit."""
_FEWEST = 2
"""Trainees who can take turns, or think along."""


@dataclass(frozen=True)
class Problem:
    """Something to put right: the field of the launch that it is about, and the key of its sentence."""

    about: str
    key: str
    names: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True)
class Rules:
    """What a launch is held against."""

    library: Library
    may_launch_for_others: bool
    bots: frozenset[str] = frozenset()
    """People who are known to be apps."""


def launch_problems(launch: Launch, rules: Rules) -> tuple[Problem, ...]:
    """Everything that keeps ``launch`` from starting; nothing when all is well."""
    return (*_unknown(launch, rules.library), *_people(launch, rules), *_team(launch), *_minutes(launch))


def _unknown(launch: Launch, library: Library) -> Iterator[Problem]:
    if launch.persona not in library.personas:
        yield Problem("persona", "problem_persona", {"word": launch.persona})
    for rubric in launch.rubrics:
        if rubric not in library.rubrics:
            yield Problem("rubrics", "problem_rubric", {"word": rubric})
    if launch.persona in library.personas:
        yield from _unsuited(launch, library, library.personas[launch.persona])


def _unsuited(launch: Launch, library: Library, persona: Persona) -> Iterator[Problem]:
    fitting = library.methods_for(persona)
    for rubric in launch.rubrics:
        if rubric in library.rubrics and rubric not in fitting:
            names = {"word": rubric, "name": persona.name, "fitting": ", ".join(fitting)}
            yield Problem("rubrics", "problem_rubric_unsuited", names)


def _people(launch: Launch, rules: Rules) -> Iterator[Problem]:
    if not launch.trainees:
        yield Problem("trainees", "problem_no_trainee")
    bots = rules.bots.union({SLACKBOT})
    if bots.intersection(launch.trainees):
        yield Problem("trainees", "problem_bot")
    if bots.intersection(launch.observers):
        yield Problem("observers", "problem_bot")
    if not rules.may_launch_for_others and set(launch.trainees) - {launch.by}:
        yield Problem("trainees", "problem_not_for_others")
    if len(launch.trainees) > 1 and launch.channel is None:
        yield Problem("channel", "problem_several_in_dm")


def _team(launch: Launch) -> Iterator[Problem]:
    if launch.way is not Way.TOGETHER and len(launch.trainees) < _FEWEST:
        yield Problem("way", "problem_way_alone")
    if launch.observers and launch.channel is None:
        yield Problem("observers", "problem_observers_in_dm")
    if set(launch.observers) & set(launch.trainees):
        yield Problem("observers", "problem_observer_practises")


def _minutes(launch: Launch) -> Iterator[Problem]:
    if launch.minutes is not None and not SHORTEST <= launch.minutes <= LONGEST:
        yield Problem("minutes", "problem_minutes", {"shortest": str(SHORTEST), "longest": str(LONGEST)})
