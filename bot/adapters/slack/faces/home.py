"""Home: the App Home tab. Begin here, what runs, what was, who fits next, what I chose, and what is kept of me."""

from __future__ import annotations

from dataclasses import dataclass

from bot.adapters.slack.faces.blocks import (
    MOST_IN_A_VIEW,
    Json,
    actions,
    button,
    confirmed,
    context,
    divider,
    header,
    option,
    section,
)
from bot.adapters.slack.faces.escaping import escape
from bot.adapters.slack.faces.marked import link, mentions, when
from bot.adapters.slack.faces.progress import for_trainers, home_progress, taking_part
from bot.adapters.slack.faces.texts import SlackTexts
from bot.adapters.slack.launch import Action
from bot.core.persona import Persona
from bot.report.progress import Overview
from bot.training import Library
from bot.training.archive import PersonSettings, PracticeRecord
from bot.training.care import LEVELS

_MOST_RUNNING = 10
_MOST_RECENT = 10
_MOST_TEAM = 20


@dataclass(frozen=True)
class Listed:
    """A practice in a list, with what the archive does not say by itself."""

    record: PracticeRecord
    link: str = ""
    """Permalink of the card."""
    score: int | None = None
    """Of the first method."""


@dataclass(frozen=True)
class Home:
    """Everything that one person's tab shows."""

    settings: PersonSettings
    running: tuple[Listed, ...] = ()
    recent: tuple[Listed, ...] = ()
    start_here: tuple[Persona, ...] = ()
    team: tuple[Listed, ...] | None = None
    """The practices of others that a trainer may see; None for who is no trainer."""
    retention_days: int | None = None
    """After so many days everything is forgotten; None: kept until somebody deletes it."""
    progress: Overview | None = None
    """How it goes; None for who has not practised yet."""
    team_overview: bool = False
    """Somebody is there to see the team's overview, so that people can choose to take part."""


def home(shown: Home, library: Library, texts: SlackTexts) -> Json:
    """The view to publish."""
    blocks = [
        *_welcome(shown, texts),
        *_running(shown, library, texts),
        *(home_progress(shown.progress, texts) if shown.progress else []),
        *_recent(shown, library, texts),
        *_start_here(shown, texts),
        *(_team(shown.team, library, texts) if shown.team is not None else []),
        *_settings(shown.settings, texts),
        *(taking_part(shown.settings.in_team, texts) if shown.team_overview else []),
        *_data(shown, texts),
    ]
    return {"type": "home", "blocks": blocks[:MOST_IN_A_VIEW]}


def _welcome(shown: Home, texts: SlackTexts) -> list[Json]:
    trainer = shown.team is not None
    start = button(texts("button_launch" if trainer else "button_start"), Action.START, style="primary")
    return [header(texts("home_title")), section(texts("home_welcome")), actions(start, block_id="home_start")]


def _running(shown: Home, library: Library, texts: SlackTexts) -> list[Json]:
    if not shown.running:
        return []
    lines = [section(_running_line(one, library, texts)) for one in shown.running[:_MOST_RUNNING]]
    return [divider(), header(texts("home_running")), *lines]


def _running_line(one: Listed, library: Library, texts: SlackTexts) -> str:
    names = {"who": mentions(one.record.trainees), "when": when(one.record.started)}
    go = link(one.link, texts("home_go"))
    return f"*{customer(one.record, library)}*   {go}\n{texts('home_running_line', **names)}"


def _recent(shown: Home, library: Library, texts: SlackTexts) -> list[Json]:
    lines = [_recent_line(one, library, "", texts) for one in shown.recent[:_MOST_RECENT]]
    return [divider(), header(texts("home_recent")), *(lines or [section(texts("home_recent_none"))])]


def _recent_line(one: Listed, library: Library, who: str, texts: SlackTexts) -> Json:
    outcome = texts(f"home_outcome_{one.record.outcome}") if one.record.outcome else ""
    score = "" if one.score is None else texts("home_score", score=one.score)
    ended = when(one.record.ended or one.record.started)
    small = "  ·  ".join(part for part in (who, outcome, score, ended) if part)
    text = f"*{customer(one.record, library)}*\n{small}"
    return section(text, button(texts("button_open"), Action.OPEN, one.record.id))


def _start_here(shown: Home, texts: SlackTexts) -> list[Json]:
    if not shown.start_here:
        return []
    return [divider(), header(texts("home_start_here")), *(customer_block(one, texts) for one in shown.start_here)]


def _team(team: tuple[Listed, ...], library: Library, texts: SlackTexts) -> list[Json]:
    lines = [_recent_line(one, library, mentions(one.record.trainees), texts) for one in team[:_MOST_TEAM]]
    small = context(texts("home_team_private"))
    return [
        divider(),
        header(texts("home_team")),
        for_trainers(texts),
        *(lines or [section(texts("home_team_none"))]),
        small,
    ]


def _settings(settings: PersonSettings, texts: SlackTexts) -> list[Json]:
    languages = [option(texts(f"home_language_{one}"), one) for one in ("auto", "nl", "en")]
    chosen = next(one for one in languages if one["value"] == (settings.language or "auto"))
    select = {"type": "static_select", "action_id": Action.LANGUAGE, "options": languages, "initial_option": chosen}
    language = section(texts("home_language"), select, "home_language")
    return [divider(), header(texts("home_settings")), language, *_bounds(settings, texts)]


def _bounds(settings: PersonSettings, texts: SlackTexts) -> list[Json]:
    """How hard a customer may be, and whether one may swear."""
    levels = [option(texts(f"home_ceiling_{level}"), level) for level in LEVELS]
    chosen = levels[LEVELS.index(settings.ceiling)]
    select = {"type": "static_select", "action_id": Action.CEILING, "options": levels, "initial_option": chosen}
    coarse = [option(texts("home_coarse"), "coarse", texts("home_coarse_about"))]
    boxes: Json = {"type": "checkboxes", "action_id": Action.COARSE, "options": coarse}
    if settings.coarse:
        boxes["initial_options"] = coarse
    return [section(texts("home_ceiling"), select, "home_ceiling"), actions(boxes, block_id="home_coarse")]


def _data(shown: Home, texts: SlackTexts) -> list[Json]:
    days = shown.retention_days
    kept = texts("home_kept", days=days) if days else texts("home_kept_forever")
    delete = confirmed(
        button(texts("button_delete"), Action.DELETE, style="danger"),
        *(texts(f"delete_{part}") for part in ("title", "text", "yes", "no")),
    )
    export = button(texts("button_export"), Action.EXPORT)
    return [divider(), header(texts("home_data")), section(kept), actions(export, delete, block_id="home_data")]


def customer(record: PracticeRecord, library: Library) -> str:
    """The customer of a practice in bold words; one whose file is gone by its id."""
    persona = library.personas.get(record.persona)
    return escape(f"{persona.face} {persona.name}" if persona else record.persona)


def customer_block(persona: Persona, texts: SlackTexts) -> Json:
    """A customer to choose, with a button that begins."""
    name = texts("customer_at", face=persona.face, name=persona.name, company=persona.company.name)
    text = f"*{escape(name)}*\n{escape(persona.title[texts.language])}"
    return section(text, button(texts("button_practise"), Action.START, persona.id))
