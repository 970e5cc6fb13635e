"""The trained linear model: how much each feature of a sentence speaks for each move."""

from __future__ import annotations

import json
import logging
import math
from dataclasses import dataclass, field
from enum import Enum
from importlib.resources import files
from itertools import chain
from typing import TYPE_CHECKING, Any
from zipfile import BadZipFile

import numpy as np

from bot.core.moves import CERTAIN, Move
from bot.recognition.examples import own_files
from bot.recognition.features import WEIGHTS, pieces_of
from bot.recognition.index import build_index
from bot.recognition.model_file import source_hash

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from pathlib import Path

    from numpy.typing import NDArray

    from bot.core.moves import Language
    from bot.recognition.features import Groups
    from bot.recognition.index import Index

    Floats = NDArray[np.float32]
    Names = NDArray[np.uint32]
    Sizes = NDArray[np.intp]
    Sums = NDArray[np.int32]

_log = logging.getLogger(__name__)

MOVES = tuple(Move)
"""The order of the model's columns."""
MODEL_FILE = "model.npz"
LIMITS, ENCODER_LIMITS = "limits.json", "encoder_limits.json"
"""The files of the limits: without the encoder, and with it."""
_FAINT = 0.35
_NAME_BITS = 32
_MOST_REMEMBERED = 20_000
"""Words: a row of 34 numbers each, some megabytes in all."""


class ModelState(Enum):
    """What a folder of one's own has for a model."""

    NONE = "none, and it needs none"
    STALE = "none that fits its examples and this version"
    CURRENT = "one that is used"


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

    index: Index
    weights: NDArray[np.int8]
    scales: Floats
    bias: Floats
    remembered: dict[str, Sums] = field(default_factory=dict, compare=False, repr=False)
    """What the pieces of each word met so far speak for; see ``of_pieces``."""

    def strengths(self, sentences: Sequence[Groups]) -> Floats:
        """How strongly each sentence (row) makes each move: what it says itself and what the whole message says."""
        groups = [groups[kind] for kind in range(len(WEIGHTS)) for groups in sentences]
        sizes = np.array([len(group) for group in groups]).reshape(len(WEIGHTS), len(sentences))
        names, weights = self._look_up(groups)
        each = self._score(_sum_runs(weights, sizes), sizes)
        if len(sentences) == 1:
            return each
        kinds = np.repeat(np.arange(len(WEIGHTS)), sizes.sum(axis=1))
        repeated = ~_first_met(names + (kinds << _NAME_BITS))
        weights[repeated] = 0  # a message has a feature once, in however many of its sentences
        sums = _sum_runs(weights, sizes).sum(axis=1, keepdims=True)
        whole = self._score(sums, np.bincount(kinds[~repeated], minlength=len(WEIGHTS))[:, None])
        return np.asarray((each + whole) / 2, dtype=np.float32)

    def alone(self, sentences: Sequence[Groups]) -> Floats:
        """How strongly each sentence (row) makes each move, each as a message of its own."""
        groups = [groups[kind] for kind in range(len(WEIGHTS)) for groups in sentences]
        sizes = np.array([len(group) for group in groups]).reshape(len(WEIGHTS), len(sentences))
        return self._score(_sum_runs(self._look_up(groups)[1], sizes), sizes)

    def of_pieces(self, words: Sequence[str]) -> Sums:
        """What the pieces of each word (row) speak for each move; remembered, as words come back."""
        if len(self.remembered) > _MOST_REMEMBERED:
            self.remembered.clear()
        unmet = [word for word in set(words) if word not in self.remembered]
        if unmet:
            pieces = [pieces_of(word) for word in unmet]
            sums = _sum_runs(self._look_up(pieces)[1], np.array([len(group) for group in pieces]))
            self.remembered.update(zip(unmet, sums, strict=True))
        return np.array([self.remembered[word] for word in words])

    def _look_up(self, groups: Sequence[frozenset[int]]) -> tuple[Names, NDArray[np.int8]]:
        """The features of the groups in a row, and their weights; a feature that the model does not know has none."""
        names = np.fromiter(chain.from_iterable(groups), dtype=np.uint32, count=sum(map(len, groups)))
        rows, known = self.index.rows(names)
        weights = self.weights[rows]
        weights[~known] = 0
        return names, weights

    def _score(self, sums: Sums, sizes: Sizes) -> Floats:
        """The score of each text (row) for each move, from the sums and the sizes of its groups (by kind, by text)."""
        shares = np.sqrt(np.array(WEIGHTS)[:, None] / np.maximum(sizes, 1)).astype(np.float32)
        total: Floats = np.zeros(sums.shape[1:], dtype=np.float32)
        for kind in range(len(WEIGHTS)):
            total += sums[kind] * shares[kind, :, None]
        return np.asarray(total * self.scales + self.bias, dtype=np.float32)


def _sum_runs(weights: NDArray[np.int8], sizes: Sizes) -> Sums:
    """The sum of the first rows of ``weights``, as many as the first of ``sizes`` says, then of the next, and so on."""
    sums = np.zeros((sizes.size, len(MOVES)), dtype=np.int32)
    filled = np.nonzero(sizes.ravel())[0]
    starts = sizes.cumsum() - sizes.ravel()
    sums[filled] = np.add.reduceat(weights, starts[filled], axis=0, dtype=np.int32)
    return sums.reshape(*sizes.shape, len(MOVES))


def _first_met(names: NDArray[np.int64]) -> NDArray[np.bool_]:
    """Which of the names have not been there before."""
    order = names.argsort(kind="stable")
    first = np.ones(len(names), dtype=np.bool_)
    first[order[1:]] = names[order[1:]] != names[order[:-1]]
    return first


def read_model(arrays: Mapping[str, NDArray[Any]]) -> Model:
    """The model that the arrays of a model file hold."""
    return Model(build_index(arrays["features"]), arrays["weights"], arrays["scales"], arrays["bias"])


def load_model(own: Path | None = None) -> Model:
    """Read the model that the package ships, or the one in the folder ``own`` if that knows all it should."""
    state = model_state(own) if own else ModelState.NONE
    if own and state is ModelState.CURRENT:
        with np.load(own / MODEL_FILE, allow_pickle=False) as data:
            return read_model(data)
    if state is ModelState.STALE:
        _log.warning("the examples in TIRADE_LEXICON are not heard yet: run `tirade moves train`")
    with (files("bot.lexicon") / MODEL_FILE).open("rb") as file, np.load(file, allow_pickle=False) as data:
        return read_model(data)


def model_state(own: Path) -> ModelState:
    """Whether the folder ``own`` holds a model of our examples and of the folder's, as both are now."""
    if not (own / MODEL_FILE).is_file():
        return ModelState.STALE if own_files(own) else ModelState.NONE
    try:
        with np.load(own / MODEL_FILE, allow_pickle=False) as data:
            return ModelState.CURRENT if str(data["sources"]) == source_hash(own) else ModelState.STALE
    except (ValueError, KeyError, OSError, BadZipFile):
        return ModelState.STALE


def read_limits(data: Mapping[str, Mapping[str, Mapping[str, float]]]) -> Limits:
    """Limits as limits.json writes them: kind, language, move."""
    heard, certain = (
        {language: np.array([by_move[move] for move in MOVES], dtype=np.float32) for language, by_move in kind.items()}
        for kind in (data["heard"], data["certain"])
    )
    return Limits(heard, certain)  # type: ignore[arg-type]


def load_limits(name: str = LIMITS) -> Limits:
    """Read limits that the package ships."""
    return read_limits(json.loads((files("bot.lexicon") / name).read_text(encoding="utf-8")))
