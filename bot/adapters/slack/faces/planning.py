"""Planning: the form in which somebody chooses when to practise, and what stands with the calendar file of it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import time

from bot.adapters.slack.faces.blocks import Json, ask, context, modal, option
from bot.adapters.slack.faces.notices import Notice, notice
from bot.adapters.slack.faces.texts import SlackTexts
from bot.adapters.slack.launch import Form

_BEGINS = time(10)
_WEEKS = (2, 4, 8)
_USUAL = 1
"""The place among the weeks of what is chosen at first."""


@dataclass(frozen=True)
class Plan:
    """When somebody wants to practise, every week."""

    days: tuple[int, ...]
    """Monday is 0."""
    at: time
    weeks: int
    zone: str
    """Where that time is, by its IANA name."""


def plan_form(texts: SlackTexts, zone: str) -> Json:
    """The modal: which weekdays, at what time in ``zone``, for how many weeks."""
    weeks = [option(texts("plan_weeks_count", count=count), str(count)) for count in _WEEKS]
    days = [option(day.capitalize(), str(number)) for number, day in enumerate(_weekdays(texts))]
    fields = [
        ask("days", texts("plan_days"), {"type": "checkboxes", "options": days}),
        ask("time", texts("plan_time"), {"type": "timepicker", "initial_time": f"{_BEGINS:%H:%M}", "timezone": zone}),
        ask("weeks", texts("plan_weeks"), {"type": "static_select", "options": weeks, "initial_option": weeks[_USUAL]}),
        context(texts("plan_small")),
    ]
    title, submit, close = texts("plan_title"), texts("plan_submit"), texts("cancel")
    return modal(Form.PLAN, title, fields, close=close, submit=submit, remember=zone)


def read_plan_form(view: Json) -> Plan:
    """What was chosen. Slack sends no form in of which a field is empty."""
    values = view["state"]["values"]
    return Plan(
        days=tuple(int(one["value"]) for one in values["days"]["days"]["selected_options"]),
        at=time.fromisoformat(values["time"]["time"]["selected_time"]),
        weeks=int(values["weeks"]["weeks"]["selected_option"]["value"]),
        zone=view["private_metadata"],
    )


def planned(plan: Plan, texts: SlackTexts) -> str:
    """What was chosen, in words."""
    days = ", ".join(_weekdays(texts)[day] for day in plan.days)
    return notice(Notice.PLANNED, texts, days=days, at=f"{plan.at:%H:%M}", count=plan.weeks)


def _weekdays(texts: SlackTexts) -> list[str]:
    return texts("weekdays").split()
