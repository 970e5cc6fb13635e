"""Weighs cues and model against each other: which moves are heard in each sentence, and how surely."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

import numpy as np

from bot.core.moves import FoundMove, Span
from bot.recognition.evidence import quote, weigh_words
from bot.recognition.model import MOVES

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence, Set

    from bot.core.moves import Language, Move, Source
    from bot.recognition.cues import Cues, Verdict
    from bot.recognition.features import Extractor
    from bot.recognition.model import Model
    from bot.recognition.parse import Said
    from bot.recognition.ridge import Floats

CUE_BONUS = 0.45
"""What a cue adds to the model's margin: with a cue, half the evidence is enough."""
SURE_BONUS = 1.2
"""What a sure cue adds: enough by itself."""
DOUBT_COST = 0.6
"""What a negation near a cue, or words that only report, take from it."""
VETO_COST = 9.0
"""A veto is final: it was written for exactly these words."""
_MOST_TOKENS = 120  # of a sentence that never ends only the beginning is heard


@dataclass(frozen=True)
class Heard:
    """The moves heard in one sentence."""

    said: Said
    moves: Mapping[Move, FoundMove]


def strengths(margins: Floats, verdict: Verdict) -> Floats:
    """How strongly each move is heard, cues and model together; from 1 on it counts."""
    total = margins.copy()
    for place, move in enumerate(MOVES):
        if move in verdict.hits:
            total[place] += SURE_BONUS if verdict.hits[move].sure else CUE_BONUS
        elif move in verdict.vetoes:
            total[place] -= VETO_COST
        elif move in verdict.doubted:
            total[place] -= DOUBT_COST
    return total


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
    extractor: Extractor
    small_words: frozenset[str]

    def hear(self, message: Sequence[Said]) -> list[Heard]:
        """The moves of each sentence of a message, before they are settled among each other."""
        lacking = self.cues.lacking(message)
        return [self._sentence(_begin(said), lacking) for said in message]

    def _sentence(self, said: Said, lacking: Set[Move]) -> Heard:
        verdict = self.cues.judge(said)
        margins = self.model.margins(self.extractor.of(said), self.language)
        total = strengths(margins, verdict)
        places = [int(place) for place in np.nonzero(total >= 1)[0] if MOVES[place] not in lacking]
        unquoted = [place for place in places if MOVES[place] not in verdict.hits]
        shares = weigh_words(said, unquoted, self.model, self.extractor) if unquoted else None
        found: dict[Move, FoundMove] = {}
        for place in places:
            move, strength = MOVES[place], float(total[place])
            confidence = self.model.confidence(strength, move)
            if hit := verdict.hits.get(move):
                source: Source = "both" if margins[place] >= 1 else "cue"
                found[move] = FoundMove(move, hit.span, confidence, source, hit.why)
            elif shares is not None:
                span, why = quote(said, shares[:, unquoted.index(place)].tolist(), self.small_words)
                found[move] = FoundMove(move, span, confidence, "model", why)
        return Heard(said, found)
