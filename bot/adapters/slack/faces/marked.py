"""Marked: text that is mrkdwn already, made by us: a mention, a link, a moment in the reader's own time zone."""

from __future__ import annotations

from datetime import datetime

from bot.adapters.slack.faces.escaping import escape


class Marked(str):
    """Mrkdwn that must not be escaped again."""

    __slots__ = ()


def mention(person: str) -> Marked:
    """A person by their Slack id."""
    return Marked(f"<@{person}>")


def mentions(people: tuple[str, ...]) -> Marked:
    """Several people."""
    return Marked(", ".join(mention(person) for person in people))


def channel_name(channel: str) -> Marked:
    """A channel by its Slack id."""
    return Marked(f"<#{channel}>")


def link(url: str, text: str) -> Marked:
    """A link; without an address only its words."""
    return Marked(f"<{escape(url)}|{escape(text)}>" if url else escape(text))


def when(moment: datetime) -> Marked:
    """A moment as Slack shows it to each reader in their own time zone; ``moment`` must be time zone aware."""
    fallback = moment.strftime("%Y-%m-%d %H:%M")
    return Marked(f"<!date^{int(moment.timestamp())}^{{date_short_pretty}} {{time}}|{fallback}>")


def marked(value: object) -> str:
    """A name to be filled into a sentence: escaped, unless it is mrkdwn of ours."""
    return value if isinstance(value, Marked) else escape(str(value))
