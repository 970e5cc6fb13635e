"""Redacting: takes a person's own words out of what is kept of a practice that others took part in.

Their turns stay as empty places with their mood, so that numbers, the curve and the other trainees' evidence remain
right. Their words go everywhere: the text, what was heard in it, quotes in debriefs and in the customer's memory, and
where the customer repeated them ("'Zo snel mogelijk', zegt u").
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Any

from bot.core.conversation import Turn

_QUOTING = frozenset({"quote", "pending"})
"""Keys whose text is a slice of what a trainee wrote."""
_TELLING = 12
"""So many characters in a row nobody else writes by chance."""
_REPEATED = re.compile(r"""(['"])(.+?)\1(?!\w)""")
_LEFT_OUT = "…"


def emptied(turn: Turn) -> Turn:
    """A turn of which only its place and its mood are left."""
    follows = turn.follows and replace(turn.follows, quote="")
    return replace(turn, text="", moves=(), happenings=(), effects=(), commitments=(), follows=follows)


@dataclass(frozen=True)
class Redaction:
    """What must go: slices of ``texts``, and the id ``person`` with the text beside it; empty for only the words."""

    texts: Sequence[str]
    person: str = ""

    def of(self, value: Any) -> Any:
        """Plain JSON without it."""
        if isinstance(value, dict):
            theirs = bool(self.person) and self.person in value.values()
            return {self._name(key): self._item(key, item, theirs) for key, item in value.items()}
        if isinstance(value, list):
            return [self.of(item) for item in value]
        return self._text(value) if isinstance(value, str) else value

    def _item(self, key: str, item: Any, theirs: bool) -> Any:
        if isinstance(item, str) and ((theirs and key == "text") or (key in _QUOTING and self._said(item))):
            return ""
        return self.of(item)

    def _text(self, value: str) -> str:
        if len(value) >= _TELLING and self._said(value):
            return ""
        return self._name(_REPEATED.sub(self._repeated, value))

    def _repeated(self, found: re.Match[str]) -> str:
        said = self._said(found[2].rstrip(_LEFT_OUT))
        return f"{found[1]}{_LEFT_OUT}{found[1]}" if said else found[0]

    def _said(self, words: str) -> bool:
        return any(words in text for text in self.texts)

    def _name(self, value: str) -> str:
        return "" if self.person and value == self.person else value
