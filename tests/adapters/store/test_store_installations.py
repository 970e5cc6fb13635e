"""Workspaces install Tirade; their tokens are kept sealed."""

from __future__ import annotations

import asyncio
from datetime import UTC, datetime
from pathlib import Path

import pytest
from cryptography.fernet import Fernet, InvalidToken
from slack_sdk.oauth.installation_store import Installation
from sqlalchemy import select, text

from bot.adapters.store import Store, slack_tables
from bot.adapters.store.installations import Installations, OAuthStates, key_ring

OLD, NEW = Fernet.generate_key().decode(), Fernet.generate_key().decode()
SECRETS = {
    "bot_token": "xoxe.xoxb-1-" + "b" * 160,
    "bot_refresh_token": "xoxe-1-" + "r" * 150,
    "user_token": "xoxp-clear-user-token",
    "user_refresh_token": "xoxe-1-clear-user-refresh",
    "incoming_webhook_url": "https://hooks.slack.com/services/T1/B1/clear",
}
AFTER_ALL_OF_THIS = datetime(2999, 1, 1, tzinfo=UTC).timestamp()
HERE = {"enterprise_id": None, "team_id": "T1"}

only_sqlite = pytest.mark.parametrize("database_url", ["sqlite"], indirect=True)


def an_installation(team: str = "T1", **changes: object) -> Installation:
    given = {
        "app_id": "A1",
        "team_id": team,
        "team_name": "Klantenservice",
        "bot_id": "B1",
        "bot_user_id": "U0",
        "bot_scopes": ["chat:write", "commands"],
        "bot_token_expires_at": 1_900_000_000,
        "user_id": "U1",
        "installed_at": datetime(2026, 3, 1, tzinfo=UTC).timestamp(),
        **SECRETS,
        **changes,
    }
    return Installation(**given)  # type: ignore[arg-type]


def installations(store: Store, *keys: str) -> Installations:
    return Installations(store.engine, "client", key_ring(keys or (NEW,)))


def test_an_installation_comes_back_with_its_tokens(store: Store) -> None:
    async def found() -> tuple[object, object]:
        kept = installations(store)
        await kept.async_save(an_installation())
        bot = await kept.async_find_bot(**HERE)
        whole = await kept.async_find_installation(**HERE)
        assert bot is not None
        assert whole is not None
        assert [getattr(whole, name) for name in SECRETS] == list(SECRETS.values())
        assert bot.bot_token_expires_at == 1_900_000_000
        return bot.bot_token, bot.bot_refresh_token

    assert asyncio.run(found()) == (SECRETS["bot_token"], SECRETS["bot_refresh_token"])


def test_no_token_stands_in_the_database_as_it_is(store: Store) -> None:
    asyncio.run(installations(store).async_save(an_installation()))

    with store.engine.begin() as tx:
        tables = (slack_tables.bots, slack_tables.installations)
        rows = [str(tuple(row)) for table in tables for row in tx.execute(select(table))]
    assert len(rows) == 2
    assert not [secret for secret in SECRETS.values() for row in rows if secret in row]


@only_sqlite
def test_no_token_stands_in_the_files_of_sqlite(store: Store, database_url: str) -> None:
    asyncio.run(installations(store).async_save(an_installation()))
    file = Path(database_url.removeprefix("sqlite:///"))

    on_disk = b"".join(path.read_bytes() for path in file.parent.glob(f"{file.name}*"))

    assert b"Klantenservice" in on_disk
    assert not [secret for secret in SECRETS.values() if secret.encode() in on_disk]


def test_a_new_key_in_front_still_opens_what_the_old_one_sealed(store: Store) -> None:
    async def rotated() -> object:
        await installations(store, OLD).async_save(an_installation())
        bot = await installations(store, NEW, OLD).async_find_bot(**HERE)
        assert bot is not None
        return bot.bot_token

    assert asyncio.run(rotated()) == SECRETS["bot_token"]


def test_what_was_saved_again_needs_the_old_key_no_longer(store: Store) -> None:
    async def rotated() -> object:
        await installations(store, OLD).async_save(an_installation())
        await installations(store, NEW, OLD).async_save(an_installation())
        bot = await installations(store, NEW).async_find_bot(**HERE)
        assert bot is not None
        return bot.bot_token

    assert asyncio.run(rotated()) == SECRETS["bot_token"]


def test_without_the_right_key_nothing_is_read(store: Store) -> None:
    asyncio.run(installations(store, OLD).async_save(an_installation()))

    with pytest.raises(InvalidToken):
        asyncio.run(installations(store, NEW).async_find_bot(**HERE))


def test_a_key_that_is_none_is_an_error() -> None:
    with pytest.raises(ValueError, match="32 url-safe base64"):
        key_ring(["no key"])


def test_a_token_that_was_renewed_replaces_the_old_one(store: Store) -> None:
    async def renewed() -> object:
        kept = installations(store)
        await kept.async_save(an_installation())
        bot = an_installation(bot_token="xoxb-renewed").to_bot()
        bot.installed_at += 60
        await kept.async_save_bot(bot)
        found = await kept.async_find_installation(**HERE, user_id="U1")
        assert found is not None
        return found.bot_token

    assert asyncio.run(renewed()) == "xoxb-renewed"


def test_a_workspace_that_removed_tirade_is_gone_and_others_stay(store: Store) -> None:
    async def removed() -> list[object]:
        kept = installations(store)
        await kept.async_save(an_installation())
        await kept.async_save(an_installation("T2"))
        await kept.async_delete_all(**HERE)
        there = [await kept.async_find_bot(enterprise_id=None, team_id=team) for team in ("T1", "T2")]
        there += [await kept.async_find_installation(enterprise_id=None, team_id=team) for team in ("T1", "T2")]
        return [one is not None for one in there]

    assert asyncio.run(removed()) == [False, True, False, True]


def test_a_number_for_an_installation_under_way_comes_back_once(store: Store) -> None:
    async def consumed() -> list[bool]:
        states = OAuthStates(store.engine)
        number = await states.async_issue()
        return [await states.async_consume(one) for one in (number, number, "made up")]

    assert asyncio.run(consumed()) == [True, False, False]


def test_a_number_that_comes_back_too_late_is_refused_and_swept(store: Store) -> None:
    async def consumed() -> bool:
        states = OAuthStates(store.engine, seconds=-1)
        return await states.async_consume(await states.async_issue())

    assert not asyncio.run(consumed())
    store.sweep(AFTER_ALL_OF_THIS)
    with store.engine.begin() as tx:
        assert tx.execute(text("SELECT count(*) FROM slack_oauth_states")).scalar() == 0
