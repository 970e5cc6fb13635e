"""Scalars: what a bare word in a content file means.

As in YAML 1.2, ``true`` and ``false`` are the only booleans: ``yes``, ``no``, ``on`` and ``off`` are text. So are
times, dates, very long numbers and numbers with a leading zero.
"""

from __future__ import annotations

import re
from typing import Final

Plain = str | int | float | bool | None

_WORDS: Final[dict[str, Plain]] = {"": None, "~": None, "null": None, "true": True, "false": False}
_INTEGER = re.compile(r"[-+]?(?:0|[1-9][0-9]{0,14})")
_DECIMAL = re.compile(r"[-+]?(?:0|[1-9][0-9]{0,14})\.[0-9]{1,15}")


def plain(text: str) -> Plain:
    """The value of a bare word: nothing, true, false, a number, or else the text itself."""
    if text.lower() in _WORDS:
        return _WORDS[text.lower()]
    if _INTEGER.fullmatch(text):
        return int(text)
    return float(text) if _DECIMAL.fullmatch(text) else text
