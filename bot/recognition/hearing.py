"""Weighs cues and model against each other: which moves are heard in each sentence, and how surely."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

import numpy as np

from bot.core.moves import FoundMove, Span
from bot.recognition.evidence import quote, weigh_words
from bot.recognition.model import MOVES

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from bot.core.moves import Language, Move, Source
    from bot.recognition.cues import Cues, Verdict
    from bot.recognition.features import Extractor
    from bot.recognition.model import Floats, Limits, Model
    from bot.recognition.parse import Said

CUE_BONUS = 0.45
"""What a cue adds to the model's strength."""
SURE_BONUS = 1.8
"""What a sure cue adds: enough by itself."""
DOUBT_COST = 0.6
"""What a negation near a cue, or words that only report, take from it."""
VETO_COST = 9.0
"""A veto is final: it was written for exactly these words."""
PLACES = {move: place for place, move in enumerate(MOVES)}
_FAR = 0.2
"""How far below the limit of every move a sentence says nothing."""
_MOST_TOKENS = 120  # of a sentence that never ends only the beginning is heard


@dataclass(frozen=True)
class Heard:
    """The moves heard in one sentence."""

    said: Said
    moves: Mapping[Move, FoundMove]


def weigh_cues(verdict: Verdict) -> Floats:
    """What the cues of a sentence add to the strength of each move, or take from it."""
    weights = np.zeros(len(MOVES), dtype=np.float32)
    for move in verdict.doubted:
        weights[PLACES[move]] = -DOUBT_COST
    for move in verdict.vetoes:
        weights[PLACES[move]] = -VETO_COST
    for move, hit in verdict.hits.items():
        weights[PLACES[move]] = SURE_BONUS if hit.sure else CUE_BONUS
    return weights


def _begin(said: Said) -> Said:
    if len(said.tokens) <= _MOST_TOKENS:
        return said
    tokens = said.tokens[:_MOST_TOKENS]
    return replace(said, tokens=tokens, span=Span(said.span.start, tokens[-1].end))


@dataclass(frozen=True)
class Hearing:
    """Everything that hears one language."""

    language: Language
    cues: Cues
    model: Model
    limits: Limits
    extractor: Extractor
    small_words: frozenset[str]

    def hear(self, message: Sequence[Said], meant: Floats | None = None) -> list[Heard]:
        """The moves of each sentence of a message, before they are settled among each other.

        ``meant`` is what the encoder adds to each.
        """
        if not message:
            return []
        begun = [_begin(said) for said in message]
        verdicts = [self.cues.judge(said) for said in begun]
        strengths = self.strengths(begun, verdicts)
        if meant is not None:
            strengths += meant
        lacking = [PLACES[move] for move in self.cues.lacking(begun)]
        strengths[:, lacking] = -VETO_COST
        return [self._sentence(*row) for row in zip(begun, strengths, verdicts, strict=True)]

    def strengths(self, message: Sequence[Said], verdicts: Sequence[Verdict]) -> Floats:
        """How strongly the model hears each move in each sentence, by itself and within what the message says.

        A sentence that is far from every move by itself ("one moment please") is no part of what the message says.
        """
        lone = [replace(said, first=True, last=True) for said in message]
        counted = self.model.count([self.extractor.of(said) for said in lone])
        alone = self.model.alone(counted)
        if len(message) == 1:
            return alone
        near = alone + np.stack([weigh_cues(verdict) for verdict in verdicts]) - self.limits.heard[self.language]
        telling = np.nonzero((near >= -_FAR).any(axis=1))[0].tolist()
        if len(telling) > 1:
            alone[telling] = self.model.together(counted, telling)
        return alone

    def _sentence(self, said: Said, strengths: Floats, verdict: Verdict) -> Heard:
        above = strengths - self.limits.heard[self.language]
        total = strengths + weigh_cues(verdict)
        places = [int(place) for place in np.nonzero(total >= self.limits.heard[self.language])[0]]
        unquoted = [place for place in places if MOVES[place] not in verdict.hits]
        shares = weigh_words(said, unquoted, self.model) if unquoted else None
        found: dict[Move, FoundMove] = {}
        for place in places:
            move = MOVES[place]
            confidence = self.limits.confidence(float(total[place]), place, self.language)
            if hit := verdict.hits.get(move):
                source: Source = "both" if above[place] >= 0 else "cue"
                found[move] = FoundMove(move, hit.span, confidence, source, hit.why)
            elif shares is not None:
                span, why = quote(said, shares[:, unquoted.index(place)].tolist(), self.small_words)
                found[move] = FoundMove(move, span, confidence, "model", why)
        return Heard(said, found)
