"""Mends a typing slip: a long word that is not known, but is with two letters beside each other in the other order.

The model keeps no words, but it knows the feature of each that it met more than once. Other slips are left alone: a
letter too many or another one is as often a word of its own, and the model hears words by their pieces too.
"""

from __future__ import annotations

import re
from collections.abc import Sequence, Set
from dataclasses import dataclass, field

import numpy as np

from bot.recognition.features import name_of_word
from bot.recognition.index import Index
from bot.recognition.tokens import fold

_LONG = re.compile(r"\b[^\W\d_]{6,20}(?:['’][a-z]{1,2})?\b")
_MOST_REMEMBERED = 20_000


@dataclass(frozen=True)
class Speller:
    """Mends messages by the words that a model knows, and by ``others`` that are known."""

    index: Index
    others: Set[str]
    remembered: dict[str, int] = field(default_factory=dict, compare=False, repr=False)

    def mend(self, message: str) -> str:
        """The message with its slips mended; every letter that is right keeps its place."""
        return _LONG.sub(self._word, message)

    def _word(self, match: re.Match[str]) -> str:
        word = match[0]
        plain = fold(word)
        at = self._slip(plain) if len(plain) == len(word) else 0
        return word[:at] + word[at + 1] + word[at] + word[at + 2 :] if at else word

    def _slip(self, word: str) -> int:
        """Where two letters have changed places; 0 where none have, or nobody can tell which."""
        if word not in self.remembered:
            if len(self.remembered) > _MOST_REMEMBERED:
                self.remembered.clear()
            self.remembered[word] = self._find(word)
        return self.remembered[word]

    def _find(self, word: str) -> int:
        # not the last letter: there it is another word ("mailde", "mailed")
        places = [at for at in range(1, len(word) - 2) if word[at] != word[at + 1]]
        tried = [word[:at] + word[at + 1] + word[at] + word[at + 2 :] for at in places]
        itself, *known = self._known([word, *tried])
        found = [at for at, holds in zip(places, known, strict=True) if holds]
        return found[0] if len(found) == 1 and not itself else 0

    def _known(self, words: Sequence[str]) -> list[bool]:
        numbers = np.array([name_of_word(word) for word in words], dtype=np.uint32)
        met = self.index.rows(numbers)[1].tolist()
        return [bool(holds) or word in self.others for word, holds in zip(words, met, strict=True)]
