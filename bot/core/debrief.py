"""Debrief: what a talk taught, as a value that every face of the report shows in its own way."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from itertools import islice, pairwise
from typing import Literal

from bot.core.assessing import Evidence, Finding, Score, assess, record, total
from bot.core.bettering import WeakMoment, weak_moment
from bot.core.conversation import Effect, Judgement, Mood, Speaker, Transcript, Turn
from bot.core.facts import told
from bot.core.kept import Kept, kept, talk_of
from bot.core.moves import FoundMove, Language
from bot.core.persona import FactKind, Outcome, Persona
from bot.core.registering import REGISTERED
from bot.core.rubric import Rewrite, Rubric

_MOST_STEPS = 2
"""Next steps: too much feedback overloads the weakest (Luo 2021)."""
_MOST_SWINGS = 4
_FELT = 3.0
"""A change smaller than this nobody would notice."""
_GOOD = 0.75
"""From this share on a criterion is no next step."""


@dataclass(frozen=True)
class Praise:
    """One strength: what went well, and the words that show it."""

    criterion: str
    name: str
    text: str
    evidence: Evidence


@dataclass(frozen=True)
class NextStep:
    """One thing to try next time, with an example of how it may sound, and where it went wrong, if it did."""

    criterion: str
    name: str
    text: str
    rewrite: Rewrite
    evidence: Evidence | None


@dataclass(frozen=True)
class Swing:
    """One of the biggest changes of mood, with the message that brought it."""

    turn: int
    effect: Effect


@dataclass(frozen=True)
class Point:
    """The mood after a turn, and what is worth a mark at it: a point of the curve."""

    turn: int
    mood: Mood
    who: Speaker = "customer"
    moves: tuple[FoundMove, ...] = ()
    interrupted: bool = False
    """The trainee came in the middle of the rant."""
    step_up: bool = False
    """The customer took a step up: threatened, asked for a manager, left."""


@dataclass(frozen=True)
class NotFound:
    """What the trainee never got to hear."""

    facts: tuple[str, ...]
    wish: tuple[str, ...]
    cause: str | None


Seen = Literal["seen", "partly", "not_seen"]


@dataclass(frozen=True)
class Observation:
    """What a colleague saw who watched one criterion. It stands beside the score and is never in it."""

    criterion: str
    person: str
    """Who watched, by their id in the place where they did."""
    seen: Seen
    text: str
    """In their own words; may be empty."""


@dataclass(frozen=True)
class Debrief:
    """Everything that is said after a talk. ``score`` is None when the talk gave nothing to assess."""

    persona: str
    persona_version: int
    rubric: Rubric
    language: Language
    outcome: Outcome
    score: int | None
    scores: tuple[Score, ...]
    strength: Praise | None
    next_steps: tuple[NextStep, ...]
    swings: tuple[Swing, ...]
    curve: tuple[Point, ...]
    not_found: NotFound
    best: Swing | None = None
    """The trainee's own best sentence: the one that helped most."""
    weak_moment: WeakMoment | None = None
    follow_ups: tuple[Kept, ...] = ()
    """What became of the promises that were followed up."""
    observations: tuple[Observation, ...] = ()
    """What colleagues saw who watched one criterion each."""

    @property
    def weakest(self) -> str | None:
        """The criterion to practise next: "leon.listen"."""
        assessed = [score for score in self.scores if score.assessed]
        worst = min(assessed, key=lambda score: score.share, default=None)
        return f"{self.rubric.id}.{worst.criterion.id}" if worst else None


def debrief(persona: Persona, rubric: Rubric, transcript: Transcript, outcome: Outcome) -> Debrief:
    """Look back on a finished talk and its follow-ups. The transcript must have at least the opening.

    ``outcome`` is that of the talk. Only what a method scores in follow-ups too is looked for there.
    """
    talk = record(persona, transcript, outcome)
    scores = assess(rubric, record(persona, talk_of(transcript), outcome), talk)
    language = persona.language
    return Debrief(
        persona=persona.id,
        persona_version=persona.version,
        rubric=rubric,
        language=language,
        outcome=outcome,
        score=None if outcome is Outcome.STOPPED else total(scores),
        scores=scores,
        strength=_strength(scores, _reproachful(transcript), language),
        next_steps=tuple(islice(_next_steps(scores, language), _MOST_STEPS)),
        swings=_swings(transcript),
        curve=tuple(_point(turn) for turn in transcript if not turn.has(REGISTERED)),
        not_found=_not_found(persona, talk.situation.seen),
        best=best(transcript),
        weak_moment=weak_moment(persona, transcript),
        follow_ups=tuple(kept(transcript)),
    )


def _reproachful(transcript: Transcript) -> frozenset[str]:
    """Whole messages that made the customer angrier: waited for or not, nobody is praised for these words."""
    return frozenset(
        turn.text for turn in transcript if any(effect.anger > 0 and effect.quote for effect in turn.effects)
    )


def _strength(scores: tuple[Score, ...], hurt: frozenset[str], language: Language) -> Praise | None:
    """The best criterion that has a quote; of equals what was heard for certain, then the weightiest.

    Where faults ate every point of every criterion, the praise is for that one thing, not for the criterion. Messages
    that ``hurt`` are not shown as a strength.
    """
    shown = [(score, found) for score in scores for found in [_best_finding(score, hurt)] if found]
    if not shown:
        return None
    score, (finding, quote) = max(shown, key=lambda pair: (pair[0].share, pair[1][1].certain, pair[0].criterion.weight))
    criterion = score.criterion
    text = criterion.strength[language] if score.share else finding.text
    return Praise(criterion.id, criterion.name[language], text, quote)


def _best_finding(score: Score, hurt: frozenset[str]) -> tuple[Finding, Evidence] | None:
    """What earned points, with its words; words that were heard for certain first."""
    earned = [(finding, quote) for finding in score.findings if finding.points > 0 for quote in finding.evidence]
    kind = [pair for pair in earned if pair[1].quote not in hurt]
    return min(kind, key=lambda pair: not pair[1].certain, default=None)


def _next_steps(scores: tuple[Score, ...], language: Language) -> Iterable[NextStep]:
    """The criteria where most is to be won, the most first."""
    weak = [score for score in scores if score.assessed and score.share < _GOOD]
    for score in sorted(weak, key=lambda score: (score.share - 1) * score.criterion.weight):
        criterion = score.criterion
        yield NextStep(
            criterion.id,
            criterion.name[language],
            criterion.tip[language],
            criterion.rewrite[language],
            _worst_quote(score.findings),
        )


def _worst_quote(findings: tuple[Finding, ...]) -> Evidence | None:
    return next((finding.evidence[0] for finding in findings if finding.kind == "fault"), None)


def _swings(transcript: Transcript) -> tuple[Swing, ...]:
    """The biggest effects that have words to show, one of a turn, in the order of the talk."""
    shown = [swing for before, turn in pairwise(transcript) for swing in _turning(before.mood, turn)]
    most = sorted(shown, key=lambda swing: -_size(swing.effect))[:_MOST_SWINGS]
    return tuple(sorted(most, key=lambda swing: swing.turn))


def _turning(before: Mood, turn: Turn) -> Iterable[Swing]:
    """The effect that says best where a turn took the mood as a whole: none where that is nowhere."""
    way = _good(turn.mood) - _good(before)
    felt = [effect for effect in turn.effects if effect.quote and _help(effect) * way > 0 and _size(effect) >= _FELT]
    most = sorted(felt, key=lambda effect: -_size(effect))[:1]
    return [Swing(turn.number, effect) for effect in most if abs(way) >= _FELT]


def _good(mood: Mood) -> float:
    return mood.trust / 2 - mood.anger


def _size(effect: Effect) -> float:
    return abs(effect.anger) + abs(effect.trust) / 2


def best(transcript: Transcript, least: float = _FELT) -> Swing | None:
    """The words that were heard for certain and helped most, by ``least`` at least: in all turns or one person's."""
    hurt = {"", *_reproachful(transcript)}
    said = [Swing(turn.number, effect) for turn in transcript for effect in turn.effects if effect.quote not in hurt]
    helped = [swing for swing in said if swing.effect.certain and _help(swing.effect) >= least]
    return max(helped, key=lambda swing: _help(swing.effect), default=None)


def _help(effect: Effect) -> float:
    return effect.trust / 2 - effect.anger


def _point(turn: Turn) -> Point:
    return Point(
        turn=turn.number,
        mood=turn.mood,
        who=turn.who,
        moves=turn.moves,
        interrupted=turn.has(Judgement.INTERRUPTED),
        step_up=any(deed.startswith("escalation:") for deed in turn.deeds),
    )


def _not_found(persona: Persona, seen: Mapping[str, int]) -> NotFound:
    hidden = sorted(
        (fact for fact in persona.facts if not seen.get(told(fact))), key=lambda fact: fact.kind is FactKind.DETAIL
    )
    return NotFound(
        facts=tuple(fact.label for fact in hidden if fact.kind not in _TOLD_APART),
        wish=tuple(fact.label for fact in hidden if fact.kind in _WISHES),
        cause=next((fact.label for fact in hidden if fact.kind is FactKind.CAUSE), None),
    )


_WISHES = (FactKind.WISH, FactKind.WISHED_FEELING)
_TOLD_APART = (*_WISHES, FactKind.CAUSE)
