"""Settings: the environment, with a .env file behind it. Every problem is reported at once."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from bot.settings.exporting import ExportSettings, export_settings
from bot.settings.practice import Settings, practice_settings
from bot.settings.slack import Pace, SlackSettings, database, slack_settings
from bot.settings.source import SettingsError, source

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
    given = source(environment, folder)
    settings = practice_settings(given)
    given.check()
    return settings


def read_slack_settings(environment: Mapping[str, str], folder: Path) -> SlackSettings:
    """What ``tirade serve`` needs, read as ``read_settings`` reads. Raises SettingsError with every problem at once."""
    given = source(environment, folder)
    settings = slack_settings(given)
    given.check()
    return settings


def read_database(environment: Mapping[str, str], folder: Path) -> str:
    """Where everything is kept, for commands that need nothing else of Slack. Raises SettingsError."""
    given = source(environment, folder)
    url = database(given)
    given.check()
    return url


def read_export(environment: Mapping[str, str], folder: Path) -> ExportSettings:
    """What ``tirade export`` needs. Raises SettingsError."""
    given = source(environment, folder)
    settings = export_settings(given)
    given.check()
    return settings
