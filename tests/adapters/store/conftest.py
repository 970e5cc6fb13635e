"""What the tests of the store share: each runs on SQLite and on PostgreSQL."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from databases import database_url, postgresql

from bot.adapters.store import Store, open_store

__all__ = ["database_url", "postgresql"]


@pytest.fixture
def store(database_url: str) -> Iterator[Store]:
    """An empty store."""
    opened = open_store(database_url)
    yield opened
    opened.close()
