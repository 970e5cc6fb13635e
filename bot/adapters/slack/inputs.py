"""Inputs: what can happen to a practice in Slack, as values that survive being written down.

A listener makes one of these from a payload, the store keeps it, and ``talk`` or ``launching`` deals with it.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Annotated, Any, Literal

from pydantic import Field as Choice
from pydantic import TypeAdapter

from bot.adapters.slack.launch import Action, Launch
from bot.core.debrief import Seen
from bot.core.moves import Language
from bot.core.registering import Field
from bot.training.archive import Level, Verdict


@dataclass(frozen=True)
class Redo:
    """The practice that is done again, from the trainee's turn ``turn`` on."""

    practice: str
    turn: int


@dataclass(frozen=True)
class Ordered:
    """Somebody asked for a practice."""

    launch: Launch
    workspace: str
    url: str
    """The workspace's own address, for links to messages."""
    redo: Redo | None = None
    kind: Literal["ordered"] = "ordered"


@dataclass(frozen=True)
class Posted:
    """A post of ours arrived."""

    posted: str
    """The tag of the post."""
    channel: str
    ts: str
    kind: Literal["posted"] = "posted"


@dataclass(frozen=True)
class Unposted:
    """A post of ours was refused for good."""

    refused: str
    """The tag of the post."""
    why: str
    """Slack's word for it: not_in_channel."""
    kind: Literal["unposted"] = "unposted"


@dataclass(frozen=True)
class Begun:
    """The briefing card stands in its place: the talk can begin in its thread."""

    order: Ordered
    channel: str
    thread: str
    kind: Literal["begun"] = "begun"


@dataclass(frozen=True)
class Said:
    """Somebody wrote in the thread."""

    person: str
    ts: str
    text: str
    """As it was typed: Slack's own escapes and codes undone."""
    files: bool = False
    """Something was attached."""
    sent: float | None = None
    """When the customer got it, in seconds since 1970, where that is later: a proposal that was adopted."""
    kind: Literal["said"] = "said"


@dataclass(frozen=True)
class Edited:
    """Somebody changed a message in the thread."""

    person: str
    ts: str
    text: str
    kind: Literal["edited"] = "edited"


@dataclass(frozen=True)
class Deleted:
    """Somebody took a message back."""

    person: str
    ts: str
    kind: Literal["deleted"] = "deleted"


@dataclass(frozen=True)
class Pressed:
    """Somebody pressed a button, or gave the command of the same name."""

    person: str
    action: Action
    trainer: bool = False
    language: Language = "en"
    """The person's own, for what is said when nothing is known of the practice."""
    kind: Literal["pressed"] = "pressed"


@dataclass(frozen=True)
class Redone:
    """A trainee chose the message to answer again."""

    person: str
    turn: int
    kind: Literal["redone"] = "redone"


@dataclass(frozen=True)
class Registered:
    """A trainee wrote the complaint down."""

    person: str
    written: Mapping[Field, str]
    kind: Literal["registered"] = "registered"


@dataclass(frozen=True)
class Whispered:
    """A trainer tells the trainees something that nobody else sees."""

    person: str
    text: str
    kind: Literal["whispered"] = "whispered"


@dataclass(frozen=True)
class Marked:
    """A trainer marked a moment, to come back to it after the talk."""

    person: str
    ts: str
    comment: str = ""
    author: str = ""
    """Who wrote the message."""
    kind: Literal["marked"] = "marked"


@dataclass(frozen=True)
class Adopted:
    """A trainee sends a colleague's proposal to the customer."""

    person: str
    ts: str
    """Where the proposal stands."""
    kind: Literal["adopted"] = "adopted"


@dataclass(frozen=True)
class Observed:
    """An observer told what they saw."""

    person: str
    rubric: str
    criterion: str
    seen: Seen
    text: str
    kind: Literal["observed"] = "observed"


@dataclass(frozen=True)
class Commented:
    """A trainer, reading back, says something about a moment."""

    person: str
    turn: int
    comment: str
    kind: Literal["commented"] = "commented"


@dataclass(frozen=True)
class Opinion:
    """What a trainer thinks of the score of one criterion."""

    criterion: str
    verdict: Verdict
    level: Level | None = None
    """Where they would put it, where the verdict does not say it."""
    comment: str = ""


@dataclass(frozen=True)
class Reviewed:
    """A trainer says what they think of the scores of one method."""

    person: str
    rubric: str
    opinions: tuple[Opinion, ...]
    kind: Literal["reviewed"] = "reviewed"


@dataclass(frozen=True)
class Asker:
    """Who asks for something outside of a practice, and where."""

    team: str
    person: str
    key: str
    """What this asking is known by, however often it comes."""
    url: str
    language: Language
    trainer: bool = False
    channel: str | None = None
    """None in a direct message."""
    bot: str = ""
    """Our own id in this workspace; empty when Slack does not tell."""

    @property
    def apps(self) -> frozenset[str]:
        """People who are known to be none."""
        return frozenset({self.bot} - {""})


@dataclass(frozen=True)
class Asked:
    """Somebody wrote to us outside of a practice: in a direct message, or by mentioning us."""

    asker: Asker
    text: str
    place: str
    """The channel, or that of the direct message."""
    ts: str
    thread: str | None
    """The thread in which the answer goes; None: into the channel itself."""
    said: str = ""
    """The same as the person saw it: what a customer hears, where one is waiting."""
    kind: Literal["asked"] = "asked"


@dataclass(frozen=True)
class Gone:
    """We were removed from the channel, or it was closed."""

    kind: Literal["gone"] = "gone"


@dataclass(frozen=True)
class Aside:
    """Something is to be sent that waits for nothing: the customer may be typing meanwhile."""

    body: Mapping[str, Any]
    kind: Literal["aside"] = "aside"


Happening = (
    Ordered
    | Posted
    | Unposted
    | Begun
    | Said
    | Edited
    | Deleted
    | Pressed
    | Redone
    | Registered
    | Whispered
    | Marked
    | Commented
    | Reviewed
    | Adopted
    | Observed
    | Asked
    | Gone
    | Aside
)
_HAPPENING: TypeAdapter[Happening] = TypeAdapter(Annotated[Happening, Choice(discriminator="kind")])


def written(happening: Happening) -> Mapping[str, Any]:
    """``happening`` as a JSON object."""
    return dict(_HAPPENING.dump_python(happening, mode="json"))


def read(payload: Mapping[str, Any]) -> Happening:
    """The happening in a JSON object. A receipt of the store carries no kind: what it tells says what it is."""
    receipts = {"posted", "refused"} & payload.keys()
    kind = {"kind": "posted" if "posted" in receipts else "unposted"} if receipts else {}
    return _HAPPENING.validate_python({**kind, **payload})
