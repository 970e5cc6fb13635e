"""Check-in: after a hard talk somebody is asked how they are, in private, and gets a short kind answer."""

from __future__ import annotations

from collections.abc import Mapping

from bot.adapters.slack.faces.blocks import Face, Json, actions, button, context, face, sections
from bot.adapters.slack.faces.escaping import escape
from bot.adapters.slack.faces.texts import SlackTexts
from bot.adapters.slack.launch import Action
from bot.training.care import Feeling

FEELINGS: Mapping[Action, Feeling] = {
    Action.FINE: Feeling.FINE,
    Action.TOUCHED: Feeling.TOUCHED,
    Action.ENOUGH: Feeling.ENOUGH,
}
"""The buttons, and what each of them says."""


def check_in(practice: str, stopped: bool, texts: SlackTexts) -> Face:
    """The question, with an answer on each button. ``stopped``: the talk was ended by the stop word."""
    asked = escape(texts("check_in_stopped" if stopped else "check_in"))
    answers = [button(texts(f"check_in_{feeling}"), action, practice) for action, feeling in FEELINGS.items()]
    small = context(escape(texts("check_in_private")))
    return face(asked, [*sections([asked]), actions(*answers), small, *(_gentler(practice, texts) if stopped else [])])


def answered(feeling: Feeling, practice: str, gentler: bool, texts: SlackTexts) -> Face:
    """What stands in its place once somebody has answered; with a way to a ``gentler`` customer, or without."""
    said = escape(texts(f"check_in_answer_{feeling}"))
    return face(said, [*sections([said]), *(_gentler(practice, texts) if gentler else [])])


def _gentler(practice: str, texts: SlackTexts) -> list[Json]:
    """The next one can be milder: nobody has to ask for it."""
    lines = sections([escape(texts("check_in_gentler"))])
    return [*lines, actions(button(texts("button_gentler"), Action.GENTLER, practice))]
