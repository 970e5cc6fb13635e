"""A message as sentences of tokens: the one form in which cues and model read it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from bot.core.moves import Span
from bot.recognition.clean import clean
from bot.recognition.masks import quoted_spans
from bot.recognition.sentences import asks, split_sentences
from bot.recognition.tokens import Token, tokenise

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from bot.recognition.language import Words

QUOTE = '"'
"""The token that stands for a stretch of quoted words."""


@dataclass(frozen=True)
class Said:
    """One sentence: its tokens (a quoted stretch is one token), its place and what kind it is."""

    tokens: tuple[Token, ...]
    span: Span
    question: bool
    first: bool
    last: bool


def parse(message: str, words: Words) -> list[Said]:
    """The sentences of ``message``."""
    text = clean(message)
    sentences = split_sentences(tokenise(text, words.forms), words)
    quotes = quoted_spans(text)
    last = len(sentences) - 1
    return [_said(sentence, quotes, words, (n == 0, n == last)) for n, sentence in enumerate(sentences)]


def _said(sentence: Sequence[Token], quotes: Sequence[Span], words: Words, at: tuple[bool, bool]) -> Said:
    tokens = tuple(_without_quotes(sentence, quotes)) if quotes else tuple(sentence)
    span = Span(sentence[0].start, sentence[-1].end)
    return Said(tokens, span, asks(tokens, words), *at)


def _without_quotes(sentence: Iterable[Token], quotes: Sequence[Span]) -> Iterable[Token]:
    """The tokens of a sentence, each quoted stretch in it as one token."""
    before: Span | None = None
    for token in sentence:
        quote = next((span for span in quotes if span.start <= token.start < span.end), None)
        if quote is None:
            yield token
        elif quote != before:
            yield Token(QUOTE, token.start, token.end)
        before = quote
