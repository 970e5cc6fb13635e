"""The trained linear model: how much each feature of a sentence speaks for each move."""

from __future__ import annotations

import math
from dataclasses import dataclass
from importlib.resources import files
from typing import TYPE_CHECKING, Any

import numpy as np

from bot.core.moves import CERTAIN, HARMFUL, Move
from bot.recognition.features import WEIGHTS

if TYPE_CHECKING:
    from collections.abc import Mapping

    from numpy.typing import NDArray

    from bot.core.moves import Language
    from bot.recognition.features import Groups

MOVES = tuple(Move)
"""The order of the model's columns."""
_FAINT = 0.35


@dataclass(frozen=True)
class Model:
    """Weights (a row per feature, a column per move) with the score from which a move counts as heard.

    ``certain`` is the strength from which a helpful and a harmful move are certain.
    """

    rows: dict[int, int]
    weights: NDArray[np.int8]
    scales: NDArray[np.float32]
    thresholds: dict[Language, NDArray[np.float32]]
    certain: tuple[float, float]

    def score(self, groups: Groups) -> NDArray[np.float32]:
        """How strongly a sentence with these features makes each move; about 1 for sure, about 0 for not."""
        total = np.zeros(len(MOVES), dtype=np.float32)
        for group, weight in zip(groups, WEIGHTS, strict=True):
            known = [row for feature in group if (row := self.rows.get(feature)) is not None]
            if known:
                total += self.weights[known].sum(axis=0, dtype=np.int32) * math.sqrt(weight / len(group))
        return total * self.scales

    def margins(self, groups: Groups, language: Language) -> NDArray[np.float32]:
        """The score of each move over its threshold."""
        return self.score(groups) / self.thresholds[language]

    def confidence(self, strength: float, move: Move) -> float:
        """How sure a move of this strength is: 0.6 where, on unseen writers, enough findings were right."""
        certain = self.certain[int(move in HARMFUL)]
        if strength < certain:
            return round(_FAINT + (CERTAIN - _FAINT) * (strength - 1) / (certain - 1), 3)
        return round(1 - (1 - CERTAIN) * math.exp(certain - strength), 3)


def read_model(arrays: Mapping[str, NDArray[Any]]) -> Model:
    """The model that the arrays of a model file hold."""
    rows: dict[int, int] = {feature: row for row, feature in enumerate(arrays["features"].tolist())}
    thresholds: dict[Language, NDArray[np.float32]] = {
        "nl": arrays["thresholds_nl"],
        "en": arrays["thresholds_en"],
    }
    helpful, harmful = arrays["certain"].tolist()
    return Model(rows, arrays["weights"], arrays["scales"], thresholds, (helpful, harmful))


def load_model() -> Model:
    """Read the model that the package ships."""
    with (files("bot.lexicon") / "model.npz").open("rb") as file, np.load(file, allow_pickle=False) as data:
        return read_model(data)
