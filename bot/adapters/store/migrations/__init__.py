"""Migrations: how a database comes to the present schema. Run at every start, by one replica at a time.

A new one: change tables.py, then ``python -m bot.adapters.store.migrations "what it does"`` writes versions/<number>.
"""

from __future__ import annotations

from pathlib import Path

from alembic import command
from alembic.config import Config
from sqlalchemy import Connection, text

_HERE = Path(__file__).parent
_LOCK = 0x7469726164  # "tirad": the number under which replicas wait for each other


def migrate(tx: Connection) -> None:
    """Bring the database to the present schema, in this transaction."""
    if tx.dialect.name == "postgresql":
        tx.execute(text("SELECT pg_advisory_xact_lock(:lock)"), {"lock": _LOCK})
    command.upgrade(configuration(tx), "head")


def configuration(tx: Connection) -> Config:
    """What Alembic needs to know."""
    config = Config()
    config.set_main_option("script_location", str(_HERE).replace("%", "%%"))
    config.attributes["connection"] = tx
    return config
