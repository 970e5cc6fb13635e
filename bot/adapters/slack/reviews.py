"""Reviews: the pages and forms around a shared debrief, and the overviews; opened in time, whatever they take."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable, Mapping
from typing import Any

from slack_sdk.errors import SlackApiError
from slack_sdk.web.async_client import AsyncWebClient

from bot.adapters.slack.faces.blocks import Json
from bot.adapters.slack.faces.notices import Notice
from bot.adapters.slack.faces.progress import moment_view
from bot.adapters.slack.faces.reviewing import read_comment_form, read_review_form
from bot.adapters.slack.inputs import Asker, Commented, Reviewed, written
from bot.adapters.slack.launch import Action, Form
from bot.adapters.slack.office import Office
from bot.adapters.slack.pages import Pages, View
from bot.adapters.slack.reception import Accept
from bot.adapters.slack.trainer_pages import TrainerPages
from bot.delivery import Input

Body = Mapping[str, Any]
Ack = Callable[..., Awaitable[Any]]
Open = Callable[[AsyncWebClient, Body, View | Notice, Asker], Awaitable[str]]
"""Opens a page, or says why there is none; gives back the id of what was opened, "" for nothing."""

OVERVIEWS = {
    Action.PROGRESS: "home_progress",
    Action.TEAM: "team_title",
    Action.AGREEMENT: "agreement_view",
}
"""Pages over many practices, by the key of their title: they take a moment, so an empty page is opened first."""
_OF_TRAINERS = frozenset({Action.TEAM, Action.AGREEMENT})
PRESSED = frozenset({*OVERVIEWS, Action.READ, Action.READ_BEFORE, Action.COMMENT, Action.REVIEW})


class Reviews:
    """Answers what is pressed and sent in around a review."""

    def __init__(self, office: Office, accept: Accept, opens: Open) -> None:
        """Answer for ``office``; ``accept`` keeps what was said, ``opens`` opens pages."""
        self._office = office
        self._accept = accept
        self._opens = opens
        self._pages = Pages(office)
        self._trainer = TrainerPages(office)

    async def pressed(self, action: Action, body: Body, asker: Asker, client: AsyncWebClient) -> None:
        """Show what a button asks for: a page anew in its place, or over what is open."""
        if action in _OF_TRAINERS and not asker.trainer:
            await self._opens(client, body, Notice.NOT_ALLOWED, asker)
            return
        if action in OVERVIEWS:
            await self._overview(action, body, asker, client)
            return
        makers = {Action.COMMENT: self._trainer.comment, Action.REVIEW: self._trainer.review}
        make = makers.get(action, self._trainer.readback)
        view = await asyncio.to_thread(make, body["actions"][0].get("value") or "", asker)
        leafed = make == self._trainer.readback and body.get("view", {}).get("callback_id") == Form.READBACK
        if leafed and not isinstance(view, Notice):
            await client.views_update(view_id=body["view"]["id"], view=view)
        else:
            await self._opens(client, body, view, asker)

    async def durable(self, action: Action, body: Body, asker: Asker, client: AsyncWebClient) -> None:
        """Where sharing was begun or taken back on a page, show the page as it then is."""
        if action in (Action.SHARE, Action.UNSHARE) and body.get("view", {}).get("callback_id") == Form.DEBRIEF:
            practice = str(body["actions"][0]["value"])
            view = await asyncio.to_thread(self._pages.shared, practice, asker, action is Action.SHARE)
            if view:
                await _renew(client, body["view"]["id"], view)

    async def _overview(self, action: Action, body: Body, asker: Asker, client: AsyncWebClient) -> None:
        texts = self._office.texts[asker.language]
        opened = await self._opens(client, body, moment_view(texts(OVERVIEWS[action]), texts), asker)
        makers = {
            Action.PROGRESS: self._pages.progress,
            Action.TEAM: self._trainer.team,
            Action.AGREEMENT: self._trainer.agreement,
        }
        if opened:
            await _renew(client, opened, await asyncio.to_thread(makers[action], asker))

    async def submitted(self, ack: Ack, body: Body, asker: Asker, client: AsyncWebClient) -> None:
        """A form of a trainer: keep it, and show it in the page below."""
        if not asker.trainer:
            await ack()
            await self._opens(client, body, Notice.NOT_ALLOWED, asker)
        elif body["view"]["callback_id"] == Form.COMMENT:
            await self._comment(ack, body["view"], asker, client)
        else:
            await self._review(ack, body["view"], asker, client)

    async def _comment(self, ack: Ack, view: Json, asker: Asker, client: AsyncWebClient) -> None:
        practice, turn, text = read_comment_form(view)
        await self._accept(Input(practice, asker.key, written(Commented(asker.person, turn, text))))
        await ack()
        below = await asyncio.to_thread(self._trainer.commented, practice, turn, text, asker)
        await self._below(view, below, client)

    async def _review(self, ack: Ack, view: Json, asker: Asker, client: AsyncWebClient) -> None:
        read = read_review_form(view, self._office.texts[asker.language])
        if isinstance(read, dict):
            await ack(response_action="errors", errors=read)
            return
        practice, rubric, opinions = read
        await self._accept(Input(practice, asker.key, written(Reviewed(asker.person, rubric, opinions))))
        await ack()
        below = await asyncio.to_thread(self._pages.reviewed, practice, rubric if opinions else "", asker)
        if below:
            await self._below(view, below, client)

    async def _below(self, view: Json, below: View | Notice, client: AsyncWebClient) -> None:
        """Put the page under a form right, where there still is one."""
        if view.get("previous_view_id") and not isinstance(below, Notice):
            await _renew(client, view["previous_view_id"], below)


async def _renew(client: AsyncWebClient, opened: str, view: View) -> None:
    """Show a page in place of another, unless that was closed meanwhile."""
    try:
        await client.views_update(view_id=opened, view=view)
    except SlackApiError as error:
        if error.response.get("error") != "not_found":
            raise
