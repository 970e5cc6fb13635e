"""Typed: a Slack message as the person typed it, so that quotes in a debrief are their own words."""

from __future__ import annotations

import html
import re
from collections.abc import Iterator, Mapping
from typing import Any

LONGEST = 20_000
"""Characters that are read; a customer reads no books."""
_ANGLED = re.compile(r"<([^<>|]*)(?:\|([^<>]*))?>")
_CODE = re.compile(r":([a-z0-9_+'-]+(?:::skin-tone-\d)?):")
_SOME_FACE = "🙂"
"""Stands for an emoji of which Slack tells only the name."""


def typed(event: Mapping[str, Any]) -> str:
    """The text of a message event: codes of emoji, links and mentions become what the person saw."""
    faces = dict(_faces(event.get("blocks", ())))
    text = _ANGLED.sub(_shown, event.get("text") or "")
    text = _CODE.sub(lambda code: faces.get(code[1], _SOME_FACE if faces or _only(text) else code[0]), text)
    return html.unescape(text)[:LONGEST].strip()


def _shown(found: re.Match[str]) -> str:
    """A link shows its label or its address; whoever is mentioned is called by a sign that is no name."""
    target, label = found[1], found[2]
    if target.startswith(("@", "#", "!")):
        return f"{target[0].replace('!', '@')}{label or ''}"
    return label or target.removeprefix("mailto:").removeprefix("tel:")


def _only(text: str) -> bool:
    """Whether there is nothing but codes of emoji."""
    return not _CODE.sub("", text).strip()


def _faces(node: Any) -> Iterator[tuple[str, str]]:
    """The emoji of a message's rich text: each name with its character."""
    if isinstance(node, Mapping):
        if node.get("type") == "emoji" and node.get("unicode"):
            yield str(node["name"]), "".join(chr(int(part, 16)) for part in node["unicode"].split("-"))
        for child in node.values():
            yield from _faces(child)
    elif isinstance(node, list | tuple):
        for child in node:
            yield from _faces(child)
