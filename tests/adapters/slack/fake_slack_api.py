"""The Web API of the fake Slack: one function for each method, over a World. Errors are Slack's own words."""

from __future__ import annotations

import time
import uuid
from collections.abc import Callable
from typing import Any

from fake_slack_world import Channel, Json, World, fill_ids

MOST_VIEWS = 3
"""Slack keeps no more of them on top of each other."""
CUSTOM = ("username", "icon_emoji", "icon_url")


class SlackSays(Exception):
    """An error that Slack answers with ok: false."""


class Api:
    """Answers method calls of the bot in workspace ``team``."""

    def __init__(self, world: World, told: Callable[[str, Json], None]) -> None:
        """Change ``world``; ``told(team, event)`` hears what the bot's own acts set off."""
        self.world = world
        self._told = told
        self.base = ""
        """The address of the fake, without a path; known once it listens."""
        self.methods: dict[str, Callable[[str, Json], Json]] = {
            "auth.test": self._auth_test,
            "users.info": self._users_info,
            "usergroups.users.list": self._group_members,
            "chat.postMessage": self._post,
            "chat.postEphemeral": self._post_ephemeral,
            "chat.update": self._update,
            "chat.delete": self._delete,
            "chat.getPermalink": self._permalink,
            "conversations.open": self._open,
            "conversations.info": self._info,
            "conversations.members": self._members,
            "conversations.replies": self._replies,
            "conversations.history": self._history,
            "reactions.add": self._react,
            "reactions.remove": self._react_no_more,
            "views.open": self._view_open,
            "views.push": self._view_open,
            "views.update": self._view_update,
            "views.publish": self._view_publish,
            "assistant.threads.setStatus": self._status,
            "assistant.threads.setSuggestedPrompts": self._status,
            "files.getUploadURLExternal": self._upload_address,
            "files.completeUploadExternal": self._upload_done,
        }

    def call(self, method: str, team: str, given: Json) -> Json:
        """Slack's answer."""
        if method not in self.methods:
            return {"ok": False, "error": "unknown_method", "req_method": method}
        try:
            return {"ok": True, **self.methods[method](team, given)}
        except SlackSays as error:
            return {"ok": False, "error": str(error)}

    def _auth_test(self, team: str, _: Json) -> Json:
        bot = {"user": "tirade", "user_id": self.world.bot(team), "bot_id": self.world.bot_id(team)}
        return {
            "url": "https://fake.slack.com/",
            "team": "Fake",
            "team_id": team,
            **bot,
            "is_enterprise_install": False,
        }

    def _users_info(self, _: str, given: Json) -> Json:
        person = self.world.people.get(given.get("user", ""))
        if person is None:
            raise SlackSays("user_not_found")
        names = {"name": person.name, "real_name": person.name.title(), "profile": {"display_name": person.name}}
        here = {"id": person.id, "team_id": person.team, **names, "tz": person.zone, "is_bot": False}
        asked = str(given.get("include_locale", "")).lower() in ("true", "1")
        return {"user": {**here, "locale": person.locale} if asked else here}

    def _group_members(self, _: str, given: Json) -> Json:
        if given.get("usergroup") not in self.world.groups:
            raise SlackSays("no_such_subteam")
        return {"users": list(self.world.groups[given["usergroup"]])}

    def _post(self, team: str, given: Json) -> Json:
        channel = self._writable(team, given)
        if not given.get("text") and not given.get("blocks"):
            raise SlackSays("no_text")
        root = given.get("thread_ts")
        if root and (channel.id, root) not in self.world.messages:
            raise SlackSays("thread_not_found")
        message: Json = {
            "type": "message",
            "text": given.get("text", ""),
            "team": team,
            "bot_id": self.world.bot_id(team),
        }
        message |= {key: given[key] for key in ("blocks", "metadata", "thread_ts") if given.get(key)}
        message |= self._author(team, given)
        self.world.add(channel.id, message)
        self._told(team, {**message, "channel": channel.id, "channel_type": channel.kind})
        return {"channel": channel.id, "ts": message["ts"], "message": message}

    def _author(self, team: str, given: Json) -> Json:
        """A message under another name has no author, says Slack; otherwise it is the bot's."""
        if not any(given.get(key) for key in CUSTOM):
            return {"user": self.world.bot(team), "app_id": self.world.app}
        icons = {"icons": {"emoji": given["icon_emoji"]}} if given.get("icon_emoji") else {}
        return {"subtype": "bot_message", "username": given.get("username", "Tirade"), **icons}

    def _post_ephemeral(self, team: str, given: Json) -> Json:
        channel = self._writable(team, given)
        if given.get("user") not in channel.members:
            raise SlackSays("user_not_in_channel")
        fill_ids(given.get("blocks") or [])
        shown = {**given, "channel": channel.id, "ts": self.world.ts()}
        self.world.ephemerals.append(shown)
        return {"message_ts": shown["ts"]}

    def _update(self, team: str, given: Json) -> Json:
        message = self._message(given, "ts")
        if message.get("bot_id") != self.world.bot_id(team):
            raise SlackSays("cant_update_message")
        fill_ids(given.get("blocks") or [])
        message |= {key: given[key] for key in ("text", "blocks", "metadata") if key in given}
        return {"channel": given["channel"], "ts": message["ts"], "text": message["text"], "message": message}

    def _delete(self, _: str, given: Json) -> Json:
        self._message(given, "ts")
        self.world.remove(given["channel"], given["ts"])
        return {"channel": given["channel"], "ts": given["ts"]}

    def _permalink(self, _: str, given: Json) -> Json:
        self._message(given, "message_ts")
        place = f"{given['channel']}/p{given['message_ts'].replace('.', '')}"
        return {"channel": given["channel"], "permalink": f"https://fake.slack.com/archives/{place}"}

    def _open(self, _: str, given: Json) -> Json:
        if given.get("users") not in self.world.people:
            raise SlackSays("user_not_found")
        return {"channel": {"id": self.world.direct(given["users"]).id}}

    def _info(self, _: str, given: Json) -> Json:
        channel = self._channel(given)
        kinds = {"is_im": channel.kind == "im", "is_private": channel.kind != "channel"}
        return {"channel": {"id": channel.id, "name": channel.name, "is_archived": channel.archived, **kinds}}

    def _members(self, _: str, given: Json) -> Json:
        return {"members": sorted(self._channel(given).members), "response_metadata": {"next_cursor": ""}}

    def _replies(self, _: str, given: Json) -> Json:
        root = self._message(given, "ts")
        return self._page(self.world.threads[given["channel"], root.get("thread_ts") or root["ts"]], given)

    def _history(self, _: str, given: Json) -> Json:
        return self._page(self.world.history(self._channel(given).id), given)

    def _page(self, messages: list[Json], given: Json) -> Json:
        oldest, limit = given.get("oldest") or "0", int(given.get("limit") or 1000)
        start = int(given.get("cursor") or 0)
        late = [message for message in messages if message["ts"] > oldest]
        open_ = str(given.get("include_all_metadata", "")).lower() in ("true", "1")
        shown = [m if open_ else {key: m[key] for key in m if key != "metadata"} for m in late[start : start + limit]]
        more = str(start + limit) if len(late) > start + limit else ""
        return {"messages": shown, "has_more": bool(more), "response_metadata": {"next_cursor": more}}

    def _react(self, team: str, given: Json) -> Json:
        names = self._reactions(given)
        if given["name"] in names:
            raise SlackSays("already_reacted")
        names[given["name"]] = [self.world.bot(team)]
        return {}

    def _react_no_more(self, _: str, given: Json) -> Json:
        if self._reactions(given).pop(given["name"], None) is None:
            raise SlackSays("no_reaction")
        return {}

    def _reactions(self, given: Json) -> dict[str, Any]:
        found: dict[str, Any] = self._message(given, "timestamp").setdefault("reactions_by_name", {})
        return found

    def _view_open(self, team: str, given: Json) -> Json:
        person, until = self.world.triggers.pop(given.get("trigger_id", ""), ("", 0.0))
        if until < time.monotonic():
            raise SlackSays("expired_trigger_id" if person else "invalid_trigger_id")
        below = (self.world.open_views[person] or [None])[-1]
        view = self._kept({**given["view"], "team_id": team, "previous_view_id": below})
        self.world.open_views[person].append(view["id"])
        if len(self.world.open_views[person]) > MOST_VIEWS:
            raise SlackSays("push_limit_reached")
        return {"view": view}

    def _view_update(self, _: str, given: Json) -> Json:
        old = self.world.views.get(given.get("view_id", ""))
        if old is None:
            raise SlackSays("not_found")
        if given.get("hash") not in (None, "", old["hash"]):
            raise SlackSays("hash_conflict")
        kept = {key: old[key] for key in ("id", "team_id", "previous_view_id") if key in old}
        return {"view": self._kept({**given["view"], **kept})}

    def _view_publish(self, team: str, given: Json) -> Json:
        if given.get("user_id") not in self.world.people:
            raise SlackSays("user_not_found")
        self.world.homes[given["user_id"]] = self._kept({**given["view"], "team_id": team})
        return {"view": self.world.homes[given["user_id"]]}

    def _kept(self, view: Json) -> Json:
        fill_ids(view["blocks"])
        view.setdefault("id", self.world.id("V"))
        defaults = {"private_metadata": "", "callback_id": "", "external_id": "", "state": {"values": {}}}
        whole = {**defaults, **view, "hash": uuid.uuid4().hex, "app_id": self.world.app, "root_view_id": view["id"]}
        self.world.views[view["id"]] = whole
        return whole

    def _status(self, _: str, given: Json) -> Json:
        if given.get("channel_id") not in self.world.channels:
            raise SlackSays("channel_not_found")
        self.world.statuses.append(given)
        return {}

    def _upload_address(self, _: str, given: Json) -> Json:
        if int(given.get("length") or 0) <= 0:
            raise SlackSays("invalid_arguments")
        file = {"id": self.world.id("F"), "name": given["filename"], "size": int(given["length"])}
        self.world.files[file["id"]] = file
        return {"upload_url": f"{self.base}/upload/{file['id']}", "file_id": file["id"]}

    def _upload_done(self, team: str, given: Json) -> Json:
        files = [self.world.files.get(one["id"], {}) for one in given["files"]]
        if any("content" not in file for file in files):
            raise SlackSays("file_not_found")
        for file, named in zip(files, given["files"], strict=True):
            file["title"] = named.get("title", file["name"])
        shown = [{key: file[key] for key in ("id", "name", "title", "size")} for file in files]
        if given.get("channel_id"):
            channel = self._writable(team, {"channel": given["channel_id"]})
            message: Json = {"type": "message", "subtype": "file_share", "text": given.get("initial_comment", "")}
            message |= {"files": shown, "user": self.world.bot(team), "bot_id": self.world.bot_id(team)}
            message |= {"thread_ts": given["thread_ts"]} if given.get("thread_ts") else {}
            self.world.add(channel.id, message)
        return {"files": shown}

    def _channel(self, given: Json) -> Channel:
        if given.get("channel") not in self.world.channels:
            raise SlackSays("channel_not_found")
        return self.world.channels[given["channel"]]

    def _writable(self, team: str, given: Json) -> Channel:
        """The channel that is meant; a person's id means the direct message with them."""
        if given.get("channel") in self.world.people:
            return self.world.direct(given["channel"])
        channel = self._channel(given)
        if channel.archived:
            raise SlackSays("is_archived")
        if self.world.bot(team) not in channel.members:
            raise SlackSays("not_in_channel" if channel.kind == "channel" else "channel_not_found")
        return channel

    def _message(self, given: Json, key: str) -> Json:
        found = self.world.messages.get((self._channel(given).id, given.get(key, "")))
        if found is None:
            raise SlackSays("thread_not_found" if key == "ts" and "limit" in given else "message_not_found")
        return found
