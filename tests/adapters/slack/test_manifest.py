"""What manifest.yaml declares is what the listeners answer to, and each way of serving gets the form that it needs."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from slack_bolt.async_app import AsyncApp

from bot.adapters.slack.app import listen
from bot.adapters.slack.interactions import Interactions
from bot.adapters.slack.launch import Action
from bot.adapters.slack.manifest import over_http, read_manifest, scopes
from bot.adapters.slack.names import COMMAND, EVENTS, MESSAGE_EVENTS, Shortcut
from bot.adapters.slack.reception import Reception

SCOPE_OF_EVENT = {
    "app_mention": "app_mentions:read",
    "channel_archive": "channels:read",
    "channel_deleted": "channels:read",
    "channel_left": "channels:read",
    "group_archive": "groups:read",
    "group_deleted": "groups:read",
    "group_left": "groups:read",
    "member_left_channel": "channels:read",
    "message.channels": "channels:history",
    "message.groups": "groups:history",
    "message.im": "im:history",
}
"""As Slack documents them; other events need none."""


class Noting(AsyncApp):
    """An app that notes what is listened to."""

    def __init__(self) -> None:
        super().__init__(token="xoxb-none", signing_secret="none")
        self.heard: dict[str, list[str]] = defaultdict(list)

    def event(self, constraints: Any, *args: Any, **more: Any) -> Callable[..., Any]:
        self.heard["events"].append(constraints)
        return super().event(constraints, *args, **more)

    def command(self, command: Any, *args: Any, **more: Any) -> Callable[..., Any]:
        self.heard["commands"].append(command)
        return super().command(command, *args, **more)

    def shortcut(self, constraints: Any, *args: Any, **more: Any) -> Callable[..., Any]:
        self.heard["shortcuts"].append(constraints)
        return super().shortcut(constraints, *args, **more)

    def action(self, constraints: Any, *args: Any, **more: Any) -> Callable[..., Any]:
        self.heard["actions"].append(constraints)
        return super().action(constraints, *args, **more)


@pytest.fixture
def manifest(checkout: Path) -> dict[str, Any]:
    return read_manifest(checkout / "manifest.yaml")


@pytest.fixture
def heard() -> dict[str, list[str]]:
    app = Noting()
    nobody: Any = None
    listen(app, Reception(nobody, nobody, nobody), Interactions(nobody, nobody, nobody, nobody))
    return app.heard


def declared(manifest: dict[str, Any]) -> list[str]:
    return list(manifest["settings"]["event_subscriptions"]["bot_events"])


def test_the_events_are_those_that_are_listened_to(manifest: dict[str, Any], heard: dict[str, list[str]]) -> None:
    assert declared(manifest) == sorted((*EVENTS, *MESSAGE_EVENTS))
    assert {event.partition(".")[0] for event in declared(manifest)} == set(heard["events"])
    assert len(heard["events"]) == len(set(heard["events"]))


def test_the_command_and_the_shortcuts_are_those_that_are_listened_to(
    manifest: dict[str, Any], heard: dict[str, list[str]]
) -> None:
    features = manifest["features"]

    assert [one["command"] for one in features["slash_commands"]] == heard["commands"] == [COMMAND]
    assert [one["callback_id"] for one in features["shortcuts"]] == heard["shortcuts"] == [*Shortcut]
    assert all(one["should_escape"] for one in features["slash_commands"])


def test_every_button_of_ours_is_listened_to(heard: dict[str, list[str]]) -> None:
    assert heard["actions"] == [*Action]


def test_every_event_has_its_scope(manifest: dict[str, Any]) -> None:
    needed = {SCOPE_OF_EVENT[event] for event in declared(manifest) if event in SCOPE_OF_EVENT}

    assert needed <= set(scopes(manifest))


def test_every_scope_has_its_reason_in_the_guide(manifest: dict[str, Any], checkout: Path) -> None:
    guide = (checkout / "docs" / "slack.md").read_text("utf-8")
    section = guide.partition("## Scopes")[2].partition("\n## ")[0]

    assert scopes(manifest) == tuple(re.findall(r"^\| `([a-z_:.]+)` \|", section, re.MULTILINE))


def test_it_keeps_to_slacks_lengths(manifest: dict[str, Any]) -> None:
    shown, features = manifest["display_information"], manifest["features"]

    assert len(shown["description"]) <= 140
    assert 175 <= len(shown["long_description"]) <= 4000
    assert len(features["agent_view"]["agent_description"]) <= 300
    assert len(features["agent_view"]["suggested_prompts"]) <= 4
    assert all(len(one["name"]) <= 24 for one in features["shortcuts"])


def test_by_itself_it_is_for_socket_mode_and_names_no_address(manifest: dict[str, Any], checkout: Path) -> None:
    assert manifest["settings"]["socket_mode_enabled"]
    assert "url" not in (checkout / "manifest.yaml").read_text("utf-8").replace("--url", "")


def test_over_http_every_address_is_filled_in(manifest: dict[str, Any]) -> None:
    ours = over_http(manifest, "https://tirade.example.org")

    events = "https://tirade.example.org/slack/events"
    assert not ours["settings"]["socket_mode_enabled"]
    assert ours["settings"]["event_subscriptions"]["request_url"] == events
    assert ours["settings"]["interactivity"]["request_url"] == events
    assert [one["url"] for one in ours["features"]["slash_commands"]] == [events]
    assert ours["oauth_config"]["redirect_urls"] == ["https://tirade.example.org/slack/oauth_redirect"]
    assert declared(ours) == declared(manifest)
    assert scopes(ours) == scopes(manifest)
