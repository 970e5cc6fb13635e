"""What shows that a moment is none that is to come: the clause tells of the past, or of what happens every day."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from bot.recognition.values.line import CLAUSE_ENDS, SENTENCE_ENDS, clause_begin, clause_end

if TYPE_CHECKING:
    from bot.recognition.values.line import Line
    from bot.recognition.values.phrases import Phrases


@dataclass(frozen=True)
class TellingWords:
    """The words of a language that tell, from values.yaml. ``done`` words tell of the past unless one of ``to_come``
    stands with them: "I sent it on Friday", but "it will be sent on Friday".
    """

    past: frozenset[str]
    done: frozenset[str]
    to_come: frozenset[str]
    ordinals: frozenset[str]
    breaks: frozenset[str]
    recurring: Phrases[bool]
    not_before: Phrases[bool]
    not_after: Phrases[bool]
    not_before_length: Phrases[bool]


class Telling:
    """Judges the words around a moment."""

    def __init__(self, words: TellingWords) -> None:
        self._words = words
        self._breaks = CLAUSE_ENDS | words.breaks

    def bars(self, line: Line, at: int, end: int) -> bool:
        """Whether the words right before or after say that this is no moment to come: "every", "ago"."""
        return self._words.not_before.ends_at(line, at, most=4) or self._words.not_after.holds(line, end)

    def bars_length(self, line: Line, at: int) -> bool:
        """Whether the words right before a length of time say that it is none to wait for."""
        return self._words.not_before_length.ends_at(line, at, most=4)

    def counted(self, line: Line, at: int) -> bool:
        """Whether what stands before word ``at`` is one of a row: "the third complaint this week"."""
        return line.word(at - 2) in self._words.ordinals and line.word(at - 1).isalpha()

    def of_the_past(self, line: Line, at: int, end: int) -> bool:
        """Whether the clause around a moment tells of the past."""
        words = line.words[clause_begin(line, at, self._breaks) : clause_end(line, end, self._breaks)]
        if not self._words.past.isdisjoint(words):
            return True
        return not self._words.done.isdisjoint(words) and self._words.to_come.isdisjoint(words)

    def of_every_day(self, line: Line, at: int, end: int, *, dated: bool) -> bool:
        """Whether a moment is of what happens again and again: the sentence says so, or the moment if it is dated."""
        if any(self._words.recurring.holds(line, index) for index in range(max(0, at - 1), end)):
            return True
        if dated:
            return False
        sentence = range(clause_begin(line, at, SENTENCE_ENDS), clause_end(line, end, SENTENCE_ENDS))
        return any(self._words.recurring.holds(line, index) for index in sentence)
