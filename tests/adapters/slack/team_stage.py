"""Team stage: plays a team script through the real front door. What is to be seen of it stands in the file alone.

People take a natural while to read and to type.
"""

from __future__ import annotations

import html
import re
from collections.abc import Callable, Iterator, Mapping
from typing import Any

from fake_slack_world import Json, elements
from fakes import MONDAY
from practice_room import Room, Talk, pressable, text_of
from team_compare import Seen, Shown, wrong
from team_script import Choice, Observed, Placed, Script, Start, Step

from bot.training.script import seconds

_LOCALES = {"nl": "nl-NL", "en": "en-GB"}
_MENTION = re.compile(r"<@(\w+)>")
_STYLE = re.compile(r"[*>]|(?<!\w)_|_(?!\w)")
_LINK = re.compile(r"<[^<>|]+\|([^<>]+)>")


class Stage:
    """A channel with the people of a script in it."""

    def __init__(self, room: Room, script: Script, language: str) -> None:
        room.moment = MONDAY.timestamp()
        self.room, self.script = room, script
        self.ids = {name: room.person(name.lower(), _LOCALES[language]) for name in script.people}
        self.names = {person: name for name, person in self.ids.items()}
        room.open(trainers=frozenset(self.ids[name] for name in script.having("trainer")))
        self.channel = room.channel(*self.ids.values())
        self.talk: Talk | None = None
        self.said: dict[str, str] = {}
        """Person -> where their last message stands."""

    # --- what people do ---

    def do(self, step: Step) -> None:
        """Do what a step says, and everything that comes of it; a practice that begins is the one that goes on."""
        deeds: Mapping[str, Callable[[str, Any], None]] = {
            **{"starts": self._starts, "chooses": self._chooses, "says": self._says, "adopts": self._adopts},
            **{"presses": self._presses, "whispers": self._whispers, "marks": self._marks, "tells": self._tells},
            "waits": lambda _, wait: self.room.skip(seconds(wait)),
        }
        name, deed = next((name, deed) for name, deed in deeds.items() if getattr(step, name) is not None)
        deed(step.who, getattr(step, name))
        self.room.skip(1)  # at full speed every customer has answered by then
        begun = [talk for talk in self.room.talks() if self.talk is None or talk.root > self.talk.root]
        if begun:
            self.talk, self.said = begun[-1], {}

    @property
    def here(self) -> Talk:
        """The practice that goes on."""
        assert self.talk, "no practice was started yet"
        return self.talk

    def _starts(self, who: str, start: Start) -> None:
        """Fill in the form, as a trainer."""
        self.room.command(self.ids[who], "", self.channel)
        answers = {
            "persona": start.customer,
            "rubrics": [start.method],
            "way": start.way,
            "difficulty": start.difficulty,
            "channel": self.channel,
            "debrief": "thread" if start.visible else "private",
            "trainees": [self.ids[name] for name in self.script.having("trainee")],
            "observers": [self.ids[name] for name in self.script.having("observer")],
        }
        answer = self.room.slack.submit(self.ids[who], answers)
        assert not answer.json.get("errors"), answer.json["errors"]

    def _chooses(self, who: str, choice: Choice) -> None:
        person = self.ids[who]
        if choice.ceiling is not None:
            assert self.room.slack.press_in_view(person, self.room.home(person), "ceiling", choice.ceiling).ok
        if choice.coarse is not None:
            ticked = ["coarse"] if choice.coarse else []
            assert self.room.slack.press_in_view(person, self.room.home(person), "coarse", ticked).ok

    def _says(self, who: str, text: str) -> None:
        self.room.skip(self._while(text))
        self.said[who] = self.here.say(self.ids[who], text)["ts"]

    def _while(self, text: str) -> float:
        """The seconds that it takes to read what the customer wrote last, and to type."""
        last: list[str] = []
        for message in self.here.thread:
            last = [*last, message["text"]] if "username" in message else [] if "client_msg_id" in message else last
        return 4 + len(" ".join(last).split()) / 4 + len(text) / 12

    def _adopts(self, who: str, whose: str) -> None:
        assert whose in self.said, f"{whose} proposed nothing"
        shown = [one for one in self._before(who) if pressable(one, "adopt") and self.said[whose] in str(one["blocks"])]
        assert shown, f"{who} sees no proposal of {whose}"
        self.here.press(self.ids[who], "adopt", shown[-1]["ts"])

    def _presses(self, who: str, label: str) -> None:
        found = [(one, action) for one in self._before(who) for name, action in _buttons(one) if name == label]
        there = sorted({name for one in self._before(who) for name, _ in _buttons(one)})
        assert found, f'{who} sees no button "{label}"; there are: {", ".join(there)}'
        message, action = found[-1]
        channel = message.get("channel") or self._place(message)
        assert self.room.slack.press(self.ids[who], channel, message["ts"], action).ok

    def _whispers(self, who: str, text: str) -> None:
        self._behind_the_dots(who, "whisper", self.here.thread[-1]["ts"], {"text": text})

    def _marks(self, who: str, text: str) -> None:
        mine = [ts for name, ts in self.said.items() if self.script.people[name] == "trainee"]
        self._behind_the_dots(who, "mark", max(mine), {"text": text})

    def _behind_the_dots(self, who: str, name: str, ts: str, answers: Json) -> None:
        """What can be done with a message, in the form that opens."""
        assert self.room.slack.message_shortcut(self.ids[who], self.here.channel, ts, name).ok
        assert self.room.slack.submit(self.ids[who], answers).ok

    def _tells(self, who: str, told: Observed) -> None:
        asked = [one for one in self._before(who) if pressable(one, "observation")]
        assert asked, f"{who} was not asked what they saw"
        assert self.room.slack.press(self.ids[who], self._place(asked[-1]), asked[-1]["ts"], "observation").ok
        assert self.room.slack.submit(self.ids[who], {"seen": told.saw, "text": told.words}).ok

    # --- what is seen ---

    def look(self, who: str) -> Seen:
        """Everything that is to be seen now; the page is the one that ``who`` has open."""
        grows = {name: self._alone(name) for name in self.ids}
        stands: dict[str, list[Json]] = {"page": self._page(who)}
        if self.talk:
            ours = [one for one in self.talk.thread[1:] if "client_msg_id" not in one]
            grows["thread"] = [one for one in ours if "username" not in one]
            grows["customer"] = [one for one in ours if "username" in one]
            stands |= {"card": [self.talk.card], "debrief": self._debriefs()}
        return Seen(
            {place: tuple((one["ts"], self._read(one)) for one in there) for place, there in grows.items()},
            {place: tuple(map(self._read, there)) for place, there in stands.items()},
            *(self._heard(), self._signs(), self._kept()),
        )

    def _debriefs(self) -> list[Json]:
        """The debrief in the thread, or else the one that the first trainee got."""
        first = self.ids[self.script.having("trainee")[0]]
        return (self.here.debriefs or [one for one in self.room.mail(first) if pressable(one, "again")])[-1:]

    def _page(self, who: str) -> list[Json]:
        open_views = self.room.slack.world.open_views[self.ids[who]] if who else []
        return [self.room.slack.form(self.ids[who])] if open_views else []

    def _heard(self) -> tuple[str, ...]:
        turns = [one for one in self.talk.turns() if one.turn.who == "trainee"] if self.talk else []
        return tuple(self.names[one.person] for one in turns if one.person)

    def _signs(self) -> Shown:
        return {name: tuple(self.here.reactions({"ts": ts})) for name, ts in self.said.items()}

    def _kept(self) -> str:
        """Everything in the database."""
        with self.room.store.engine.connect() as tx:
            tables = [row[0] for row in tx.exec_driver_sql("SELECT name FROM sqlite_master WHERE type = 'table'")]
            return str([tx.exec_driver_sql(f'SELECT * FROM "{table}"').fetchall() for table in tables])

    def _alone(self, who: str) -> list[Json]:
        """What only this person sees of us, in the thread and in their direct message."""
        hidden = [one for one in self.room.slack.world.ephemerals if one["user"] == self.ids[who]]
        return sorted([*hidden, *self.room.mail(self.ids[who])], key=lambda one: str(one["ts"]))

    def _before(self, who: str) -> list[Json]:
        """All messages of ours that this person has before them, the newest last."""
        thread = self.talk.thread if self.talk else []
        return sorted([*self._alone(who), *thread], key=lambda one: str(one["ts"]))

    def _place(self, message: Json) -> str:
        """The channel in which a message stands; a hidden one stands in that of the practice."""
        there = (channel for channel, ts in self.room.slack.world.messages if ts == message["ts"])
        return next(there, self.here.channel)

    def _read(self, message: Json) -> str:
        """The words of a message or view, as people read them."""
        return self.plain(text_of({"blocks": message["blocks"]}) if message.get("blocks") else message["text"])

    def plain(self, text: str) -> str:
        """Slack's text without its signs, people by their names in the file."""
        text = _MENTION.sub(lambda found: f"@{self.names.get(found[1], found[1])}", text)
        return " ".join(_STYLE.sub("", html.unescape(_LINK.sub(r"\1", text))).split())


def _buttons(message: Json) -> Iterator[tuple[str, str]]:
    for block in message.get("blocks", []):
        for one in elements(block):
            if one["type"] == "button":
                yield one["text"]["text"], one["action_id"]


def play(room: Room, placed: Placed, language: str) -> list[str]:
    """Play a script up to the first step that goes otherwise: what is not as the file says, each with its line."""
    stage = Stage(room, placed.script, language)
    for line, step in zip(placed.lines, placed.script.steps, strict=True):
        before = stage.look(step.who)
        try:
            stage.do(step)
        except AssertionError as error:
            return [f"{placed.path.name}:{line}: {error}"]
        found = [*wrong(step, before, stage.look(step.who), stage.plain)]
        if found:
            return [f"{placed.path.name}:{line}: {one}" for one in found]
    return []
