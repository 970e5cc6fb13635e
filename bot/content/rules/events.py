"""Event rules: every event that a file names is one that can happen."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator
from typing import Any

from bot.content.document import Trail
from bot.content.problems import Problem, Rule, listed, nearest
from bot.content.values import Background, Checked
from bot.core.aftercare import FOLLOW_UP, KINDS, promised
from bot.core.conversation import Judgement
from bot.core.deeds import Deed
from bot.core.moves import Move
from bot.core.persona import FactKind, Outcome, Persona
from bot.core.registering import REGISTERED, Field, right
from bot.core.rubric import Rubric

TRAITS = (
    *("founded", "partly_founded", "unfounded", "about_money", "not_about_money"),
    *("emotional", "instrumental", "failed_before", "behaviour", "proactive"),
)
_TRAINEE = frozenset(str(event) for event in (*Move, *Judgement))
_COMMON = _TRAINEE | {
    *(f"told:{kind}" for kind in FactKind),
    *(f"customer:{deed}" for deed in (*Deed, *Move, *Judgement)),
    *(f"persona:{trait}" for trait in TRAITS),
    *(f"outcome:{outcome}" for outcome in Outcome),
    *(REGISTERED, *(right(field) for field in Field)),
    *(FOLLOW_UP, *(promised(kind) for kind in KINDS)),
}
_LISTS = ("any", "none", "ever", "never", "times")


def persona_events(file: Checked[Persona]) -> Iterator[Problem]:
    """Events that cannot happen in a talk with this customer."""
    offers = {f"offer:{offer.id}" for offer in file.value.mandate.offers}
    known = _COMMON | offers | {f"fact:{fact.id}" for fact in file.value.facts}
    yield from _in_conditions(file, known)
    for number, resolution in enumerate(file.value.resolutions):
        yield from _unknown(file, ("resolutions", number, "by"), resolution.by, known)
    for number, reaction in enumerate(file.value.reactions):
        yield from _unknown_event(file, ("reactions", number, "on"), reaction.on, _TRAINEE | offers)


def rubric_events(file: Checked[Rubric]) -> Iterator[Problem]:
    """Events that cannot happen in a talk with just any customer: facts and offers are each customer's own."""
    yield from _in_conditions(file, _COMMON)
    for first, criterion in enumerate(file.value.criteria):
        for second, sign in enumerate(criterion.signs):
            for name in ("any", "before", "after"):
                yield from _unknown(file, ("criteria", first, "signs", second, name), getattr(sign, name), _COMMON)
        for second, fault in enumerate(criterion.faults):
            yield from _unknown(file, ("criteria", first, "faults", second, "any"), fault.any, _COMMON)


def common_events(file: Checked[Any]) -> Iterator[Problem]:
    """Events in the conditions of common lines that cannot happen with just any customer."""
    yield from _in_conditions(file, _COMMON)


def practises(file: Checked[Persona], background: Background) -> Iterator[Problem]:
    """Criteria that no method has. Nothing is said of a method that has problems itself."""
    known = [f"{rubric}.{one}" for rubric, criteria in background.criteria.items() for one in sorted(criteria or ())]
    for number, name in enumerate(file.value.practises):
        sure = background.criteria.get(name.partition(".")[0], frozenset()) is not None
        if sure and name not in known:
            what, allowed = f'no method has the criterion "{name}"', "it must be written as method.criterion"
            yield file.document.problem(
                ("practises", number), Rule.UNKNOWN_CRITERION, what, allowed, nearest(name, known)
            )


def _in_conditions(file: Checked[Any], known: Collection[str]) -> Iterator[Problem]:
    for trail, when in file.conditions:
        for name in _LISTS:
            yield from _unknown(file, (*trail, name), getattr(when, name), known)


def _unknown(file: Checked[Any], trail: Trail, events: Iterable[str], known: Collection[str]) -> Iterator[Problem]:
    for number, event in enumerate(events):
        step = event if trail[-1] == "times" else number
        yield from _unknown_event(file, (*trail, step), event, known)


def _unknown_event(file: Checked[Any], trail: Trail, event: str, known: Collection[str]) -> Iterator[Problem]:
    if event.strip() and event not in known:
        what = f'there is no event "{event}"'
        yield file.document.key_problem(trail, Rule.UNKNOWN_EVENT, what, _allowed(event, known), nearest(event, known))


def _allowed(event: str, known: Collection[str]) -> str:
    """The events of the same family; without a family, where to find the list."""
    family = event.partition(":")[0] + ":" if ":" in event else ""
    relatives = sorted(one for one in known if family and one.startswith(family))
    if relatives and len(relatives) <= 12:
        return f"it can be: {listed(relatives)}"
    families = sorted({one.partition(":")[0] + ":" for one in known if ":" in one})
    return f"it can be a move, a judgement, or one of {listed(families)} with a name"
