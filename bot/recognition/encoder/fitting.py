"""Fits the head: gradient descent (Adam) on what messages are known to do, in numpy alone.

A message does what one of its sentences does: the strengths of its sentences count by their soft maximum. Two messages
of a minimal pair are learned from together, and their moves must lie apart.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from bot.recognition.encoder.head import Head, even

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from numpy.random import Generator
    from numpy.typing import NDArray

    Floats = NDArray[np.float32]
    Places = NDArray[np.intp]
    Weights = dict[str, Floats]

_HIDDEN = 256
_ROUNDS, _BATCH = 12, 192
_STEP, _SHRINK = 1.5e-3, 0.05
_DROPPED_IN, _DROPPED_INSIDE = 0.3, 0.5
_SHARP = 2.0
"""How close the soft maximum is to the highest strength."""
_APART, _APART_COUNTS = 2.0, 0.3
_MEMORY, _SPREAD_MEMORY, _LEAST = 0.9, 0.99, 1e-6
_RISE = 100  # steps until the longest one


@dataclass(frozen=True)
class Material:
    """What is learned from: rows of sentences, the message of each, what messages do, and which belong together."""

    rows: NDArray[np.float16]
    owner: Places
    truth: NDArray[np.bool_]
    partner: Places
    """The other message of a minimal pair; -1 where there is none."""


def fit_head(material: Material, kept: NDArray[np.bool_], seed: int = 0) -> Head:
    """A head, fitted on the ``kept`` messages."""
    random = np.random.default_rng(seed)
    kept = kept & (np.bincount(material.owner, minlength=len(kept)) > 0)
    mine = kept[material.owner]
    mean, spread = _scale(material.rows, np.nonzero(mine)[0])
    weights = _begin(random, material.rows.shape[1], material.truth.shape[1])
    walk = _Walk(weights)
    units = _units(material.partner, kept)
    steps = _ROUNDS * (kept.sum() // _BATCH + 2)
    edges = np.searchsorted(material.owner, np.arange(len(kept) + 1))
    for _ in range(_ROUNDS):
        for batch in _batches(units, random):
            rows = np.concatenate([np.arange(edges[message], edges[message + 1]) for message in batch])
            numbers = even(material.rows[rows].astype(np.float32), mean, spread)
            sizes = edges[np.array(batch) + 1] - edges[batch]
            slopes = _slopes(weights, numbers, sizes, _Aims(material.truth[batch], _pairs(batch, material)), random)
            walk.go(slopes, steps)
    return Head(mean, spread, **weights)


def _scale(rows: NDArray[np.float16], chosen: Places) -> tuple[Floats, Floats]:
    """The mean and the spread of each number, over a sample that fits in memory."""
    sample = rows[chosen[:: max(1, len(chosen) // 8000)]].astype(np.float32)
    return np.asarray(sample.mean(axis=0)), np.asarray(sample.std(axis=0) + np.float32(1e-3))


def _begin(random: Generator, width: int, moves: int) -> Weights:
    def drawn(rows: int, columns: int, size: float) -> Floats:
        return random.standard_normal((rows, columns), dtype=np.float32) * np.float32(size / rows**0.5)

    return {
        "inner": drawn(width, _HIDDEN, 1.4),
        "inner_bias": np.zeros(_HIDDEN, np.float32),
        "outer": drawn(_HIDDEN, moves, 0.5),
        "direct": np.zeros((width, moves), np.float32),
        "bias": np.full(moves, -3, np.float32),
    }


def _units(partner: Places, kept: NDArray[np.bool_]) -> list[list[int]]:
    """The messages, those of a pair together."""
    units = []
    for message in np.nonzero(kept)[0].tolist():
        other = int(partner[message])
        if other < 0 or not kept[other]:
            units.append([message])
        elif message < other:
            units.append([message, other])
    return units


def _batches(units: Sequence[list[int]], random: Generator) -> Iterator[list[int]]:
    batch: list[int] = []
    for number in random.permutation(len(units)):
        batch += units[number]
        if len(batch) >= _BATCH:
            yield batch
            batch = []
    if batch:
        yield batch


def _pairs(batch: Sequence[int], material: Material) -> Places:
    """The places in a batch of the two sides of each pair (rows)."""
    at = {message: place for place, message in enumerate(batch)}
    sides = [(place, at.get(int(material.partner[message]), -1)) for message, place in at.items()]
    return np.array([side for side in sides if side[0] < side[1]], dtype=np.intp).reshape(-1, 2)


@dataclass(frozen=True)
class _Aims:
    """What the messages of a batch do, and which of them are pairs."""

    truth: NDArray[np.bool_]
    pairs: Places

    def slopes(self, strengths: Floats) -> Floats:
        """How the loss rises with each strength: logistic, and a soft margin between the sides of a pair."""
        rise = _sigmoid(strengths) - self.truth
        one, other = self.pairs.T
        side = self.truth[one].astype(np.float32) - self.truth[other]
        push = -_APART_COUNTS * side * _sigmoid(_APART - side * (strengths[one] - strengths[other]))
        np.add.at(rise, one, push)
        np.add.at(rise, other, -push)
        return np.asarray(rise / len(strengths), dtype=np.float32)


def _slopes(weights: Weights, numbers: Floats, sizes: Places, aims: _Aims, random: Generator) -> Weights:
    """How the loss of a batch rises with each weight."""
    numbers *= _keep(random, numbers.shape, _DROPPED_IN)
    raw = numbers @ weights["inner"] + weights["inner_bias"]
    passed = (raw > 0) * _keep(random, raw.shape, _DROPPED_INSIDE)
    inner = raw * passed
    each = inner @ weights["outer"] + numbers @ weights["direct"] + weights["bias"]
    strengths, shares = _soft_maximum(each, sizes)
    rise = np.repeat(aims.slopes(strengths), sizes, axis=0) * shares
    back = rise @ weights["outer"].T * passed
    return {
        "inner": numbers.T @ back,
        "inner_bias": back.sum(axis=0),
        "outer": inner.T @ rise,
        "direct": numbers.T @ rise,
        "bias": rise.sum(axis=0),
    }


def _soft_maximum(each: Floats, sizes: Places) -> tuple[Floats, Floats]:
    """The strengths of messages of so many sentences, and the share of each sentence in them."""
    starts = np.cumsum(sizes) - sizes
    highest: Floats = np.maximum.reduceat(each, starts)
    raised = np.exp(np.float32(_SHARP) * (each - np.repeat(highest, sizes, axis=0)))
    total: Floats = np.add.reduceat(raised, starts)
    return np.asarray(highest + np.log(total) / np.float32(_SHARP)), raised / np.repeat(total, sizes, axis=0)


def _keep(random: Generator, shape: tuple[int, ...], dropped: float) -> Floats:
    """Zero for what is left out this time, and more than one for the rest."""
    kept = random.random(shape, dtype=np.float32) >= dropped
    return kept.astype(np.float32) / np.float32(1 - dropped)


def _sigmoid(numbers: Floats) -> Floats:
    return np.asarray(1 / (1 + np.exp(-np.clip(numbers, -30, 30))), dtype=np.float32)


class _Walk:
    """Adam: steps along the remembered slope, each weight at its own pace; all of them change in place."""

    def __init__(self, weights: Weights) -> None:
        self.weights = weights
        self.slope = {name: np.zeros_like(array) for name, array in weights.items()}
        self.square = {name: np.zeros_like(array) for name, array in weights.items()}
        self.steps = 0

    def go(self, slopes: Weights, of: int) -> None:
        """One step, of so many in all: longer at first, then ever shorter."""
        self.steps += 1
        length = _STEP * min(1.0, self.steps / _RISE) * max(0.01, 1 - self.steps / of)
        slow, quick = 1 - _MEMORY**self.steps, 1 - _SPREAD_MEMORY**self.steps
        for name, array in self.weights.items():
            slope, square = self.slope[name], self.square[name]
            slope += (1 - _MEMORY) * (slopes[name] - slope)
            square += (1 - _SPREAD_MEMORY) * (np.square(slopes[name]) - square)
            array -= length * (slope / slow / (np.sqrt(square / quick) + _LEAST))
            if array.ndim > 1:
                array -= length * _SHRINK * array
