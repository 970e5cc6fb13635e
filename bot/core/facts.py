"""Facts: which of them a question is about, and which the customer is willing to tell."""

from __future__ import annotations

from collections.abc import Iterator

from bot.core.moves import QUESTIONS, Reading, Span
from bot.core.persona import Fact, Persona
from bot.core.words import best_fit, fold


def question_sentences(reading: Reading) -> list[Span]:
    """The sentences of a message that ask something, by their form or by a move."""
    asked = [found.span for found in reading.moves if found.move in QUESTIONS]
    return [part.span for part in reading.sentences if part.question or _touched(part.span, asked)]


def asked_fact(persona: Persona, question: str) -> Fact | None:
    """The fact that ``question`` is about: the one whose ``asks`` have most words in it, then the author's order."""
    words = frozenset(fold(question))
    scored = [(best_fit(fact.asks, words), fact) for fact in persona.facts]
    best = max((score for score, _ in scored), default=0)
    return next((fact for score, fact in scored if score == best), None) if best else None


def told(fact: Fact) -> str:
    """The event that this fact was told."""
    return f"fact:{fact.id}"


def opening_events(persona: Persona) -> Iterator[str]:
    """The events that stand before the first word: what the customer has told, and what kind of customer it is."""
    if persona.proactive is None or persona.proactive.wrote:
        yield from told_events(persona)
    yield from (f"persona:{trait}" for trait in traits(persona))


def told_events(persona: Persona) -> tuple[str, ...]:
    """The events of the facts that are told without being asked for: in the opening, or in what stood there before."""
    facts = [fact for fact in persona.facts if fact.told]
    return tuple(event for fact in facts for event in (told(fact), f"told:{fact.kind}"))


def traits(persona: Persona) -> Iterator[str]:
    """What kind of customer this is, for conditions in rubrics and rules."""
    grievance = persona.grievance
    yield {"yes": "founded", "partly": "partly_founded", "no": "unfounded"}[grievance.founded]
    yield "about_money" if grievance.about_money else "not_about_money"
    yield grievance.anger
    if grievance.earlier_failures:
        yield "failed_before"
    if persona.behaviour:
        yield "behaviour"
    if persona.proactive:
        yield "proactive"


def _touched(part: Span, spans: list[Span]) -> bool:
    return any(span.start < part.end and part.start < span.end for span in spans)
