"""Which words mean the same, within a language and across both: the model counts meanings beside words."""

from __future__ import annotations

from dataclasses import dataclass, field
from importlib.resources import files
from typing import TYPE_CHECKING

from bot.recognition.language import parse_yaml

if TYPE_CHECKING:
    from collections.abc import Mapping

    from bot.core.moves import Language

_SHORTEST_STEM = 3


@dataclass(frozen=True)
class Meanings:
    """The meanings of one language: whole words, and stems that any ending may follow."""

    words: Mapping[str, str]
    stems: Mapping[str, str]
    _known: dict[str, str | None] = field(default_factory=dict, compare=False, repr=False)

    def of(self, word: str) -> str | None:
        """What ``word`` means, or None where the list does not say."""
        if word not in self._known:
            if len(self._known) > 50_000:  # a cache must not grow with every typo of a long life
                self._known.clear()
            self._known[word] = self._look_up(word)
        return self._known[word]

    def _look_up(self, word: str) -> str | None:
        if word[0].isdigit():
            return "clock" if ":" in word or "." in word else "number"
        if not word[0].isalpha():
            return {"€": "money", "£": "money", "$": "money", "?": "?", "!": "!"}.get(word)
        if word in self.words:
            return self.words[word]
        lengths = range(len(word), _SHORTEST_STEM - 1, -1)
        return next((self.stems[word[:n]] for n in lengths if word[:n] in self.stems), None)


def load_meanings() -> dict[Language, Meanings]:
    """Read meanings.yaml."""
    data = parse_yaml((files("bot.lexicon") / "meanings.yaml").read_text(encoding="utf-8"))
    return {"nl": _one_side(data, "nl"), "en": _one_side(data, "en")}


def _one_side(data: Mapping[str, str], language: Language) -> Meanings:
    words: dict[str, str] = {}
    stems: dict[str, str] = {}
    for meaning, both in data.items():
        dutch, _, english = both.partition("|")
        for word in (dutch if language == "nl" else english).split():
            place = stems if word.endswith("*") else words
            place.setdefault(word.removesuffix("*"), meaning)
    return Meanings(words, stems)
