"""Texts: the sentences that the program itself says, in one language."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass


@dataclass(frozen=True)
class Texts:
    """Sentences by key; ``texts("turn", turn=3)`` fills in the names. An unknown key is a fault of ours: KeyError."""

    sentences: Mapping[str, str]

    def __call__(self, key: str, **names: object) -> str:
        """The sentence for ``key``, with its names filled in."""
        return self.sentences[key].strip("\n").format(**names) if names else self.sentences[key].strip("\n")
