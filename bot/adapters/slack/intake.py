"""Intake: Slack's payloads, as inputs. Nothing here waits for anything or decides anything."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from bot.adapters.slack.inputs import Deleted, Edited, Happening, Said, written
from bot.adapters.slack.state import practice_id
from bot.adapters.slack.typed import typed
from bot.delivery import Input

_OF_PEOPLE = (None, "file_share", "thread_broadcast")
"""The subtypes of messages that somebody wrote."""


def event_key(body: Mapping[str, Any]) -> str:
    """What an event is known by, however often it comes."""
    return f"{body['team_id']}:{body['event_id']}"


def message_key(team: str, event: Mapping[str, Any]) -> str:
    """What a message is known by: as a message and as a mention it is one."""
    return f"{team}:{event['channel']}:{event['ts']}"


def thread_message(body: Mapping[str, Any], bot: str) -> Input | None:
    """What somebody wrote in a thread under a card of ours; None for every other message."""
    event, team = body["event"], body["team_id"]
    thread = in_thread(event)
    if event.get("subtype") not in _OF_PEOPLE or event.get("bot_id") or not event.get("user"):
        return None
    if thread is None or event.get("parent_user_id") != bot:
        return None
    said = Said(event["user"], event["ts"], typed(event), bool(event.get("files")))
    return Input(practice_id(team, event["channel"], thread), message_key(team, event), written(said))


def changed_message(body: Mapping[str, Any]) -> Input | None:
    """A message in a thread that was changed or taken back by the person who wrote it; None for everything else."""
    event = body["event"]
    before = event.get("previous_message") or {}
    thread = before.get("thread_ts")
    if not thread or before.get("bot_id") or not before.get("user") or thread == before.get("ts"):
        return None
    happening = _change(event, before)
    if happening is None:
        return None
    return Input(practice_id(body["team_id"], event["channel"], thread), event_key(body), written(happening))


def in_lobby(event: Mapping[str, Any], bot: str) -> bool:
    """Whether somebody wrote to us in a direct message, in no thread of ours."""
    if event.get("channel_type") != "im" or event.get("subtype") not in _OF_PEOPLE or event.get("bot_id"):
        return False
    return bool(event.get("user")) and event.get("parent_user_id") != bot


def in_thread(event: Mapping[str, Any]) -> str | None:
    """The thread in which a message stands; None for one in the open."""
    thread = event.get("thread_ts")
    return str(thread) if thread and thread != event["ts"] else None


def mention(event: Mapping[str, Any], bot: str) -> str | None:
    """What somebody wrote while mentioning us, without the mention; None in a thread of ours, where it was said."""
    if event.get("parent_user_id") == bot or event.get("bot_id"):
        return None
    return str(event.get("text", "")).replace(f"<@{bot}>", " ").strip()


def practice_of(body: Mapping[str, Any]) -> str:
    """The practice that a button belongs to: the one it names, or the one whose card it stands on."""
    named = str(body["actions"][0].get("value") or "")
    if named:
        return named
    place = body["container"]
    return practice_id(team_of(body), place["channel_id"], place.get("thread_ts") or place["message_ts"])


def thread_of(body: Mapping[str, Any]) -> str:
    """The practice of the thread that a message shortcut was used in."""
    message = body["message"]
    return practice_id(team_of(body), body["channel"]["id"], message.get("thread_ts") or message["ts"])


def action_key(body: Mapping[str, Any]) -> str:
    """What a press of a button is known by."""
    action = body["actions"][0]
    return f"{team_of(body)}:{body['user']['id']}:{action['action_ts']}:{action['action_id']}"


def team_of(body: Mapping[str, Any]) -> str:
    """The workspace of an interaction or a command."""
    team = body.get("team")
    return str(team["id"] if team else body.get("team_id") or body["user"]["team_id"])


def _change(event: Mapping[str, Any], before: Mapping[str, Any]) -> Happening | None:
    if event.get("subtype") == "message_deleted":
        return Deleted(before["user"], before["ts"])
    after = event.get("message") or {}
    if after.get("subtype") == "tombstone":
        return Deleted(before["user"], before["ts"])
    if after.get("text") == before.get("text"):
        return None  # Slack also tells of unfurled links and of replies
    return Edited(before["user"], before["ts"], typed(after))
