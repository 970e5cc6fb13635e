"""Fact rules: every customer has the facts that a good talk finds, and each of them can be found."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from bot.content.document import Trail
from bot.content.problems import Problem, Rule
from bot.content.values import Checked
from bot.core.persona import Fact, FactKind, Persona


def needed_facts(file: Checked[Persona]) -> Iterator[Problem]:
    """Facts that every customer needs: a story, a wish, a feeling and one cause."""
    kinds = Counter(fact.kind for fact in file.value.facts)
    if not kinds[FactKind.STORY] and not any(fact.told for fact in file.value.facts):
        yield _lacks(file, 'a fact of kind "story", or one with "told: true"')
    for kind in (FactKind.WISH, FactKind.FEELING, FactKind.CAUSE):
        if not kinds[kind]:
            yield _lacks(file, f'a fact of kind "{kind}"')
    for number in _all(file, FactKind.CAUSE)[1:]:
        what, hint = "this is a second cause", "keep the deepest one, and make the other a story"
        trail = ("facts", number, "kind")
        yield file.document.problem(trail, Rule.FACTS, what, "each customer has exactly one", hint)


def askable(file: Checked[Persona]) -> Iterator[Problem]:
    """Details that nobody can ask for, and steps that nobody can name."""
    for number, fact in enumerate(file.value.facts):
        if fact.kind is FactKind.DETAIL and not fact.asks:
            what, hint = f'nobody can ask for the detail "{fact.id}"', 'add words such as "when order*"'
            yield file.document.key_problem(("facts", number), Rule.ASKS, what, 'a detail needs "asks"', hint)
    for number, offer in enumerate(file.value.mandate.offers):
        if offer.kind == "step" and not offer.words:
            trail: Trail = ("mandate", "offers", number)
            what, hint = f'no message can name the step "{offer.id}"', 'add words such as "call* warehouse"'
            yield file.document.key_problem(trail, Rule.WORDS, what, 'a step needs "words"', hint)


def closed_facts(file: Checked[Persona]) -> Iterator[Problem]:
    """Facts that wait for each other, or for themselves."""
    opened = _opened(file.value.facts)
    for number, fact in enumerate(file.value.facts):
        if fact.id not in opened and not _foreign(fact, file.value.facts):
            what = f'the fact "{fact.id}" can never be told: it waits for what waits for it'
            trail = ("facts", number, "opens")
            yield file.document.key_problem(
                trail, Rule.CLOSED_FACT, what, hint="let one of them open without the other"
            )


def _opened(facts: tuple[Fact, ...]) -> set[str]:
    """The facts that can be told at all: those that wait for nothing, then those that wait for these, and so on."""
    opened: set[str] = set()
    while True:
        events = {event for fact in facts if fact.id in opened for event in _events(fact)}
        more = {fact.id for fact in facts if fact.told or _waits_for(fact) <= events}
        if more <= opened:
            return opened
        opened |= more


def _waits_for(fact: Fact) -> set[str]:
    wanted = {*fact.opens.ever, *fact.opens.times}
    return {event for event in wanted if event.startswith(("fact:", "told:"))}


def _events(fact: Fact) -> set[str]:
    return {f"fact:{fact.id}", f"told:{fact.kind}"}


def _foreign(fact: Fact, facts: tuple[Fact, ...]) -> bool:
    """Whether the fact waits for one that there is not, which is a problem of its own."""
    own = {f"fact:{one.id}" for one in facts}
    return any(event.startswith("fact:") and event not in own for event in _waits_for(fact))


def _all(file: Checked[Persona], kind: FactKind) -> list[int]:
    return [number for number, fact in enumerate(file.value.facts) if fact.kind is kind]


def _lacks(file: Checked[Persona], what: str) -> Problem:
    return file.document.key_problem(
        ("facts",), Rule.FACTS, f"this customer has no {what.removeprefix('a ')}", "every customer needs one"
    )
