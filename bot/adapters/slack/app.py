"""App: which part of Slack leads to which part of ours. Nothing is decided here."""

from __future__ import annotations

import logging
from collections.abc import Awaitable, Callable, Coroutine, Mapping
from typing import Any
from uuid import uuid4

from slack_bolt.async_app import AsyncApp
from slack_bolt.context.ack.async_ack import AsyncAck
from slack_bolt.context.async_context import AsyncBoltContext
from slack_sdk.web.async_client import AsyncWebClient

from bot.adapters.slack.interactions import Interactions
from bot.adapters.slack.launch import Action, Form
from bot.adapters.slack.names import COMMAND, GONE_EVENTS, MEMBER_LEFT, UNINSTALLED_EVENTS, Shortcut
from bot.adapters.slack.promptly import in_time
from bot.adapters.slack.reception import Reception, Slow
from bot.adapters.slack.workspaces import withdraw

Body = Mapping[str, Any]
Answer = Callable[[AsyncAck, Body, AsyncWebClient], Coroutine[Any, Any, None]]
_log = logging.getLogger(__name__)


def listen(app: AsyncApp, reception: Reception, interactions: Interactions) -> AsyncApp:
    """Let ``app`` answer to everything that manifest.yaml declares."""
    _to_messages(app, reception)
    _to_opening(app, interactions)
    _to_leaving(app, reception)
    _to_people(app, interactions)
    return app


def _to_messages(app: AsyncApp, reception: Reception) -> None:
    @app.event("message")
    async def message(body: Body, context: AsyncBoltContext) -> None:
        if not await in_time(reception.message(body, context.bot_user_id or "")):
            raise Slow

    @app.event("app_mention")
    async def app_mention(body: Body, context: AsyncBoltContext) -> None:
        if not await in_time(reception.mention(body, context.bot_user_id or "")):
            raise Slow


def _to_opening(app: AsyncApp, interactions: Interactions) -> None:
    @app.event("app_home_opened")
    async def app_home_opened(body: Body, client: AsyncWebClient) -> None:
        await in_time(interactions.opened(body["team_id"], body["event"], client))


def _to_leaving(app: AsyncApp, reception: Reception) -> None:
    async def gone(body: Body) -> None:
        if not await in_time(reception.gone(body)):
            raise Slow

    @app.event(MEMBER_LEFT)
    async def member_left(body: Body, context: AsyncBoltContext) -> None:
        if body["event"]["user"] == context.bot_user_id:
            await gone(body)

    async def uninstalled(body: Body) -> None:
        _log.info("a workspace is with us no longer: %s", body["event"]["type"])
        await withdraw(app.installation_store, body)

    for event in GONE_EVENTS:
        app.event(event)(gone)
    for event in UNINSTALLED_EVENTS:
        app.event(event)(uninstalled)


def _to_people(app: AsyncApp, interactions: Interactions) -> None:
    """Commands, buttons, forms and shortcuts."""
    app.command(COMMAND)(_answering(interactions.command, interactions))
    for action in Action:
        app.action(action.value)(_answering(interactions.pressed, interactions))
    for form in (
        Form.LAUNCH,
        Form.REDO,
        Form.REGISTER,
        Form.WHISPER,
        Form.MARK,
        Form.OBSERVATION,
        Form.COMMENT,
        Form.REVIEW,
        Form.PLAN,
    ):
        app.view(form.value)(_answering(interactions.submitted, interactions))
    for shortcut in Shortcut:
        app.shortcut(shortcut.value)(_answering(interactions.shortcut, interactions))


def _answering(answer: Answer, interactions: Interactions) -> Callable[..., Awaitable[None]]:
    """A listener that is done in time and, when something fails, says so to whoever asked."""

    async def listener(ack: AsyncAck, body: Body, client: AsyncWebClient) -> None:
        try:
            if not await in_time(answer(ack, body, client)):
                busy = interactions.busy(body)
                await (ack(text=busy) if busy else ack())
        except Exception:  # noqa: BLE001 - the boundary: a person gets a sentence, the log gets the trace
            code = uuid4().hex[:8]
            _log.exception("a fault of ours, told to the person as %s", code)
            await ack()
            await interactions.sorry(body, code, client)

    return listener
