"""Kept: what became of the promises that were followed up, read from the transcript."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise

from bot.core.commitments import Commitment
from bot.core.conversation import Judgement, Mood, Transcript
from bot.core.deeds import Deed
from bot.core.registering import REGISTERED

_TIMING = (Judgement.BACK_IN_TIME, Judgement.BACK_LATE, Judgement.BACK_CHASED)
_CONTENT = (Judgement.NEWS, Judgement.ASKED_AFTER, Judgement.NEW_MOMENT, Judgement.EMPTY_HANDED)
_PARTINGS = (Deed.PART_WARMLY, Deed.PART_COOLLY, Deed.PART_BADLY)


@dataclass(frozen=True)
class Kept:
    """What became of one promise."""

    promise: Commitment
    turn: int
    """The number of the turn with which its follow-up began."""
    timing: Judgement | None
    """In time, late, or after the customer had come back; None: the trainee said nothing."""
    content: Judgement | None
    """The best that came: news, a question how it went, a new moment, or nothing of what was promised."""
    sorry: bool
    """The trainee said sorry for the wait."""
    before: Mood
    after: Mood
    parted: Deed | None
    """How the customer closed it; None where the trainee did."""


def talk_of(transcript: Transcript) -> Transcript:
    """The talk with which the practice began, and the complaint as it was written down."""
    begun = next((place for place, turn in enumerate(transcript) if turn.follows), len(transcript))
    return transcript[:begun] + tuple(turn for turn in transcript[begun:] if turn.has(REGISTERED))


def kept(transcript: Transcript) -> Iterator[Kept]:
    """What became of each promise that was followed up, in order."""
    starts = [place for place, turn in enumerate(transcript) if turn.follows]
    for start, end in pairwise([*starts, len(transcript)]):
        yield _kept(transcript[start - 1].mood, transcript[start:end])


def _kept(before: Mood, turns: Transcript) -> Kept:
    events = {happening.event for turn in turns for happening in turn.happenings}
    deeds = {deed for turn in turns for deed in turn.deeds}
    promise = turns[0].follows
    assert promise is not None, "a follow-up begins with the promise that it follows"
    return Kept(
        promise=promise,
        turn=turns[0].number,
        timing=next((judgement for judgement in _TIMING if judgement in events), None),
        content=next((judgement for judgement in _CONTENT if judgement in events), None),
        sorry=Judgement.SORRY_FOR_DELAY in events,
        before=before,
        after=turns[-1].mood,
        parted=next((deed for deed in _PARTINGS if f"customer:{deed}" in deeds), None),
    )
