"""Escaping: what people typed, so that Slack shows it and does nothing with it.

Slack reads mentions, links and ``<!channel>`` only between angle brackets, so three characters are all there is to
escape. Formatting signs are left alone: a star in a quote may make it bold, which harms nobody. Mrkdwn objects are sent
as ``verbatim`` besides (see blocks.py), so that a bare @channel or #general stays text.
"""

from __future__ import annotations

import re
import unicodedata

ELLIPSIS = "…"
_JOINER = "\u200d"
_JOINED = f"{_JOINER}\ufe0e\ufe0f\u20e3"
"""Zero-width joiner, variation selectors, keycap: they belong to the sign before them."""
_SKIN_TONES = "\U0001f3fb\U0001f3fc\U0001f3fd\U0001f3fe\U0001f3ff"
_FLAG_LETTERS = "".join(chr(letter) for letter in range(0x1F1E6, 0x1F200))
_OPEN_END = re.compile(r"&\w{0,4}$|<[^>]*$")
"""An entity or a link that a cut has left unfinished."""


def escape(text: str) -> str:
    """``text`` as Slack wants it: nothing in it can ping anybody, link anywhere or format as a command."""
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")


def plain(text: str, limit: int) -> str:
    """``text`` in at most ``limit`` characters, cut between whole signs and with an ellipsis where it was longer."""
    if len(text) <= limit:
        return text
    end = limit - 1
    while end > 0 and (_joined(text[end - 1], text[end]) or _halves_a_flag(text, end)):
        end -= 1
    return text[:end].rstrip() + ELLIPSIS


def shortened(mrkdwn: str, limit: int) -> str:
    """Escaped text in at most ``limit`` characters: an entity or a link is never cut in two."""
    if len(mrkdwn) <= limit:
        return mrkdwn
    return _OPEN_END.sub("", plain(mrkdwn, limit).removesuffix(ELLIPSIS)) + ELLIPSIS


def _joined(before: str, after: str) -> bool:
    """Whether two characters make one sign."""
    return before == _JOINER or after in _JOINED or after in _SKIN_TONES or bool(unicodedata.combining(after))


def _halves_a_flag(text: str, end: int) -> bool:
    """Flags are pairs of letters of their own: a cut after an odd number of them leaves half a flag."""
    letters = end - len(text[:end].rstrip(_FLAG_LETTERS))
    return letters % 2 == 1 and text[end] in _FLAG_LETTERS
