"""What all tests share: the real library and recogniser, read once, and a reproducible hypothesis."""

from __future__ import annotations

import os
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest
from hypothesis import settings

from bot import bootstrap
from bot.core.moves import Language
from bot.report.texts import Texts
from bot.settings import Settings
from bot.training import Library, Training

os.environ["TIRADE_KEEP"] = "off"  # a test that practises leaves nothing behind, unless it wants to
settings.register_profile("tirade", deadline=None, derandomize=True, max_examples=60, database=None)
settings.load_profile("tirade")


@pytest.fixture(scope="session")
def training() -> Training:
    """The use cases over everything that is shipped, with the real recogniser."""
    return bootstrap.training(Settings(ZoneInfo("Europe/Amsterdam")))


@pytest.fixture(scope="session")
def library(training: Training) -> Library:
    """Everything that is shipped."""
    return training.library


@pytest.fixture(scope="session")
def texts() -> dict[Language, Texts]:
    """The program's own sentences."""
    return bootstrap.texts()


@pytest.fixture(scope="session")
def checkout() -> Path:
    """The folder of the project."""
    return Path(__file__).parents[1]
