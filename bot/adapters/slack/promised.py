"""Promised: which promise of an ended talk is followed up in Slack, and the timers that hold it."""

from __future__ import annotations

from bot.adapters.slack.office import Office
from bot.adapters.slack.state import Talk
from bot.core.commitments import Commitment
from bot.delivery import Timer

PROMISE, REMIND = "promise", "remind"
_BEFORE = 15 * 60.0
"""Seconds before the promised moment at which somebody is reminded."""


def the_promise(office: Office, talk: Talk) -> Commitment | None:
    """The promise that the customer waits for: a call where one was promised, or else what falls due first."""
    if not talk.outcome:
        return None
    made = office.training.promises(office.session(talk))
    return next((one for one in made if one.what == "call_back"), next(iter(made), None))


def waits(office: Office, talk: Talk, promise: Commitment) -> Timer:
    """The moment at which a customer who has heard nothing comes back."""
    back = office.training.given_up_waiting(office.session(talk), promise)
    return Timer(PROMISE, back.timestamp(), {})


def reminds(office: Office, talk: Talk, promise: Commitment) -> Timer:
    """Shortly before the promised moment."""
    due = office.training.due(office.session(talk), promise)
    return Timer(REMIND, due.timestamp() - _BEFORE, {})
