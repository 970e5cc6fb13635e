"""The kinds of solution that a message holds out to the customer."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from bot.core.moves import Offered
from bot.recognition.values.line import CLAUSE_ENDS, clause_begin, clause_end

if TYPE_CHECKING:
    from bot.core.moves import OfferKind
    from bot.recognition.values.line import Line
    from bot.recognition.values.phrases import Phrases


@dataclass(frozen=True)
class OfferWords:
    """The phrases of a language for offers, and what shows that they are none, from values.yaml."""

    kinds: Phrases[OfferKind]
    not_offers: Phrases[bool]
    negations: Phrases[bool]
    not_negations: Phrases[bool]
    not_before: Phrases[bool]
    despite_before: Phrases[bool]
    breaks: frozenset[str]
    joins: frozenset[str]
    reach_before: int
    reach_after: int


class Offers:
    """Finds offers in a line."""

    def __init__(self, words: OfferWords) -> None:
        self._words = words

    def find(self, line: Line) -> list[Offered]:
        """Every offer of a line, in order."""
        found, at = [], 0
        while at < len(line.words):
            skipped = self._words.not_offers.at(line, at)
            hit = self._words.kinds.at(line, at)
            if skipped and (not hit or skipped[1] >= hit[1]):
                hit = None
            if hit and self._meant(line, at, hit[1]):
                found.append(Offered(line.span(at, hit[1]), hit[0]))
            at = hit[1] if hit else skipped[1] if skipped else at + 1
        return found

    def _meant(self, line: Line, at: int, end: int) -> bool:
        firm = CLAUSE_ENDS | self._words.breaks
        if self._any(line, clause_begin(line, at, firm), at, self._words.not_before, self._words.despite_before):
            return False
        breaks, words = firm | self._words.joins, self._words
        before = clause_begin(line, at, breaks, words.reach_before), at
        after = end, clause_end(line, end, breaks, words.reach_after)
        return not any(self._any(line, *part, words.negations, words.not_negations) for part in (before, after))

    @staticmethod
    def _any(line: Line, begin: int, end: int, phrases: Phrases[bool], spared: Phrases[bool]) -> bool:
        """Whether one of ``phrases`` begins in a stretch of the line, apart from those that are ``spared``."""
        at = begin
        while at < end:
            exception = spared.at(line, at)
            if not exception and phrases.holds(line, at):
                return True
            at = exception[1] if exception else at + 1
        return False
