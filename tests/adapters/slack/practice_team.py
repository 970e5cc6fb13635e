"""A team in a practice room: three trainees, their trainer and a colleague, in a channel."""

from __future__ import annotations

from dataclasses import dataclass

import pytest
from practice_room import Room, Talk

SORRY = {"nl": "Wat vreselijk voor je, zo vlak voor je trouwdag.", "en": "How awful for you, and in this cold."}
ASKED = {"nl": "Wat is er precies gebeurd?", "en": "What happened exactly?"}
both = pytest.mark.parametrize("language", ["nl", "en"])


@dataclass
class Team:
    """Three trainees, their trainer and a colleague who looks on, in a channel."""

    room: Room
    tess: str
    tom: str
    ida: str
    bob: str
    eve: str
    channel: str

    def start(self, text: str, *, pace: float | None = None) -> Talk:
        if pace:
            self.room.open(pace=pace)
        trainees = " ".join(f"<@{one}>" for one in (self.tess, self.tom, self.ida))
        return self.room.practise(self.bob, f"{text} {trainees}", self.channel)
