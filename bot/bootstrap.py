"""Bootstrap: the only place that picks concrete adapters and puts the rooms together."""

from __future__ import annotations

import gc
import os
from pathlib import Path
from typing import get_args

import bot
from bot.content import load, read_as, shipped
from bot.core.moves import Language
from bot.core.numbers import MoodNumbers
from bot.recognition import Recogniser, load_recogniser
from bot.report.texts import Texts
from bot.settings import Settings, read_settings
from bot.training import Hint, Library, Training

_PACKAGE = Path(bot.__file__).parent


def settings() -> Settings:
    """The settings of this machine. Raises SettingsError."""
    return read_settings(os.environ, Path.cwd())


def library(settings: Settings) -> Library:
    """All customers, methods and numbers, shipped and own. Raises ContentError with every problem."""
    places = shipped()
    content = load([places.personas, *settings.personas], [places.rubrics, *settings.rubrics])
    numbers = read_as(_PACKAGE / "mood.yaml", MoodNumbers)
    hints = read_as(_PACKAGE / "texts" / "hints.yaml", tuple[Hint, ...])
    return Library(content.personas, content.rubrics, content.common, numbers, hints)


def training(settings: Settings) -> Training:
    """The use cases over everything that is shipped. Raises ContentError."""
    ready = Training(library(settings), recogniser())
    gc.freeze()  # what was loaded stays: looking through it for garbage again and again makes single turns slow
    gc.set_threshold(50_000)  # a turn makes thousands of short-lived values
    return ready


def texts() -> dict[Language, Texts]:
    """The program's own sentences, per language."""
    return {
        language: Texts(read_as(_PACKAGE / "texts" / f"program.{language}.yaml", dict[str, str]))
        for language in get_args(Language)
    }


def recogniser() -> Recogniser:
    """What hears moves in messages."""
    return load_recogniser()
