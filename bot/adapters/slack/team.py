"""Team: where several people who practise together stand. Who may speak to the customer now, and who watches what."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace

from bot.adapters.slack.inputs import Said
from bot.core.debrief import Observation

_MOST = 40
"""Messages that the customer did not hear and that are remembered; older ones nobody comes back to."""


@dataclass(frozen=True)
class Watch:
    """An observer, the one criterion they watch, and what they told us of it, once they did."""

    person: str
    rubric: str
    criterion: str
    told: Observation | None = None


@dataclass(frozen=True)
class Team:
    """What is remembered between two messages of a team; nothing of it when somebody practises alone."""

    turn: str = ""
    """Who has the turn in a relay, or who sends while the others think along. Empty: whoever writes first."""
    since: float = 0.0
    """From when on they could write, in seconds of the talk's own time; 0: nobody was named yet."""
    late: str = ""
    """Who had the turn and was quiet: they may still take it."""
    away: tuple[str, ...] = ()
    """Who was quiet when it was their turn, and has written nothing since."""
    unheard: tuple[Said, ...] = ()
    """What the customer did not hear. Thinking along these are the proposals; in a relay nobody keeps the words."""
    watching: tuple[Watch, ...] = ()

    def speaks(self, person: str) -> bool:
        """Whether the customer hears this person now."""
        return self.turn in ("", person) or self.late == person

    def named(self, person: str, since: float, late: str = "") -> Team:
        """With the turn for ``person``."""
        return replace(self, turn=person, since=since, late=late)

    def back(self, person: str) -> Team:
        """``person`` wrote something, so is there."""
        return replace(self, away=tuple(one for one in self.away if one != person))

    def aside(self, said: Said) -> Team:
        """With a message that the customer did not hear."""
        return replace(self, unheard=(*self.unheard, said)[-_MOST:])

    def proposal(self, ts: str) -> Said | None:
        """The proposal that stands at ``ts``."""
        return next((one for one in self.unheard if one.ts == ts and one.text), None)

    def changed(self, ts: str, text: str) -> Team:
        """With other words in a message that the customer did not hear; without it when there are none."""
        after = (replace(one, text=text) if one.ts == ts else one for one in self.unheard)
        return replace(self, unheard=tuple(one for one in after if one.ts != ts or text))

    def without(self, ts: str) -> Team:
        """Without the message at ``ts``."""
        return self.changed(ts, "")

    def anybody(self) -> Team:
        """With the turn for whoever writes first."""
        return replace(self, turn="", late="", away=())

    def watch(self, person: str) -> Watch | None:
        """What an observer watches."""
        return next((one for one in self.watching if one.person == person), None)


def following(trainees: Iterable[str], person: str, away: Iterable[str] = ()) -> str:
    """Who comes after ``person``, in the order of the launch, among those who are not away; "" when all of them are.

    A forgotten trainee has no name and is left out.
    """
    order = [one for one in trainees if one]
    start = order.index(person) + 1 if person in order else 0
    gone = set(away)
    return next((one for one in order[start:] + order[:start] if one not in gone), "")
