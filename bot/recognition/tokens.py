"""Words with their places: spelling, chat forms and contractions are evened out, places stay those typed."""

from __future__ import annotations

import re
import unicodedata
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

_WORD = r"[\w\u0300-\u036f]+"
_TOKEN = re.compile(
    rf"\d+(?:[.,:]\d+)+(?!\w)|(?<!\w)['’](?:[tknsmr]|em)\b|{_WORD}(?:['’]{_WORD})*|[,;:?!()€£$%\n]|[.…]+"
)
_MARK = re.compile(r"[\u0300-\u036f]")
_LONG_RUN = re.compile(r"([^\W\d])\1{2,}")

Forms = "Mapping[str, tuple[str, ...]]"


class Token(NamedTuple):
    """A word or mark as it is matched, with the place of what was typed."""

    text: str
    start: int
    end: int

    @property
    def is_word(self) -> bool:
        """Whether this is a word or a number, and no punctuation."""
        return self.text[0].isalnum()


def fold(word: str) -> str:
    """Lower case without accents, with straight apostrophes."""
    if word.isascii():
        return word.lower()
    flat = unicodedata.normalize("NFKD", word.lower().replace("’", "'"))
    return _MARK.sub("", flat)


def tokenise(text: str, forms: Mapping[str, tuple[str, ...]]) -> list[Token]:
    """The tokens of ``text``; one typed word can become several (``can't``: can, not) that share its place."""
    found: list[Token] = []
    for match in _TOKEN.finditer(text):
        start, end = match.span()
        found += [Token(part, start, end) for part in _parts(match[0], forms) if part]
    return found


def _parts(typed: str, forms: Mapping[str, tuple[str, ...]]) -> tuple[str, ...]:
    word = fold(typed)
    known = forms.get(word)
    if known is not None:
        return known
    if _LONG_RUN.search(word):
        return _shortened(word, forms)
    return tuple(_split(word, forms)) if "'" in word else (word,)


def _shortened(word: str, forms: Mapping[str, tuple[str, ...]]) -> tuple[str, ...]:
    """``sorryyy`` becomes ``sorry``; a form with a plus gives back the letters that a word needs twice (``ne+``)."""
    short = _LONG_RUN.sub(r"\1", word)
    return forms.get(f"{short}+") or forms.get(short) or (short,)


def _split(word: str, forms: Mapping[str, tuple[str, ...]]) -> Iterator[str]:
    """The head of a contraction, then what its tail stands for (``we'll``: we, will)."""
    head, _, tail = word.rpartition("'")
    yield from forms.get(head, (head,))
    yield from forms.get(f"'{tail}", ())
