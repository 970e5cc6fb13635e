"""Words: comparing what was typed without case, accents or punctuation."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Collection, Iterable
from functools import lru_cache

_Parts = tuple[frozenset[str], tuple[str, ...]]
_WORD = re.compile(r"[^\W_]+")
_INSIDE = re.compile(r"(?<=[^\W\d_])['’-](?=[^\W\d_])")


@lru_cache(maxsize=2048)
def fold(text: str) -> tuple[str, ...]:
    """The words of ``text``, lower case, without accents, apostrophes and hyphens: "how's" is "hows"."""
    plain = unicodedata.normalize("NFKD", text.casefold())
    bare = "".join(letter for letter in plain if not unicodedata.combining(letter))
    return tuple(_WORD.findall(_INSIDE.sub("", bare)))


def fits(pattern: str, words: Collection[str]) -> int:
    """How many words of ``pattern`` there are when all of them are in ``words``, else 0.

    "wanneer bestel*" fits any words with "wanneer" and a word that starts with "bestel", in any order.
    """
    return best_fit((pattern,), words)


def best_fit(patterns: Iterable[str], words: Collection[str]) -> int:
    """The most words that one of ``patterns`` has in ``words``; 0 when none fits."""
    known = words if isinstance(words, frozenset) else frozenset(words)
    line = _line(known)
    best = 0
    for whole, stems in _written(tuple(patterns)):
        if whole <= known and all(stem in line for stem in stems):
            best = max(best, len(whole) + len(stems))
    return best


@lru_cache(maxsize=2048)
def telling(text: str, common: frozenset[str]) -> frozenset[str]:
    """The words of ``text`` that say what it is about, cut to their first five letters so that forms agree."""
    return frozenset(word[:5] for word in fold(text) if _tells(word) and word not in common)


def _tells(word: str) -> bool:
    return len(word) >= 4 or (not word.isalpha() and any(letter.isdigit() for letter in word))


@lru_cache(maxsize=256)
def _line(words: frozenset[str]) -> str:
    """The words in a row, in any order: looking for the beginning of a word in it is one search."""
    return f" {' '.join(words)}"


@lru_cache(maxsize=4096)
def _written(patterns: tuple[str, ...]) -> tuple[_Parts, ...]:
    return tuple(map(_parts, patterns))


def _parts(pattern: str) -> _Parts:
    """The whole words of a pattern, and the beginnings of words, each after the space in front of it."""
    written = [("".join(fold(part)), part.endswith("*")) for part in pattern.split()]
    return frozenset(word for word, stem in written if not stem), tuple(f" {word}" for word, stem in written if stem)
