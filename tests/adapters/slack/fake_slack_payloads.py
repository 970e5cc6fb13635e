"""What Slack sends to an app: the shapes of events, commands, buttons and forms."""

from __future__ import annotations

import time
from collections.abc import Mapping
from typing import Any

from fake_slack_world import Json, World, elements

CHOICES = {
    "users_select": "selected_user",
    "multi_users_select": "selected_users",
    "conversations_select": "selected_conversation",
    "multi_conversations_select": "selected_conversations",
    "channels_select": "selected_channel",
    "multi_channels_select": "selected_channels",
    "datepicker": "selected_date",
    "timepicker": "selected_time",
}
"""Under which key the elements that are no text and no list of options keep what was chosen."""
LISTS = {"multi_static_select", "checkboxes"}
OPTIONS = {"static_select", "radio_buttons", "overflow"}


def event(world: World, team: str, inner: Json) -> Json:
    """The envelope of one event; the event gets its moment."""
    inner.setdefault("event_ts", inner.get("ts") or world.ts())
    bot = {"enterprise_id": None, "team_id": team, "user_id": world.bot(team), "is_bot": True}
    return {
        "token": "verification",
        "team_id": team,
        "context_team_id": team,
        "context_enterprise_id": None,
        "api_app_id": world.app,
        "event": inner,
        "type": "event_callback",
        "event_id": world.id("Ev"),
        "event_time": int(time.time()),
        "authorizations": [{**bot, "is_enterprise_install": False}],
        "is_ext_shared_channel": False,
    }


def command(world: World, person: str, name: str, text: str, channel: str, answer: str) -> Json:
    """The fields of a slash command."""
    who = world.people[person]
    return {
        "token": "verification",
        "team_id": who.team,
        "team_domain": "fake",
        "channel_id": channel,
        "channel_name": _channel_name(world, channel),
        "user_id": person,
        "user_name": who.name,
        "command": name,
        "text": text,
        "api_app_id": world.app,
        "is_enterprise_install": "false",
        "response_url": answer,
        "trigger_id": world.trigger(person),
    }


def pressed(world: World, person: str, blocks: list[Json], action: str, value: Any) -> Json:
    """A block_actions payload, without the place where it was pressed."""
    block, element = find(blocks, action)
    done = {"type": element["type"], "action_id": element["action_id"], "block_id": block["block_id"]}
    if element["type"] in ("button", "workflow_button"):
        done |= {"text": element["text"], **{key: element[key] for key in ("value", "style") if key in element}}
    else:
        done |= chosen(element, value)
    head = {"type": "block_actions", **_head(world, person), "trigger_id": world.trigger(person)}
    return {**head, "actions": [{**done, "action_ts": world.ts()}], "state": {"values": filled(blocks, {})}}


def on_message(world: World, channel: str, message: Json, answer: str, *, ephemeral: bool = False) -> Json:
    """Where something was pressed: in a message."""
    container = {"type": "message", "message_ts": message["ts"], "channel_id": channel, "is_ephemeral": ephemeral}
    if "thread_ts" in message:
        container["thread_ts"] = message["thread_ts"]
    where = {"id": channel, "name": _channel_name(world, channel)}
    place = {"container": container, "channel": where, "response_url": answer}
    return place if ephemeral else {**place, "message": message}


def submitted(world: World, person: str, view: Json, values: Mapping[str, Any]) -> Json:
    """A view_submission payload."""
    state = {"values": filled(view["blocks"], values)}
    head = {"type": "view_submission", **_head(world, person), "trigger_id": world.trigger(person)}
    return {**head, "view": {**view, "state": state}, "response_urls": []}


def closed(world: World, person: str, view: Json) -> Json:
    """A view_closed payload."""
    return {"type": "view_closed", **_head(world, person), "view": view, "is_cleared": False}


def shortcut(world: World, person: str, name: str) -> Json:
    """A global shortcut's payload."""
    head = {"type": "shortcut", **_head(world, person), "trigger_id": world.trigger(person)}
    return {**head, "callback_id": name, "action_ts": world.ts()}


def message_shortcut(world: World, person: str, name: str, place: tuple[str, Json], answer: str) -> Json:
    """A message shortcut's payload; ``place`` is the channel and the message."""
    channel, message = place
    head = {"type": "message_action", **_head(world, person), "trigger_id": world.trigger(person)}
    where = {"id": channel, "name": _channel_name(world, channel)}
    more = {"channel": where, "message": message, "message_ts": message["ts"], "response_url": answer}
    return {**head, "callback_id": name, "action_ts": world.ts(), **more}


def find(blocks: list[Json], action: str) -> tuple[Json, Json]:
    """The block and the element with an action id."""
    for block in blocks:
        for element in elements(block):
            if element["action_id"] == action:
                return block, element
    there = [element["action_id"] for block in blocks for element in elements(block)]
    raise AssertionError(f"there is no {action!r} to press; there are {there}")


def filled(blocks: list[Json], values: Mapping[str, Any]) -> Json:
    """The state of a form: ``values`` by action id or block id, and elsewhere what the form began with."""
    state: Json = {}
    left = dict(values)
    for block in blocks:
        for element in elements(block):
            if element["type"] == "button":
                continue
            key = next((key for key in (element["action_id"], block["block_id"]) if key in left), None)
            entry = chosen(element, left.pop(key)) if key else _initial(element)
            state.setdefault(block["block_id"], {})[element["action_id"]] = entry
    if left:
        raise AssertionError(f"the form has no {sorted(left)}; it has {state}")
    return state


def chosen(element: Json, value: Any) -> Json:
    """What an element says when ``value`` was chosen or typed in it."""
    kind = element["type"]
    if kind in LISTS:
        return {"type": kind, "selected_options": [_option(element, one) for one in value]}
    if kind in OPTIONS:
        return {"type": kind, "selected_option": None if value is None else _option(element, value)}
    return {"type": kind, CHOICES.get(kind, "value"): value}


def _initial(element: Json) -> Json:
    kind = element["type"]
    if kind in LISTS:
        return {"type": kind, "selected_options": element.get("initial_options", [])}
    if kind in OPTIONS:
        return {"type": kind, "selected_option": element.get("initial_option")}
    key = CHOICES.get(kind, "value")
    return {"type": kind, key: element.get(f"initial_{key.removeprefix('selected_')}")}


def _option(element: Json, value: str) -> Json:
    grouped = (option for group in element.get("option_groups", []) for option in group["options"])
    options = [*element.get("options", []), *grouped]
    for option in options:
        if option["value"] == value:
            return dict(option)
    raise AssertionError(f"{value!r} is none of {[option['value'] for option in options]}")


def _head(world: World, person: str) -> Json:
    who = world.people[person]
    return {
        "user": {"id": person, "username": who.name, "name": who.name, "team_id": who.team},
        "team": {"id": who.team, "domain": "fake"},
        "api_app_id": world.app,
        "token": "verification",
        "enterprise": None,
        "is_enterprise_install": False,
    }


def _channel_name(world: World, channel: str) -> str:
    where = world.channels[channel]
    return {"im": "directmessage", "group": "privategroup"}.get(where.kind, where.name)
