"""Database: an engine for SQLite or PostgreSQL, and transactions that are tried again when the database asks for it."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from contextlib import closing
from pathlib import Path
from threading import Lock
from typing import Any, Concatenate, Generic, ParamSpec, TypeVar

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
    for setting in ("journal_mode=WAL", "synchronous=FULL", f"busy_timeout={_WAIT * 1000}", "foreign_keys=ON"):
        connection.execute(f"PRAGMA {setting}")
    connection.execute("PRAGMA secure_delete=ON")  # what is forgotten is overwritten


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


class _Call(Generic[Answer]):
    """Something to do in a transaction, and what came of it."""

    def __init__(self, work: Callable[[Connection], Answer]) -> None:
        self.work = work
        self.answers: list[Answer] = []
        self.error: BaseException | None = None
        self.done = False

    def answer(self) -> Answer:
        """What came of it. Raises what it raised the last time."""
        if self.answers:
            return self.answers[0]
        raise self.error or RuntimeError("the call was never done")


class Transactions:
    """Runs functions of a connection. On SQLite those that wait at the same time share one transaction."""

    def __init__(self, engine: Engine) -> None:
        self.engine = engine
        self._reader = engine.execution_options(**{_READING: True})
        self._gathers = engine.dialect.name == "sqlite"  # PostgreSQL gathers commits by itself
        self._mutex, self._turn = Lock(), Lock()
        self._waiting: list[_Call[Any]] = []

    def write(
        self,
        work: Callable[Concatenate[Connection, Given], Answer],
        *given: Given.args,
        **named: Given.kwargs,
    ) -> Answer:
        """Do ``work`` in a transaction. It must be repeatable: a deadlock or a lost connection repeats it."""
        call = _Call(lambda connection: work(connection, *given, **named))
        if self._gathers:
            self._gather(call)
        else:
            self._alone(call)
        return call.answer()

    def _gather(self, call: _Call[Any]) -> None:
        """Have ``call`` done by whoever has the turn, with all others that wait: so the disk is waited for once."""
        with self._mutex:
            self._waiting.append(call)
        with self._turn:
            if call.done:
                return
            with self._mutex:
                calls, self._waiting = self._waiting, []
            try:
                self._done(calls)
            finally:
                for one in calls:
                    one.done = True

    def _done(self, calls: Sequence[_Call[Any]]) -> None:
        """Do all calls in one transaction; when one of them fails, each in its own, so that only that one fails."""
        if len(calls) == 1 or not self._together(calls):
            for call in calls:
                self._alone(call)

    def _together(self, calls: Sequence[_Call[Any]]) -> bool:
        """Whether all calls could be done in one transaction; otherwise nothing was kept."""
        try:
            with self.engine.begin() as connection:
                answers = [call.work(connection) for call in calls]
        except Exception:  # noqa: BLE001 - whose it is shows when each is done by itself
            return False
        for call, answer in zip(calls, answers, strict=True):
            call.answers = [answer]
        return True

    def _alone(self, call: _Call[Any]) -> None:
        for tries in range(1, _TRIES + 1):
            try:
                with self.engine.begin() as connection:
                    answer = call.work(connection)
            except BaseException as error:  # noqa: BLE001 - it is raised to whoever asked
                call.error = error
                if tries == _TRIES or not _passing(error):
                    return
            else:
                call.answers = [answer]
                return

    def read(
        self,
        work: Callable[Concatenate[Connection, Given], Answer],
        *given: Given.args,
        **named: Given.kwargs,
    ) -> Answer:
        """Do ``work``, which only reads, without holding up who writes."""
        with self._reader.begin() as connection:
            return work(connection, *given, **named)

    def wipe(self) -> None:
        """Overwrite on disk what was deleted, as far as we can: SQLite's log. PostgreSQL does this in its own time."""
        if self.engine.dialect.name == "sqlite":
            with closing(self.engine.raw_connection()) as connection:
                connection.cursor().execute("PRAGMA wal_checkpoint(TRUNCATE)")


def _passing(error: BaseException) -> bool:
    """Whether trying again can help."""
    if not isinstance(error, DBAPIError):
        return False
    return error.connection_invalidated or getattr(error.orig, "sqlstate", None) in _TRY_AGAIN
