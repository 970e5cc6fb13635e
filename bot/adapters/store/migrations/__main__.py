"""For developers: write a migration from the difference between tables.py and the migrations so far.

``python -m bot.adapters.store.migrations 0002 "what it does"``
"""

from __future__ import annotations

import sys

from alembic import command

from bot.adapters.store.database import open_database
from bot.adapters.store.migrations import configuration, migrate


def main(number: str, what: str) -> None:
    """Write versions/<number>_<what>.py; read it before you commit it."""
    with open_database("sqlite://").begin() as tx:
        migrate(tx)
        command.revision(configuration(tx), what, autogenerate=True, rev_id=number)


main(*sys.argv[1:])
