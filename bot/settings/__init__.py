"""Settings: the environment, with a .env file behind it. Every problem is reported at once."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from pathlib import Path
from typing import TypeVar

from bot.settings.exporting import ExportSettings, export_settings
from bot.settings.practice import Settings, practice_settings
from bot.settings.slack import Pace, SlackSettings, database, slack_settings
from bot.settings.source import SettingsError, Source, source

Part = TypeVar("Part")

__all__ = [
    "ExportSettings",
    "Pace",
    "Settings",
    "SettingsError",
    "SlackSettings",
    "read_database",
    "read_export",
    "read_settings",
    "read_slack_settings",
]


def read_settings(environment: Mapping[str, str], folder: Path) -> Settings:
    """The settings of ``environment`` and of ``folder``/.env; the environment wins. Raises SettingsError."""
    return _read(practice_settings, environment, folder)


def read_slack_settings(environment: Mapping[str, str], folder: Path) -> SlackSettings:
    """What ``tirade serve`` needs, read as ``read_settings`` reads. Raises SettingsError with every problem at once."""
    return _read(slack_settings, environment, folder)


def read_database(environment: Mapping[str, str], folder: Path) -> str:
    """Where everything is kept, for commands that need nothing else of Slack. Raises SettingsError."""
    return _read(database, environment, folder)


def read_export(environment: Mapping[str, str], folder: Path) -> ExportSettings:
    """What ``tirade export`` needs. Raises SettingsError."""
    return _read(export_settings, environment, folder)


def _read(part: Callable[[Source], Part], environment: Mapping[str, str], folder: Path) -> Part:
    given = source(environment, folder)
    read = part(given)
    given.check()
    return read
