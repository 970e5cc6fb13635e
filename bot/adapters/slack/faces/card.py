"""Card: the root message of a practice. The trainee's briefing, how to stop, and afterwards how it ended."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from bot.adapters.slack.faces.blocks import Face, Json, actions, button, context, face, header, listed, section
from bot.adapters.slack.faces.escaping import escape
from bot.adapters.slack.faces.marked import mentions
from bot.adapters.slack.faces.talk import legend
from bot.adapters.slack.faces.texts import SlackTexts
from bot.adapters.slack.launch import Action, Launch, Way
from bot.core.persona import Outcome, Persona
from bot.core.rubric import Rubric


class CardState(StrEnum):
    """Where the practice stands: it decides which buttons there are."""

    RUNNING = "running"
    PAUSED = "paused"
    ENDED = "ended"


@dataclass(frozen=True)
class Card:
    """What a card says. It stays the same; only the state changes."""

    launch: Launch
    persona: Persona
    rubrics: tuple[Rubric, ...]
    practice: str = ""
    """The practice's id, as value of the buttons. Unknown when the card is first posted: the buttons then have no
    value, and the practice is the message that they stand on."""
    redo_turn: int | None = None
    """The trainee's message that is done again from an earlier practice."""


def card(shown: Card, state: CardState, texts: SlackTexts, outcome: Outcome | None = None) -> Face:
    """The root message in ``state``; ``outcome`` is said once it has ended: then there is nothing to press any more."""
    persona = shown.persona
    head = header(_title(persona, texts))
    names = {"name": escape(persona.name), "company": escape(persona.company.name)}
    fallback = texts(f"card_fallback_{state}", **names)
    if state is CardState.ENDED:
        return face(fallback, [head, *_ended(shown, outcome, texts)])
    blocks = [
        head,
        section(_hello(shown, texts)),
        *_way(shown, texts),
        *_briefing(shown, texts),
        *_small_print(shown, texts),
    ]
    return face(fallback, [*blocks, _buttons(shown, state is CardState.PAUSED, texts)])


def _title(persona: Persona, texts: SlackTexts) -> str:
    names = {"face": persona.face, "name": persona.name}
    return texts("card_title_first", **names) if persona.proactive else texts("card_title", **names)


def _hello(shown: Card, texts: SlackTexts) -> str:
    who, name = mentions(shown.launch.trainees), escape(shown.persona.name)
    if shown.redo_turn is not None:
        return texts("card_redo", who=who, name=name, turn=shown.redo_turn)
    if shown.persona.proactive:
        return texts("card_hello_first", who=who, name=name)
    return texts("card_hello", who=who, name=name)


def _way(shown: Card, texts: SlackTexts) -> list[Json]:
    """How they practise together, where that needs saying."""
    way = shown.launch.way
    return [] if way is Way.TOGETHER else [section(texts(f"card_{way}"))]


def _briefing(shown: Card, texts: SlackTexts) -> list[Json]:
    company = shown.persona.company
    where = texts("briefing_company", company=company.name, field=company.field)
    return [listed(texts("briefing"), where, shown.persona.mandate.briefing)]


def _small_print(shown: Card, texts: SlackTexts) -> list[Json]:
    lines = [context(escape("  ·  ".join(_settings(shown, texts)))), context(texts("card_stop"))]
    if shown.launch.observers:
        lines.insert(1, context(texts("card_observers", who=mentions(shown.launch.observers))))
    return [*lines, context(legend(texts))] if shown.launch.coaching else lines


def _settings(shown: Card, texts: SlackTexts) -> list[str]:
    launch = shown.launch
    methods = ", ".join(rubric.name[texts.language] for rubric in shown.rubrics)
    settings = [texts("methods", rubrics=methods)]
    settings += [texts("difficulty", difficulty=texts(f"difficulty_{launch.difficulty}"))]
    settings += [texts("card_minutes", count=launch.minutes)] if launch.minutes else []
    return [*settings, texts("card_visible" if launch.visible else "card_private")]


def _buttons(shown: Card, paused: bool, texts: SlackTexts) -> Json:
    practice = shown.practice
    hint = button(texts("button_hint"), Action.HINT, practice)
    pause = button(texts("button_pause"), Action.PAUSE, practice)
    resume = button(texts("button_resume"), Action.RESUME, practice, "primary")
    end = button(texts("button_end"), Action.END, practice)
    stop = button(texts("button_stop"), Action.STOP, practice, "danger")
    observe = [button(texts("button_observe"), Action.OBSERVE, practice)] if shown.launch.team else []
    return actions(*([resume] if paused else [hint, pause]), end, stop, *observe)


def _ended(shown: Card, outcome: Outcome | None, texts: SlackTexts) -> list[Json]:
    """How it ended; the briefing stays, for who reads the talk back."""
    said = texts("card_stopped") if outcome in (None, Outcome.STOPPED) else texts(f"outcome_{outcome}")
    return [section(f"*{escape(said)}*"), *_briefing(shown, texts), context(texts("card_over"))]
