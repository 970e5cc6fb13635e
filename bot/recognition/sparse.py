"""Fits the linear model: a squared-hinge loss per move over sparse rows. Only training needs SciPy.

Squared hinge won against least squares, the logistic loss and a kernel machine on the same rows (docs/recognition.md).
"""

from __future__ import annotations

import math
from typing import TYPE_CHECKING, Any

import numpy as np
from scipy.optimize import minimize  # type: ignore
from scipy.sparse import csr_matrix  # type: ignore

from bot.recognition.features import WEIGHTS

if TYPE_CHECKING:
    from collections.abc import Sequence

    from numpy.typing import NDArray

    from bot.recognition.features import Groups

    Floats = NDArray[np.float32]

COST = 0.3
_BIAS_PENALTY = 0.01
_MEMORY = 5


class Rows:
    """The features of sentences and messages as sparse rows; what is seen in one row only says nothing of another."""

    def __init__(self, groups_of: Sequence[Groups], at_least: int) -> None:
        entries = [
            (row, feature, math.sqrt(weight / len(group)))
            for row, groups in enumerate(groups_of)
            for group, weight in zip(groups, WEIGHTS, strict=True)
            for feature in sorted(group)
        ]
        rows, features, values = zip(*entries, strict=True)
        names, columns, seen = np.unique(np.array(features, dtype=np.uint32), return_inverse=True, return_counts=True)
        shape = (len(groups_of), len(names))
        matrix = csr_matrix((np.array(values, dtype=np.float32), (np.array(rows), columns)), shape=shape)
        kept = np.nonzero(seen >= at_least)[0]
        self.features = names[kept]
        self.matrix: Any = matrix[:, kept].tocsr()


def fit_weights(matrix: Any, truth: NDArray[np.bool_], steps: int, start: Floats | None = None) -> Floats:
    """The weights of each feature (row) for each move (column), the bias last, after at most ``steps`` steps."""
    shape = (matrix.shape[1] + 1, truth.shape[1])
    sides = np.where(truth, 1, -1).astype(np.float32)
    flipped = matrix.T.tocsr()

    def loss(flat: NDArray[np.float64]) -> tuple[float, NDArray[np.float64]]:
        weights = flat.reshape(shape).astype(np.float32)
        short = np.maximum(0, 1 - sides * (matrix @ weights[:-1] + weights[-1]))
        slope = (-2 * COST) * short * sides
        change = np.empty_like(weights)
        change[:-1] = flipped @ slope + weights[:-1]
        change[-1] = slope.sum(axis=0) + _BIAS_PENALTY * weights[-1]
        cost = COST * np.square(short).sum(dtype=np.float64) + np.square(weights[:-1]).sum(dtype=np.float64) / 2
        return cost + _BIAS_PENALTY / 2 * float(np.square(weights[-1]).sum()), change.ravel().astype(np.float64)

    begin = np.zeros(shape) if start is None else start.astype(np.float64)
    options = {"maxiter": steps, "maxcor": _MEMORY, "ftol": 1e-5, "gtol": 1e-3}
    found = minimize(loss, begin.ravel(), jac=True, method="L-BFGS-B", options=options)
    return np.asarray(found.x, dtype=np.float32).reshape(shape)


def score(matrix: Any, weights: Floats) -> Floats:
    """How strongly each row makes each move: above 0 rather than not."""
    return np.asarray(matrix @ weights[:-1] + weights[-1], dtype=np.float32)
