"""Wording: the words for what the customer has decided to do."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace

from bot.core.conversation import Message, counted
from bot.core.deciding.view import Decision, Intent
from bot.core.deeds import Deed
from bot.core.lines import Choice, Occasion, messages_of, own_choices, pick, render
from bot.core.persona import Persona, Style
from bot.core.scene import Scene

_THINKING = 1.0
_LONGEST = 4.0
"""Seconds: nobody should wait longer for one message, however long it is."""


@dataclass(frozen=True)
class Said:
    """What the customer says in a turn, which events that makes, and how often each message has now been said."""

    texts: tuple[str, ...]
    deeds: tuple[str, ...]
    uses: Mapping[str, int]


def word(scene: Scene, decision: Decision, occasion: Occasion) -> Said:
    """Choose the words: one reaction where a line for one is left, then everything the customer is going to do."""
    said = Said((), (), occasion.uses)
    for reaction in decision.reactions:
        added = _say(scene, reaction, occasion, said, fresh=True)
        if added:
            said = added
            break
    for intent in decision.intents:
        said = _say(scene, intent, occasion, said) or said
    return said


def typed(texts: tuple[str, ...], scene: Scene, *, already_typing: bool = False) -> tuple[Message, ...]:
    """The messages, each with the seconds that it takes this customer to type it.

    Who was ``already_typing`` when the talk began has the first one ready at once.
    """
    seconds = [_seconds(text, scene.persona.style) / scene.pace for text in texts]
    if already_typing and seconds:
        seconds[0] = min(seconds[0], _THINKING)
    return tuple(Message(text, round(taken, 2)) for text, taken in zip(texts, seconds, strict=True))


def _seconds(text: str, style: Style) -> float:
    return min(_THINKING + len(text) / style.speed, _LONGEST)


def _say(scene: Scene, intent: Intent, occasion: Occasion, said: Said, *, fresh: bool = False) -> Said | None:
    names = _names(scene.persona, intent, occasion)
    now = replace(occasion, uses=said.uses, names=names)
    act, choice = _choose(scene, intent, now, fresh=fresh)
    if choice is None:
        return None
    uses = counted(said.uses, messages_of(choice.text))
    return Said(said.texts + render(choice.text, names), (*said.deeds, f"customer:{act}"), uses)


def _choose(scene: Scene, intent: Intent, occasion: Occasion, *, fresh: bool) -> tuple[str, Choice | None]:
    """The act and its line: a line not said before of the first act that has one, else the least used."""
    special = _special_lines(intent, occasion, coarse=scene.coarse)
    if special:
        return intent.acts[0], special
    for act in intent.acts:
        choice = scene.repertoire.pick(act, occasion, fresh=True)
        if choice:
            return act, choice
    act = intent.acts[0]
    return act, None if fresh else scene.repertoire.pick(act, occasion)


def _special_lines(intent: Intent, occasion: Occasion, *, coarse: bool) -> Choice | None:
    """Lines that belong to a fact or to a step up, and not to the table of lines."""
    if intent.lines:
        return pick(own_choices(intent.lines, coarse=coarse), occasion, fresh=True)
    if intent.fact and Deed.ANSWER in intent.acts:
        return pick(own_choices(intent.fact.says), occasion)
    if intent.fact and Deed.ANSWER_AGAIN in intent.acts:
        return pick(own_choices(intent.fact.again), occasion, fresh=True)
    return None


def _names(persona: Persona, intent: Intent, occasion: Occasion) -> dict[str, str]:
    names = {**occasion.names, "company": persona.company.name, "name": persona.name}
    if intent.fact:
        said = render(intent.fact.says[occasion.rotation % len(intent.fact.says)], names)
        names["fact"] = said[0].rstrip(".")
    return {**names, **intent.names}
