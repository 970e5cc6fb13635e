"""Finds the words of somebody else: what stands between quotation marks."""

from __future__ import annotations

import re

from bot.core.moves import Span

_PAIRS = re.compile(r"[\"“”„][^\"“”„\n]{3,400}[\"“”]|«[^«»\n]{3,400}»|(?<!\w)['‘’][^'‘’\n]{8,400}['’](?!\w)")
_WORD = re.compile(r"\w")


def quoted_spans(text: str) -> tuple[Span, ...]:
    """The quoted stretches of ``text``; none when all of it is quoted, for then the marks are the writer's own."""
    spans = tuple(Span(*match.span()) for match in _PAIRS.finditer(text))
    return spans if _WORD.search(_PAIRS.sub("", text)) else ()
