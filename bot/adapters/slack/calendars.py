"""Calendars: what somebody promised, and when they want to practise, as a calendar file that only they get.

The calendar itself reminds them: each moment in the file has an alarm. It goes out like every other post, once.
"""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime
from hashlib import sha256
from zoneinfo import ZoneInfo

from bot.adapters.slack.faces.notices import Notice, notice
from bot.adapters.slack.faces.planning import Plan, planned
from bot.adapters.slack.inputs import Asker
from bot.adapters.slack.office import Office
from bot.adapters.slack.posts import call
from bot.adapters.slack.sending import CALENDAR
from bot.adapters.slack.state import Talk
from bot.core.commitments import Commitment
from bot.delivery import Post
from bot.report.exports_calendar import Promise, calendar, next_slot


def promises_file(office: Office, talk: Talk, person: str, now: float) -> Post | None:
    """What can still be kept after an ended talk, for one of its trainees; None when that is nothing."""
    at, texts = office.moment(now), office.words(talk.order)
    made = [one for one in _promises(office, talk) if one.due > at]
    if not made:
        return None
    file = calendar(made, None, texts, office.zone, at)
    shown = {
        "content": file.decode(),
        "title": texts("heading_promised"),
        "comment": notice(Notice.PROMISES_FILE, texts),
    }
    return call(talk.order.workspace, CALENDAR, {**talk.alone(person), **shown})


def plan_file(office: Office, plan: Plan, asker: Asker) -> Post:
    """The moments at which somebody wants to practise, in their own direct message."""
    zone, texts = ZoneInfo(plan.zone), office.texts[asker.language]
    now = datetime.fromtimestamp(office.clock(), zone)
    slot = replace(next_slot(plan.days, plan.at, now), weeks=plan.weeks, how="calendar_slot_slack")
    file = calendar((), slot, texts, zone, now)
    shown = {"content": file.decode(), "title": texts("plan_title"), "comment": planned(plan, texts)}
    return call(asker.team, CALENDAR, {"channel": asker.person, **shown})


def _promises(office: Office, talk: Talk) -> list[Promise]:
    session, name = office.session(talk), office.persona(talk.order).name
    return [
        Promise(_name(talk, one), name, one.quote, office.training.due(session, one))
        for one in office.training.promises(session)
    ]


def _name(talk: Talk, promise: Commitment) -> str:
    """The same for the same promise: who asks for the file twice has one event. It says nothing about the talk."""
    return sha256(f"{talk.practice}:{promise.turn}:{promise.what}".encode()).hexdigest()[:32]
