"""Store: what is kept, in SQLite or PostgreSQL.

A talk's state, its inputs, timers and posts (``DeliveryStore``), what is kept of practices (``Archive``), and where
Tirade is installed. docs/architecture.md tells how they hang together.
"""

from bot.adapters.store.store import Store, open_store

__all__ = ["Store", "open_store"]
