"""A small fake Slack for the tests: a Web API, people who write and press, and an app that is told about it.

It runs in a thread of its own, so that tests stay plain functions:

    with FakeSlack() as slack:
        slack.listen("http://127.0.0.1:3000/slack/events")   # or nothing: Socket Mode
        tess = slack.add_person("tess")
        slack.slash(tess, "/tirade", "list")
"""

from __future__ import annotations

import time
from collections.abc import Callable, Mapping
from typing import Any, TypeVar

from fake_slack_base import TEAM, Running
from fake_slack_delivery import Answer, Delivery
from fake_slack_payloads import closed, command, message_shortcut, on_message, pressed, shortcut, submitted
from fake_slack_server import Call, Trouble
from fake_slack_world import Channel, Json, Kind, Person

__all__ = ["TEAM", "Answer", "Call", "Delivery", "FakeSlack", "Trouble"]
T = TypeVar("T")


class FakeSlack(Running):
    """The fake: what people do in it, and what can be seen."""

    # --- setting up ---

    def add_person(self, name: str, *, locale: str = "nl-NL", team: str = TEAM, zone: str = "Europe/Amsterdam") -> str:
        """A new person; returns the id."""
        person = Person(self.world.id("U"), name, team, locale, zone)
        self.world.people[person.id] = person
        return person.id

    def add_channel(self, name: str, members: list[str], *, kind: Kind = "channel", bot: bool = True) -> str:
        """A new channel with these people, and the bot unless told otherwise; returns the id."""
        team = self.world.people[members[0]].team if members else TEAM
        everybody = {*members, self.world.bot(team)} if bot else set(members)
        channel = Channel(self.world.id("C"), name, team, kind, everybody)
        self.world.channels[channel.id] = channel
        return channel.id

    def add_group(self, members: list[str]) -> str:
        """A new user group; returns the id."""
        group = self.world.id("S")
        self.world.groups[group] = members
        return group

    # --- what people do ---

    def say(self, person: str, channel: str, text: str, *, thread: str | None = None, **more: Any) -> Json:
        """Write a message; ``more`` goes into it (files, subtype). The app hears of it in its own time."""
        return self._run(self._say(person, channel, text, thread, more))

    def dm(self, person: str, text: str, *, thread: str | None = None) -> Json:
        """Write to the bot."""
        return self.say(person, self.direct(person), text, thread=thread)

    def direct(self, person: str) -> str:
        """The id of the direct message between a person and the bot."""
        return self._do(lambda: self.world.direct(person).id)

    def edit(self, channel: str, ts: str, text: str) -> Delivery:
        """Change a message that stands there."""
        return self._run(self._edit(channel, ts, text))

    def delete(self, channel: str, ts: str) -> Delivery:
        """Take a message away."""
        gone = self._do(lambda: self.world.remove(channel, ts))
        change = {"subtype": "message_deleted", "deleted_ts": ts, "previous_message": gone}
        return self.tell(self.world.channels[channel].team, self._changed(channel, change))

    def slash(self, person: str, name: str, text: str = "", *, channel: str | None = None) -> Answer:
        """Type a slash command, by default in the direct message with the bot."""
        where = channel or self.direct(person)
        return self._send(
            "slash_commands", lambda: command(self.world, person, name, text, where, self._url(where, person))
        )

    def press(self, person: str, channel: str, ts: str, action: str, value: Any = None) -> Answer:
        """Press a button, or choose ``value`` in a menu, on a message; on an ephemeral one too."""
        hidden = next((one for one in self.world.ephemerals if one["ts"] == ts), None)
        message = hidden or self.world.messages[channel, ts]

        def payload() -> Json:
            place = on_message(self.world, channel, message, self._url(channel, person, ts), ephemeral=bool(hidden))
            return {**pressed(self.world, person, message["blocks"], action, value), **place}

        return self._send("interactive", payload)

    def press_in_view(self, person: str, view: Json, action: str, value: Any = None) -> Answer:
        """Press a button in a form or in the App Home."""
        place = {"container": {"type": "view", "view_id": view["id"]}, "view": view}
        return self._send(
            "interactive", lambda: {**pressed(self.world, person, view["blocks"], action, value), **place}
        )

    def submit(self, person: str, values: Mapping[str, Any], view: Json | None = None) -> Answer:
        """Send the topmost form in, filled with ``values`` by action id or block id. What the answer asks is done."""
        form = view or self.form(person)
        answer = self._send("interactive", lambda: submitted(self.world, person, form, values))
        if answer.ok:
            self._do(lambda: self._after(person, form, answer.json))
        return answer

    def close_form(self, person: str) -> None:
        """Close the topmost form; the app hears of it when it asked to."""
        form = self.form(person)
        self._do(lambda: self.world.open_views[person].remove(form["id"]))
        if form.get("notify_on_close"):
            self._send("interactive", lambda: closed(self.world, person, form))

    def shortcut(self, person: str, name: str) -> Answer:
        """Choose a global shortcut."""
        return self._send("interactive", lambda: shortcut(self.world, person, name))

    def message_shortcut(self, person: str, channel: str, ts: str, name: str) -> Answer:
        """Choose a shortcut on a message."""
        place = (channel, self.world.messages[channel, ts])
        return self._send(
            "interactive", lambda: message_shortcut(self.world, person, name, place, self._url(channel, person, ts))
        )

    def open_home(self, person: str, tab: str = "home") -> Delivery:
        """Look at the App Home."""
        opened = {"type": "app_home_opened", "user": person, "channel": self.direct(person), "tab": tab}
        return self.tell(self.world.people[person].team, opened)

    def remove_bot(self, channel: str) -> Delivery:
        """Take the bot out of a channel."""
        place = self.world.channels[channel]
        place.members.discard(self.world.bot(place.team))
        left = "channel_left" if place.kind == "channel" else "group_left"
        return self.tell(place.team, {"type": left, "channel": channel, "actor_id": "U"})

    # --- what can be seen ---

    def calls(self, method: str | None = None) -> list[Call]:
        """What the bot called, in order."""
        return [call for call in list(self._server.calls) if method in (None, call.method)]

    def thread(self, channel: str, root: str) -> list[Json]:
        """A message and its replies."""
        return list(self.world.threads[channel, root])

    def by_bot(self, channel: str) -> list[Json]:
        """What the bot wrote in a channel, in order."""
        found = [m for (where, _), m in list(self.world.messages.items()) if where == channel and "bot_id" in m]
        return sorted(found, key=lambda message: str(message["ts"]))

    def form(self, person: str) -> Json:
        """The topmost open form of a person."""
        names = self.world.open_views[person]
        if not names:
            raise AssertionError(f"{person} has no form open")
        return self.world.views[names[-1]]

    def wait_for(self, found: Callable[[], T], seconds: float = 10) -> T:
        """What ``found`` gives as soon as it gives something; AssertionError after ``seconds``."""
        until = time.monotonic() + seconds
        while not (what := found()):
            assert time.monotonic() < until, (
                f"nothing after {seconds} s; calls: {[c.method for c in self.calls()][-20:]}"
            )
            time.sleep(0.01)
        return what

    # --- inside ---

    async def _say(self, person: str, channel: str, text: str, thread: str | None, more: Json) -> Json:
        where = self.world.channels[channel]
        message: Json = {"type": "message", "user": person, "text": text, "team": where.team, **more}
        message |= {"thread_ts": thread} if thread else {}
        message.setdefault("client_msg_id", self.world.id("m"))
        self.world.add(channel, message)
        bot = self.world.bot(where.team)
        if bot in where.members:
            self._tell(where.team, {**message, "channel": channel, "channel_type": where.kind})
            if f"<@{bot}>" in text and where.kind != "im":
                self._tell(where.team, {**message, "type": "app_mention", "channel": channel})
        return message

    async def _edit(self, channel: str, ts: str, text: str) -> Delivery:
        message = self.world.messages[channel, ts]
        before = dict(message)
        message |= {"text": text, "edited": {"user": message.get("user", ""), "ts": self.world.ts()}}
        change = {"subtype": "message_changed", "message": dict(message), "previous_message": before}
        return await self._deliver_event(self.world.channels[channel].team, self._changed(channel, change))

    def _changed(self, channel: str, change: Json) -> Json:
        kind = self.world.channels[channel].kind
        return {
            "type": "message",
            **change,
            "channel": channel,
            "channel_type": kind,
            "ts": self.world.ts(),
            "hidden": True,
        }

    def _url(self, channel: str, person: str, ts: str = "") -> str:
        key = self.world.id("R")
        self.world.answers[key] = {"channel": channel, "user": person, "ts": ts}
        return f"{self._api.base}/response/{key}"

    def _after(self, person: str, form: Json, said: Json) -> None:
        stack = self.world.open_views[person]
        match said.get("response_action"):
            case "errors":
                pass
            case "clear":
                stack.clear()
            case "update":
                self._api.call("views.update", form["team_id"], {"view_id": form["id"], "view": said["view"]})
            case "push":
                trigger = self.world.trigger(person)
                self._api.call("views.push", form["team_id"], {"trigger_id": trigger, "view": said["view"]})
            case _:
                stack.remove(form["id"])
