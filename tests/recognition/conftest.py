from __future__ import annotations

import pytest

from bot.recognition import Recogniser, load_recogniser


@pytest.fixture(scope="session")
def recogniser() -> Recogniser:
    return load_recogniser()
