"""Interactions: commands, buttons, forms and shortcuts. Each is answered within three seconds, whatever happens."""

from __future__ import annotations

import asyncio
import json
from collections.abc import Awaitable, Callable, Mapping
from dataclasses import replace
from typing import Any

from slack_sdk.errors import SlackApiError
from slack_sdk.web.async_client import AsyncWebClient

from bot.adapters.slack.calendars import plan_file
from bot.adapters.slack.checking_in import answer
from bot.adapters.slack.faces.blocks import Json
from bot.adapters.slack.faces.check_in import FEELINGS
from bot.adapters.slack.faces.launch_form import read_launch_form
from bot.adapters.slack.faces.notices import Notice, notice
from bot.adapters.slack.faces.observing import read_observation_form, watched_in
from bot.adapters.slack.faces.planning import plan_form, read_plan_form
from bot.adapters.slack.faces.redo_form import read_redo_form
from bot.adapters.slack.faces.register_form import read_register_form
from bot.adapters.slack.faces.talk import start_here, suggested_prompts
from bot.adapters.slack.faces.together import proposal_of
from bot.adapters.slack.faces.trainer_forms import mark_form, read_trainer_form, whisper_form
from bot.adapters.slack.inputs import Adopted, Aside, Asker, Marked, Observed, Redone, Registered, Whispered, written
from bot.adapters.slack.intake import action_key, practice_of, team_of, thread_of
from bot.adapters.slack.launch import Action, Form, Launch
from bot.adapters.slack.lobby import Lobby, pressed
from bot.adapters.slack.names import Shortcut
from bot.adapters.slack.office import Office
from bot.adapters.slack.onlookers import Onlookers
from bot.adapters.slack.pages import Pages, View
from bot.adapters.slack.people import People
from bot.adapters.slack.reception import Accept
from bot.adapters.slack.reviews import PRESSED, Reviews
from bot.adapters.slack.typed import typed
from bot.delivery import Input
from bot.training.archive import PersonSettings
from bot.training.care import LEVELS, Feeling

Body = Mapping[str, Any]
Ack = Callable[..., Awaitable[Any]]
_DURABLE = frozenset(
    {
        *(Action.HINT, Action.PAUSE, Action.RESUME, Action.END, Action.STOP),
        *(Action.PASS, Action.TAKE_OVER, Action.OBSERVE),
        *(Action.AGAIN, Action.NEXT, Action.GENTLER),
        *(Action.NEXT_DAY, Action.REMIND, Action.CALENDAR),
        *(Action.SHARE, Action.UNSHARE),
    }
)
"""Buttons that change something: kept before Slack hears "received"."""
_TOO_LATE = frozenset({"expired_trigger_id", "exchanged_trigger_id", "trigger_expired"})


class Interactions:
    """Answers commands, buttons, forms and shortcuts."""

    def __init__(self, office: Office, people: People, onlookers: Onlookers, accept: Accept) -> None:
        """Answer for ``office``; ``onlookers`` shows Home tabs, ``accept`` keeps what must not be lost."""
        self._office = office
        self._people = people
        self._onlookers = onlookers
        self._accept = accept
        self._lobby = Lobby(office)
        self._pages = Pages(office)
        self._reviews = Reviews(office, accept, self._open)

    async def command(self, ack: Ack, body: Body, client: AsyncWebClient) -> None:
        """The slash command."""
        channel = None if body.get("channel_name") == "directmessage" else body["channel_id"]
        asker = await self._people.asker(body["team_id"], body["user_id"], body["trigger_id"], channel)
        answer = await asyncio.to_thread(self._lobby.answer, body.get("text", ""), asker)
        for given in answer.inputs:
            await self._accept(given)
        if answer.form:
            await ack()
            await self._open(client, body, await asyncio.to_thread(self._pages.form, asker, answer.form), asker)
        elif answer.face:
            await ack(**answer.face.args)
        else:
            await ack()

    def busy(self, body: Body) -> str:
        """What answers a command that takes long, in the language this person is known to read; "" for the rest."""
        if "command" not in body:
            return ""
        known = self._people.known_language(body["team_id"], body["user_id"])
        return notice(Notice.BUSY, self._office.texts[known])

    async def sorry(self, body: Body, code: str, client: AsyncWebClient) -> None:
        """Tell somebody that something failed on our side; ``code`` finds it in the log."""
        person = str(body["user_id"] if "command" in body else body["user"]["id"])
        known = self._people.known_language(team_of(body), person)
        text = notice(Notice.OUR_ERROR, self._office.texts[known], code=code)
        await client.chat_postMessage(channel=person, text=text)

    async def pressed(self, ack: Ack, body: Body, client: AsyncWebClient) -> None:
        """A button, or a choice on the Home tab."""
        asker = await self._people.asker(team_of(body), body["user"]["id"], action_key(body), None)
        action = Action(body["actions"][0]["action_id"])
        if action is Action.ADOPT:
            practice, ts = proposal_of(str(body["actions"][0]["value"]))
            await self._accept(Input(practice, asker.key, written(Adopted(asker.person, ts))))
            await ack()
            return
        if action in _DURABLE:
            await self._accept(pressed(practice_of(body), asker, action))
            await ack()
            await self._reviews.durable(action, body, asker, client)
            return
        await ack()
        await self._look(action, body, asker, client)

    async def _look(self, action: Action, body: Body, asker: Asker, client: AsyncWebClient) -> None:
        """What a button shows, or changes for one person alone."""
        value, pages = body["actions"][0].get("value") or "", self._pages
        makers = {
            Action.TABLE: pages.table,
            Action.OPEN: pages.debrief,
            Action.WHY: pages.criterion,
            Action.REDO: pages.redo,
            Action.REGISTER: pages.register,
            Action.OBSERVATION: pages.observation,
        }
        if action is Action.START:
            preset = Launch(value, (), (asker.person,), asker.person) if value else None
            await self._open(client, body, await asyncio.to_thread(pages.form, asker, preset), asker)
        elif action is Action.PLAN:
            zone = await self._people.zone(asker.team, asker.person) or self._office.zone
            await self._open(client, body, plan_form(self._office.texts[asker.language], str(zone)), asker)
        elif action in makers:
            view = await asyncio.to_thread(makers[action], value, asker)
            why_not = None if view else await asyncio.to_thread(pages.why_not, value, asker)
            await self._open(client, body, view or why_not or Notice.NOT_YOURS, asker)
        elif action in PRESSED:
            await self._reviews.pressed(action, body, asker, client)
        elif action in FEELINGS:
            await self._check_in(FEELINGS[action], body, asker, client)
        else:
            await self._own(action, body, asker, client)

    async def _check_in(self, feeling: Feeling, body: Body, asker: Asker, client: AsyncWebClient) -> None:
        """Answer who says how they are, where the question stood."""
        shown = await asyncio.to_thread(answer, self._office, practice_of(body), feeling, asker)
        place = body["container"]
        await client.chat_update(channel=place["channel_id"], ts=place["message_ts"], **shown.args)

    async def _own(self, action: Action, body: Body, asker: Asker, client: AsyncWebClient) -> None:
        """What a person chooses for themselves, on the Home tab."""
        archive = self._office.archive
        match action:
            case Action.LANGUAGE | Action.CEILING | Action.COARSE | Action.IN_TEAM:
                settings = await asyncio.to_thread(archive.settings, asker.team, asker.person)
                await asyncio.to_thread(archive.choose, _chosen(settings, body["actions"][0]))
            case Action.EXPORT:
                await self._export(asker, client)
            case Action.DELETE:
                count = await asyncio.to_thread(archive.delete, asker.team, asker.person)
                text = self._says(Notice.DATA_DELETED, asker, count=count)
                await client.chat_postMessage(channel=asker.person, text=text)
        await self._onlookers.show(asker.team, asker.person)

    async def opened(self, team: str, event: Body, client: AsyncWebClient) -> None:
        """Somebody opened the Home tab, or the direct message with us: there, propose what to write."""
        if event.get("tab", "home") == "home":
            await self._onlookers.show(team, event["user"])
            return
        asker = await self._people.asker(team, event["user"], "", None)
        texts, library = self._office.texts[asker.language], self._office.training.library
        prompts = suggested_prompts(start_here(library, asker.language), texts)
        await client.assistant_threads_setSuggestedPrompts(channel_id=event["channel"], prompts=prompts)

    async def _export(self, asker: Asker, client: AsyncWebClient) -> None:
        kept = await asyncio.to_thread(self._office.archive.export, asker.team, asker.person)
        channel = (await client.conversations_open(users=asker.person))["channel"]["id"]
        await client.files_upload_v2(
            channel=channel,
            content=json.dumps(kept, ensure_ascii=False, indent=1, default=str),
            filename="tirade.json",
            initial_comment=self._says(Notice.EXPORTED, asker),
        )

    async def _open(self, client: AsyncWebClient, body: Body, view: View | Notice, asker: Asker) -> str:
        """Open a page, over the one that is open already; or say why there is none. The page's id, "" without one."""
        if isinstance(view, Notice):
            await client.chat_postMessage(channel=asker.person, text=self._says(view, asker))
            return ""
        over = body.get("view", {}).get("type") == "modal"
        opening = client.views_push if over else client.views_open
        try:
            return str((await opening(trigger_id=body["trigger_id"], view=view))["view"]["id"])
        except SlackApiError as error:
            if error.response.get("error") not in _TOO_LATE:
                raise
            await client.chat_postMessage(channel=asker.person, text=self._says(Notice.TOO_LATE, asker))
            return ""

    async def submitted(self, ack: Ack, body: Body, client: AsyncWebClient) -> None:
        """A form that was filled in."""
        view, person = body["view"], body["user"]["id"]
        key = f"form:{view['id']}"
        asker = await self._people.asker(team_of(body), person, key, None)
        match view["callback_id"]:
            case Form.LAUNCH:
                await self._launch(ack, view, asker, client)
                return
            case Form.COMMENT | Form.REVIEW:
                await self._reviews.submitted(ack, body, asker, client)
                return
            case Form.PLAN:
                file = await asyncio.to_thread(plan_file, self._office, read_plan_form(view), asker)
                given = Input(f"calendar:{asker.team}:{person}", key, written(Aside(file.body)))
            case Form.REDO:
                practice, turn = read_redo_form(view)
                given = Input(practice, key, written(Redone(person, turn)))
            case Form.REGISTER:
                practice, fields = read_register_form(view)
                given = Input(practice, key, written(Registered(person, fields)))
            case Form.OBSERVATION:
                value, seen, text = read_observation_form(view)
                practice, rubric, criterion = watched_in(value)
                given = Input(practice, key, written(Observed(person, rubric, criterion, seen, text)))
            case Form.WHISPER:
                practice, text = read_trainer_form(view)
                given = Input(practice, key, written(Whispered(person, text)))
            case _:
                place, text = read_trainer_form(view)
                practice, ts, author = place.split("|")
                given = Input(practice, key, written(Marked(person, ts, text, author)))
        await self._accept(given)
        await ack()

    async def _launch(self, ack: Ack, view: Json, asker: Asker, client: AsyncWebClient) -> None:
        texts, library = self._office.texts[asker.language], self._office.training.library
        filler = await asyncio.to_thread(self._pages.filler, asker)
        launch = read_launch_form(view, texts, library, filler)
        if isinstance(launch, dict):
            await ack(response_action="errors", errors=launch)
            return
        await self._accept(await asyncio.to_thread(self._lobby.launch, launch, asker))
        await ack()
        if told := await asyncio.to_thread(self._lobby.unseen, launch, asker.team, texts):
            await client.chat_postMessage(channel=asker.person, text=told)

    async def shortcut(self, ack: Ack, body: Body, client: AsyncWebClient) -> None:
        """A shortcut, from the menu or on a message. What changes something is kept before Slack hears "received"."""
        adopting = body["callback_id"] == Shortcut.ADOPT
        if not adopting:
            await ack()
        asker = await self._people.asker(team_of(body), body["user"]["id"], body["trigger_id"], None)
        if adopting:
            await self._adopt(body, asker, client)
            await ack()
            return
        if body["callback_id"] == Shortcut.START:
            await self._open(client, body, await asyncio.to_thread(self._pages.form, asker), asker)
        else:
            await self._open(client, body, await self._beside(body, asker), asker)

    async def _adopt(self, body: Body, asker: Asker, client: AsyncWebClient) -> None:
        """A colleague's proposal, to be sent to the customer."""
        practice = thread_of(body)
        if await asyncio.to_thread(self._office.archive.practice, practice) is None:
            await client.chat_postMessage(channel=asker.person, text=self._says(Notice.NOT_IN_A_PRACTICE, asker))
            return
        adopted = Adopted(asker.person, body["message"]["ts"])
        await self._accept(Input(practice, f"adopt:{asker.key}", written(adopted)))

    async def _beside(self, body: Body, asker: Asker) -> View | Notice:
        """What a trainer does at a message of a practice."""
        texts, practice, message = self._office.texts[asker.language], thread_of(body), body["message"]
        if not asker.trainer:
            return Notice.NOT_ALLOWED
        if await asyncio.to_thread(self._office.archive.practice, practice) is None:
            return Notice.NOT_IN_A_PRACTICE
        if body["callback_id"] == Shortcut.WHISPER:
            return whisper_form(texts, practice)
        return mark_form(texts, f"{practice}|{message['ts']}|{message.get('user', '')}", typed(message))

    def _says(self, what: Notice, asker: Asker, **names: object) -> str:
        return notice(what, self._office.texts[asker.language], **names)


def _chosen(settings: PersonSettings, action: Body) -> PersonSettings:
    """``settings`` with what was chosen on the Home tab."""
    if action["action_id"] == Action.IN_TEAM:
        return replace(settings, in_team=bool(action["selected_options"]))
    if action["action_id"] == Action.COARSE:
        return replace(settings, coarse=bool(action["selected_options"]))
    if action["action_id"] == Action.CEILING:
        return replace(settings, ceiling=LEVELS[LEVELS.index(action["selected_option"]["value"])])
    language = action["selected_option"]["value"]
    return replace(settings, language=None if language == "auto" else language)
