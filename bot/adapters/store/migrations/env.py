"""Alembic's way in: it runs this file for every command."""

from typing import Any, Literal

from alembic import context

from bot.adapters.store import slack_tables
from bot.adapters.store.tables import Moment


def _render(_kind: str, item: Any, _context: object) -> str | Literal[False]:
    """A migration must not change when our own types do: it names those of SQLAlchemy."""
    return "sa.DateTime(timezone=True)" if isinstance(item, Moment) else False


context.configure(
    connection=context.config.attributes["connection"],
    target_metadata=slack_tables.oauth_states.metadata,
    render_as_batch=True,
    render_item=_render,
)
with context.begin_transaction():
    context.run_migrations()
