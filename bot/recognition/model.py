"""The trained linear model: how much each feature of a sentence speaks for each move."""

from __future__ import annotations

import json
import logging
import math
from dataclasses import dataclass, field
from enum import Enum
from functools import cached_property
from importlib.resources import files
from itertools import chain
from typing import TYPE_CHECKING, Any, NamedTuple
from zipfile import BadZipFile

import numpy as np

from bot.core.moves import CERTAIN, Move
from bot.recognition.examples import own_files
from bot.recognition.features import FIRST, LAST, SHAPE, WEIGHTS, pieces_of
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
    Bytes = NDArray[np.int8]
    Sums = NDArray[np.int32]

_log = logging.getLogger(__name__)

MOVES = tuple(Move)
"""The order of the model's columns."""
MODEL_FILE = "model.npz"
LIMITS, ENCODER_LIMITS = "limits.json", "encoder_limits.json"
"""The files of the limits: without the encoder, and with it."""
_SHARES = np.array(WEIGHTS)[:, None]
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
class Counted:
    """The features of the sentences of a message: kind by kind, and in each kind sentence by sentence."""

    names: Names
    weights: Bytes
    """What each feature (row) speaks for each move."""
    sizes: Sizes
    """The number of features of each kind (row) in each sentence (column)."""
    sums: Sums
    """What the features of each kind in each sentence speak for each move."""


@dataclass(frozen=True)
class Model:
    """Weights: a row per feature, a column per move."""

    index: Index
    weights: Bytes
    scales: Floats
    bias: Floats
    remembered: dict[str, Sums] = field(default_factory=dict, compare=False, repr=False)
    """What the pieces of each word met so far speak for; see ``of_pieces``."""

    def count(self, sentences: Sequence[Groups]) -> Counted:
        """The features of sentences, each counted as a message of its own: the first and the last there is."""
        groups = [groups[kind] for kind in range(len(WEIGHTS)) for groups in sentences]
        names, weights = self._look_up(groups)
        sizes = np.array([len(group) for group in groups]).reshape(len(WEIGHTS), len(sentences))
        return Counted(names, weights, sizes, _sum_runs(weights, sizes))

    def alone(self, counted: Counted) -> Floats:
        """How strongly each sentence (row) makes each move, as a message of its own."""
        return self._score(counted.sums, counted.sizes)

    def together(self, counted: Counted, telling: Sequence[int]) -> Floats:
        """How strongly the sentences ``telling`` (rows, going up) make each move: what each says and all of them say.

        The others are no part of the message: its first and its last sentence are those of ``telling``.
        """
        sums, sizes = counted.sums[:, telling], counted.sizes[:, telling]
        for edge, inner in zip(self._edges, (slice(1, None), slice(-1)), strict=True):
            sums[SHAPE, inner] -= edge
            sizes[SHAPE, inner] -= 1
        again = _again(counted, telling)
        repeated = np.bincount(again.kinds, minlength=len(WEIGHTS))[:, None]
        whole = sums.sum(axis=1, keepdims=True) - _sum_runs(counted.weights[again.rows], repeated)
        said = self._score(whole, sizes.sum(axis=1, keepdims=True) - repeated)
        return np.asarray((self._score(sums, sizes) + said) / 2, dtype=np.float32)

    @cached_property
    def _edges(self) -> Bytes:
        """What being the first and being the last sentence speaks for each move."""
        return self._look_up([frozenset([FIRST]), frozenset([LAST])])[1]

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

    def _look_up(self, groups: Sequence[frozenset[int]]) -> tuple[Names, Bytes]:
        """The features of the groups in a row, and their weights; a feature that the model does not know has none."""
        names = np.fromiter(chain.from_iterable(groups), dtype=np.uint32, count=sum(map(len, groups)))
        rows, known = self.index.rows(names)
        weights = self.weights.take(rows, axis=0)
        weights[~known] = 0
        return names, weights

    def _score(self, sums: Sums, sizes: Sizes) -> Floats:
        """The score of each text (row) for each move, from the sums and the sizes of its groups (by kind, by text)."""
        shares = np.sqrt(_SHARES / np.maximum(sizes, 1)).astype(np.float32)
        total = np.einsum("knm,kn->nm", sums.astype(np.float32), shares)
        return np.asarray(total * self.scales + self.bias, dtype=np.float32)


def _sum_runs(weights: Bytes, sizes: Sizes) -> Sums:
    """The sum of the first rows of ``weights``, as many as the first of ``sizes`` says, then of the next, and so on."""
    sums = np.zeros((sizes.size, len(MOVES)), dtype=np.int32)
    filled = np.nonzero(sizes.ravel())[0]
    starts = sizes.cumsum() - sizes.ravel()
    sums[filled] = np.add.reduceat(weights, starts[filled], axis=0, dtype=np.int32)
    return sums.reshape(*sizes.shape, len(MOVES))


class _Again(NamedTuple):
    """Features that another sentence of the message has too, kind by kind."""

    rows: Sizes
    kinds: Sizes


def _again(counted: Counted, telling: Sequence[int]) -> _Again:
    """The features of the sentences ``telling`` that count no more: a message has a feature once, wherever it is.

    Without the edges, which no two of them share.
    """
    groups = np.repeat(np.arange(counted.sizes.size), counted.sizes.ravel())
    kinds, sentences = np.divmod(groups, counted.sizes.shape[1])
    tells = np.zeros(counted.sizes.shape[1], dtype=np.bool_)
    tells[telling] = True
    names = counted.names
    rows = np.nonzero(tells[sentences] & (names != FIRST) & (names != LAST))[0]
    named = names[rows] + (kinds[rows] << _NAME_BITS)
    order = named.argsort()
    same = named[order[1:]] == named[order[:-1]]
    found = rows[order[1:][same]]
    return _Again(found, kinds[found])


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
