"""The migrations make exactly the tables that the code expects, also when several replicas start at once."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest
from alembic import command
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import Connection, inspect, text

from bot.adapters.store import open_store
from bot.adapters.store.database import open_database
from bot.adapters.store.migrations import configuration, migrate
from bot.adapters.store.tables import metadata
from bot.delivery import Input


def test_the_migrations_give_exactly_the_tables(database_url: str) -> None:
    engine = open_database(database_url)
    with engine.begin() as tx:
        migrate(tx)
    with engine.begin() as tx:
        found = compare_metadata(MigrationContext.configure(tx, opts={"compare_server_default": True}), metadata)
    engine.dispose()

    assert found == []


def test_migrating_again_changes_nothing_and_keeps_what_is_there(database_url: str) -> None:
    first = open_store(database_url)
    first.accept(Input("talk", "e1", {}), 10.0)
    first.close()

    second = open_store(database_url)

    assert not second.accept(Input("talk", "e1", {}), 11.0)
    second.close()


def test_replicas_that_start_at_once_wait_for_each_other(database_url: str) -> None:
    with ThreadPoolExecutor(5) as threads:
        stores = list(threads.map(lambda _: open_store(database_url), range(5)))

    assert [store.accept(Input("talk", f"e{number}", {}), 10.0) for number, store in enumerate(stores)] == [True] * 5
    for store in stores:
        store.close()


def test_a_new_file_is_opened_by_many_at_once(tmp_path: Path) -> None:
    with ThreadPoolExecutor(5) as threads:
        for number in range(30):
            url = f"sqlite:///{tmp_path}/{number}.db"
            stores = list(threads.map(lambda _, url=url: open_store(url), range(5)))
            assert [store.backlog(10.0) for store in stores] == [stores[0].backlog(10.0)] * 5
            for store in stores:
                store.close()


def migrate_half(tx: Connection) -> None:
    migrate(tx)
    raise ZeroDivisionError


def test_a_migration_that_breaks_leaves_the_database_as_it_was(database_url: str) -> None:
    engine = open_database(database_url)
    with pytest.raises(ZeroDivisionError), engine.begin() as tx:
        migrate_half(tx)

    with engine.begin() as tx:
        assert inspect(tx).get_table_names() == []
    engine.dispose()


def test_every_migration_can_be_taken_back(database_url: str) -> None:
    engine = open_database(database_url)
    with engine.begin() as tx:
        migrate(tx)
        command.downgrade(configuration(tx), "base")
        assert inspect(tx).get_table_names() == ["alembic_version"]
        migrate(tx)
        assert tx.execute(text("SELECT version_num FROM alembic_version")).scalars().all() == ["0004"]
    engine.dispose()


def test_the_migrations_are_one_line_of_history() -> None:
    engine = open_database("sqlite://")
    with engine.begin() as tx:
        history = ScriptDirectory.from_config(configuration(tx))
        assert len(history.get_heads()) == len(history.get_bases()) == 1
    engine.dispose()


def test_sqlite_is_set_up_in_a_new_folder_by_itself(tmp_path: Path) -> None:
    store = open_store(f"sqlite:///{tmp_path}/new/folder/tirade.db")

    with store.engine.connect() as connection:
        found = [connection.exec_driver_sql(f"PRAGMA {name}").scalar() for name in ("journal_mode", "synchronous")]
    store.close()
    assert found == ["wal", 2]
    assert (tmp_path / "new" / "folder" / "tirade.db").is_file()


def test_who_wanted_it_gentle_has_that_ceiling_after_the_upgrade_and_swearing_is_off(database_url: str) -> None:
    engine = open_database(database_url)
    with engine.begin() as tx:
        command.upgrade(configuration(tx), "0002")
        add = (
            "INSERT INTO person_settings (workspace, person, language, gentlest) VALUES ('T1', :person, 'nl', :gentle)"
        )
        tx.execute(text(add), [{"person": "U1", "gentle": True}, {"person": "U2", "gentle": False}])
        command.upgrade(configuration(tx), "0003")
        chosen = tx.execute(text("SELECT person, language, ceiling, coarse FROM person_settings ORDER BY person")).all()
        command.downgrade(configuration(tx), "0002")
        before = tx.execute(text("SELECT person, gentlest FROM person_settings ORDER BY person")).all()
    engine.dispose()

    assert [tuple(row) for row in chosen] == [("U1", "nl", "gentle", False), ("U2", "nl", "hard", False)]
    assert [tuple(row) for row in before] == [("U1", True), ("U2", False)]
