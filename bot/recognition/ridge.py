"""Kernel ridge regression in closed form, with what it would have said of examples it had not seen.

The kernel is the likeness of two sentences. Its regularised inverse holds every leave-some-out prediction, so each
writer can be held out without training again.
"""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

import numpy as np

from bot.recognition.features import WEIGHTS

if TYPE_CHECKING:
    from collections.abc import Sequence

    from numpy.typing import NDArray

    from bot.recognition.features import Groups

    Floats = NDArray[np.float32]
    Places = NDArray[np.intp]

PENALTY = 0.5
_DENSE = 4096  # features this common are multiplied as a matrix, the others pair by pair
_BATCH = 2_000_000


class Counts:
    """The features of all sentences as sparse rows; a feature of one sentence only says nothing of another."""

    def __init__(self, sentences: Sequence[Groups]) -> None:
        entries = [
            (row, feature, math.sqrt(weight / len(group)))
            for row, groups in enumerate(sentences)
            for group, weight in zip(groups, WEIGHTS, strict=True)
            for feature in sorted(group)
        ]
        rows, features, values = zip(*entries, strict=True)
        self.size = len(sentences)
        self.rows = np.array(rows, dtype=np.intp)
        self.values = np.array(values, dtype=np.float32)
        names, columns, seen = np.unique(np.array(features, dtype=np.uint32), return_inverse=True, return_counts=True)
        order = np.argsort(-seen, kind="stable")  # the most common first
        place = np.empty(len(names), dtype=np.intp)
        place[order] = np.arange(len(names))
        self.columns: Places = place[columns]
        self.features = names[order]
        self.seen = seen[order]

    def kernel(self) -> Floats:
        """How alike each two sentences are; 1 times the sum of the weights is the same sentence."""
        kernel = self._common()
        self._add_rare(kernel.reshape(-1))
        return kernel

    def _common(self) -> Floats:
        common = self.columns < _DENSE
        dense = np.zeros((self.size, _DENSE), dtype=np.float32)
        dense[self.rows[common], self.columns[common]] = self.values[common]
        return dense @ dense.T

    def _add_rare(self, flat: Floats) -> None:
        """Add the products of the rarer features, all features of one frequency at a time."""
        order = np.argsort(self.columns, kind="stable")
        start = np.concatenate([[0], np.cumsum(self.seen)])[:-1]
        for frequency in np.unique(self.seen[_DENSE:]):
            places = _DENSE + np.nonzero(self.seen[_DENSE:] == frequency)[0]
            step = max(1, _BATCH // int(frequency) ** 2)
            for begin in range(0, len(places), step):
                entries = order[start[places[begin : begin + step]][:, None] + np.arange(frequency)]
                rows, values = self.rows[entries], self.values[entries]
                cells = rows[:, :, None] * self.size + rows[:, None, :]
                np.add.at(flat, cells.ravel(), (values[:, :, None] * values[:, None, :]).ravel())

    def weights(self, duals: Floats, at_least: int) -> tuple[NDArray[np.uint32], Floats]:
        """The features seen ``at_least`` so often, and what each says of each move."""
        kept = int(np.searchsorted(-self.seen, -at_least, side="right"))
        total = np.zeros((kept, duals.shape[1]), dtype=np.float32)
        inside = self.columns < kept
        rows, columns, values = self.rows[inside], self.columns[inside], self.values[inside]
        for move in range(duals.shape[1]):
            total[:, move] = np.bincount(columns, values * duals[rows, move], kept)
        return self.features[:kept], total


def regularised_inverse(kernel: Floats) -> Floats:
    """The inverse from which all fits follow: of the kernel with the penalty on its diagonal."""
    regular = kernel.copy()
    regular[np.diag_indices_from(regular)] += PENALTY
    return np.linalg.inv(regular)


def without(inverted: Floats, out: Places, rest: Places) -> tuple[Floats, Floats]:
    """The inverse as it were without the examples ``out``, and the map from the rest's truth to a guess of ``out``."""
    to_out = np.linalg.solve(inverted[np.ix_(out, out)], inverted[np.ix_(out, rest)])
    smaller = inverted[np.ix_(rest, rest)] - inverted[np.ix_(rest, out)] @ to_out
    return smaller, -to_out


def guess_each(inverted: Floats, truth: Floats) -> Floats:
    """What a fit without each example alone would say of it."""
    return truth - (inverted @ truth) / np.diag(inverted)[:, None]


def guess_group(inverted: Floats, truth: Floats, group: Places) -> Floats:
    """What a fit without ``group`` would say of it."""
    missed = np.linalg.solve(inverted[np.ix_(group, group)], inverted[group] @ truth)
    return truth[group] - missed
