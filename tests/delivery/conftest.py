"""The databases that every test of delivery runs on, and a store over each."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from databases import database_url, postgresql

from bot.adapters.store import Store, open_store

__all__ = ["database_url", "postgresql"]


@pytest.fixture
def store(database_url: str) -> Iterator[Store]:
    opened = open_store(database_url)
    yield opened
    opened.close()
