"""Redo form: which of my messages do I answer again? And what the new answer changed."""

from __future__ import annotations

from collections.abc import Sequence

from bot.adapters.slack.faces.blocks import MOST_OPTIONS, Face, Json, ask, face, modal, option, section
from bot.adapters.slack.faces.escaping import escape
from bot.adapters.slack.faces.rendering import rendered
from bot.adapters.slack.faces.texts import SlackTexts
from bot.adapters.slack.launch import Form
from bot.core.conversation import Turn
from bot.core.registering import REGISTERED
from bot.report.redone import redone


def redo_form(practice: str, turns: Sequence[Turn], texts: SlackTexts, proposed: int | None = None) -> Json:
    """The modal over a practice's whole transcript; ``proposed`` is the turn to start from, the weakest otherwise.

    Without a message to do again the modal says so and has nothing to submit.
    """
    said = [turn for turn in turns if turn.who == "trainee" and not turn.has(REGISTERED)][-MOST_OPTIONS:]
    title = texts("redo_title")
    if not said:
        return modal(Form.REDO, title, [section(texts("redo_none"))], close=texts("close"), remember=practice)
    field = ask("turn", texts("redo_which"), _select(said, proposed, texts), texts("redo_hint"))
    return modal(Form.REDO, title, [field], close=texts("cancel"), submit=texts("redo_submit"), remember=practice)


def read_redo_form(view: Json) -> tuple[str, int]:
    """The practice and the number of the turn that a submitted view names."""
    return view["private_metadata"], int(view["state"]["values"]["turn"]["turn"]["selected_option"]["value"])


def redo_result(before: Turn, after: Turn, texts: SlackTexts) -> Face:
    """The same message, then and now: what it did to the mood, and by which rules."""
    compared = redone(before, after, texts)
    return face(escape(compared.heading), [section(line) for line in rendered(compared, {})])


def effect_on_mood(turn: Turn, texts: SlackTexts) -> str:
    """What a message did: "anger -6, trust +8", or that it changed nothing."""
    changes = {name: sum(getattr(effect, name) for effect in turn.effects) for name in ("anger", "trust")}
    felt = [f"{texts(name)} {value:+.0f}" for name, value in changes.items() if round(value)]
    return ", ".join(felt) or texts("redo_no_effect")


def _select(said: list[Turn], proposed: int | None, texts: SlackTexts) -> Json:
    options = [option(_words(turn), str(turn.number), effect_on_mood(turn, texts)) for turn in said]
    wanted = proposed if proposed in [turn.number for turn in said] else _weakest(said).number
    initial = next(one for one in options if one["value"] == str(wanted))
    return {"type": "static_select", "options": options, "initial_option": initial}


def _weakest(said: list[Turn]) -> Turn:
    return max(said, key=lambda turn: sum(effect.anger - effect.trust / 2 for effect in turn.effects))


def _words(turn: Turn) -> str:
    return f"{turn.number}. {' '.join(turn.text.split())}"
