"""Aftercare: what was promised, with a button for the next day; and what came of it."""

from __future__ import annotations

from collections.abc import Sequence

from bot.adapters.slack.faces.blocks import Face, actions, button, context, face, sections
from bot.adapters.slack.faces.escaping import escape
from bot.adapters.slack.faces.rendering import rendered
from bot.adapters.slack.faces.texts import SlackTexts
from bot.adapters.slack.launch import Action
from bot.core.commitments import Commitment
from bot.core.debrief import Debrief
from bot.report.aftercare import follow_ups, promise_line
from bot.report.sections import score_line


def promised(promise: Commitment, practice: str, texts: SlackTexts) -> Face:
    """What the trainee will be held to, and when; at once on a button, or when it really falls due."""
    lines = [f"*{escape(texts('heading_promised'))}*", f"•  {escape(promise_line(promise, texts))}"]
    buttons = actions(
        button(texts("button_next_day"), Action.NEXT_DAY, practice, "primary"),
        button(texts("button_remind"), Action.REMIND, practice),
        button(texts("button_calendar"), Action.CALENDAR, practice),
    )
    blocks = [*sections([*lines, escape(texts("promise_how"))]), buttons]
    return face(escape(promise_line(promise, texts)), blocks)


def followed(debriefs: Sequence[Debrief], texts: SlackTexts) -> Face:
    """What came of the promise that was followed up last, and what it made of the scores."""
    lines = [line for section in follow_ups(debriefs[0].follow_ups[-1:], texts) for line in rendered(section, links={})]
    scores = escape("\n".join(score_line(debrief, texts) for debrief in debriefs))
    return face(lines[0] if lines else scores, [*sections(lines), context(scores)])
