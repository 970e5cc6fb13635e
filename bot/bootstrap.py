"""Bootstrap: the only place that picks concrete adapters and puts the rooms together."""

from __future__ import annotations

import gc
import os
from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Any, get_args

import bot
from bot.adapters.slack.faces.texts import SlackTexts
from bot.content import load, read_as, shipped
from bot.core.case import case_texts
from bot.core.moves import Language
from bot.core.numbers import MoodNumbers
from bot.core.words import fold
from bot.recognition import CueFileError, Recogniser, load_recogniser
from bot.report.texts import Texts
from bot.settings import (
    ExportSettings,
    Settings,
    SettingsError,
    SlackSettings,
    read_database,
    read_export,
    read_settings,
    read_slack_settings,
)
from bot.training import Hint, Library, Training
from bot.training.archive import Archive

if TYPE_CHECKING:
    from bot.adapters.store.store import Store

Vocabulary = Mapping[Language, frozenset[str]]
"""Words in lower case, by language."""
_PACKAGE = Path(bot.__file__).parent


def settings() -> Settings:
    """The settings of this machine. Raises SettingsError."""
    return read_settings(os.environ, Path.cwd())


def slack_settings() -> SlackSettings:
    """The settings of this machine for Slack. Raises SettingsError."""
    return read_slack_settings(os.environ, Path.cwd())


def export_settings() -> ExportSettings:
    """What exports need of the settings of this machine. Raises SettingsError."""
    return read_export(os.environ, Path.cwd())


def archive() -> Archive:
    """What is kept of practices. Raises SettingsError, also when the database cannot be opened."""
    return store(read_database(os.environ, Path.cwd()))


def manifest() -> dict[str, Any]:
    """What Slack must know of Tirade, in the form for Socket Mode."""
    from bot.adapters.slack.manifest import read_manifest

    return read_manifest(shipped().personas.parent / "manifest.yaml")


def library(settings: Settings) -> Library:
    """All customers, methods and numbers, shipped and own. Raises ContentError with every problem."""
    places = shipped()
    content = load([places.personas, *settings.personas], [places.rubrics, *settings.rubrics])
    numbers = read_as(_PACKAGE / "mood.yaml", MoodNumbers)
    hints = read_as(_PACKAGE / "texts" / "hints.yaml", tuple[Hint, ...])
    return Library(content.personas, content.rubrics, content.common, numbers, hints)


def training(settings: Settings) -> Training:
    """The use cases over everything that is shipped. Raises ContentError; SettingsError when the encoder is missing."""
    gc.disable()  # nothing of what is loaded is garbage: looking for it makes loading a fifth slower
    try:
        everything = library(settings)
        ready = Training(everything, recogniser(settings.encoder, settings.lexicon, _vocabulary(everything)))
        gc.freeze()  # what was loaded stays: looking through it for garbage again and again makes single turns slow
    finally:
        gc.enable()
    gc.set_threshold(50_000)  # a turn makes thousands of short-lived values
    return ready


def texts() -> dict[Language, Texts]:
    """The program's own sentences, per language."""
    return {language: Texts(_own_texts("program", language)) for language in get_args(Language)}


def slack_texts() -> dict[Language, SlackTexts]:
    """The sentences of the Slack faces, with the program's own below them, per language."""
    return {
        language: SlackTexts({**common.sentences, **_own_texts("slack", language)}, language)
        for language, common in texts().items()
    }


def _own_texts(part: str, language: Language) -> dict[str, str]:
    return read_as(_PACKAGE / "texts" / f"{part}.{language}.yaml", dict[str, str])


def recogniser(encoder: bool = False, own: Path | None = None, vocabulary: Vocabulary | None = None) -> Recogniser:
    """What hears moves in messages, with the encoder if it is wanted, and with the folder of ``own`` cues and examples.

    ``vocabulary`` are words that trainees will use. Raises SettingsError when the encoder is missing, or the folder
    cannot be read.
    """
    try:
        return _recogniser(encoder, own, vocabulary)
    except CueFileError as error:
        raise SettingsError([f"TIRADE_LEXICON: {error}; `tirade moves check` shows each mistake."]) from error


def _vocabulary(everything: Library) -> Vocabulary:
    """The words of the customers' cases, which trainees use too."""
    words: dict[Language, set[str]] = {language: set() for language in get_args(Language)}
    for persona in everything.personas.values():
        words[persona.language].update(fold(" ".join(case_texts(persona))))
    return {language: frozenset(known) for language, known in words.items()}


def _recogniser(encoder: bool, own: Path | None, vocabulary: Vocabulary | None) -> Recogniser:
    if not encoder:
        return load_recogniser(own=own, vocabulary=vocabulary)
    from bot.recognition.encoder import NoEncoderError, load_encoder

    try:
        return load_recogniser(load_encoder(), own, vocabulary)
    except NoEncoderError as error:
        raise SettingsError([f"TIRADE_ENCODER: {error}."]) from error


def store(url: str) -> Store:
    """What is kept, at ``url``. Raises SettingsError when it cannot be opened."""
    from sqlalchemy.exc import SQLAlchemyError

    from bot.adapters.store.store import open_store

    try:
        return open_store(url)
    except (SQLAlchemyError, OSError, ImportError) as error:
        raise SettingsError([f"TIRADE_DATABASE: it cannot be opened ({type(error).__name__})."]) from error
