"""Words: comparing what was typed without case, accents or punctuation."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Collection, Iterable
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
    parts = _parts(pattern)
    return len(parts) if all(_present(part, words) for part in parts) else 0


def best_fit(patterns: Iterable[str], words: Collection[str]) -> int:
    """The most words that one of ``patterns`` has in ``words``; 0 when none fits."""
    return max((fits(pattern, words) for pattern in patterns), default=0)


def telling(text: str, common: Collection[str]) -> frozenset[str]:
    """The words of ``text`` that say what it is about, cut to their first five letters so that forms agree."""
    return frozenset(word[:5] for word in fold(text) if _tells(word) and word not in common)


def _tells(word: str) -> bool:
    return len(word) >= 4 or any(letter.isdigit() for letter in word)


@lru_cache(maxsize=8192)
def _parts(pattern: str) -> tuple[str, ...]:
    return tuple("".join(fold(part)) + ("*" if part.endswith("*") else "") for part in pattern.split())


def _present(part: str, words: Collection[str]) -> bool:
    if part.endswith("*"):
        return any(word.startswith(part[:-1]) for word in words)
    return part in words
