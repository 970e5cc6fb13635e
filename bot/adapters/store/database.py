"""Database: an engine for SQLite or PostgreSQL, and transactions that are tried again when the database asks for it."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from contextlib import closing
from pathlib import Path
from sqlite3 import OperationalError
from threading import local
from time import monotonic, sleep
from typing import Any, Concatenate, ParamSpec, TypeVar

from sqlalchemy import Connection, Engine, QueuePool, create_engine, event
from sqlalchemy.engine import URL, make_url
from sqlalchemy.exc import DBAPIError

Given = ParamSpec("Given")
Answer = TypeVar("Answer")

_WAIT = 30
"""Seconds that a transaction waits for another one, or for a free connection."""
_POOL = 8
_TRIES = 3
_ABANDONED_MS = 10_000
"""A transaction that idles so long belongs to a frozen process: PostgreSQL ends it, and others go on."""
_TRY_AGAIN = frozenset({"40001", "40P01"})
"""PostgreSQL: could not serialise, deadlock. Nothing was kept, and a second try is right."""
_POSTGRESQL = frozenset({"postgres", "postgresql"})
_READING = "tirade_reading"


def open_database(url: str) -> Engine:
    """The engine for ``sqlite:///file.db`` or ``postgresql://host/name``."""
    place = make_url(url)
    if place.drivername in _POSTGRESQL:
        place = place.set(drivername="postgresql+psycopg")
    return _sqlite(place) if place.get_backend_name() == "sqlite" else _postgresql(place)


def _sqlite(place: URL) -> Engine:
    """One connection: SQLite has one writer at a time, and waiting for it here is fairer than in SQLite."""
    if place.database and place.database != ":memory:":
        Path(place.database).parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    engine = create_engine(
        place,
        poolclass=QueuePool,
        pool_size=1,
        max_overflow=0,
        pool_timeout=_WAIT,
        hide_parameters=True,  # an error is logged: nothing that somebody wrote may stand in it
        connect_args={"timeout": _WAIT, "check_same_thread": False},
    )
    event.listen(engine, "connect", _prepare_sqlite)
    event.listen(engine, "begin", _begin_sqlite)
    return engine


def _prepare_sqlite(connection: Any, _record: object) -> None:
    connection.isolation_level = None  # transactions begin where we say, not where the driver guesses
    _keep_a_log(connection)
    for setting in ("synchronous=FULL", f"busy_timeout={_WAIT * 1000}", "foreign_keys=ON"):
        connection.execute(f"PRAGMA {setting}")
    connection.execute("PRAGMA secure_delete=ON")  # what is forgotten is overwritten


def _keep_a_log(connection: Any) -> None:
    """Readers and a writer side by side. Of processes that turn a new database over at once SQLite lets none wait."""
    until = monotonic() + _WAIT
    while True:
        try:
            connection.execute("PRAGMA journal_mode=WAL")
        except OperationalError:
            if monotonic() > until:
                raise
            sleep(0.01)
        else:
            return


def _begin_sqlite(connection: Connection) -> None:
    """A transaction that may write takes the lock at once: it cannot fail half-way because another one was faster."""
    reading = connection.get_execution_options().get(_READING, False)
    connection.exec_driver_sql("BEGIN" if reading else "BEGIN IMMEDIATE")


def _postgresql(place: URL) -> Engine:
    engine = create_engine(
        place,
        pool_size=_POOL,
        max_overflow=0,
        pool_timeout=_WAIT,
        isolation_level="READ COMMITTED",
        hide_parameters=True,
        connect_args={"connect_timeout": 10},
    )
    event.listen(engine, "connect", _prepare_postgresql)
    return engine


def _prepare_postgresql(connection: Any, _record: object) -> None:
    connection.execute(f"SET idle_in_transaction_session_timeout = {_ABANDONED_MS}")
    connection.commit()


class Transactions:
    """Runs functions of a connection. On SQLite those that are made together share one transaction."""

    def __init__(self, engine: Engine) -> None:
        self.engine = engine
        self.side_by_side = 1 if engine.dialect.name == "sqlite" else _POOL
        """As many calls at once are of use."""
        self._reader = engine.execution_options(**{_READING: True})
        self._shared = local()

    def write(
        self,
        work: Callable[Concatenate[Connection, Given], Answer],
        *given: Given.args,
        **named: Given.kwargs,
    ) -> Answer:
        """Do ``work`` in a transaction. It must be repeatable: a deadlock or a lost connection repeats it."""
        shared = self._connection()
        if shared is not None:
            return work(shared, *given, **named)
        for _ in range(_TRIES - 1):
            try:
                return self._once(work, *given, **named)
            except DBAPIError as error:
                if not _passing(error):
                    raise
        return self._once(work, *given, **named)

    def _once(
        self,
        work: Callable[Concatenate[Connection, Given], Answer],
        *given: Given.args,
        **named: Given.kwargs,
    ) -> Answer:
        with self.engine.begin() as connection:
            return work(connection, *given, **named)

    def together(self, calls: Sequence[Callable[[], Answer]]) -> Sequence[Answer | Exception]:
        """Make calls that write or read here; what one of them raises is its answer, and no other's.

        SQLite does them in one transaction, so the disk is waited for once. When that fails, each is made by itself, so
        that only the one fails whose fault it is. PostgreSQL, which gathers commits of its own, makes each by itself.
        """
        if self.side_by_side > 1 or len(calls) == 1:
            return [_answer(call) for call in calls]
        try:
            with self.engine.begin() as self._shared.connection:
                return [call() for call in calls]
        except Exception:  # noqa: BLE001 - whose it is shows when each is made by itself
            self._shared.connection = None
            return [_answer(call) for call in calls]
        finally:
            self._shared.connection = None

    def _connection(self) -> Connection | None:
        """The connection of the calls that this thread makes together."""
        return getattr(self._shared, "connection", None)

    def read(
        self,
        work: Callable[Concatenate[Connection, Given], Answer],
        *given: Given.args,
        **named: Given.kwargs,
    ) -> Answer:
        """Do ``work``, which only reads, without holding up who writes."""
        shared = self._connection()
        if shared is not None:
            return work(shared, *given, **named)
        with self._reader.begin() as connection:
            return work(connection, *given, **named)

    def wipe(self) -> None:
        """Overwrite on disk what was deleted, as far as we can: SQLite's log. PostgreSQL does this in its own time."""
        if self.engine.dialect.name == "sqlite":
            with closing(self.engine.raw_connection()) as connection:
                connection.cursor().execute("PRAGMA wal_checkpoint(TRUNCATE)")


def _answer(call: Callable[[], Answer]) -> Answer | Exception:
    try:
        return call()
    except Exception as error:  # noqa: BLE001 - it is raised to whoever asked
        return error


def _passing(error: DBAPIError) -> bool:
    """Whether trying again can help."""
    return error.connection_invalidated or getattr(error.orig, "sqlstate", None) in _TRY_AGAIN
