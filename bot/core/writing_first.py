"""Writing first: what the customer knows before the trainee has told anything, and how it comes out else."""

from __future__ import annotations

from collections.abc import Mapping

from bot.core.conversation import Effect, Judgement, Message
from bot.core.deeds import Deed
from bot.core.facts import told_events
from bot.core.persona import Persona
from bot.core.scene import Scene

FINDS_OUT = f"customer:{Deed.FINDS_OUT}"
_ASKED_IN_VAIN = 2
"""Silences after which a customer who only got a greeting finds out alone too."""


def unaware(persona: Persona, seen: Mapping[str, int]) -> bool:
    """Whether the trainee is to write first, and has told nothing yet, and the customer has not found out."""
    return bool(persona.proactive) and not (seen.get(Judgement.TIMELY) or seen.get(FINDS_OUT))


def comes_out(scene: Scene, seen: Mapping[str, int], turn: int, silences: int) -> bool:
    """Whether this silence is the one in which the customer finds out; ``turn`` counts the trainee's messages."""
    return unaware(scene.persona, seen) and (not turn or silences >= _ASKED_IN_VAIN)


def found_out(scene: Scene) -> Effect:
    """What it does that nobody told the customer in time."""
    rule = scene.numbers.found_out
    return Effect(rule.id, rule.anger, rule.trust, "", rule.source, rule.why[scene.persona.language])


def complaint_events(persona: Persona) -> tuple[str, ...]:
    """What a customer has told with the complaint; who wrote something before has told it there."""
    return () if persona.proactive and persona.proactive.wrote else told_events(persona)


def written_before(persona: Persona) -> tuple[Message, ...]:
    """What stands there at the start: nobody waits for it to be typed."""
    return tuple(Message(text, 0.0) for text in persona.proactive.wrote) if persona.proactive else ()
