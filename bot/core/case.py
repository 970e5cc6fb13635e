"""Case: everything there is to know about a customer's complaint, as it can be written about."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import chain

from bot.core.numbers import Words
from bot.core.persona import Line, Persona
from bot.core.words import telling

_GENERAL = 4
"""Customers with a word in their case, from which on it says nothing of any of them. Our own judgement."""


@dataclass(frozen=True)
class Case:
    """The telling words of a customer's case (see ``words.telling``), and those that could be of any case."""

    own: frozenset[str] = frozenset()
    general: frozenset[str] = frozenset()


def cases(personas: Iterable[Persona], words: Words) -> dict[str, Case]:
    """The case of each of the customers of one language, by the customer's id."""
    told = {
        persona.id: telling(" ".join((*case_texts(persona), *_own_lines(persona))), words.common)
        for persona in personas
    }
    shared = Counter(chain.from_iterable(told.values()))
    general = telling(" ".join(words.any_case), words.common) | {word for word in shared if shared[word] >= _GENERAL}
    return {persona: Case(own - general, general) for persona, own in told.items()}


def case_texts(persona: Persona) -> Iterator[str]:
    """What there is to know and to ask, what can be offered, and what stands on the trainee's card."""
    yield from persona.mandate.briefing
    yield persona.company.field
    yield from chain.from_iterable(persona.grievance.openings)
    for fact in persona.facts:
        yield from (fact.label, *fact.says, *fact.asks)
    for offer in persona.mandate.offers:
        yield from (offer.label, *offer.words)


def _own_lines(persona: Persona) -> Iterator[str]:
    """What the customer may say of the own case besides its facts."""
    for bands in persona.lines.values():
        for items in bands.values():
            yield from (item.say if isinstance(item, Line) else item for item in items)
