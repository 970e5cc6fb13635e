"""Debrief: the short form first. The outcome, one strength, at most two next steps, and what to do now."""

from __future__ import annotations

from collections.abc import Sequence

from bot.adapters.slack.faces.blocks import (
    Face,
    Json,
    actions,
    button,
    context,
    divider,
    face,
    header,
    modal,
    section,
    sections,
)
from bot.adapters.slack.faces.escaping import escape
from bot.adapters.slack.faces.lookback import Lookback
from bot.adapters.slack.faces.marked import link, mention
from bot.adapters.slack.faces.rendering import block_lines, rendered
from bot.adapters.slack.faces.texts import SlackTexts
from bot.adapters.slack.faces.together import shared_steps, together
from bot.adapters.slack.launch import Action, Form
from bot.core.debrief import Debrief
from bot.core.persona import Outcome
from bot.report.blocks import Paragraph, Section
from bot.report.sections import short_form
from bot.training.archive import MarkRecord, VerdictRecord


def short_debrief(debriefs: Sequence[Debrief], look: Lookback, texts: SlackTexts) -> Face:
    """The message after a talk. With several methods the first one speaks, and each has its score.

    ``texts`` are those of the debriefs' language. ``debriefs`` has at least one.
    """
    first = debriefs[0]
    if first.outcome is Outcome.STOPPED:
        said = texts("stopped")
        return face(escape(said), [*sections([escape(said)]), *_buttons(look, texts, stopped=True)])
    outcome, strength, steps, *_ = short_form(first, texts)
    blocks = [
        header(texts("debrief_title", face=look.persona.face, name=look.persona.name)),
        *sections([f"*{escape(outcome.heading)}*"]),
        context(escape("\n".join(scores(debriefs, look, texts)))),
        *(together(look, texts) if look.contributions else sections(rendered(strength, look.links))),
        *_steps(first, shared_steps(steps, texts) if look.contributions else steps, look),
        *_marks(look, texts),
        *_verdicts(debriefs, look, texts),
        divider(),
        *_buttons(look, texts),
        *(_reviewing(debriefs, look, texts) if look.reviewer else []),
    ]
    fallback = f"{outcome.heading} {'; '.join(scores(debriefs, look, texts))}"
    return face(escape(fallback), blocks)


def debrief_view(debriefs: Sequence[Debrief], look: Lookback, texts: SlackTexts) -> Json:
    """The same as a modal, for who opens it from the Home tab."""
    blocks = short_debrief(debriefs, look, texts).blocks
    return modal(Form.DEBRIEF, texts("debrief_view"), blocks, close=texts("close"), remember=look.practice)


def scores(debriefs: Sequence[Debrief], look: Lookback, texts: SlackTexts) -> list[str]:
    """A line for each method, and that it is practice, unless it was announced otherwise."""
    lines = [
        texts(
            "no_score" if debrief.score is None else "score_line",
            score=debrief.score,
            rubric=debrief.rubric.name[debrief.language],
        )
        for debrief in debriefs
    ]
    return lines if look.assessment else [*lines, texts("practice_not_assessment")]


def _steps(debrief: Debrief, steps: Section, look: Lookback) -> list[Json]:
    """The next steps, each a paragraph of its own."""
    names = {step.name for step in debrief.next_steps}
    parts: list[list[str]] = [[f"*{escape(steps.heading)}*"]]
    for block in steps.blocks:
        if isinstance(block, Paragraph) and block.lead in names and len(parts[-1]) > 1:
            parts.append([])
        parts[-1] += block_lines(block, look.links)
    return [block for part in parts for block in sections(part)]


def _marks(look: Lookback, texts: SlackTexts) -> list[Json]:
    """The moments that trainers marked, each with its message and what they wrote."""
    if not look.marks:
        return []
    lines = [_mark(mark, look, texts) for mark in look.marks]
    return sections([f"*{texts('heading_marks')}*", *lines])


def _mark(mark: MarkRecord, look: Lookback, texts: SlackTexts) -> str:
    where = link(look.links.get(mark.turn, ""), texts("turn", turn=mark.turn))
    said = f": {escape(mark.comment)}" if mark.comment else ""
    return f"•  {where} ({mention(mark.trainer)}){said}"


def _verdicts(debriefs: Sequence[Debrief], look: Lookback, texts: SlackTexts) -> list[Json]:
    """What trainers think of the scores, for who practised."""
    names = {(one.rubric.id, kept.id): kept.name[one.language] for one in debriefs for kept in one.rubric.criteria}
    lines = [
        _verdict(verdict, name, texts)
        for criterion, name in names.items()
        for verdict in look.verdicts
        if (verdict.rubric, verdict.criterion) == criterion
    ]
    return sections([f"*{texts('heading_verdicts')}*", *lines]) if lines else []


def _verdict(verdict: VerdictRecord, name: str, texts: SlackTexts) -> str:
    level = f" ({texts(f'level_{verdict.level}')})" if verdict.level else ""
    said = f": {escape(verdict.comment)}" if verdict.comment else ""
    return f"•  *{escape(name)}*  {texts(f'verdict_{verdict.verdict}')}{level} ({mention(verdict.trainer)}){said}"


def _reviewing(debriefs: Sequence[Debrief], look: Lookback, texts: SlackTexts) -> list[Json]:
    """What a trainer may do with a debrief that was shared: read the talk back, and say something of the scores."""
    read = section(texts("review_read"), button(texts("button_read"), Action.READ, look.practice))
    return [divider(), read, *(_asked(debrief, look, texts) for debrief in debriefs)]


def _asked(debrief: Debrief, look: Lookback, texts: SlackTexts) -> Json:
    key = "review_again" if debrief.rubric.id in look.reviewed else "review_ask"
    value = f"{look.practice}|{debrief.rubric.id}"
    said = escape(texts(key, rubric=debrief.rubric.name[debrief.language]))
    return section(said, button(texts("button_review"), Action.REVIEW, value))


def _buttons(look: Lookback, texts: SlackTexts, stopped: bool = False) -> list[Json]:
    practice = look.practice
    table = button(texts("button_table"), Action.TABLE, practice)
    if not look.own:
        return [] if stopped else [actions(table)]
    redo = [button(texts("button_redo"), Action.REDO, practice)] if look.may_redo else []
    register = button(
        texts("button_register_again" if look.registered else "button_register"), Action.REGISTER, practice
    )
    looking = [] if stopped else [actions(table, *redo, register)]
    return [*looking, actions(*_onwards(look, stopped, texts))]


def _onwards(look: Lookback, stopped: bool, texts: SlackTexts) -> list[Json]:
    buttons = [button(texts("button_again"), Action.AGAIN, look.practice)]
    if look.following:
        buttons.append(button(texts("button_next", name=look.following.name), Action.NEXT, look.practice))
    if look.may_share and not stopped:
        buttons.append(button(texts("button_share"), Action.SHARE, look.practice))
    if look.may_unshare:
        buttons.append(button(texts("button_unshare"), Action.UNSHARE, look.practice))
    return buttons
