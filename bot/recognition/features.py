"""What the model counts in a sentence: words, pieces of words, meanings, its shape and the values that it names.

A feature is the CRC of its name, so the model keeps numbers and no words. Features come in five groups. A sentence
weighs each group the same, whatever its length.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from zlib import crc32

from bot.recognition.parse import Said

Groups = tuple[frozenset[int], ...]
"""The features of a sentence: words, pieces of words, shape, meanings, values."""

WEIGHTS = (1.5, 1.0, 0.25, 1.0, 0.25)
"""How much each group weighs (picked on cross-validation)."""

_DIGIT = re.compile(r"\d")
_PIECES = (2, 3, 4, 5)
_NEAR = 5  # two meanings belong together within this many known words, in either order


@dataclass(frozen=True)
class Extractor:
    """Counts the features of a sentence of one language; ``meaning`` says what a word means, or None."""

    meaning: Callable[[str], str | None]

    def of(self, said: Said, marks: frozenset[str]) -> Groups:
        """The features of ``said``, in which values of the kinds ``marks`` are named."""
        words = [_shape(token.text) for token in said.tokens]
        pieces = frozenset[int]().union(*(_pieces(word) for word in set(words) if word[0].isalnum()))
        runs = frozenset(_number(name) for name, _ in _word_runs(words))
        pairs = frozenset(_number(name) for name, _ in _pairs(self._meanings(said)))
        values = frozenset(_number(f"V{mark}") for mark in marks or ("none",))
        return runs, pieces, _sentence_shape(said, words), pairs, values

    def _meanings(self, said: Said) -> list[tuple[str, int]]:
        meanings = ((self.meaning(token.text), place) for place, token in enumerate(said.tokens))
        return [(meaning, place) for meaning, place in meanings if meaning]


def pieces_of(word: str) -> frozenset[int]:
    """The features of the pieces of one word; a sign has none."""
    return _pieces(_shape(word)) if word[0].isalnum() else frozenset[int]()


def merge(sentences: Sequence[Groups]) -> Groups:
    """The features of a message of these sentences."""
    return tuple(frozenset[int]().union(*column) for column in zip(*sentences, strict=True))


def _shape(word: str) -> str:
    return _DIGIT.sub("0", word)


def _number(name: str) -> int:
    return crc32(name.encode())


@lru_cache(maxsize=20_000)
def _pieces(word: str) -> frozenset[int]:
    padded = f"<{word}>"
    return frozenset(_number("c" + padded[start : start + n]) for n in _PIECES for start in range(len(padded) - n + 1))


def _word_runs(words: Sequence[str]) -> Iterator[tuple[str, tuple[int, ...]]]:
    """Words, pairs, triples and pairs around a gap, with the edges of the sentence; each with its places."""
    row = ["^", *words, "$"]
    last = len(row) - 1
    for n, word in enumerate(row):
        yield f"w{word}", (n - 1,)
        if n < last:
            yield f"w{word} {row[n + 1]}", (n - 1, n)
        if n < last - 1:
            yield f"w{word} {row[n + 1]} {row[n + 2]}", (n - 1, n, n + 1)
            yield f"w{word} _ {row[n + 2]}", (n - 1, n + 1)


def _pairs(meanings: Sequence[tuple[str, int]]) -> Iterator[tuple[str, tuple[int, ...]]]:
    """Meanings, each with the next, and any two that are near, in either order; each with its places."""
    row = [("^", -1), *meanings, ("$", -1)]
    for meaning, place in meanings:
        yield f"k{meaning}", (place,)
    for n, (one, place) in enumerate(row[:-1]):
        yield f"k{one} {row[n + 1][0]}", (place, row[n + 1][1])
        for other, there in row[n + 1 : n + _NEAR]:
            yield f"k{one}~{other}" if one < other else f"k{other}~{one}", (place, there)


def _sentence_shape(said: Said, words: Sequence[str]) -> frozenset[int]:
    length = len(words)
    names = ["question" if said.question else "statement", f"length {sum(length >= n for n in (4, 8, 16))}"]
    names += [name for name, holds in (("first", said.first), ("last", said.last)) if holds]
    names += [name for name, mark in (("bang", "!"), ("quote", '"')) if mark in words]
    if any("0" in word for word in words):
        names.append("number")
    return frozenset(_number("!" + name) for name in names)
