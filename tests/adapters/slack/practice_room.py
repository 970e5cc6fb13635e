"""A practice room: the whole of Tirade in a thread of this process, in a fake Slack, with a clock that can be moved.

Everything is real but Slack: the Bolt app behind HTTP, the SQLite file, the desk, the customers. A test reads so:

    tess = room.person("tess")
    talk = room.practise(tess, "start trouwjurk")
    talk.say(tess, "Wat vervelend voor u.")
    talk.press(tess, "end")
"""

from __future__ import annotations

import time
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from typing import Any

from fake_slack import TEAM, FakeSlack
from fake_slack_world import Json, elements
from practice_life import PATIENCE, Life, Setting

from bot import bootstrap
from bot.adapters.store.store import Store
from bot.training import Training

_UNDER_WAY = (
    "SELECT count(*) FROM conversation WHERE lease_owner IS NOT NULL",
    "SELECT count(*) FROM outbox WHERE owner IS NOT NULL AND refused_at IS NULL",
)


@dataclass
class Room:
    """Where people practise."""

    setting: Setting
    slack: FakeSlack
    life: Life | None = None
    moment: float = field(default_factory=lambda: time.time() // 1)
    """In whole seconds, which survive being written as a date and read again."""

    def clock(self) -> float:
        """The moment here: it stands still until a test moves it."""
        return self.moment

    @property
    def store(self) -> Store:
        """What is kept."""
        assert self.life is not None
        return self.life.store

    def open(self, **setting: Any) -> None:
        """Start Tirade, or start it anew with another ``setting``."""
        self.close()
        self.slack.world.clock = self.clock
        self.slack.courier.patience = PATIENCE  # what is tested is what happens, not how busy this machine is
        self.setting = replace(self.setting, **setting)
        self.life = Life(self.setting, self.slack, self.clock)
        self.life.start()

    def close(self) -> None:
        """End Tirade, where it runs."""
        if self.life:
            self.life.end()
        self.life = None

    def without(self, name: str) -> None:
        """Start anew without a customer or a method."""
        library = self.setting.training.library
        personas = {key: one for key, one in library.personas.items() if key != name}
        rubrics = {key: one for key, one in library.rubrics.items() if key != name}
        smaller = replace(library, personas=personas, rubrics=rubrics)
        self.open(training=Training(smaller, bootstrap.recogniser()))

    def person(self, name: str, locale: str = "nl-NL", zone: str = "Europe/Amsterdam") -> str:
        """Somebody new."""
        return self.slack.add_person(name, locale=locale, zone=zone)

    def channel(self, *people: str, bot: bool = True) -> str:
        """A channel with these people, and with us."""
        return self.slack.add_channel("training", list(people), bot=bot)

    def skip(self, seconds: float) -> None:
        """Let time pass, and everything happen that is then due."""
        self.settle()
        self.moment += seconds
        self.settle()

    def settle(self) -> None:
        """Wait until everything that came in was dealt with and everything that is due was sent."""
        quiet = 0
        until = time.monotonic() + PATIENCE
        while quiet < 2:
            assert time.monotonic() < until, "it never came to rest"
            time.sleep(0.02)
            quiet = 0 if self._busy() else quiet + 1

    def _busy(self) -> bool:
        """Whether something is on its way, being dealt with or due."""
        now = self.clock()
        due = self.store.next_due(now)
        if not self.slack.quiet or self.store.backlog(now)[0] or (due is not None and due <= now):
            return True
        with self.store.engine.connect() as tx:
            return any(tx.exec_driver_sql(query).scalar() for query in _UNDER_WAY)

    def command(self, person: str, text: str, channel: str | None = None) -> str:
        """Type behind /tirade; what is answered."""
        answer = self.slack.slash(person, "/tirade", text, channel=channel)
        assert answer.ok, answer
        return str(answer.json.get("text", ""))

    def practise(self, person: str, text: str, channel: str | None = None) -> Talk:
        """Start a practice by command; it goes on when the customer has said what there is to say first."""
        before = {talk.root for talk in self.talks()}
        self.command(person, text, channel)
        return self.begun(before)

    def begun(self, before: set[str]) -> Talk:
        """The practice that begins now."""
        found = self.slack.wait_for(lambda: [talk for talk in self.talks() if talk.root not in before], PATIENCE)
        self.settle()
        return found[-1]

    def talks(self) -> list[Talk]:
        """All practices, by their cards."""
        return [
            Talk(self, channel, ts)
            for (channel, ts), message in sorted(self.slack.world.messages.items(), key=lambda one: one[0][1])
            if message.get("user") == self.slack.world.bot(TEAM) and pressable(message, "stop")
        ]

    def told(self, person: str) -> list[str]:
        """What only this person sees, from first to last."""
        return [one["text"] for one in self.slack.world.ephemerals if one["user"] == person]

    def mail(self, person: str) -> list[Json]:
        """What we wrote to a person in the direct message, without the customers."""
        return [one for one in self.slack.by_bot(self.slack.direct(person)) if "username" not in one]

    def home(self, person: str) -> Json:
        """Open the Home tab."""
        assert self.slack.open_home(person).answers[-1].ok
        return self.slack.world.homes[person]


@dataclass
class Talk:
    """A practice in its thread."""

    room: Room
    channel: str
    root: str
    seen: int = field(default=0)

    @property
    def id(self) -> str:
        return f"{TEAM}:{self.channel}:{self.root}"

    @property
    def card(self) -> Json:
        return self.room.slack.world.messages[self.channel, self.root]

    @property
    def thread(self) -> list[Json]:
        return self.room.slack.thread(self.channel, self.root)

    @property
    def customer(self) -> list[str]:
        """What the customer wrote, from first to last."""
        return [one["text"] for one in self.thread if "username" in one]

    @property
    def notices(self) -> list[str]:
        """What we wrote in the thread under our own name, without the card."""
        bot = self.room.slack.world.bot(TEAM)
        return [one["text"] for one in self.thread[1:] if one.get("user") == bot and "subtype" not in one]

    @property
    def debrief(self) -> Json:
        """The debrief in the thread."""
        return self.debriefs[0]

    @property
    def debriefs(self) -> list[Json]:
        """Every debrief in the thread."""
        return [one for one in self.thread[1:] if pressable(one, "again")]

    def say(self, person: str, text: str, **more: Any) -> Json:
        """Write in the thread; done when everything that comes of it is done."""
        said = self.murmur(person, text, **more)
        self.room.settle()
        return said

    def murmur(self, person: str, text: str, **more: Any) -> Json:
        """Write in the thread, and wait for nothing."""
        return self.room.slack.say(person, self.channel, text, thread=self.root, **more)

    def press(self, person: str, action: str, ts: str = "") -> None:
        """Press a button of the card, or of another message."""
        assert self.room.slack.press(person, self.channel, ts or self.root, action).ok
        self.room.settle()

    def turns(self) -> Sequence[Any]:
        """The transcript that is kept."""
        return self.room.store.turns(self.id)

    def said(self) -> list[str]:
        """What the trainees said, turn by turn, as it is kept."""
        return [one.turn.text for one in self.turns() if one.turn.who == "trainee"]

    @property
    def outcome(self) -> str | None:
        """How it ended."""
        record = self.room.store.practice(self.id)
        return record.outcome.value if record and record.outcome else None

    def reactions(self, message: Json) -> list[str]:
        """What we put on a message."""
        return list(self.room.slack.world.messages[self.channel, message["ts"]].get("reactions_by_name", {}))


def pressable(message: Json, action: str) -> bool:
    """Whether a message or view has this button."""
    return any(one.get("action_id") == action for block in message.get("blocks", []) for one in elements(block))


def text_of(view: Json) -> str:
    """All words in a message or view."""
    return " ".join(_words(view))


def _words(node: Any) -> list[str]:
    if isinstance(node, dict):
        own = [node["text"]] if isinstance(node.get("text"), str) else []
        return own + [word for key, child in node.items() if key != "text" or not own for word in _words(child)]
    return [word for child in node for word in _words(child)] if isinstance(node, list) else []
