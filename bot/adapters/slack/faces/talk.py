"""Talk: what is seen while the customer and the trainee talk."""

from __future__ import annotations

from collections.abc import Sequence

from bot.adapters.slack.faces.blocks import Json
from bot.adapters.slack.faces.emoji import icon
from bot.adapters.slack.faces.escaping import escape, plain
from bot.adapters.slack.faces.texts import SlackTexts
from bot.core.conversation import Turn
from bot.core.moves import Language, Move
from bot.core.persona import Persona
from bot.training import Library

_NAME = 80
_MOST_REACTIONS = 2
"""On one message: a hint, not a report."""
_MOST_PROMPTS = 4

REACTIONS = {
    Move.EMPATHY: "heart",
    Move.RECOGNITION: "heart",
    Move.OPEN_QUESTION: "ear",
    Move.FEELING_QUESTION: "ear",
    Move.WISH_QUESTION: "ear",
    Move.SUMMARY: "memo",
    Move.OWNERSHIP: "handshake",
    Move.CONCRETE_STEP: "dart",
    Move.AFTERCARE: "seedling",
    Move.VAGUE_PROMISE: "hourglass_flowing_sand",
    Move.YES_BUT: "left_right_arrow",
    Move.FORWARDING: "leftwards_arrow_with_hook",
}
"""Move -> the reaction that says it was heard. None of them scolds; most harm gets no reaction at all."""


def customer_message(persona: Persona, text: str) -> Json:
    """Arguments of chat.postMessage for one message of the customer, without channel and thread.

    ``text`` is as the core made it, with this customer's own capitals and full stops.
    """
    return {
        "text": escape(text),
        "mrkdwn": False,
        "link_names": False,
        "unfurl_links": False,
        "unfurl_media": False,
        **_as_customer(persona),
    }


def typing(persona: Persona, texts: SlackTexts) -> Json:
    """Arguments of assistant.threads.setStatus while the customer types, without channel and thread."""
    return {"status": texts("typing_status"), **_as_customer(persona)}


def reactions(turn: Turn) -> tuple[str, ...]:
    """What coaching mode puts on a trainee's message: names of emoji for what was heard for certain, at most two."""
    heard = [REACTIONS[found.move] for found in turn.moves if found.certain and found.move in REACTIONS]
    return tuple(dict.fromkeys(heard))[:_MOST_REACTIONS]


def legend(texts: SlackTexts) -> str:
    """What the reactions mean, as mrkdwn."""
    meanings = dict.fromkeys(REACTIONS.values())
    return "   ".join([texts("legend"), *(f":{name}: {texts(f'legend_{name}')}" for name in meanings)])


def suggested_prompts(personas: Sequence[Persona], texts: SlackTexts) -> list[Json]:
    """What to propose in the direct message: a customer or two, the list, help. At most four {title, message}."""
    prompts = [
        {
            "title": plain(texts("prompt_start", name=one.name), _NAME),
            "message": texts("prompt_start_message", id=one.id),
        }
        for one in personas[: _MOST_PROMPTS - 2]
    ]
    others = [
        {"title": texts(f"prompt_{name}"), "message": texts(f"prompt_{name}_message")} for name in ("list", "help")
    ]
    return [*prompts, *others]


def start_here(library: Library, language: Language, done: Sequence[str] = (), most: int = 3) -> tuple[Persona, ...]:
    """Customers to begin with: in this language, those that were not practised with yet first."""
    own = [one for one in library.personas.values() if one.language == language]
    return tuple(sorted(own, key=lambda one: one.id in done)[:most])


def _as_customer(persona: Persona) -> Json:
    return {"username": plain(persona.name, _NAME), "icon_emoji": icon(persona.face)}
