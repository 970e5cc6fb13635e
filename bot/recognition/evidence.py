"""The words of a sentence that speak most for a move, as the model has it."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from bot.core.moves import Span

if TYPE_CHECKING:
    from collections.abc import Sequence

    from bot.recognition.model import Floats, Model
    from bot.recognition.parse import Said

_LONGEST = 10
_FEW = 2


def weigh_words(said: Said, moves: Sequence[int], model: Model) -> Floats:
    """How much each token (row) speaks for each of ``moves`` (column), by the weights of its pieces.

    Runs of words and meanings are left out: they move the words that are shown in the end, which grow to their
    clause, by only .01 of token F1, and a turn pays for each.
    """
    return model.of_pieces([token.text for token in said.tokens])[:, np.array(moves)].astype(np.float32)


def quote(said: Said, shares: Sequence[float], small: frozenset[str]) -> tuple[Span, str]:
    """The stretch of words that speaks most for the move, as place and words.

    The place is the whole sentence where the stretch says too little alone.
    """
    start, end = _best_run(shares)
    while end - start > 1 and not said.tokens[start].is_word:
        start += 1
    while end - start > 1 and not said.tokens[end - 1].is_word:
        end -= 1
    words = [token.text for token in said.tokens[start:end]]
    telling = sum(len(word) > 1 and word[0].isalpha() and word not in small for word in words)
    span = said.span if telling < _FEW else Span(said.tokens[start].start, said.tokens[end - 1].end)
    return span, " ".join(words)


def _best_run(shares: Sequence[float]) -> tuple[int, int]:
    """The run of at most ten tokens with the highest sum."""
    best, found = float("-inf"), (0, 1)
    for start in range(len(shares)):
        total = 0.0
        for end in range(start, min(start + _LONGEST, len(shares))):
            total += shares[end]
            if total > best:
                best, found = total, (start, end + 1)
    return found
