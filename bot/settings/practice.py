"""Practice settings: what every command needs, in the terminal and in Slack."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from bot.settings.source import Source


@dataclass(frozen=True)
class Settings:
    """Everything that may differ from one machine to another. .env.example explains each."""

    zone: ZoneInfo
    """Where "tomorrow at ten" is."""
    personas: tuple[Path, ...] = ()
    """Folders of own customers, besides the shipped ones."""
    rubrics: tuple[Path, ...] = ()
    """Folders of own methods, besides the shipped ones."""
    keep: bool = True
    """Whether practices of the terminal are kept."""
    encoder: bool = False
    """Whether the encoder hears moves too."""


def practice_settings(given: Source) -> Settings:
    """The settings in ``given``; what is wrong is noted there."""
    return Settings(
        personas=_folders("TIRADE_PERSONAS", given),
        rubrics=_folders("TIRADE_RUBRICS", given),
        zone=_zone(given),
        keep=_on("TIRADE_KEEP", given, "on"),
        encoder=_on("TIRADE_ENCODER", given),
    )


def _folders(key: str, given: Source) -> tuple[Path, ...]:
    folders = [Path(part).expanduser() for part in given.get(key).split(":") if part.strip()]
    for folder in folders:
        if not folder.is_dir():
            given.wrong(key, f"{folder} is no folder.")
    return tuple(folders)


def _on(key: str, given: Source, default: str = "off") -> bool:
    chosen = given.get(key, default)
    if chosen not in ("off", "on"):
        given.wrong(key, f'"{chosen}" is none of off, on.')
    return chosen == "on"


def _zone(given: Source) -> ZoneInfo:
    name = given.get("TIRADE_TIME_ZONE", "Europe/Amsterdam")
    try:
        return ZoneInfo(name)
    except (ZoneInfoNotFoundError, ValueError, OSError):  # OSError: the name of a folder of zones
        given.wrong("TIRADE_TIME_ZONE", f'"{name}" is no time zone; write one like Europe/Brussels.')
        return ZoneInfo("UTC")
