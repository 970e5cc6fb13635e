"""Settings: the environment, with a .env file in front of it. Every problem is reported at once."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from dotenv import dotenv_values


class SettingsError(Exception):
    """Settings that cannot be used; ``problems`` has a sentence for each."""

    def __init__(self, problems: list[str]) -> None:
        """Keep the ``problems``."""
        super().__init__("\n".join(problems))
        self.problems = problems


@dataclass(frozen=True)
class Settings:
    """Everything that may differ from one machine to another. .env.example explains each."""

    zone: ZoneInfo
    """Where "tomorrow at ten" is."""
    personas: tuple[Path, ...] = ()
    """Folders of own customers, besides the shipped ones."""
    rubrics: tuple[Path, ...] = ()
    """Folders of own methods, besides the shipped ones."""


def read_settings(environment: Mapping[str, str], folder: Path) -> Settings:
    """The settings of ``environment`` and of ``folder``/.env; the environment wins. Raises SettingsError."""
    written = {key: value for key, value in dotenv_values(folder / ".env").items() if value is not None}
    values = {**written, **environment}
    problems: list[str] = []
    settings = Settings(
        personas=_folders("TIRADE_PERSONAS", values, problems),
        rubrics=_folders("TIRADE_RUBRICS", values, problems),
        zone=_zone(values.get("TIRADE_TIME_ZONE", ""), problems),
    )
    if problems:
        raise SettingsError(problems)
    return settings


def _folders(key: str, values: Mapping[str, str], problems: list[str]) -> tuple[Path, ...]:
    folders = [Path(part).expanduser() for part in values.get(key, "").split(":") if part.strip()]
    problems += [f"{key}: {folder} is no folder." for folder in folders if not folder.is_dir()]
    return tuple(folders)


def _zone(name: str, problems: list[str]) -> ZoneInfo:
    try:
        return ZoneInfo(name.strip() or "Europe/Amsterdam")
    except (ZoneInfoNotFoundError, ValueError, OSError):  # OSError: the name of a folder of zones
        problems.append(f'TIRADE_TIME_ZONE: "{name}" is no time zone; write one like Europe/Brussels.')
        return ZoneInfo("UTC")
