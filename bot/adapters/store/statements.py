"""Statements that SQLite and PostgreSQL write the same, but SQLAlchemy offers for each apart: ON CONFLICT."""

from __future__ import annotations

from functools import cache

from sqlalchemy import Connection, Table
from sqlalchemy.dialects import postgresql, sqlite

Insert = sqlite.Insert | postgresql.Insert


def insert(dialect: str, table: Table) -> Insert:
    """An INSERT that knows ON CONFLICT."""
    return postgresql.insert(table) if dialect == "postgresql" else sqlite.insert(table)


def upsert(tx: Connection, table: Table) -> Insert:
    """Add a row, or replace the one with the same primary key."""
    return _upsert(tx.dialect.name, table)


@cache
def _upsert(dialect: str, table: Table) -> Insert:
    adding = insert(dialect, table)
    keys = [column.name for column in table.primary_key]
    replaced = {column.name: adding.excluded[column.name] for column in table.columns if column.name not in keys}
    return adding.on_conflict_do_update(index_elements=keys, set_=replaced)
