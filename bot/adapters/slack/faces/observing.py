"""Observing: what an observer watches, what they are asked afterwards, and how their answer stands in the debrief."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import cast, get_args

from bot.adapters.slack.faces.blocks import Face, Json, actions, ask, button, context, face, modal, option, section
from bot.adapters.slack.faces.escaping import escape
from bot.adapters.slack.faces.marked import link, mention, mentions
from bot.adapters.slack.faces.texts import SlackTexts
from bot.adapters.slack.launch import Action, Form, Launch
from bot.core.debrief import Observation, Seen
from bot.core.persona import Persona
from bot.core.rubric import Criterion

_BETWEEN = "|"
_LONGEST = 500


@dataclass(frozen=True)
class Watched:
    """What an observer watches, and where."""

    practice: str
    launch: Launch
    persona: Persona
    rubric: str
    criterion: Criterion
    where: str
    """The address of the talk."""


def assigned(watched: Watched, texts: SlackTexts) -> Face:
    """The one thing to watch, before or during the talk."""
    name = watched.criterion.name[texts.language]
    talk = link(watched.where, texts("observe_talk", name=watched.persona.name))
    who = mentions(watched.launch.trainees)
    said = texts("observe_what", who=who, talk=talk, criterion=escape(name))
    hint = texts("observe_hint", tip=escape(watched.criterion.tip[texts.language]))
    return face(said, [section(said), section(hint), context(texts("observe_small"))])


def asked(watched: Watched, texts: SlackTexts) -> Face:
    """The talk is over: a button to tell what was seen."""
    name, value = escape(watched.criterion.name[texts.language]), _value(watched)
    said = texts("observe_over", name=escape(watched.persona.name), criterion=name)
    tell = button(texts("button_observation"), Action.OBSERVATION, value, "primary")
    return face(said, [section(said), actions(tell), context(texts("observe_free"))])


def observation_form(value: str, criterion: Criterion, private: bool, texts: SlackTexts) -> Json:
    """The modal in which an observer tells what they saw; ``value`` is that of the button, and comes back."""
    name = escape(criterion.name[texts.language])
    options = [option(texts(f"seen_{seen}"), seen) for seen in get_args(Seen)]
    said = {"type": "plain_text_input", "multiline": True, "max_length": _LONGEST}
    blocks = [
        section(f"*{name}*\n{escape(criterion.tip[texts.language])}"),
        ask("seen", texts("observe_seen"), {"type": "radio_buttons", "options": options}),
        ask("text", texts("observe_text"), said, texts("observe_text_hint"), optional=True),
        context(texts("observe_goes_private" if private else "observe_goes_visible")),
    ]
    title, submit, close = texts("observe_title"), texts("observe_submit"), texts("cancel")
    return modal(Form.OBSERVATION, title, blocks, close=close, submit=submit, remember=value)


def read_observation_form(view: Json) -> tuple[str, Seen, str]:
    """The button's value, what was seen, and the words for it."""
    values = view["state"]["values"]
    seen = cast(Seen, values["seen"]["seen"]["selected_option"]["value"])
    return view["private_metadata"], seen, (values["text"]["text"].get("value") or "").strip()


def observation(seen: Observation, criterion: Criterion, texts: SlackTexts) -> Face:
    """What an observer saw, for those who practised."""
    line = observed_line(seen, (criterion,), texts)
    return face(line, [section(line), context(texts("observe_beside"))])


def observed_line(seen: Observation, criteria: Iterable[Criterion], texts: SlackTexts) -> str:
    """Who watched what and what they saw, in their own words: mrkdwn. The criterion is one of ``criteria``."""
    name = next(one.name[texts.language] for one in criteria if one.id == seen.criterion)
    said = texts("observe_line", who=mention(seen.person), criterion=escape(name))
    words = f" “{escape(' '.join(seen.text.split()))}”" if seen.text else ""
    return f"{said} {escape(texts(f'seen_{seen.seen}'))}.{words}"


def watched_in(value: str) -> tuple[str, str, str]:
    """The practice, rubric and criterion that an OBSERVATION button names."""
    practice, rubric, criterion = value.split(_BETWEEN)
    return practice, rubric, criterion


def _value(watched: Watched) -> str:
    return _BETWEEN.join((watched.practice, watched.rubric, watched.criterion.id))
