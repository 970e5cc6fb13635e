"""The trained part of the encoder: what a sentence's row of numbers says of each move, by one hidden layer."""

from __future__ import annotations

from dataclasses import dataclass
from importlib.resources import files
from typing import TYPE_CHECKING, Any

import numpy as np

if TYPE_CHECKING:
    from collections.abc import Mapping

    from numpy.typing import NDArray

    Floats = NDArray[np.float32]

FURTHEST = 6.0
"""So many times its usual spread a number may lie from its mean."""
HEAD_FILE = "encoder.npz"


@dataclass(frozen=True)
class Head:
    """Weights: a row per number that goes in, a column per number that comes out."""

    mean: Floats
    spread: Floats
    inner: Floats
    inner_bias: Floats
    outer: Floats
    direct: Floats
    bias: Floats

    def strengths(self, rows: Floats) -> Floats:
        """How strongly each sentence (row) makes each move."""
        rows = even(rows, self.mean, self.spread)
        inner = np.maximum(0, rows @ self.inner + self.inner_bias)
        return np.asarray(inner @ self.outer + rows @ self.direct + self.bias, dtype=np.float32)


def even(rows: Floats, mean: Floats, spread: Floats) -> Floats:
    """The rows on one scale, without outliers."""
    return np.asarray(np.clip((rows - mean) / spread, -FURTHEST, FURTHEST), dtype=np.float32)


def pack(head: Head) -> dict[str, NDArray[Any]]:
    """The arrays of a head file: the large ones with a byte a weight, the others with two."""
    arrays: dict[str, NDArray[Any]] = {}
    for name in ("inner", "direct"):
        weights = getattr(head, name)
        scales = np.abs(weights).max(axis=0) / 127
        arrays |= {name: np.rint(weights / scales).astype(np.int8), f"{name}_scales": scales}
    for name in ("mean", "spread", "inner_bias", "outer", "bias"):
        arrays[name] = getattr(head, name).astype(np.float16)
    return arrays


def unpack(arrays: Mapping[str, NDArray[Any]]) -> Head:
    """The head that the arrays of a head file hold."""
    large = {name: arrays[name] * arrays[f"{name}_scales"].astype(np.float32) for name in ("inner", "direct")}
    small = {name: arrays[name].astype(np.float32) for name in ("mean", "spread", "inner_bias", "outer", "bias")}
    return Head(**large, **small)


def load_head() -> Head:
    """Read the head that the package ships."""
    with (files("bot.lexicon") / HEAD_FILE).open("rb") as file, np.load(file, allow_pickle=False) as data:
        return unpack(data)
