"""Words: comparing what was typed without case, accents or punctuation."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Collection, Iterable, Set
from functools import lru_cache

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
    return _fits(pattern, words if isinstance(words, Set) else frozenset(words))


def best_fit(patterns: Iterable[str], words: Collection[str]) -> int:
    """The most words that one of ``patterns`` has in ``words``; 0 when none fits."""
    known = words if isinstance(words, Set) else frozenset(words)
    return max((_fits(pattern, known) for pattern in patterns), default=0)


def telling(text: str, common: Collection[str]) -> frozenset[str]:
    """The words of ``text`` that say what it is about, cut to their first five letters so that forms agree."""
    return frozenset(word[:5] for word in fold(text) if _tells(word) and word not in common)


def _tells(word: str) -> bool:
    return len(word) >= 4 or any(letter.isdigit() for letter in word)


def _fits(pattern: str, words: Set[str]) -> int:
    whole, stems = _parts(pattern)
    if not whole <= words or not all(any(word.startswith(stem) for word in words) for stem in stems):
        return 0
    return len(whole) + len(stems)


@lru_cache(maxsize=8192)
def _parts(pattern: str) -> tuple[frozenset[str], tuple[str, ...]]:
    """The whole words of a pattern, and the beginnings of words."""
    written = [("".join(fold(part)), part.endswith("*")) for part in pattern.split()]
    return frozenset(word for word, stem in written if not stem), tuple(word for word, stem in written if stem)
