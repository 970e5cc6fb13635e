"""Document: a played talk as one JSON value, for programs that read it."""

from __future__ import annotations

from typing import Any

from bot.core.assessing import Score
from bot.core.bettering import WeakMoment
from bot.core.conversation import Effect, Mood, Turn
from bot.core.debrief import Debrief, NextStep, Praise, Swing
from bot.training import Session

Json = dict[str, Any]


def document(session: Session, debriefs: tuple[Debrief, ...], unsaid: tuple[str, ...]) -> Json:
    """The talk with everything that was heard, felt and scored. ``debrief`` is the first one; ``debriefs`` are all."""
    looked_back = [_debrief(one) for one in debriefs]
    return {
        "persona": session.persona.id,
        "rubric": [rubric.id for rubric in session.rubrics] if len(session.rubrics) > 1 else session.rubrics[0].id,
        "language": session.persona.language,
        "outcome": session.talk_outcome,
        "mood": _mood(session.state.mood),
        "turns": [_turn(turn) for turn in session.transcript],
        "unsaid": list(unsaid),
        "debrief": looked_back[0],
        "debriefs": looked_back,
    }


def _turn(turn: Turn) -> Json:
    return {
        "number": turn.number,
        "who": turn.who,
        "at": turn.at.isoformat(timespec="seconds"),
        "text": turn.text,
        "moves": [
            {
                "id": found.move,
                "start": found.span.start,
                "end": found.span.end,
                "quote": found.span.of(turn.text),
                "confidence": round(found.confidence, 3),
                "source": found.source,
            }
            for found in turn.moves
        ],
        "judgements": [
            {"id": one.event, "quote": one.span.of(turn.text), "certain": one.certain} for one in turn.judgements
        ],
        "deeds": list(turn.deeds),
        "effects": [_effect(effect) for effect in turn.effects],
        "commitments": [
            {
                "what": made.what,
                "quote": made.quote,
                "due": made.due.isoformat(timespec="minutes") if made.due else None,
                "amount": str(made.amount) if made.amount is not None else None,
                "unit": made.unit,
            }
            for made in turn.commitments
        ],
        "mood": _mood(turn.mood),
    }


def _effect(effect: Effect) -> Json:
    return {
        "anger": effect.anger,
        "trust": effect.trust,
        "rule": effect.rule,
        "why": effect.why,
        "quote": effect.quote,
        "source": effect.source,
        "certain": effect.certain,
    }


def _mood(mood: Mood) -> Json:
    return {"anger": mood.anger, "trust": mood.trust}


def _debrief(one: Debrief) -> Json:
    return {
        "rubric": one.rubric.id,
        "rubric_version": one.rubric.version,
        "persona_version": one.persona_version,
        "outcome": one.outcome,
        "score": one.score,
        "criteria": [_score(score) for score in one.scores],
        "strength": _praise(one.strength) if one.strength else None,
        "next_steps": [_next_step(step) for step in one.next_steps],
        "swings": [_swing(swing) for swing in one.swings],
        "best": _swing(one.best) if one.best else None,
        "weak_moment": _weak_moment(one.weak_moment) if one.weak_moment else None,
        "curve": [{"turn": point.turn, **_mood(point.mood)} for point in one.curve],
        "not_found": {
            "facts": list(one.not_found.facts),
            "wish": list(one.not_found.wish),
            "cause": one.not_found.cause,
        },
    }


def _swing(swing: Swing) -> Json:
    return {"turn": swing.turn, **_effect(swing.effect)}


def _weak_moment(weak: WeakMoment) -> Json:
    return {
        "turn": weak.turn,
        **_effect(weak.effect),
        "need": weak.need,
        "gist": weak.gist,
        "possible": list(weak.possible),
    }


def _score(score: Score) -> Json:
    return {
        "id": score.criterion.id,
        "score": score.points if score.assessed else None,
        "max": score.max,
        "weight": score.criterion.weight,
        "assessed": score.assessed,
        "evidence": [
            {"turn": one.turn, "quote": one.quote, "event": one.event, "certain": one.certain} for one in score.evidence
        ],
        "explanation": " ".join(finding.text for finding in score.findings),
        "findings": [
            {"kind": finding.kind, "points": finding.points, "text": finding.text} for finding in score.findings
        ],
        "source": score.criterion.source,
    }


def _praise(praise: Praise) -> Json:
    return {
        "criterion": praise.criterion,
        "text": praise.text,
        "turn": praise.evidence.turn,
        "quote": praise.evidence.quote,
    }


def _next_step(step: NextStep) -> Json:
    return {
        "criterion": step.criterion,
        "text": step.text,
        "instead_of": step.rewrite.instead_of,
        "say": step.rewrite.say,
        "turn": step.evidence.turn if step.evidence else None,
        "quote": step.evidence.quote if step.evidence else None,
    }
