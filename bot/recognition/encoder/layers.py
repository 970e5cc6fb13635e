"""Runs the encoder's layers (BERT) over the pieces of a text, in numpy."""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from collections.abc import Sequence

    from numpy.typing import NDArray

    from bot.recognition.encoder.packed import Packed

    Floats = NDArray[np.float32]

WIDTH = 384
_HEADS = 12
_INNER = 4 * WIDTH
_TINY = np.float32(1e-12)


@dataclass(frozen=True)
class Layer:
    """The weights of one layer; a matrix has a row for each number that goes in."""

    asked: Floats
    asked_bias: Floats
    joined: Floats
    joined_bias: Floats
    inner: Floats
    inner_bias: Floats
    outer: Floats
    outer_bias: Floats
    norms: tuple[Floats, Floats, Floats, Floats]

    def run(self, states: Floats) -> Floats:
        """The states of the pieces (rows) after this layer."""
        after, bias, last, last_bias = self.norms
        states = _even(states + self._attend(states) @ self.joined + self.joined_bias, after, bias)
        inner = _gelu(states @ self.inner + self.inner_bias)
        return _even(states + inner @ self.outer + self.outer_bias, last, last_bias)

    def _attend(self, states: Floats) -> Floats:
        """What each piece takes over from the others."""
        asked = (states @ self.asked + self.asked_bias).reshape(len(states), 3, _HEADS, -1).transpose(1, 2, 0, 3)
        fits = asked[0] @ asked[1].transpose(0, 2, 1) / np.float32(math.sqrt(WIDTH // _HEADS))
        shares = np.exp(fits - fits.max(axis=-1, keepdims=True))
        shares /= shares.sum(axis=-1, keepdims=True)
        return np.asarray((shares @ asked[2]).transpose(1, 0, 2).reshape(len(states), WIDTH), dtype=np.float32)


@dataclass(frozen=True)
class Layers:
    """The first layers of an encoder, over the vectors of its pieces."""

    packed: Packed
    places: Floats
    norm: tuple[Floats, Floats]
    layers: tuple[Layer, ...]

    def run(self, pieces: Sequence[int]) -> list[Floats]:
        """The states of the pieces (rows) after each layer."""
        states = _even(self.packed.rows("emb.word", WIDTH, pieces) + self.places[: len(pieces)], *self.norm)
        after = []
        for layer in self.layers:
            states = layer.run(states)
            after.append(states)
        return after


def read_layers(packed: Packed, count: int) -> Layers:
    """The first ``count`` layers."""
    places = packed.floats("emb.pos").reshape(-1, WIDTH) + packed.floats("emb.type")[:WIDTH]
    norm = packed.floats("emb.ln.w"), packed.floats("emb.ln.b")
    return Layers(packed, places, norm, tuple(_read_layer(packed, f"l{number}.") for number in range(count)))


def _read_layer(packed: Packed, name: str) -> Layer:
    def turned(part: str, width: int = WIDTH) -> Floats:
        return np.ascontiguousarray(packed.matrix(name + part, width).T)

    def floats(part: str) -> Floats:
        return packed.floats(name + part)

    return Layer(
        np.concatenate([turned(f"{part}.w") for part in "qkv"], axis=1),
        np.concatenate([floats(f"{part}.b") for part in "qkv"]),
        turned("ao.w"),
        floats("ao.b"),
        turned("fi.w"),
        floats("fi.b"),
        turned("fo.w", _INNER),
        floats("fo.b"),
        (floats("aln.w"), floats("aln.b"), floats("oln.w"), floats("oln.b")),
    )


def _even(states: Floats, weights: Floats, bias: Floats) -> Floats:
    """Layer normalisation."""
    states = states - states.mean(axis=-1, keepdims=True)
    spread = np.sqrt(np.square(states).mean(axis=-1, keepdims=True) + _TINY)
    return np.asarray(states / spread * weights + bias, dtype=np.float32)


def _gelu(numbers: Floats) -> Floats:
    """GELU by its approximation with tanh."""
    return np.asarray(
        numbers
        * np.float32(0.5)
        * (1 + np.tanh(np.float32(0.7978846) * (numbers + np.float32(0.044715) * numbers * numbers * numbers))),
        dtype=np.float32,
    )
