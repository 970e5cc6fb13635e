"""Progress: how somebody's practices go, for themselves; what a team's say together, for its trainers."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from bot.adapters.slack.faces.blocks import (
    Json,
    actions,
    button,
    context,
    divider,
    header,
    modal,
    option,
    section,
    sections,
)
from bot.adapters.slack.faces.escaping import escape
from bot.adapters.slack.faces.rendering import rendered
from bot.adapters.slack.faces.table import bar
from bot.adapters.slack.faces.texts import SlackTexts
from bot.adapters.slack.launch import Action, Form
from bot.report.blocks import Section
from bot.report.progress import Line, Method, Next, Overview

_LAST = 3
"""Practices that are named one by one."""


def home_progress(shown: Overview, texts: SlackTexts) -> list[Json]:
    """For the Home tab: how often, whom to practise with next, and buttons to the rest and to a calendar."""
    often = " ".join(part for part in (shown.lead, shown.weeks_told) if part)
    opened = button(texts("button_progress"), Action.PROGRESS)
    following = [_next(shown.next, texts)] if shown.next else []
    plan = actions(button(texts("button_plan"), Action.PLAN), block_id="home_plan")
    return [divider(), header(texts("home_progress")), section(escape(often), opened), *following, plan]


def progress_view(shown: Overview, texts: SlackTexts) -> Json:
    """The page: the next practice first, then every criterion in words, then when somebody practised."""
    blocks = [*sections([escape(shown.lead), f"_{escape(shown.private)}_"])]
    if shown.next:
        blocks += [divider(), header(texts("progress_next")), _next(shown.next, texts)]
    for method in shown.methods:
        blocks += [divider(), header(method.name), *sections(_method(method, texts))]
    if shown.methods:
        blocks += [divider(), header(texts("progress_weeks")), *sections([escape(shown.weeks_told)])]
        blocks.append(context(escape(shown.note)))
    return _page(texts("home_progress"), blocks, texts)


def taking_part(in_team: bool, texts: SlackTexts) -> list[Json]:
    """The choice to take part in the team's overview, and what that means."""
    choice = [option(texts("home_in_team"), "in_team")]
    boxes: Json = {"type": "checkboxes", "action_id": Action.IN_TEAM, "options": choice}
    if in_team:
        boxes["initial_options"] = choice
    return [actions(boxes, block_id="home_in_team"), context(texts("home_in_team_about"))]


def for_trainers(texts: SlackTexts) -> Json:
    """The buttons to what trainers may see of everybody together."""
    team, agreement = ((texts(f"button_{one}"), one) for one in (Action.TEAM, Action.AGREEMENT))
    return actions(button(*team), button(*agreement), block_id="home_trainers")


def overview_view(title: str, parts: Sequence[Section], texts: SlackTexts) -> Json:
    """A page of sections as they are: the team, or agreement among trainers."""
    blocks = [block for part in parts for block in _part(part)]
    return _page(title, blocks, texts)


def moment_view(title: str, texts: SlackTexts) -> Json:
    """What is opened at once where the page takes a moment."""
    return _page(title, [section(texts("one_moment"))], texts)


def _page(title: str, blocks: Sequence[Json], texts: SlackTexts) -> Json:
    return modal(Form.OVERVIEW, title, blocks, close=texts("close"))


def _part(part: Section) -> list[Json]:
    _, *lines = rendered(part, {})
    return [header(part.heading), *sections(lines)]


def _next(following: Next, texts: SlackTexts) -> Json:
    who = f"*{escape(f'{following.face} {following.name}')}*\n{escape(following.title)}"
    start = button(texts("button_practise"), Action.START, following.persona)
    return section(f"{who}\n_{escape(following.why)}_", start)


def _method(method: Method, texts: SlackTexts) -> Iterator[str]:
    for line in method.lines:
        yield f"*{escape(line.name)}*\n{bar(line.share)}  {line.level}  ·  {escape(line.trend_told)}"
        yield f"{_lately(line, texts)}\n"


def _lately(line: Line, texts: SlackTexts) -> str:
    """The latest practices one by one; of a single one there is nothing more to say."""
    if len(line.shares) == 1:
        return escape(line.times)
    last = ", ".join(f"{round(100 * share)}%" for share in line.shares[-_LAST:])
    return escape(texts("progress_last", last=last, times=line.times))
