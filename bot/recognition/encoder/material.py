"""What the head learns from: every example, read by the encoder."""

from __future__ import annotations

import os
from concurrent.futures import ProcessPoolExecutor
from functools import cache
from typing import TYPE_CHECKING

import numpy as np

from bot.recognition.clean import clean
from bot.recognition.encoder.fitting import Material
from bot.recognition.encoder.reader import load_reader
from bot.recognition.language import load_words
from bot.recognition.model import MOVES
from bot.recognition.parse import parse

if TYPE_CHECKING:
    from collections.abc import Sequence

    from numpy.typing import NDArray

    from bot.recognition.encoder.reader import Reader
    from bot.recognition.examples import Example
    from bot.recognition.language import Words

_AT_ONCE = 64


def gather_material(examples: Sequence[Example]) -> Material:
    """Read the examples, in as many processes as there are cores: some minutes of one core."""
    with ProcessPoolExecutor(os.cpu_count()) as pool:
        read = list(pool.map(_read, examples, chunksize=_AT_ONCE))
    owner = np.repeat(np.arange(len(examples)), [len(rows) for rows in read])
    truth = np.array([[move in example.moves for move in MOVES] for example in examples])
    return Material(np.concatenate(read), owner, truth, _partners(examples))


def _partners(examples: Sequence[Example]) -> NDArray[np.intp]:
    """For each example the other side of its minimal pair, or -1."""
    partner = np.full(len(examples), -1, dtype=np.intp)
    sides: dict[tuple[str, str, str], int] = {}
    for number, example in enumerate(examples):
        if example.pair:
            other = sides.setdefault((example.language, example.writer, example.pair), number)
            if other != number:
                partner[number], partner[other] = other, number
    return partner


@cache
def _tools() -> tuple[Reader, dict[str, Words]]:
    return load_reader(), {language: load_words(language) for language in ("nl", "en")}


def _read(example: Example) -> NDArray[np.float16]:
    """The rows of an example's sentences; a message without words has none."""
    reader, words = _tools()
    said = parse(example.text, words[example.language])
    if not said:
        return np.zeros((0, reader.width), dtype=np.float16)
    return reader.read(clean(example.text), [one.span for one in said], example.customer).astype(np.float16)
