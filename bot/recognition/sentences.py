"""Cuts a message into sentences and tells which of them ask something, with or without a question mark."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

    from bot.recognition.language import Words
    from bot.recognition.tokens import Token

_ENDS = frozenset("?!\n")
_ASIDES = frozenset(["oke", "okay", "en", "and", "maar", "but", "so", "ja", "yes", "sorry", ","])


def split_sentences(tokens: Sequence[Token], words: Words) -> list[list[Token]]:
    """The sentences of a message, each with the marks that close it; a sentence has at least one word."""
    found: list[list[Token]] = []
    current: list[Token] = []
    for place, token in enumerate(tokens):
        current.append(token)
        if _closes(tokens, place, words):
            _close(found, current)
            current = []
    _close(found, current)
    return found


def _close(found: list[list[Token]], current: list[Token]) -> None:
    """A run of marks without a word belongs to the sentence before it."""
    said = [token for token in current if token.text != "\n"]
    if any(token.is_word for token in said):
        found.append(said)
    elif found:
        found[-1] += said


def _closes(tokens: Sequence[Token], place: int, words: Words) -> bool:
    text = tokens[place].text
    if text in _ENDS:
        return True
    return text[0] in ".…" and not _inside_abbreviation(tokens, place, words)


def _inside_abbreviation(tokens: Sequence[Token], place: int, words: Words) -> bool:
    """``dhr.`` closes nothing, and neither does the stop inside ``o.a.``."""
    before = tokens[place - 1] if place else None
    after = tokens[place + 1] if place + 1 < len(tokens) else None
    if before is None or not before.is_word or before.end != tokens[place].start or after is None:
        return False
    return before.text in words.abbreviations or (len(before.text) == 1 and after.start == tokens[place].end)


def asks(sentence: Sequence[Token], words: Words) -> bool:
    """Whether a sentence is a question: by its mark, or by how it opens."""
    marks = [token.text for token in sentence[-4:] if not token.is_word]
    if "?" in marks:
        return True
    said = _without_asides([token.text for token in sentence])
    return any(opening.opens(said) for opening in words.openings)


def _without_asides(said: list[str]) -> list[str]:
    """What follows the small words that can stand before a question ("ok, and ...")."""
    skip = 0
    while skip < min(3, len(said)) and said[skip] in _ASIDES:
        skip += 1
    return said[skip:]
