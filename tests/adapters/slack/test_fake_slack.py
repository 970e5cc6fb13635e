"""The fake Slack, held against Slack's own client library and Bolt: what it says is what they expect."""

from __future__ import annotations

import asyncio
import threading
from collections.abc import Awaitable, Callable, Iterator
from typing import Any, TypeVar

import pytest
import uvicorn
from fake_slack import TEAM, FakeSlack, Trouble
from slack_bolt.adapter.socket_mode.async_handler import AsyncSocketModeHandler
from slack_bolt.adapter.starlette.async_handler import AsyncSlackRequestHandler
from slack_bolt.async_app import AsyncApp
from slack_sdk.errors import SlackApiError
from slack_sdk.web.async_client import AsyncWebClient
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

T = TypeVar("T")
FORM = {
    "type": "modal",
    "callback_id": "form",
    "title": {"type": "plain_text", "text": "Form"},
    "submit": {"type": "plain_text", "text": "Go"},
    "blocks": [
        {
            "type": "input",
            "block_id": "who",
            "label": {"type": "plain_text", "text": "Who"},
            "element": {"type": "users_select", "action_id": "person"},
        },
        {
            "type": "input",
            "block_id": "how",
            "label": {"type": "plain_text", "text": "How"},
            "element": {
                "type": "static_select",
                "action_id": "kind",
                "options": [{"text": {"type": "plain_text", "text": "Hard"}, "value": "hard"}],
            },
        },
    ],
}
BUTTON = {"type": "button", "action_id": "stop", "value": "p1", "text": {"type": "plain_text", "text": "Stop"}}


@pytest.fixture
def slack() -> Iterator[FakeSlack]:
    with FakeSlack() as running:
        yield running


def ask(slack: FakeSlack, act: Callable[[AsyncWebClient], Awaitable[T]]) -> T:
    """Do something as the bot, with Slack's own client and without its retries."""

    async def asking() -> T:
        return await act(AsyncWebClient(token=f"xoxb-{TEAM}", base_url=slack.url, retry_handlers=[]))

    return asyncio.run(asking())


def a_bot(slack: FakeSlack, seen: list[Any]) -> AsyncApp:
    """A bot that notes what reaches it, opens a form at /tirade, and refuses the name of nobody."""
    client = AsyncWebClient(token=f"xoxb-{TEAM}", base_url=slack.url)
    app = AsyncApp(client=client, signing_secret=slack.courier.secret, process_before_response=True)

    @app.event("message")
    async def message(event: dict[str, Any], body: dict[str, Any]) -> None:
        seen.append(event.get("subtype") or event["text"])
        if event.get("text") == "break":
            raise RuntimeError

    @app.event("app_home_opened")
    async def home(event: dict[str, Any]) -> None:
        seen.append(event["tab"])

    @app.command("/tirade")
    async def command(ack: Any, body: dict[str, Any], client: AsyncWebClient) -> None:
        await ack("hello" if body["text"] else "")
        await client.views_open(trigger_id=body["trigger_id"], view=FORM)

    @app.view("form")
    async def form(ack: Any, view: dict[str, Any]) -> None:
        chosen = view["state"]["values"]
        seen.append((chosen["who"]["person"]["selected_user"], chosen["how"]["kind"]["selected_option"]["value"]))
        await (ack() if chosen["who"]["person"]["selected_user"] else ack({"response_action": "errors", "errors": {}}))

    @app.action("stop")
    async def stop(ack: Any, action: dict[str, Any], respond: Any) -> None:
        await ack()
        seen.append(action["value"])
        await respond(text="Stopped", replace_original=True)

    @app.shortcut("mark")
    async def mark(ack: Any, shortcut: dict[str, Any]) -> None:
        await ack()
        seen.append(shortcut["message"]["text"])

    return app


@pytest.fixture(params=["http", "socket"])
def bot(request: pytest.FixtureRequest, slack: FakeSlack) -> Iterator[list[Any]]:
    """What reaches a bot that runs in this Slack, over HTTP and over Socket Mode."""
    seen: list[Any] = []
    loop = asyncio.new_event_loop()
    stop = (over_http if request.param == "http" else over_socket)(slack, seen, loop)
    yield seen
    stop()
    loop.close()


def over_http(slack: FakeSlack, seen: list[Any], loop: asyncio.AbstractEventLoop) -> Callable[[], None]:
    handler = AsyncSlackRequestHandler(a_bot(slack, seen))

    async def events(request: Request) -> Response:
        return await handler.handle(request)

    site = Starlette(routes=[Route("/slack/events", events, methods=["POST"])])
    server = uvicorn.Server(uvicorn.Config(site, port=0, log_level="critical"))
    thread = threading.Thread(target=loop.run_until_complete, args=[server.serve()])
    thread.start()
    slack.wait_for(lambda: server.started)
    slack.listen(f"http://127.0.0.1:{server.servers[0].sockets[0].getsockname()[1]}/slack/events")

    def stop() -> None:
        server.should_exit = True
        thread.join()

    return stop


def over_socket(slack: FakeSlack, seen: list[Any], loop: asyncio.AbstractEventLoop) -> Callable[[], None]:
    async def connect() -> AsyncSocketModeHandler:
        handler = AsyncSocketModeHandler(a_bot(slack, seen), "xapp-fake", ping_interval=0.2)
        await handler.connect_async()
        return handler

    thread = threading.Thread(target=loop.run_forever)
    thread.start()
    handler = asyncio.run_coroutine_threadsafe(connect(), loop).result(10)

    def stop() -> None:
        asyncio.run_coroutine_threadsafe(handler.close_async(), loop).result(10)
        loop.call_soon_threadsafe(loop.stop)
        thread.join()

    return stop


# --- the Web API ---


def test_a_message_can_be_posted_found_changed_and_linked_to(slack: FakeSlack) -> None:
    training = slack.add_channel("training", [slack.add_person("tess")])

    async def act(client: AsyncWebClient) -> Any:
        root = await client.chat_postMessage(channel=training, text="card")
        mark = {"event_type": "tirade", "event_payload": {"id": 7}}
        line = await client.chat_postMessage(
            channel=training, text="LATE!", thread_ts=root["ts"], username="Anna", icon_emoji=":rage:", metadata=mark
        )
        await client.chat_update(channel=training, ts=root["ts"], text="changed")
        found = await client.conversations_replies(channel=training, ts=root["ts"], include_all_metadata=True)
        link = await client.chat_getPermalink(channel=training, message_ts=line["ts"])
        return found["messages"], link["permalink"]

    (root, line), link = ask(slack, act)

    assert root["text"] == "changed"
    assert line["metadata"]["event_payload"] == {"id": 7}
    assert (line["subtype"], line["username"], "user" in line) == ("bot_message", "Anna", False)
    assert line["parent_user_id"] == root["user"]
    assert training in link


@pytest.mark.parametrize(
    ("method", "args", "error"),
    [
        ("chat.postMessage", {"channel": "C0", "text": "x"}, "channel_not_found"),
        ("chat.update", {"channel": "C0", "ts": "1.0", "text": "x"}, "channel_not_found"),
        ("views.open", {"trigger_id": "old", "view": FORM}, "invalid_trigger_id"),
        ("users.info", {"user": "U0"}, "user_not_found"),
        ("usergroups.users.list", {"usergroup": "S0"}, "no_such_subteam"),
        ("chat.sing", {}, "unknown_method"),
    ],
)
def test_what_cannot_be_done_is_refused_in_slacks_words(
    slack: FakeSlack, method: str, args: dict[str, Any], error: str
) -> None:
    with pytest.raises(SlackApiError) as caught:
        ask(slack, lambda client: client.api_call(method, json=args))

    assert caught.value.response["error"] == error


def test_people_groups_and_direct_messages_are_known(slack: FakeSlack) -> None:
    tess = slack.add_person("tess", locale="en-GB")
    group = slack.add_group([tess])

    async def act(client: AsyncWebClient) -> Any:
        person = await client.users_info(user=tess, include_locale=True)
        members = await client.usergroups_users_list(usergroup=group)
        direct = await client.conversations_open(users=tess)
        posted = await client.chat_postMessage(channel=tess, text="hello")
        return person["user"]["locale"], members["users"], direct["channel"]["id"], posted["channel"]

    assert ask(slack, act) == ("en-GB", [tess], slack.direct(tess), slack.direct(tess))


def test_a_picture_can_be_uploaded_and_a_reaction_added_once(slack: FakeSlack) -> None:
    tess = slack.add_person("tess")
    note = slack.dm(tess, "hello")

    async def act(client: AsyncWebClient) -> Any:
        await client.files_upload_v2(channel=slack.direct(tess), content=b"PNG", filename="curve.png", title="Curve")
        await client.reactions_add(channel=slack.direct(tess), timestamp=note["ts"], name="ear")
        await client.assistant_threads_setStatus(channel_id=slack.direct(tess), thread_ts=note["ts"], status="types")
        return await client.reactions_add(channel=slack.direct(tess), timestamp=note["ts"], name="ear")

    with pytest.raises(SlackApiError, match="already_reacted"):
        ask(slack, act)

    (file,) = slack.world.files.values()
    assert (file["content"], file["title"]) == (b"PNG", "Curve")
    assert [message.get("files", [{}])[0].get("name") for message in slack.by_bot(slack.direct(tess))] == ["curve.png"]
    assert slack.world.statuses[0]["status"] == "types"


def test_trouble_comes_when_it_is_asked_for_and_a_lost_answer_is_done_all_the_same(slack: FakeSlack) -> None:
    training = slack.add_channel("training", [])
    troubles = [
        Trouble(status=429, retry_after=3),
        Trouble(status=500),
        Trouble(lost=True),
        Trouble(error="fatal_error"),
    ]
    for trouble in troubles:
        slack.fail("chat.postMessage", trouble)

    async def act(client: AsyncWebClient) -> list[str]:
        said = []
        for number in range(5):
            try:
                await client.chat_postMessage(channel=training, text=str(number))
                said.append("ok")
            except SlackApiError as error:
                said.append(f"{error.response.status_code} {error.response.headers.get('Retry-After')}")
            except Exception as error:  # noqa: BLE001 - whichever way the client says that the line broke
                said.append(type(error).__name__)
        return said

    assert ask(slack, act) == ["429 3", "500 None", "ServerDisconnectedError", "200 None", "ok"]
    assert [message["text"] for message in slack.by_bot(training)] == ["2", "4"]
    assert len(slack.calls("chat.postMessage")) == 5


# --- what reaches an app ---


def test_people_are_heard_in_channels_and_in_direct_messages(slack: FakeSlack, bot: list[Any]) -> None:
    tess = slack.add_person("tess")
    training = slack.add_channel("training", [tess])
    quiet = slack.add_channel("elsewhere", [tess], bot=False)

    note = slack.say(tess, training, "sorry")
    slack.say(tess, quiet, "not for the bot")
    slack.wait_for(lambda: "sorry" in bot)
    slack.dm(tess, "hello")
    slack.wait_for(lambda: "hello" in bot)
    slack.edit(training, note["ts"], "so sorry")
    slack.delete(training, note["ts"])
    slack.open_home(tess)

    assert bot == ["sorry", "hello", "message_changed", "message_deleted", "home"]


def test_a_command_opens_a_form_that_can_be_sent_in(slack: FakeSlack, bot: list[Any]) -> None:
    tess = slack.add_person("tess")

    answer = slack.slash(tess, "/tirade", "list")
    sent = slack.submit(tess, {"who": tess, "kind": "hard"})

    assert (answer.ok, answer.json["text"]) == (True, "hello")
    assert sent.ok
    assert bot == [(tess, "hard")]
    with pytest.raises(AssertionError, match="no form open"):
        slack.form(tess)


def test_a_form_with_an_error_stays_open(slack: FakeSlack, bot: list[Any]) -> None:
    tess = slack.add_person("tess")
    slack.slash(tess, "/tirade")

    answer = slack.submit(tess, {"kind": "hard"})

    assert answer.json["response_action"] == "errors"
    assert slack.form(tess)["callback_id"] == "form"


def test_a_button_is_pressed_and_answered_in_place(slack: FakeSlack, bot: list[Any]) -> None:
    tess = slack.add_person("tess")
    training = slack.add_channel("training", [tess])
    row = {"type": "actions", "elements": [BUTTON]}
    posted = ask(slack, lambda client: client.chat_postMessage(channel=training, text="card", blocks=[row]))
    slack.wait_for(lambda: "card" not in bot)

    assert slack.press(tess, training, posted["ts"], "stop").ok
    assert slack.message_shortcut(tess, training, posted["ts"], "mark").ok
    assert slack.world.messages[training, posted["ts"]]["text"] == "Stopped"
    assert [one for one in bot if one in ("p1", "Stopped")] == ["p1", "Stopped"]


def test_an_event_that_is_not_received_comes_again(slack: FakeSlack, bot: list[Any]) -> None:
    tess = slack.add_person("tess")
    slack.courier.patience = 0.3

    slack.dm(tess, "break")
    slack.wait_for(lambda: bot.count("break") == 4)

    assert not any(answer.ok for answer in slack.courier.deliveries[0].answers)


def test_a_broken_socket_is_opened_again(slack: FakeSlack) -> None:
    seen: list[Any] = []
    loop = asyncio.new_event_loop()
    stop = over_socket(slack, seen, loop)
    tess = slack.add_person("tess")

    slack.disconnect()
    slack.wait_for(lambda: len(slack.calls("apps.connections.open")) == 2 and slack.courier.sockets)
    slack.dm(tess, "back")
    slack.wait_for(lambda: seen == ["back"])
    stop()
    loop.close()

    assert seen == ["back"]
