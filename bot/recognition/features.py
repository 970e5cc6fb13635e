"""What the model counts in a sentence: words, pieces of words, meanings and its shape.

A feature is the CRC of its name, so the model keeps numbers and no words. Features come in four groups. A sentence
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
"""The features of a sentence: words, pieces of words, shape, meanings."""

SHAPE = 2
"""The place of the shape among the groups."""
WEIGHTS = (1.5, 1.0, 0.25, 1.0)
"""How much each group weighs (picked on cross-validation)."""

FIRST, LAST = crc32(b"!first"), crc32(b"!last")
"""The features of the first and the last sentence of a message."""

_DIGIT = re.compile(r"\d")
_PIECE, _WORD, _MEANING = crc32(b"c"), crc32(b"w"), crc32(b"k")
"""What the names of these groups begin with."""
_LONGEST = 5  # letters of a piece
_NEAR = 5  # two meanings belong together within this many known words, in either order
_MOST_REMEMBERED = 20_000  # words


@dataclass(frozen=True)
class Extractor:
    """Counts the features of a sentence of one language; ``meaning`` says what a word means, or None."""

    meaning: Callable[[str], str | None]

    def of(self, said: Said) -> Groups:
        """The features of ``said``."""
        words = [_shape(token.text) for token in said.tokens]
        pieces = frozenset[int]().union(*(_pieces(word) for word in set(words) if word[0].isalnum()))
        runs = frozenset(_word_runs(words))
        pairs = frozenset(_pairs([meaning for token in said.tokens if (meaning := self.meaning(token.text))]))
        return runs, pieces, _sentence_shape(said, words), pairs


def pieces_of(word: str) -> frozenset[int]:
    """The features of the pieces of one word; a sign has none."""
    return _pieces(_shape(word)) if word[0].isalnum() else frozenset[int]()


def name_of_word(word: str) -> int:
    """The feature of one word."""
    return crc32(word.encode(), _WORD)


def merge(sentences: Sequence[Groups]) -> Groups:
    """The features of a message of these sentences."""
    return tuple(frozenset[int]().union(*column) for column in zip(*sentences, strict=True))


_ADDRESS = {
    **dict.fromkeys(("je", "jou", "jouw", "uw"), "u"),
    **{"heb": "hebt", "heeft": "hebt", "wil": "wilt", "kun": "kunt", "ben": "bent", "zul": "zult"},
}
"""Dutch says the same to a customer with u and with je; so that it is heard the same, it counts the same."""


@lru_cache(maxsize=_MOST_REMEMBERED)
def _shape(word: str) -> str:
    return _ADDRESS.get(word) or _DIGIT.sub("0", word)


def _number(name: str) -> int:
    return crc32(name.encode())


@lru_cache(maxsize=_MOST_REMEMBERED)
def _pieces(word: str) -> frozenset[int]:
    padded = [letter.encode() for letter in f"<{word}>"]
    return frozenset(number for start in range(len(padded)) for number in _beginnings(padded[start : start + _LONGEST]))


def _beginnings(letters: Sequence[bytes]) -> Iterator[int]:
    """The numbers of the beginnings of ``letters``, from two on. A CRC goes on where that of a shorter name stopped."""
    number = crc32(letters[0], _PIECE)
    for letter in letters[1:]:
        number = crc32(letter, number)
        yield number


def _word_runs(words: Sequence[str]) -> Iterator[int]:
    """Words, pairs, triples and pairs around a gap, with the edges of the sentence."""
    row = [b"^", *(word.encode() for word in words), b"$"]
    last = len(row) - 1
    for n, word in enumerate(row):
        number = crc32(word, _WORD)
        yield number
        if n < last:
            pair = crc32(b" " + row[n + 1], number)
            yield pair
        if n < last - 1:
            third = b" " + row[n + 2]
            yield crc32(third, pair)
            yield crc32(third, crc32(b" _", number))


def _pairs(meanings: Sequence[str]) -> Iterator[int]:
    """Meanings, each with the next, and any two that are near, in either order."""
    row = [b"^", *(meaning.encode() for meaning in meanings), b"$"]
    numbers = [crc32(meaning, _MEANING) for meaning in row]
    yield from numbers[1:-1]
    for n, (one, number) in enumerate(zip(row[:-1], numbers, strict=False)):
        yield crc32(b" " + row[n + 1], number)
        for place in range(n + 1, min(n + _NEAR, len(row))):
            other = row[place]
            yield crc32(b"~" + other, number) if one < other else crc32(b"~" + one, numbers[place])


def _sentence_shape(said: Said, words: Sequence[str]) -> frozenset[int]:
    length = len(words)
    names = ["question" if said.question else "statement", f"length {sum(length >= n for n in (4, 8, 16))}"]
    names += [name for name, mark in (("bang", "!"), ("quote", '"')) if mark in words]
    if any("0" in word for word in words):
        names.append("number")
    edges = [edge for edge, holds in ((FIRST, said.first), (LAST, said.last)) if holds]
    return frozenset([*edges, *(_number("!" + name) for name in names)])
