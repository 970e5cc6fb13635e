"""Rules: what the types do not say. A rule takes a file of the right shape and yields its problems."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any

from bot.content.problems import Problem
from bot.content.rules.conditions import ceiling, contradictions
from bot.content.rules.endings import behaviour, deeds, outcomes
from bot.content.rules.events import common_events, persona_events, practises, rubric_events
from bot.content.rules.facts import askable, closed_facts, needed_facts
from bot.content.rules.identity import file_name, folder, same_ids
from bot.content.rules.lines import acts, coverage, stances
from bot.content.rules.plain import duplicates, empty, ids, languages, patterns, ranges
from bot.content.rules.proactive import suited, writing_first
from bot.content.rules.templates import line_templates, own_templates
from bot.content.values import Background, Checked, CommonLines
from bot.core.persona import Persona
from bot.core.rubric import Rubric

__all__ = ["common_problems", "persona_problems", "rubric_problems", "same_ids"]

_Rules = tuple[Callable[[Checked[Any]], Iterator[Problem]], ...]

_EVERYWHERE: _Rules = (ranges, empty, languages, ids, duplicates, contradictions)
_LINES: _Rules = (acts, stances, line_templates)
_PERSONA: _Rules = (
    *(file_name, folder, persona_events, ceiling, patterns, needed_facts, askable, closed_facts),
    *(outcomes, deeds, behaviour, writing_first, own_templates),
)
_RUBRIC: _Rules = (file_name, rubric_events)


def persona_problems(file: Checked[Persona], background: Background) -> Iterator[Problem]:
    """Every problem of a customer of the right shape."""
    for rule in (*_EVERYWHERE, *_LINES, *_PERSONA):
        yield from rule(file)
    yield from coverage(file, background)
    yield from practises(file, background)
    yield from suited(file, background)


def rubric_problems(file: Checked[Rubric]) -> Iterator[Problem]:
    """Every problem of a method of the right shape."""
    for rule in (*_EVERYWHERE, *_RUBRIC):
        yield from rule(file)


def common_problems(file: Checked[CommonLines]) -> Iterator[Problem]:
    """Every problem of a file of common lines of the right shape."""
    for rule in (*_EVERYWHERE, *_LINES, common_events):
        yield from rule(file)
