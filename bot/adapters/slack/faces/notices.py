"""Notices: the one-line messages around a practice."""

from __future__ import annotations

from enum import StrEnum

from bot.adapters.slack.faces.marked import marked
from bot.adapters.slack.faces.texts import SlackTexts


class Notice(StrEnum):
    """What is said, with the names that its sentence has: ``notice_<value>`` in the texts."""

    LAUNCHED = "launched"
    """who (mentions), name, place"""
    LAUNCHED_SELF = "launched_self"
    """name, place"""
    PAUSED = "paused"
    RESUMED = "resumed"
    ALREADY_PAUSED = "already_paused"
    """Somebody writes while the clock stands still, or pauses again."""
    NOT_PAUSED = "not_paused"
    STOPPED = "stopped"
    TIME_NEAR = "time_near"
    """count (minutes left)"""
    TIME_UP = "time_up"
    WAITING = "waiting"
    """name"""
    HINT = "hint"
    """hint"""
    WHISPER = "whisper"
    """who (mention), text"""
    WHISPERED = "whispered"
    """who (mention)"""
    MARKED = "marked"
    NOT_MARKED = "not_marked"
    """It was no message of a trainee."""
    OBSERVER = "observer"
    """who (mentions of the trainees)"""
    EDITED = "edited"
    """name"""
    DELETED = "deleted"
    """name"""
    FILE_ONLY = "file_only"
    """name"""
    TOO_LONG = "too_long"
    """limit, name"""
    NOT_YOURS = "not_yours"
    ALREADY_ENDED = "already_ended"
    NO_PRACTICE = "no_practice"
    NO_DEBRIEF = "no_debrief"
    FORGOTTEN = "forgotten"
    NOT_ALLOWED = "not_allowed"
    NOT_IN_A_PRACTICE = "not_in_a_practice"
    """A trainer's shortcut on some other message."""
    CUSTOMER_GONE = "customer_gone"
    """The file of the customer is not there any more."""
    TOO_LATE = "too_late"
    """A form was asked for, and Slack does not let us open it any more."""
    NOT_IN_CHANNEL = "not_in_channel"
    """channel (channel_name)"""
    NOT_REACHED = "not_reached"
    """who (mention)"""
    SHARED = "shared"
    DEBRIEF_PRIVATE = "debrief_private"
    REDO_ENOUGH = "redo_enough"
    """most"""
    EXPORTED = "exported"
    DATA_DELETED = "data_deleted"
    """count (practices)"""
    BUSY = "busy"
    """The database takes long; what was asked for may still come."""
    OUR_ERROR = "our_error"
    """code"""


def notice(what: Notice, texts: SlackTexts, **names: object) -> str:
    """The sentence as mrkdwn. Names are escaped, unless they are mentions or links of ours (see marked.py)."""
    return texts(f"notice_{what}", **{name: marked(value) for name, value in names.items()})
