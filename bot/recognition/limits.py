"""Picks from which strength a move counts as heard and from where it is certain, on messages of unseen writers."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from bot.core.moves import HARMFUL
from bot.recognition.model import MOVES

if TYPE_CHECKING:
    from numpy.typing import NDArray

    Floats = NDArray[np.float32]
    Truth = NDArray[np.bool_]

IS_HARMFUL = np.array([move in HARMFUL for move in MOVES])
_RECALL = {False: 1.0, True: 0.25}  # of a harmful move: a false reproach teaches worse than a missed one
_PRECISE = {False: 0.9, True: 0.9}
_LEAST = 0.05  # between heard and certain


def pick_heard(strengths: Floats, truth: Truth) -> Floats:
    """Per move the strength that tells best which messages (rows) make it."""
    picked = [
        _best_limit(strengths[:, place], truth[:, place], _RECALL[bool(harmful)])
        for place, harmful in enumerate(IS_HARMFUL)
    ]
    return np.array(picked, dtype=np.float32)


def pick_certain(strengths: Floats, truth: Truth, heard: Floats) -> Floats:
    """Per move how far above its limit it is certain, the same for all helpful and for all harmful moves."""
    above = strengths - heard
    certain = np.zeros(len(MOVES), dtype=np.float32)
    for harmful, precise in _PRECISE.items():
        kind = harmful == IS_HARMFUL
        certain[kind] = _precise_from(above[:, kind].ravel(), truth[:, kind].ravel(), precise)
    return certain


def _best_limit(strengths: Floats, truth: Truth, recall: float) -> float:
    """The limit with the highest F, in which recall counts ``recall`` times as much as precision."""
    order = np.argsort(-strengths, kind="stable")
    hits = np.cumsum(truth[order])
    f = hits / (np.arange(1, len(order) + 1) + recall**2 * truth.sum())
    best = int(np.argmax(f))
    following = min(best + 1, len(order) - 1)
    return float(strengths[order[best]] + strengths[order[following]]) / 2


def _precise_from(above: Floats, truth: Truth, precise: float) -> float:
    """The lowest distance above the limit from which so many findings are right."""
    order = np.argsort(-above, kind="stable")
    right = np.cumsum(truth[order]) / np.arange(1, order.size + 1)
    enough = np.nonzero(right >= precise)[0]
    return max(_LEAST, float(above[order[enough[-1]]])) if len(enough) else 2.0
