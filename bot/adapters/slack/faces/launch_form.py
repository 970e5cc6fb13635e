"""Launch form: who practises, with which customer, where and how. Shown as a modal, and read back."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any, cast, get_args

from bot.adapters.slack.faces.blocks import MOST_OPTIONS, Json, ask, modal, option
from bot.adapters.slack.faces.texts import SlackTexts
from bot.adapters.slack.launch import Form, Launch, Way
from bot.adapters.slack.launch_rules import Problem, Rules, launch_problems
from bot.core.moves import Language
from bot.core.numbers import DifficultyName
from bot.core.persona import Persona
from bot.training import Library
from bot.training.care import LEVELS, gentlest

_MINUTES = (10, 15, 20, 30, 45)
_NO_LIMIT = "0"


@dataclass(frozen=True)
class FormContext:
    """Who fills the form in, and what is filled in already."""

    by: str
    may_launch_for_others: bool = False
    ceiling: DifficultyName = "hard"
    """This person wants no customer harder than that; whoever may launch for others can ask for more for them."""
    channel: str | None = None
    """The channel to propose; None proposes the direct message."""
    preset: Launch | None = None
    """Answers to start from: an unfinished command, or the same practice again. May name what does not exist."""
    bots: frozenset[str] = frozenset()
    """People who are known to be apps."""


def launch_form(texts: SlackTexts, library: Library, form: FormContext) -> Json:
    """The view to open."""
    fields = [
        _persona(texts, library, form),
        *([_trainees(texts, form)] if form.may_launch_for_others else []),
        _channel(texts, form),
        *([_way(texts, form), _observers(texts, form)] if form.may_launch_for_others else []),
        _difficulty(texts, form),
        _rubrics(texts, library, form),
        _debrief(texts, form),
        _minutes(texts, form),
        _coaching(texts, form),
    ]
    title, submit, close = texts("form_title"), texts("form_submit"), texts("cancel")
    return modal(Form.LAUNCH, title, fields, close=close, submit=submit)


def read_launch_form(view: Json, texts: SlackTexts, library: Library, form: FormContext) -> Launch | dict[str, str]:
    """The practice that a submitted view asks for, or a sentence for each field that must be put right.

    ``view`` is the payload's view; of ``form`` only the person and what they may do count. The sentences are what
    Slack wants as ``errors`` of ``response_action``.
    """
    launch = _read(_answers(view), form)
    problems = launch_problems(launch, Rules(library, form.may_launch_for_others, form.bots))
    return {_shown(problem, form): texts(problem.key, **problem.names) for problem in problems} or launch


def _shown(problem: Problem, form: FormContext) -> str:
    """The block that shows a problem; somebody who launches for nobody else has no field for trainees."""
    return "persona" if problem.about == "trainees" and not form.may_launch_for_others else problem.about


def _answers(view: Json) -> Json:
    """Block id -> the value of its element."""
    return {block: elements[block] for block, elements in view["state"]["values"].items() if block in elements}


def _read(answers: Json, form: FormContext) -> Launch:
    minutes = int(_one(answers, "minutes") or _NO_LIMIT)
    return Launch(
        persona=_one(answers, "persona") or "",
        rubrics=_several(answers, "rubrics"),
        trainees=tuple(answers["trainees"].get("selected_users") or ()) if "trainees" in answers else (form.by,),
        by=form.by,
        channel=answers.get("channel", {}).get("selected_conversation") or None,
        difficulty=cast(DifficultyName, _one(answers, "difficulty") or "normal"),
        private=_one(answers, "debrief") != "thread",
        minutes=minutes or None,
        coaching="coaching" in _several(answers, "coaching"),
        way=Way(_one(answers, "way") or Way.TOGETHER),
        observers=tuple(answers.get("observers", {}).get("selected_users") or ()),
    )


def _one(answers: Json, block: str) -> str | None:
    chosen: Any = answers.get(block, {}).get("selected_option")
    return str(chosen["value"]) if chosen else None


def _several(answers: Json, block: str) -> tuple[str, ...]:
    return tuple(chosen["value"] for chosen in answers.get(block, {}).get("selected_options") or ())


def _persona(texts: SlackTexts, library: Library, form: FormContext) -> Json:
    groups: list[Json] = [
        {"label": _label(texts(f"form_language_{language}")), "options": options}
        for language in _languages(texts)
        if (options := [_customer(texts, one) for one in library.personas.values() if one.language == language])
    ]
    groups = [group | {"options": group["options"][:MOST_OPTIONS]} for group in groups]
    select: Json = {"type": "static_select", "option_groups": groups}
    select |= {"placeholder": _label(texts("form_persona_placeholder"))}
    every = [one for group in groups for one in group["options"]]
    return ask("persona", texts("form_persona"), select | _initial(every, form.preset.persona if form.preset else ""))


def _languages(texts: SlackTexts) -> list[Language]:
    """The reader's own language first."""
    return sorted(get_args(Language), key=lambda language: language != texts.language)


def _customer(texts: SlackTexts, persona: Persona) -> Json:
    name = texts("customer_at", face=persona.face, name=persona.name, company=persona.company.name)
    return option(name, persona.id, persona.title[texts.language])


def _label(text: str) -> Json:
    return {"type": "plain_text", "text": text, "emoji": True}


def _initial(options: list[Json], value: str) -> Json:
    chosen = next((one for one in options if one["value"] == value), None)
    return {"initial_option": chosen} if chosen else {}


def _initials(options: Iterable[Json], values: tuple[str, ...]) -> Json:
    chosen = [one for one in options if one["value"] in values]
    return {"initial_options": chosen} if chosen else {}


def _trainees(texts: SlackTexts, form: FormContext) -> Json:
    select: Json = {"type": "multi_users_select", "placeholder": _label(texts("form_trainees_placeholder"))}
    if form.preset and form.preset.trainees:
        select["initial_users"] = list(form.preset.trainees)
    return ask("trainees", texts("form_trainees"), select, texts("form_trainees_hint"))


def _channel(texts: SlackTexts, form: FormContext) -> Json:
    select: Json = {
        "type": "conversations_select",
        "filter": {"include": ["public", "private"], "exclude_external_shared_channels": True},
        "placeholder": _label(texts("form_channel_placeholder")),
    }
    proposed = form.preset.channel if form.preset and form.preset.channel else form.channel
    if proposed:
        select["initial_conversation"] = proposed
    return ask("channel", texts("form_channel"), select, texts("form_channel_hint"), optional=True)


def _way(texts: SlackTexts, form: FormContext) -> Json:
    options = [option(texts(f"form_way_{way}"), way, texts(f"form_way_{way}_about")) for way in Way]
    wanted = form.preset.way if form.preset else Way.TOGETHER
    select = {"type": "static_select", "options": options} | _initial(options, wanted)
    return ask("way", texts("form_way"), select, texts("form_way_hint"))


def _observers(texts: SlackTexts, form: FormContext) -> Json:
    select: Json = {"type": "multi_users_select", "placeholder": _label(texts("form_observers_placeholder"))}
    chosen = list(form.preset.observers) if form.preset else []
    select |= {"initial_users": chosen} if chosen else {}
    return ask("observers", texts("form_observers"), select, texts("form_observers_hint"), optional=True)


def _difficulty(texts: SlackTexts, form: FormContext) -> Json:
    ceiling: DifficultyName = "hard" if form.may_launch_for_others else form.ceiling
    names = LEVELS[: LEVELS.index(ceiling) + 1]
    options = [option(texts(f"difficulty_{name}").capitalize(), name, texts(f"form_{name}")) for name in names]
    wanted = form.preset.difficulty if form.preset else "normal"
    select = {"type": "radio_buttons", "options": options} | _initial(options, gentlest((wanted, ceiling)))
    hint = texts("form_ceiling_hint", level=texts(f"difficulty_{ceiling}")) if len(names) < len(LEVELS) else ""
    return ask("difficulty", texts("form_difficulty"), select, hint)


def _rubrics(texts: SlackTexts, library: Library, form: FormContext) -> Json:
    options = [option(one.name[texts.language], one.id) for one in library.rubrics.values()][:MOST_OPTIONS]
    select: Json = {"type": "multi_static_select", "options": options}
    select |= {"placeholder": _label(texts("form_rubrics_placeholder"))}
    preset = form.preset.rubrics if form.preset else ()
    select |= _initials(options, preset)
    return ask("rubrics", texts("form_rubrics"), select, texts("form_rubrics_hint"), optional=True)


def _debrief(texts: SlackTexts, form: FormContext) -> Json:
    options = [option(texts("form_debrief_private"), "private"), option(texts("form_debrief_thread"), "thread")]
    private = form.preset.private if form.preset else True
    radio = {"type": "radio_buttons", "options": options} | _initial(options, "private" if private else "thread")
    return ask("debrief", texts("form_debrief"), radio, texts("form_debrief_hint"))


def _minutes(texts: SlackTexts, form: FormContext) -> Json:
    wanted = form.preset.minutes if form.preset else None
    lengths = sorted({*_MINUTES, *([wanted] if wanted else [])})
    options = [option(texts("form_no_limit"), _NO_LIMIT)]
    options += [option(texts("minutes", count=count), str(count)) for count in lengths]
    select = {"type": "static_select", "options": options} | _initial(options, str(wanted or _NO_LIMIT))
    return ask("minutes", texts("form_minutes"), select)


def _coaching(texts: SlackTexts, form: FormContext) -> Json:
    options = [option(texts("form_coaching_on"), "coaching", texts("form_coaching_about"))]
    on = bool(form.preset and form.preset.coaching)
    boxes = {"type": "checkboxes", "options": options} | (_initials(options, ("coaching",)) if on else {})
    return ask("coaching", texts("form_coaching"), boxes, optional=True)
