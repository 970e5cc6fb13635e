"""Mood: how what the trainee does moves the customer's anger and trust.

All numbers are data (bot/mood.yaml), each with its published source; this module only applies them. Every change
is an effect with its rule, the trainee's words and the source.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace

from bot.core.conditions import Situation, holds
from bot.core.conversation import Effect, Happening, Heard, Mood
from bot.core.deeds import Deed
from bot.core.moves import HARMFUL, Language
from bot.core.numbers import MoodNumbers, Rule
from bot.core.persona import Persona
from bot.core.scene import Scene

_FAILED_AGAIN = f"customer:{Deed.COMES_BACK}"
"""A promise that was forgotten is one more failure of the company."""


@dataclass(frozen=True)
class Shift:
    """The mood after a message, and how it came about."""

    mood: Mood
    effects: tuple[Effect, ...] = ()
    faded: tuple[str, ...] = ()
    """Rules that have now worked once more, and count less the next time."""


def shift(scene: Scene, situation: Situation, heard: Heard, used: Mapping[str, int]) -> Shift:
    """Move the mood by one message of the trainee. ``used`` counts how often each fading rule has worked before."""
    numbers = scene.numbers
    fitting = [rule for rule in numbers.rules if holds(rule.when, situation)]
    wanted = [_effect(rule, scene, situation, heard, used.get(rule.id, 0)) for rule in fitting]
    wanted += _own_reactions(scene.persona, heard)
    ceiling = min(
        100.0, scene.persona.mood.trust_before + numbers.repair_ceiling, situation.trust + numbers.most_trusting
    )
    start = Mood(situation.anger, situation.trust)
    mood, effects = _apply(start, wanted, _floor(numbers, situation), ceiling)
    return Shift(mood, effects, tuple(rule.id for rule in fitting if rule.fades))


def silence(numbers: MoodNumbers, language: Language, mood: Mood, interval: int) -> Shift:
    """Move the mood by the ``interval``-th stretch of silence, the first being 1."""
    rule = numbers.silence
    return apply_own(mood, Effect(rule.id, rule.anger * interval, rule.trust, "", rule.source, rule.why[language]))


def relief(numbers: MoodNumbers, language: Language, mood: Mood) -> Shift:
    """Move the mood of a customer who apologises for the own behaviour."""
    rule = numbers.relief
    return apply_own(mood, Effect(rule.id, rule.anger, rule.trust, "", rule.source, rule.why[language]))


def apply_own(mood: Mood, effect: Effect) -> Shift:
    """Move ``mood`` by one effect that no rule weighs: a silence, a step up, the customer's own apology."""
    after, effects = _apply(mood, [effect], 0.0, 100.0)
    return Shift(after, effects)


def _effect(rule: Rule, scene: Scene, situation: Situation, heard: Heard, used: int) -> Effect:
    cause = next((happening for happening in heard.happenings if happening.event in rule.when.any), None)
    weight = _weight(rule, situation.turn > scene.numbers.late_after, situation.turn, used) * _doubt(cause)
    anger = rule.anger * weight * _customer(rule, scene.persona)
    if anger < 0:
        failures = scene.persona.grievance.earlier_failures + situation.seen.get(_FAILED_AGAIN, 0)
        anger *= scene.difficulty.calming / (1 + failures / 2)
    quote = cause.span.of(heard.text) if cause else ""
    certain = cause is None or cause.certain
    return Effect(rule.id, anger, rule.trust * weight, quote, rule.source, rule.why[scene.persona.language], certain)


def _weight(rule: Rule, late: bool, turn: int, used: int) -> float:
    """How much of a rule's number counts, for when and how often it comes."""
    fading = 0.5**used if rule.fades else 1.0
    return fading * (1 + (rule.grows - 1) * min(turn / 10, 1)) * (rule.late if late else 1)


def _doubt(cause: Happening | None) -> float:
    """Harm that was only probably heard counts for half."""
    return 0.5 if cause and not cause.certain and cause.event in HARMFUL else 1.0


def _customer(rule: Rule, persona: Persona) -> float:
    grievance = persona.grievance
    factor = 1.0 if grievance.about_money else rule.process
    return factor * (rule.instrumental if grievance.anger == "instrumental" else 1.0)


def _own_reactions(persona: Persona, heard: Heard) -> Iterator[Effect]:
    for reaction in persona.reactions:
        cause = heard.happening(reaction.on)
        if cause:
            weight, quote = _doubt(cause), cause.span.of(heard.text)
            change = (reaction.anger * weight, reaction.trust * weight)
            yield Effect(f"persona:{reaction.on}", *change, quote, persona.name, reaction.why, cause.certain)


def _floor(numbers: MoodNumbers, situation: Situation) -> float:
    floors = [floor.anger for floor in numbers.floors if holds(floor.when, situation)]
    return max([*floors, situation.anger - numbers.most_calming, 0.0])


def _apply(start: Mood, wanted: Iterable[Effect], floor: float, ceiling: float) -> tuple[Mood, tuple[Effect, ...]]:
    """Apply effects within the bounds, harm first; each effect is kept with what it really changed."""
    mood, effects = start, []
    for effect in sorted(wanted, key=lambda effect: effect.anger <= 0):
        anger = mood.anger + effect.anger
        anger = min(anger, 100.0) if effect.anger > 0 else max(anger, min(mood.anger, floor))
        trust = mood.trust + effect.trust
        trust = max(trust, 0.0) if effect.trust < 0 else min(trust, max(mood.trust, ceiling))
        after = Mood(round(anger, 1), round(trust, 1))
        change = (round(after.anger - mood.anger, 1), round(after.trust - mood.trust, 1))
        if any(change):
            effects.append(replace(effect, anger=change[0], trust=change[1]))
        mood = after
    return mood, tuple(effects)
