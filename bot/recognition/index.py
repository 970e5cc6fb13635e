"""Finds the rows of many features at once."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from numpy.typing import NDArray

    Features = NDArray[np.uint32]
    Rows = NDArray[np.int32]

_SHELF = 12  # bits that may differ on one shelf: a million shelves, of which most are empty


@dataclass(frozen=True)
class Index:
    """The features in the order of their rows, going up; those with the same first bits stand on one shelf.

    Features are hashes, so no shelf is full, and a feature is found in a few steps that are the same for all. Asking a
    dictionary, or halving the whole row again and again, waits for memory at each feature.
    """

    features: Features
    starts: Rows
    """The row at which each shelf starts, in as few bytes as will do: looking one up waits for memory."""
    fullest: int
    """How many features are on the fullest shelf."""

    def rows(self, asked: Features) -> tuple[Rows, NDArray[np.bool_]]:
        """A row for each feature, and whether it is its own: a feature that is not there gets the row of another."""
        rows = self.starts[asked >> _SHELF]
        for _ in range(self.fullest):
            rows += self.features.take(rows, mode="clip") < asked
        np.minimum(rows, len(self.features) - 1, out=rows)
        return rows, self.features[rows] == asked


def build_index(features: Features) -> Index:
    """The index of ``features``, which go up."""
    counts = np.bincount(features >> _SHELF, minlength=1 << (32 - _SHELF))
    return Index(features, np.concatenate([[0], counts.cumsum()]).astype(np.int32), int(counts.max()))
