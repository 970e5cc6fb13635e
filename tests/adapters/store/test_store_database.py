"""A transaction that the database could not finish for a passing reason is tried again, by itself."""

from __future__ import annotations

from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from functools import partial
from pathlib import Path
from threading import Barrier

import pytest
from databases import Server
from sqlalchemy import Connection, Engine, event, text
from sqlalchemy.exc import DBAPIError, IntegrityError, OperationalError

from bot.adapters.store.database import Transactions, open_database

BUMP = text("UPDATE counter SET value = value + 1 WHERE name = :name")


only_postgresql = pytest.mark.parametrize("database_url", ["postgresql"], indirect=True)


@pytest.fixture
def engine(database_url: str) -> Iterator[Engine]:
    opened = open_database(database_url)
    with opened.begin() as tx:
        tx.execute(text("CREATE TABLE counter (name VARCHAR(9) PRIMARY KEY, value INTEGER NOT NULL)"))
        tx.execute(text("INSERT INTO counter VALUES ('a', 0), ('b', 0)"))
    yield opened
    opened.dispose()


def values(engine: Engine) -> list[int]:
    with engine.begin() as tx:
        return list(tx.execute(text("SELECT value FROM counter ORDER BY name")).scalars())


@only_postgresql
def test_a_deadlock_is_tried_again(engine: Engine) -> None:
    both_hold_one = Barrier(2)

    def bump(tx: Connection, names: tuple[str, str], met: list[bool]) -> None:
        tx.execute(BUMP, {"name": names[0]})
        if not met:
            met.append(True)
            both_hold_one.wait(30)
        tx.execute(BUMP, {"name": names[1]})

    with ThreadPoolExecutor(2) as threads:
        running = [threads.submit(Transactions(engine).write, bump, names, []) for names in (("a", "b"), ("b", "a"))]
        for one in running:
            one.result()
    assert values(engine) == [2, 2]


@only_postgresql
def test_a_lost_connection_is_opened_again(engine: Engine) -> None:
    lost: list[bool] = []

    def bump(tx: Connection) -> None:
        tx.execute(BUMP, {"name": "a"})
        if not lost:
            lost.append(True)
            tx.execute(text("SELECT pg_terminate_backend(pg_backend_pid())"))

    Transactions(engine).write(bump)

    assert values(engine) == [1, 0]


@only_postgresql
def test_a_connection_that_is_always_lost_is_an_error_in_the_end(engine: Engine) -> None:
    tries: list[bool] = []

    def lose(tx: Connection) -> None:
        tries.append(True)
        tx.execute(text("SELECT pg_terminate_backend(pg_backend_pid())"))

    with pytest.raises(OperationalError):
        Transactions(engine).write(lose)
    assert len(tries) == 3


def test_an_error_of_ours_is_not_tried_again(engine: Engine) -> None:
    tries: list[bool] = []

    def double(tx: Connection) -> None:
        tries.append(True)
        tx.execute(text("INSERT INTO counter VALUES ('a', 0)"))

    with pytest.raises(IntegrityError):
        Transactions(engine).write(double)
    assert len(tries) == 1


def test_an_error_does_not_tell_what_somebody_wrote(engine: Engine) -> None:
    with pytest.raises(DBAPIError) as raised, engine.begin() as tx:
        tx.execute(text("UPDATE nothing SET text = :text"), {"text": "something private"})

    assert "something private" not in str(raised.value)


def test_reading_does_not_wait_for_a_writer(engine: Engine, database_url: str) -> None:
    other = open_database(database_url)
    with other.begin() as tx:
        tx.execute(BUMP, {"name": "a"})

        read = Transactions(engine).read(lambda tx: tx.execute(text("SELECT value FROM counter")).scalars().all())
    other.dispose()

    assert read == [0, 0]


def test_a_frozen_process_does_not_hold_up_others_for_ever(postgresql: Server) -> None:
    engine = open_database(postgresql.create())

    with engine.begin() as tx:
        assert tx.execute(text("SHOW idle_in_transaction_session_timeout")).scalar() == "10s"
        assert tx.execute(text("SHOW transaction_isolation")).scalar() == "read committed"
    engine.dispose()


def test_postgresql_can_be_named_as_hosting_companies_do(postgresql: Server) -> None:
    engine = open_database(postgresql.create().replace("postgresql://", "postgres://"))

    with engine.begin() as tx:
        assert tx.execute(text("SELECT 1")).scalar() == 1
    engine.dispose()


def test_of_calls_that_are_made_together_only_the_one_that_fails_hears_of_it(engine: Engine) -> None:
    transactions = Transactions(engine)

    def bump(tx: Connection, name: str) -> str:
        tx.execute(BUMP, {"name": name})
        return name

    def break_down(tx: Connection) -> str:
        bump(tx, "a")
        raise KeyError("of our own")

    def seen(tx: Connection) -> str:
        return ",".join(map(str, tx.execute(text("SELECT value FROM counter ORDER BY name")).scalars()))

    bumps = [partial(transactions.write, bump, name) for name in "abab"]

    *kept, broken, read = transactions.together(
        [*bumps, partial(transactions.write, break_down), partial(transactions.read, seen)]
    )

    assert kept == list("abab")
    assert isinstance(broken, KeyError)
    assert read == "2,2"
    assert values(engine) == [2, 2]


def test_sqlite_makes_calls_together_in_one_transaction(tmp_path: Path) -> None:
    engine, begun = open_database(f"sqlite:///{tmp_path}/together.db"), []
    event.listen(engine, "begin", lambda _: begun.append(1))
    transactions = Transactions(engine)

    assert transactions.together([partial(transactions.write, lambda _: "kept")] * 5) == ["kept"] * 5
    assert len(begun) == 1

    assert transactions.write(lambda _: "alone") == "alone"
    assert len(begun) == 2
    engine.dispose()


def test_what_cannot_be_committed_together_is_not_taken_for_kept(tmp_path: Path) -> None:
    engine = open_database(f"sqlite:///{tmp_path}/orphans.db")
    with engine.begin() as tx:
        tx.execute(text("CREATE TABLE mother (id INTEGER PRIMARY KEY)"))
        tx.execute(text("CREATE TABLE child (id INTEGER REFERENCES mother (id) DEFERRABLE INITIALLY DEFERRED)"))
    transactions = Transactions(engine)

    def give_birth(tx: Connection, mother: int) -> int:
        tx.execute(text("INSERT INTO child VALUES (:mother)"), {"mother": mother})
        return mother

    def appear(tx: Connection, mother: int) -> int:
        tx.execute(text("INSERT INTO mother VALUES (:mother)"), {"mother": mother})
        return give_birth(tx, mother)

    kept, orphan = transactions.together(
        [partial(transactions.write, appear, 1), partial(transactions.write, give_birth, 2)]
    )

    assert kept == 1
    assert isinstance(orphan, IntegrityError)
    engine.dispose()


def test_what_cannot_be_committed_is_not_taken_for_kept(engine: Engine) -> None:
    with engine.begin() as tx:
        tx.execute(text("CREATE TABLE mother (id INTEGER PRIMARY KEY)"))
        tx.execute(text("CREATE TABLE child (id INTEGER REFERENCES mother (id) DEFERRABLE INITIALLY DEFERRED)"))

    def orphan(tx: Connection) -> str:
        tx.execute(text("INSERT INTO child VALUES (1)"))
        return "kept"

    with pytest.raises(IntegrityError):
        Transactions(engine).write(orphan)
