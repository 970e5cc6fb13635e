"""Fits the model: whose label belongs to which sentence, and what each word says of each move."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import numpy as np

from bot.recognition.examples import LANGUAGES
from bot.recognition.features import Extractor, merge
from bot.recognition.language import load_words
from bot.recognition.meanings import load_meanings
from bot.recognition.model import MOVES
from bot.recognition.parse import parse
from bot.recognition.sparse import Rows, fit_weights, score

if TYPE_CHECKING:
    from collections.abc import Sequence

    from numpy.typing import NDArray

    from bot.recognition.examples import Example
    from bot.recognition.features import Groups

    Floats = NDArray[np.float32]
    Places = NDArray[np.intp]

_AT_LEAST = 2  # a feature of one row says nothing of another
_FIRST_STEPS, _STEPS = 20, 35  # more did not help on other writers' messages


@dataclass(frozen=True)
class Corpus:
    """The examples as rows: first every sentence, then every message of more than one; ``owner`` is its example."""

    examples: Sequence[Example]
    rows: Rows
    owner: Places
    sentences: int
    truth: NDArray[np.bool_]


def gather(examples: Sequence[Example]) -> Corpus:
    """Cut the examples into sentences and count the features of both."""
    words = {language: load_words(language) for language in LANGUAGES}
    extractors = {language: Extractor(meanings.of) for language, meanings in load_meanings().items()}
    sentences: list[Groups] = []
    messages: list[Groups] = []
    owner: list[int] = []
    tail: list[int] = []
    for number, example in enumerate(examples):
        groups = [extractors[example.language].of(said) for said in parse(example.text, words[example.language])]
        sentences += groups
        owner += [number] * len(groups)
        if len(groups) > 1:
            messages.append(merge(groups))
            tail.append(number)
    truth = np.array([[move in example.moves for move in MOVES] for example in examples])
    rows = Rows([*sentences, *messages], _AT_LEAST)
    return Corpus(examples, rows, np.array(owner + tail, dtype=np.intp), len(sentences), truth)


def fit(corpus: Corpus, kept: NDArray[np.bool_]) -> Floats:
    """The weights, fitted on the ``kept`` examples.

    A first fit on whole messages tells which sentence of each makes its moves; the second learns from both.
    """
    rows = np.nonzero(kept[corpus.owner])[0]
    matrix, owner = corpus.rows.matrix[rows], corpus.owner[rows]
    truth = corpus.truth[owner]
    sentence = rows < corpus.sentences
    split = sentence & (np.bincount(owner, minlength=len(corpus.examples))[owner] > 1)
    first = fit_weights(matrix[~split], truth[~split], _FIRST_STEPS)
    heard = score(matrix, first)
    best = np.full((len(corpus.examples), len(MOVES)), -9.0, dtype=np.float32)
    np.maximum.at(best, owner[sentence], heard[sentence])
    makes = (heard >= best[owner]) | (heard >= 0)
    assigned = truth & (makes | ~split[:, None])
    return fit_weights(matrix, assigned, _STEPS, first)


def shrink(corpus: Corpus, weights: Floats) -> dict[str, NDArray[Any]]:
    """The arrays of a model file: each weight as one byte."""
    scales = np.abs(weights[:-1]).max(axis=0) / 127
    small = np.rint(weights[:-1] / scales).astype(np.int8)
    return {"features": corpus.rows.features, "weights": small, "scales": scales, "bias": weights[-1]}
