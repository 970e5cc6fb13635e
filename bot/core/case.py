"""Case: everything there is to know about a customer's complaint, as it can be written about."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from functools import cached_property, partial
from itertools import chain

from bot.core.details import Detail, find_details
from bot.core.numbers import Words
from bot.core.persona import Line, Persona
from bot.core.words import telling

_SENTENCE = re.compile(r"[^.!?…\n]*(?:[.,:](?=\d)[^.!?…\n]*)*")
_DRAWN = re.compile(r"[^\W\d_]+['’][^\W\d_]+")
_GENERAL = 4
"""Customers with a word in their case, from which on it says nothing of any of them. Our own judgement."""


@dataclass(frozen=True)
class Told:
    """A detail of the case, as it is told.

    ``near`` are the telling words of its sentence, ``around`` those of what it belongs to; ``source`` is where it
    stands: ``fact:<id>`` or ``opening:<number>``.
    """

    detail: Detail
    words: str
    near: frozenset[str]
    around: frozenset[str]
    source: str


@dataclass(frozen=True)
class Account:
    """The days, times, numbers and amounts of a case: those that are told, and all that occur in it anywhere."""

    told: tuple[Told, ...] = ()
    known: tuple[Detail, ...] = ()


@dataclass(frozen=True)
class Case:
    """The telling words of a customer's case (see ``words.telling``), and those that could be of any case."""

    own: frozenset[str] = frozenset()
    general: frozenset[str] = frozenset()
    read: Callable[[], Account] = field(default=Account, compare=False, repr=False)

    @cached_property
    def account(self) -> Account:
        """The details of the case. Reading them costs as much as ten turns, so that waits until they are asked for."""
        return self.read()


def account(persona: Persona, words: Words) -> Account:
    """The details of a customer's case."""
    told = tuple(_told(persona, words))
    texts = (*case_texts(persona), *_own_lines(persona), *_other_texts(persona))
    known = {(one.key, one.about): one for text in texts for one in find_details(text, words)}
    return Account(told, tuple(known.values()))


def _told(persona: Persona, words: Words) -> Iterator[Told]:
    """The details of the facts and of the openings."""
    for fact in persona.facts:
        around = besides(fact.label, words) | telling(" ".join(fact.asks), words.common)
        for text in (fact.label, *fact.says):
            yield from _details_in(text, around, f"fact:{fact.id}", words)
    for number, opening in enumerate((*persona.grievance.openings, *persona.grievance.coarse_openings)):
        for message in opening:
            yield from _details_in(message, besides(message, words), f"opening:{number}", words)


def _details_in(text: str, around: frozenset[str], source: str, words: Words) -> Iterator[Told]:
    for sentence in filter(None, _SENTENCE.findall(text)):
        found = find_details(sentence, words)
        near = besides(sentence, words) if found else frozenset()
        for detail in found:
            yield Told(detail, detail.span.of(sentence), near, around, source)


def besides(text: str, words: Words) -> frozenset[str]:
    """The telling words of ``text`` besides its details, and besides words drawn together, such as "you've"."""
    for detail in reversed(find_details(text, words)):
        text = f"{text[: detail.span.start]} {text[detail.span.end :]}"
    return telling(_DRAWN.sub(" ", text), words.common)


def _other_texts(persona: Persona) -> Iterator[str]:
    """What else stands in a customer's file in the customer's language, and can be said."""
    yield persona.grievance.gist
    yield from chain.from_iterable(persona.grievance.coarse_openings)
    yield from chain.from_iterable(fact.again for fact in persona.facts)
    for step in persona.escalations:
        yield from (item.say if isinstance(item, Line) else item for item in step.say)
    if persona.proactive:
        yield from (*persona.proactive.wrote, persona.proactive.problem.label)


def cases(personas: Iterable[Persona], words: Words) -> dict[str, Case]:
    """The case of each of the customers of one language, by the customer's id."""
    people = tuple(personas)
    told = [telling(" ".join((*case_texts(persona), *_own_lines(persona))), words.common) for persona in people]
    shared = Counter(chain.from_iterable(told))
    general = telling(" ".join(words.any_case), words.common) | {word for word in shared if shared[word] >= _GENERAL}
    return {
        persona.id: Case(own - general, general, partial(account, persona, words))
        for persona, own in zip(people, told, strict=True)
    }


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
