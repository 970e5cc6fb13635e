"""Installations: the workspaces that installed Tirade, with their tokens sealed, and the OAuth flows under way.

slack_sdk's own stores do the keeping. Their asynchronous sisters want a second driver for each database, so here the
plain ones run in a thread, over the engine that everything else uses.
"""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Sequence
from functools import partial

from cryptography.fernet import Fernet, MultiFernet
from slack_sdk.oauth.installation_store import Bot, Installation
from slack_sdk.oauth.installation_store.async_installation_store import AsyncInstallationStore
from slack_sdk.oauth.installation_store.sqlalchemy import SQLAlchemyInstallationStore
from slack_sdk.oauth.state_store.async_state_store import AsyncOAuthStateStore
from slack_sdk.oauth.state_store.sqlalchemy import SQLAlchemyOAuthStateStore
from sqlalchemy import Dialect, Engine, Text, TypeDecorator

from bot.adapters.store.slack_tables import SECRETS

_LOG = logging.getLogger(__name__)


class Sealed(TypeDecorator[str]):
    """Text that only the holder of a key can read. Written with the first key, read with any of them."""

    impl = Text
    cache_ok = True

    def __init__(self, keys: MultiFernet) -> None:
        super().__init__()
        self.keys = keys

    def process_bind_param(self, value: str | None, dialect: Dialect) -> str | None:
        """Seal."""
        return None if value is None else self.keys.encrypt(value.encode()).decode("ascii")

    def process_result_value(self, value: str | None, dialect: Dialect) -> str | None:
        """Open. cryptography's InvalidToken when none of the keys fits."""
        return None if value is None else self.keys.decrypt(value).decode()


def key_ring(keys: Sequence[str]) -> MultiFernet:
    """Keys as ``Fernet.generate_key()`` makes them; the first seals, all open. ValueError for anything else.

    To change the key, put a new one in front; the old one can go when all workspaces have installed again.
    """
    return MultiFernet([Fernet(key) for key in keys])


class Installations(AsyncInstallationStore):
    """Bolt's installation store. The methods are those of slack_sdk."""

    def __init__(self, engine: Engine, client_id: str, keys: MultiFernet) -> None:
        self._store = SQLAlchemyInstallationStore(client_id=client_id, engine=engine, logger=_LOG)
        for table in (self._store.bots, self._store.installations):
            for name in set(SECRETS) & set(table.c.keys()):
                table.c[name].type = Sealed(keys)

    @property
    def logger(self) -> logging.Logger:
        """Where problems are told."""
        return _LOG

    async def async_save(self, installation: Installation) -> None:
        """A workspace has installed Tirade."""
        await asyncio.to_thread(self._store.save, installation)

    async def async_save_bot(self, bot: Bot) -> None:
        """A token was renewed."""
        await asyncio.to_thread(self._store.save_bot, bot)

    async def async_find_bot(
        self, *, enterprise_id: str | None, team_id: str | None, is_enterprise_install: bool | None = False
    ) -> Bot | None:
        """The bot of a workspace."""
        return await asyncio.to_thread(
            partial(
                self._store.find_bot,
                enterprise_id=enterprise_id,
                team_id=team_id,
                is_enterprise_install=is_enterprise_install,
            )
        )

    async def async_find_installation(
        self,
        *,
        enterprise_id: str | None,
        team_id: str | None,
        user_id: str | None = None,
        is_enterprise_install: bool | None = False,
    ) -> Installation | None:
        """The newest installation of a workspace, or of a person in it."""
        return await asyncio.to_thread(
            partial(
                self._store.find_installation,
                enterprise_id=enterprise_id,
                team_id=team_id,
                user_id=user_id,
                is_enterprise_install=is_enterprise_install,
            )
        )

    async def async_delete_bot(self, *, enterprise_id: str | None, team_id: str | None) -> None:
        """A workspace has removed Tirade."""
        await asyncio.to_thread(partial(self._store.delete_bot, enterprise_id=enterprise_id, team_id=team_id))

    async def async_delete_installation(
        self, *, enterprise_id: str | None, team_id: str | None, user_id: str | None = None
    ) -> None:
        """A workspace, or a person in it, has taken the permission back."""
        await asyncio.to_thread(
            partial(self._store.delete_installation, enterprise_id=enterprise_id, team_id=team_id, user_id=user_id)
        )


class OAuthStates(AsyncOAuthStateStore):
    """Bolt's store of installations under way: each has a number that comes back once, and in time."""

    def __init__(self, engine: Engine, seconds: int = 600) -> None:
        self._store = SQLAlchemyOAuthStateStore(expiration_seconds=seconds, engine=engine, logger=_LOG)

    @property
    def logger(self) -> logging.Logger:
        """Where problems are told."""
        return _LOG

    async def async_issue(self, *_args: object, **_named: object) -> str:
        """A new number."""
        return await asyncio.to_thread(self._store.issue)

    async def async_consume(self, state: str) -> bool:
        """Whether this number was given out and has not come back yet."""
        return await asyncio.to_thread(self._store.consume, state)
