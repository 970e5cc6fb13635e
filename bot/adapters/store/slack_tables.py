"""The tables in which slack_sdk keeps installations, as it defines them, with room for sealed tokens."""

from __future__ import annotations

from slack_sdk.oauth.installation_store.sqlalchemy import SQLAlchemyInstallationStore
from slack_sdk.oauth.state_store.sqlalchemy import SQLAlchemyOAuthStateStore
from sqlalchemy import Table, Text

from bot.adapters.store.tables import metadata

SECRETS = ("bot_token", "bot_refresh_token", "user_token", "user_refresh_token", "incoming_webhook_url")
"""Columns whose content opens something."""


def _roomy(table: Table) -> Table:
    for name in SECRETS:
        if name in table.c:
            table.c[name].type = Text()  # a sealed token is longer than the 200 characters of slack_sdk
    return table


bots = _roomy(SQLAlchemyInstallationStore.build_bots_table(metadata, "slack_bots"))
installations = _roomy(SQLAlchemyInstallationStore.build_installations_table(metadata, "slack_installations"))
oauth_states = SQLAlchemyOAuthStateStore.build_oauth_states_table(metadata, "slack_oauth_states")
