"""Proactive rules: a customer who is written to first starts neutral, and is looked back on with a method for that."""

from __future__ import annotations

from collections.abc import Iterator

from bot.content.problems import Problem, Rule, listed
from bot.content.values import Background, Checked
from bot.core.persona import Persona
from bot.core.proactive import Occasion

NEUTRAL = 44
"""The highest anger that is not yet irritated (``stances`` in mood.yaml)."""


def writing_first(file: Checked[Persona]) -> Iterator[Problem]:
    """Occasions that do not fit what the customer wrote before, and customers who are angry before they know."""
    first = file.value.proactive
    if first is None:
        return
    if first.occasion is Occasion.KNOWN_PROBLEM and first.wrote:
        what, hint = "this customer knows of no problem yet, and wrote of it", 'leave "wrote" out'
        yield file.document.key_problem(("proactive", "wrote"), Rule.PROACTIVE, what, hint=hint)
    if first.occasion is not Occasion.KNOWN_PROBLEM and not first.wrote:
        what = f'"{first.occasion}" needs the key "wrote"'
        allowed = "what the customer wrote before: the review, or the last words of the earlier talk"
        yield file.document.key_problem(("proactive",), Rule.PROACTIVE, what, allowed)
    if file.value.mood.anger > NEUTRAL:
        what = f"this customer starts with an anger of {file.value.mood.anger}, and has no complaint yet"
        yield file.document.problem(("mood", "anger"), Rule.PROACTIVE, what, f"it must be at most {NEUTRAL}")


def suited(file: Checked[Persona], background: Background) -> Iterator[Problem]:
    """Criteria of a method that is not for this kind of talk."""
    scenario = file.value.scenario
    fitting = [rubric for rubric, scenarios in background.scenarios.items() if scenario in scenarios]
    for number, name in enumerate(file.value.practises):
        rubric = name.partition(".")[0]
        if scenario not in background.scenarios.get(rubric, (scenario,)):
            what = f'the method "{rubric}" is not for a talk of the kind "{scenario}"'
            allowed = f"it can be: {listed(fitting)}" if fitting else ""
            yield file.document.problem(("practises", number), Rule.UNSUITED, what, allowed)
