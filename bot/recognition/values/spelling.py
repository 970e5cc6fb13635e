"""Slips of the keyboard in words for times: "donderag", "tuseday", "uiterlyk"."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

_LONG_ENOUGH = 6
"""Letters of a word in which a slip is corrected: a slip in a shorter one is too often another word."""


def spellings(words: Iterable[str], swaps: Mapping[str, str], known: frozenset[str]) -> dict[str, str]:
    """The slips that can only be meant as one of ``words``, with that word.

    A slip is a letter too few, a letter typed twice, two letters in the wrong order, or one of ``swaps``: letters that
    are written for others. What is ``known`` as a word of its own is no slip.
    """
    pairs = {(slip, word) for word in words if len(word) >= _LONG_ENOUGH for slip in _slips(word, swaps)}
    meanings = Counter(slip for slip, _ in pairs)
    return {slip: word for slip, word in pairs if slip not in known and meanings[slip] == 1}


def _slips(word: str, swaps: Mapping[str, str]) -> Iterator[str]:
    for at in range(1, len(word)):
        before, letter, after = word[:at], word[at], word[at + 1 :]
        yield before + after
        yield before + letter + letter + after
        if after:
            yield before + after[0] + letter + after[1:]
    yield from (word.replace(right, wrong) for right, wrong in swaps.items() if right in word)
