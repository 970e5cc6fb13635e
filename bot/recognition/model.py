"""The trained linear model: how much each feature of a sentence speaks for each move."""

from __future__ import annotations

import json
import math
from dataclasses import dataclass, field
from functools import cached_property
from importlib.resources import files
from typing import TYPE_CHECKING, Any

import numpy as np

from bot.core.moves import CERTAIN, Move
from bot.recognition.features import WEIGHTS, merge, pieces_of

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from numpy.typing import NDArray

    from bot.core.moves import Language
    from bot.recognition.features import Groups

    Floats = NDArray[np.float32]
    Rows = NDArray[np.int32]

MOVES = tuple(Move)
"""The order of the model's columns."""
_FAINT = 0.35
_MOST_REMEMBERED = 20_000
"""Words: a row of 34 numbers each, some megabytes in all."""


@dataclass(frozen=True)
class Limits:
    """From which strength a move is heard, by language, and from how far above it a kind of move is certain."""

    heard: Mapping[Language, Floats]
    certain: Mapping[Language, Floats]

    def confidence(self, strength: float, place: int, language: Language) -> float:
        """How sure a move is: 0.6 where, on unseen writers, enough findings were right."""
        above = strength - float(self.heard[language][place])
        certain = float(self.certain[language][place])
        if above < certain:
            return round(_FAINT + (CERTAIN - _FAINT) * above / certain, 3)
        return round(1 - (1 - CERTAIN) * math.exp(certain - above), 3)


@dataclass(frozen=True)
class Model:
    """Weights: a row per feature, a column per move."""

    rows: dict[int, int]
    weights: NDArray[np.int8]
    scales: Floats
    bias: Floats
    remembered: dict[str, Rows] = field(default_factory=dict, compare=False, repr=False)
    """What the pieces of each word met so far speak for; see ``of_pieces``."""

    def strengths(self, sentences: Sequence[Groups]) -> Floats:
        """How strongly each sentence (row) makes each move: what it says itself and what the whole message says."""
        known = [[self._known(group) for group in groups] for groups in sentences]
        each = np.stack([self._score(rows, groups) for rows, groups in zip(known, sentences, strict=True)])
        if len(sentences) == 1:
            return each
        together = [np.unique(np.concatenate(column)) for column in zip(*known, strict=True)]
        return np.asarray((each + self._score(together, merge(sentences))) / 2, dtype=np.float32)

    def of_pieces(self, word: str) -> Rows:
        """What the pieces of a word speak for each move; remembered, as words come back."""
        if len(self.remembered) > _MOST_REMEMBERED:
            self.remembered.clear()
        if word not in self.remembered:
            rows = self._known(pieces_of(word))
            self.remembered[word] = self.weights[rows].sum(axis=0, dtype=np.int32)
        return self.remembered[word]

    def _known(self, group: frozenset[int]) -> Rows:
        """The rows of the features that the model knows. Meeting two sets is faster than asking one by one."""
        return np.array([self.rows[feature] for feature in group & self.features], dtype=np.int32)

    @cached_property
    def features(self) -> frozenset[int]:
        """All features that the model knows."""
        return frozenset(self.rows)

    def _score(self, known: Sequence[Rows], groups: Groups) -> Floats:
        total: Floats = np.zeros(len(MOVES), dtype=np.float32)
        for rows, group, weight in zip(known, groups, WEIGHTS, strict=True):
            if len(rows):
                total += self.weights[rows].sum(axis=0, dtype=np.int32) * np.float32(math.sqrt(weight / len(group)))
        return np.asarray(total * self.scales + self.bias, dtype=np.float32)


def read_model(arrays: Mapping[str, NDArray[Any]]) -> Model:
    """The model that the arrays of a model file hold."""
    rows: dict[int, int] = {feature: row for row, feature in enumerate(arrays["features"].tolist())}
    return Model(rows, arrays["weights"], arrays["scales"], arrays["bias"])


def load_model() -> Model:
    """Read the model that the package ships."""
    with (files("bot.lexicon") / "model.npz").open("rb") as file, np.load(file, allow_pickle=False) as data:
        return read_model(data)


def read_limits(data: Mapping[str, Mapping[str, Mapping[str, float]]]) -> Limits:
    """Limits as limits.json writes them: kind, language, move."""
    heard, certain = (
        {language: np.array([by_move[move] for move in MOVES], dtype=np.float32) for language, by_move in kind.items()}
        for kind in (data["heard"], data["certain"])
    )
    return Limits(heard, certain)  # type: ignore[arg-type]


def load_limits() -> Limits:
    """Read the limits that the package ships."""
    return read_limits(json.loads((files("bot.lexicon") / "limits.json").read_text(encoding="utf-8")))
