"""The kinds of solution that a message holds out to the customer."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING

from bot.core.moves import Offered
from bot.recognition.values.line import CLAUSE_ENDS, clause_begin, clause_end
from bot.recognition.values.phrases import PAIRS_KEPT, WORDS_KEPT

if TYPE_CHECKING:
    from bot.core.moves import OfferKind
    from bot.recognition.values.line import Line
    from bot.recognition.values.phrases import Phrases


_ALIKE = ("waiver", "discount")
"""Kinds that are one where the words of both stand together: "take the fee off your bill"."""


@dataclass(frozen=True)
class OfferWords:
    """The phrases of a language for offers, and what shows that they are none, from values.yaml.

    ``wide`` are those that stand up to nine words apart. They hold where none of ``kinds`` says the same nearer by.
    """

    kinds: Phrases[OfferKind]
    wide: Phrases[OfferKind]
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
        self._may_start = lru_cache(maxsize=WORDS_KEPT)(self._known)
        self._can_start = lru_cache(maxsize=PAIRS_KEPT)(self._starts)

    def find(self, line: Line) -> list[Offered]:
        """Every offer of a line, in order."""
        found: list[Offered] = []
        at = 0
        for start in line.where(self._may_start, self._can_start):
            if start < at:
                continue
            skipped = self._words.not_offers.at(line, start)
            hit = self._words.kinds.at(line, start) or self._wide(line, start)
            if skipped and (not hit or skipped[1] >= hit[1]):
                at = skipped[1]
            elif hit:
                places = self._apart(line, start, hit)
                found += [Offered(line.span(*place), kind) for kind, place in places if self._meant(line, *place)]
                at = places[-1][1][1]
        return found

    def _wide(self, line: Line, at: int) -> tuple[OfferKind, int] | None:
        hit = self._words.wide.at(line, at)
        if not hit:
            return None
        inner = (self._words.kinds.at(line, begin) for begin in range(at + 1, hit[1]))
        return None if any(found and found[0] == hit[0] for found in inner) else hit

    def _apart(self, line: Line, at: int, hit: tuple[OfferKind, int]) -> list[tuple[OfferKind, tuple[int, int]]]:
        """An offer, and another kind that stands among its words: "stuur u gratis een nieuwe" is two."""
        kind, end = hit
        for begin in range(at + 1, end):
            inner = self._words.kinds.at(line, begin)
            if inner and inner[0] != kind and not (kind in _ALIKE and inner[0] in _ALIKE):
                rest = [(kind, (inner[1], end))] if inner[1] < end else []
                return [*([] if rest else [(kind, (at, begin))]), (inner[0], (begin, inner[1])), *rest]
        return [(kind, (at, end))]

    def _known(self, word: str) -> bool:
        words = self._words
        return words.kinds.starts(word) or words.wide.starts(word) or words.not_offers.starts(word)

    def _starts(self, word: str, following: str) -> bool:
        """Whether an offer, or what only looks like one, can start with these two words."""
        phrases = (self._words.kinds, self._words.wide)
        return any(kind.may_start(word, following) for kind in phrases) or self._words.not_offers.may_start(
            word, following
        )

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
