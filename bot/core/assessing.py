"""Assessing: a rubric held against a transcript.

No quote, no point. No occasion, not assessed. Harm that was only probably heard never costs a point.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

from bot.core.aftercare import FOLLOW_UP
from bot.core.conditions import Situation, holds
from bot.core.conversation import Happening, Transcript, Turn
from bot.core.facts import opening_events
from bot.core.moves import Language
from bot.core.persona import Outcome, Persona
from bot.core.registering import REGISTERED
from bot.core.rubric import Criterion, Fault, Rubric, Sign

Place = tuple[int, int]
"""Where an event stands: the number of the turn, and the offset in it."""


@dataclass(frozen=True)
class Evidence:
    """The trainee's words that show something. ``certain`` is False where it was only probably heard."""

    turn: int
    quote: str
    event: str
    certain: bool


@dataclass(frozen=True)
class Finding:
    """One line of a criterion's explanation: what was seen or missed, and the points it brought or cost."""

    kind: Literal["earned", "partly", "missed", "fault"]
    text: str
    points: float
    evidence: tuple[Evidence, ...] = ()


@dataclass(frozen=True)
class Score:
    """A criterion's score with everything it rests on. Without an occasion it is not assessed and has no points."""

    criterion: Criterion
    assessed: bool
    points: float = 0.0
    max: int = 0
    findings: tuple[Finding, ...] = ()

    @property
    def share(self) -> float:
        """How much of the criterion was reached, 0 to 1."""
        return self.points / self.max if self.max else 0.0

    @property
    def evidence(self) -> tuple[Evidence, ...]:
        """All quotes that the score rests on."""
        return tuple(evidence for finding in self.findings for evidence in finding.evidence)


@dataclass(frozen=True)
class Record:
    """A finished talk, ready to be assessed: its turns, and where everything stands in it."""

    transcript: Transcript
    situation: Situation
    language: Language

    def first(self, events: tuple[str, ...]) -> Place | None:
        """Where the first of ``events`` stands that was heard for certain, or None."""
        return min((place for place, event in self._places() if event in events), default=None)

    def shown(self, events: tuple[str, ...]) -> Iterator[tuple[Turn, Happening]]:
        """The trainee's turns that show one of ``events``, with the happening that does; once a turn."""
        for turn in self.transcript:
            found = next((happening for happening in turn.happenings if happening.event in events), None)
            if found:
                yield turn, found

    def _places(self) -> Iterator[tuple[Place, str]]:
        for turn in self.transcript:
            yield from (((turn.number, one.span.start), one.event) for one in turn.happenings if one.certain)
            yield from (((turn.number, 0), event) for event in turn.deeds)


def record(persona: Persona, transcript: Transcript, outcome: Outcome | None) -> Record:
    """Gather what a talk is assessed on. Only the transcript speaks: the engine is not run again."""
    seen = Counter(opening_events(persona))
    for turn in transcript:
        seen.update(happening.event for happening in turn.happenings)
        seen.update(turn.deeds)
        if turn.follows:
            seen[FOLLOW_UP] += 1
    if outcome:
        seen[f"outcome:{outcome}"] += 1
    mood = transcript[-1].mood
    said = sum(turn.who == "trainee" and not turn.has(REGISTERED) for turn in transcript)
    return Record(transcript, Situation(frozenset(), seen, mood.anger, mood.trust, said), persona.language)


def assess(rubric: Rubric, talk: Record, whole: Record | None = None) -> tuple[Score, ...]:
    """A score for every criterion, in the rubric's order. ``whole`` has the follow-ups of the talk in it too."""
    return tuple(_score(criterion, whole if whole and criterion.follow_up else talk) for criterion in rubric.criteria)


def total(scores: tuple[Score, ...]) -> int | None:
    """The weighted share of what was assessed, 0 to 100; None when nothing was."""
    assessed = [score for score in scores if score.assessed]
    weight = sum(score.criterion.weight for score in assessed)
    if not weight:
        return None
    return round(100 * sum(score.criterion.weight * score.share for score in assessed) / weight)


def _score(criterion: Criterion, talk: Record) -> Score:
    signs = [sign for sign in criterion.signs if holds(sign.occasion, talk.situation)]
    if not talk.situation.turn or not signs or not holds(criterion.occasion, talk.situation):
        return Score(criterion, assessed=False)
    findings = [_sign(sign, talk) for sign in signs]
    findings += _faults(criterion.faults, talk)
    points = max(0.0, sum(finding.points for finding in findings))
    return Score(criterion, True, round(points, 2), sum(sign.points for sign in signs), tuple(findings))


def _sign(sign: Sign, talk: Record) -> Finding:
    before, after = talk.first(sign.before), talk.first(sign.after)
    shown = [
        (turn, found)
        for turn, found in talk.shown(sign.any)
        if (before is None or (turn.number, found.span.start) < before)
        and (not sign.after or (after is not None and turn.number >= after[0]))
    ][: sign.times]
    evidence = tuple(_evidence(turn, found) for turn, found in shown)
    if not evidence:
        return Finding("missed", sign.missed[talk.language], 0.0)
    kind: Literal["earned", "partly"] = "earned" if len(evidence) == sign.times else "partly"
    return Finding(kind, sign.earned[talk.language], sign.points * len(evidence) / sign.times, evidence)


def _faults(faults: tuple[Fault, ...], talk: Record) -> Iterator[Finding]:
    """What went wrong. A message pays once for a criterion, for the dearest of its faults; doubt pays nothing."""
    paid: set[int] = set()
    for fault in sorted(faults, key=lambda fault: -fault.points):
        shown = [(turn, found) for turn, found in talk.shown(fault.any) if found.certain and turn.number not in paid]
        paid |= {turn.number for turn, _ in shown}
        if shown:
            evidence = tuple(_evidence(turn, found) for turn, found in shown)
            yield Finding("fault", fault.says[talk.language], -float(fault.points * len(shown)), evidence)


def _evidence(turn: Turn, found: Happening) -> Evidence:
    return Evidence(turn.number, found.span.of(turn.text), found.event, found.certain)
