"""Manifest: manifest.yaml as Slack wants it for this way of serving, Socket Mode or HTTP."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import yaml

from bot.adapters.slack.names import EVENTS_PATH, REDIRECT_PATH

Json = dict[str, Any]


def read_manifest(file: Path) -> Json:
    """The manifest in ``file``, which is in the form for Socket Mode."""
    read: Json = yaml.safe_load(file.read_text("utf-8"))
    return read


def over_http(manifest: Json, url: str) -> Json:
    """``manifest`` for an app that listens at ``url`` ("https://tirade.example.org"), where it can be installed too."""
    events, features, settings = url + EVENTS_PATH, manifest["features"], manifest["settings"]
    return {
        **manifest,
        "features": {**features, "slash_commands": [{**one, "url": events} for one in features["slash_commands"]]},
        "oauth_config": {"redirect_urls": [url + REDIRECT_PATH], **manifest["oauth_config"]},
        "settings": {
            **settings,
            "event_subscriptions": {"request_url": events, **settings["event_subscriptions"]},
            "interactivity": {**settings["interactivity"], "request_url": events},
            "socket_mode_enabled": False,
        },
    }


def scopes(manifest: Json) -> tuple[str, ...]:
    """What the bot may do."""
    return tuple(manifest["oauth_config"]["scopes"]["bot"])


def as_text(manifest: Json) -> str:
    """The manifest as YAML, to paste into Slack."""
    return str(yaml.safe_dump(manifest, sort_keys=False, allow_unicode=True, width=120))
