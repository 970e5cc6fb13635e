"""Practice settings: what every command needs, in the terminal and in Slack."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path
from typing import cast, get_args
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from bot.core.numbers import DifficultyName
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
    lexicon: Path | None = None
    """A folder of own cues and examples, besides the shipped ones."""
    ceiling: DifficultyName = "hard"
    """How hard a customer may be in the terminal; hard: any. In Slack each person chooses."""
    coarse: bool = False
    """Whether customers may swear in the terminal. In Slack each person chooses."""
    retention: timedelta = timedelta(days=365)
    """How long a practice is kept after its end."""


def practice_settings(given: Source) -> Settings:
    """The settings in ``given``; what is wrong is noted there."""
    return Settings(
        personas=_folders("TIRADE_PERSONAS", given),
        rubrics=_folders("TIRADE_RUBRICS", given),
        zone=_zone(given),
        keep=_on("TIRADE_KEEP", given, "on"),
        encoder=_on("TIRADE_ENCODER", given),
        lexicon=next(iter(_folders("TIRADE_LEXICON", given)), None),
        ceiling=_ceiling(given),
        coarse=_on("TIRADE_COARSE_LANGUAGE", given),
        retention=timedelta(days=given.number("TIRADE_RETENTION_DAYS", 365, 1, 36_500)),
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


def _ceiling(given: Source) -> DifficultyName:
    chosen = given.get("TIRADE_CEILING", "hard")
    for level in get_args(DifficultyName):
        if chosen == level:
            return cast(DifficultyName, level)
    given.wrong("TIRADE_CEILING", f'"{chosen}" is none of {", ".join(get_args(DifficultyName))}.')
    return "gentle"


def _zone(given: Source) -> ZoneInfo:
    name = given.get("TIRADE_TIME_ZONE", "Europe/Amsterdam")
    try:
        return ZoneInfo(name)
    except (ZoneInfoNotFoundError, ValueError, OSError):  # OSError: the name of a folder of zones
        given.wrong("TIRADE_TIME_ZONE", f'"{name}" is no time zone; write one like Europe/Brussels.')
        return ZoneInfo("UTC")
