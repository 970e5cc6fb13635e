"""Commands: what the slash command answers. Help, the lists, what was not understood, and which practice is meant."""

from __future__ import annotations

from collections.abc import Sequence
from typing import get_args

from bot.adapters.slack.faces.blocks import (
    MOST_BLOCKS,
    Face,
    Json,
    actions,
    button,
    context,
    face,
    header,
    section,
    sections,
)
from bot.adapters.slack.faces.escaping import escape
from bot.adapters.slack.faces.home import Listed, customer, customer_block
from bot.adapters.slack.faces.marked import mentions, when
from bot.adapters.slack.faces.texts import SlackTexts
from bot.adapters.slack.launch import Action
from bot.adapters.slack.launch_rules import Problem
from bot.core.moves import Language
from bot.core.persona import Persona
from bot.training import Library

_MOST_TO_CHOOSE = 10
_ROOM = MOST_BLOCKS - 6
"""Blocks that a list of customers may take."""


def help_text(trainer: bool, texts: SlackTexts) -> Face:
    """What can be typed, and a button to begin; a trainer sees what a trainer may besides."""
    parts = [texts("help_words"), *([texts("help_trainer")] if trainer else []), texts("help_examples")]
    blocks: list[Json] = [header(texts("help_title")), *(section(part) for part in parts)]
    blocks += [context(texts("help_stop")), actions(button(texts("button_start"), Action.START, style="primary"))]
    return face(texts("help_title"), blocks)


def customers_list(library: Library, texts: SlackTexts) -> Face:
    """All customers by language, the reader's own first, each with a button; too many for that: as lines."""
    groups = [(language, _of(library, language)) for language in _languages(texts)]
    many = sum(len(group) for _, group in groups) > _ROOM
    blocks: list[Json] = []
    for language, group in groups:
        if group:
            blocks.append(header(texts(f"list_{language}")))
            blocks += (
                sections(_line(one, texts) for one in group) if many else [customer_block(one, texts) for one in group]
            )
    return face(texts("list_fallback"), [*blocks, context(texts("list_how"))])


def rubrics_list(library: Library, texts: SlackTexts) -> Face:
    """All methods with what they are about."""
    lines = [
        f"*{escape(one.name[texts.language])}*  `{one.id}`\n{escape(one.about[texts.language])}"
        for one in library.rubrics.values()
    ]
    return face(texts("rubrics_title"), [header(texts("rubrics_title")), *(section(line) for line in lines)])


def problems(found: Sequence[Problem], texts: SlackTexts) -> Face:
    """Everything that was wrong with a command, each with the nearest right word; and the form as a way out."""
    lines = [_problem(one, texts) for one in found]
    text = "\n".join([texts("problems_title"), *(f"•  {line}" for line in lines)])
    buttons = actions(button(texts("button_form"), Action.START))
    return face(text, [*sections(text.split("\n")), context(texts("problems_help")), buttons])


def which_practice(action: Action, running: Sequence[Listed], library: Library, texts: SlackTexts) -> Face:
    """Asks which of the running practices a command is for; the button does what the command would have done."""
    chosen = running[:_MOST_TO_CHOOSE]
    blocks = [section(_which(one, library, texts), _choose(one, action, texts)) for one in chosen]
    return face(texts("which_title"), [section(texts("which_title")), *blocks])


def _problem(one: Problem, texts: SlackTexts) -> str:
    return texts(one.key, **{name: escape(value) for name, value in one.names.items()})


def _which(one: Listed, library: Library, texts: SlackTexts) -> str:
    names = {"who": mentions(one.record.trainees), "when": when(one.record.started)}
    return f"*{customer(one.record, library)}*\n{texts('home_running_line', **names)}"


def _choose(one: Listed, action: Action, texts: SlackTexts) -> Json:
    return button(texts("button_this_one"), action, one.record.id)


def _line(persona: Persona, texts: SlackTexts) -> str:
    return f"{persona.face}  *{escape(persona.name)}*  `{persona.id}`  {escape(persona.title[texts.language])}"


def _languages(texts: SlackTexts) -> list[Language]:
    return sorted(get_args(Language), key=lambda language: language != texts.language)


def _of(library: Library, language: Language) -> list[Persona]:
    return [one for one in library.personas.values() if one.language == language]
