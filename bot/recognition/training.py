"""Fits the model: whose label belongs to which sentence, and from which score a move counts as heard."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import numpy as np

from bot.core.moves import HARMFUL
from bot.recognition.examples import LANGUAGES
from bot.recognition.features import Extractor
from bot.recognition.language import load_words
from bot.recognition.meanings import load_meanings
from bot.recognition.model import MOVES
from bot.recognition.parse import parse
from bot.recognition.ridge import guess_each, guess_group

if TYPE_CHECKING:
    from collections.abc import Sequence

    from numpy.typing import NDArray

    from bot.recognition.examples import Example
    from bot.recognition.features import Groups
    from bot.recognition.parse import Said
    from bot.recognition.ridge import Counts, Floats, Places

_ROUNDS = 2
_SURE = 0.5
_LOWEST = 0.15  # a threshold below this would be noise
_PRECISE = 0.88
_RECALL = {False: 1.0, True: 0.7}  # of a harmful move: a false reproach teaches worse than a missed one
_AT_LEAST = 3  # a feature of fewer sentences does not earn its place in the file


@dataclass(frozen=True)
class Corpus:
    """The examples, their sentences, and for each sentence the number of its example."""

    examples: Sequence[Example]
    said: Sequence[Said]
    sentences: Sequence[Groups]
    owner: Places
    truth: NDArray[np.bool_]


def gather(examples: Sequence[Example]) -> Corpus:
    """Cut the examples into sentences and count their features."""
    words = {language: load_words(language) for language in LANGUAGES}
    extractors = {language: Extractor(meanings.of) for language, meanings in load_meanings().items()}
    said: list[Said] = []
    sentences: list[Groups] = []
    owner: list[int] = []
    for number, example in enumerate(examples):
        for sentence in parse(example.text, words[example.language]):
            said.append(sentence)
            sentences.append(extractors[example.language].of(sentence))
            owner.append(number)
    truth = np.array([[move in example.moves for move in MOVES] for example in examples])
    return Corpus(examples, said, sentences, np.array(owner, dtype=np.intp), truth)


def best_of_each(scores: Floats, owner: Places, size: int) -> Floats:
    """The highest score that any sentence of a message has; far below nothing where it has no sentence."""
    best = np.full((size, scores.shape[1]), -9.0, dtype=np.float32)
    np.maximum.at(best, owner, scores)
    return best


def assign(inverted: Floats, truth: Floats, owner: Places) -> Floats:
    """Give each label of a message to the sentence that makes the move, as a fit without that sentence hears it."""
    size = int(owner.max()) + 1
    alone = (np.bincount(owner, minlength=size)[owner] == 1)[:, None]
    assigned = truth
    for _ in range(_ROUNDS):
        guess = guess_each(inverted, assigned)
        chosen = (guess >= best_of_each(guess, owner, size)[owner] - 1e-9) | (guess >= _SURE)
        assigned = np.where(alone, truth, truth * chosen).astype(np.float32)
    return assigned


def guess_unseen(inverted: Floats, assigned: Floats, groups: Sequence[Places]) -> Floats:
    """What a fit without a sentence's group (its writer) says of each sentence."""
    guess = np.zeros_like(assigned)
    for group in groups:
        guess[group] = guess_group(inverted, assigned, group)
    return guess


def fit(corpus: Corpus, counts: Counts, inverted: Floats, kept: Places) -> dict[str, NDArray[Any]]:
    """Fit the model on the ``kept`` sentences, whose inverse kernel is ``inverted``; the arrays of a model file."""
    owner = corpus.owner[kept]
    assigned = assign(inverted, corpus.truth[owner].astype(np.float32), owner)
    duals = np.zeros((counts.size, len(MOVES)), dtype=np.float32)
    duals[kept] = inverted @ assigned
    features, weights = counts.weights(duals, _AT_LEAST)
    scales = np.abs(weights).max(axis=0) / 127
    shrunk = np.rint(weights / scales).astype(np.int8)
    arrays = {"features": features, "weights": shrunk, "scales": scales}
    return arrays | _thresholds(corpus, inverted, assigned, owner)


def _thresholds(corpus: Corpus, inverted: Floats, assigned: Floats, owner: Places) -> dict[str, NDArray[np.float32]]:
    """Where a move counts and where it is certain, as fits without each writer in turn tell."""
    writers = np.array([corpus.examples[number].writer for number in owner])
    groups = [np.nonzero(writers == writer)[0] for writer in sorted(set(writers))]
    guess = best_of_each(guess_unseen(inverted, assigned, groups), owner, len(corpus.examples))
    inside = np.bincount(owner, minlength=len(corpus.examples)) > 0
    spoken = np.array([example.language for example in corpus.examples])
    picked: dict[str, NDArray[np.float32]] = {}
    margins = np.zeros_like(guess)
    for language in LANGUAGES:
        mine = inside & (spoken == language)
        picked[f"thresholds_{language}"] = pick_thresholds(guess[mine], corpus.truth[mine])
        margins[mine] = guess[mine] / picked[f"thresholds_{language}"]
    harmful = np.array([move in HARMFUL for move in MOVES])
    surely = [_certain(margins[inside][:, kind], corpus.truth[inside][:, kind]) for kind in (~harmful, harmful)]
    return {**picked, "certain": np.array(surely, dtype=np.float32)}


def pick_thresholds(scores: Floats, truth: NDArray[np.bool_]) -> Floats:
    """Per move the score that tells best which messages make it."""
    picked = [_pick(scores[:, place], truth[:, place], _RECALL[move in HARMFUL]) for place, move in enumerate(MOVES)]
    return np.maximum(np.array(picked, dtype=np.float32), _LOWEST)


def _pick(scores: Floats, truth: NDArray[np.bool_], recall: float) -> float:
    """The score with the highest F, in which recall counts ``recall`` times as much as precision."""
    order = np.argsort(-scores, kind="stable")
    hits = np.cumsum(truth[order])
    f = hits / (np.arange(1, len(order) + 1) + recall**2 * truth.sum())
    best = int(np.argmax(f))
    following = min(best + 1, len(order) - 1)
    return float(scores[order[best]] + scores[order[following]]) / 2


def _certain(margins: Floats, truth: NDArray[np.bool_]) -> float:
    """The lowest margin above 1 from which enough findings are right."""
    order = np.argsort(-margins, axis=None, kind="stable")
    right = np.cumsum(truth.ravel()[order]) / np.arange(1, order.size + 1)
    enough = np.nonzero(right >= _PRECISE)[0]
    lowest = float(margins.ravel()[order[enough[-1]]]) if len(enough) else 2.0
    return max(1.05, lowest)
