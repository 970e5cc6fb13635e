"""Names: what Slack calls the parts of Tirade. manifest.yaml declares them, the listeners answer to them."""

from __future__ import annotations

from enum import StrEnum

COMMAND = "/tirade"
"""The one slash command."""


class Shortcut(StrEnum):
    """What stands in Slack's shortcut menus; the value is the callback id."""

    START = "start_practice"
    """Anywhere: opens the launch form."""
    WHISPER = "whisper"
    """On a message: a trainer says something that only the trainees see."""
    MARK = "mark"
    """On a message: a trainer marks a moment, to come back to it after the talk."""
    ADOPT = "adopt"
    """On a message: who sends, while others think along, sends this proposal to the customer."""


MESSAGE_EVENTS = ("message.channels", "message.groups", "message.im")
"""What people write, by the kind of place; all of them arrive as the event ``message``."""

GONE_EVENTS = (
    "channel_archive",
    "channel_deleted",
    "channel_left",
    "group_archive",
    "group_deleted",
    "group_left",
)
"""After these we are in a channel no longer."""

MEMBER_LEFT = "member_left_channel"
"""Somebody is in a channel no longer. It may be us: Slack sometimes withholds channel_left."""

UNINSTALLED_EVENTS = ("app_uninstalled", "tokens_revoked")
"""After these a workspace's token is worth nothing."""

EVENTS = ("app_home_opened", "app_mention", MEMBER_LEFT, *GONE_EVENTS, *UNINSTALLED_EVENTS)
"""The events that are subscribed to, besides messages."""

EVENTS_PATH = "/slack/events"
INSTALL_PATH = "/slack/install"
REDIRECT_PATH = "/slack/oauth_redirect"
