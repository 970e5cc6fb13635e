"""Hides what was typed but not said: markup, mentions, links, emoji names and quoted lines.

Everything hidden becomes spaces of the same length, so a place in the clean text is a place in what was typed.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable

_CONTROL = re.compile(r"[\x00-\x09\x0b-\x1f\x7f-\x9f\u200b-\u200f\u2028-\u202f\u2060-\u206f\ufeff]")
_CODE = re.compile(r"```[^`]*```|`[^`\n]*`")
_LINK = re.compile(r"<(?:[@#!][^<>\n]{0,200}|[a-z][a-z0-9+.-]{0,20}:[^<>\n|]{0,500}(?:\|(?P<label>[^<>\n]{0,300}))?)>")
_ADDRESS = re.compile(r"\b(?:https?://|www\.)\S{1,500}|\b[\w.+-]{1,64}@[\w-]{1,64}\.[\w.-]{1,64}")
_EMOJI = re.compile(r":[a-z+\-][a-z0-9_+'-]{0,60}:")
_ENTITY = re.compile(r"&(?P<label>amp|lt|gt);")
_MARKS = re.compile(r"(?<![^\W_])[*_~]+|[*_~]+(?![^\W_])")
_QUOTED_LINE = re.compile(r"^[ \t]*(?:>|&gt;).*$", re.MULTILINE)
_ENTITIES = {"amp": "&", "lt": "<", "gt": ">"}


def clean(text: str) -> str:
    """The words of ``text`` at their own places, with spaces where the rest stood."""
    said = _hide_quoted_lines(text)
    for pattern, shown in _STEPS:
        said = pattern.sub(shown, said)
    return said


def _blank(match: re.Match[str]) -> str:
    return re.sub(r"[^\n]", " ", match[0])


def _label(match: re.Match[str]) -> str:
    """A link shows its label, where it has one."""
    if not match["label"]:
        return _blank(match)
    before = match.start("label") - match.start()
    return " " * before + match["label"] + " " * (match.end() - match.end("label"))


def _entity(match: re.Match[str]) -> str:
    return _ENTITIES[match["label"]].ljust(len(match[0]))


def _hide_quoted_lines(text: str) -> str:
    """Drop the lines that quote somebody, unless nothing would be left."""
    said = _QUOTED_LINE.sub(_blank, text)
    return said if said.strip() else text


_STEPS: tuple[tuple[re.Pattern[str], Callable[[re.Match[str]], str]], ...] = (
    (_CONTROL, _blank),
    (_CODE, _blank),
    (_LINK, _label),
    (_ADDRESS, _blank),
    (_EMOJI, _blank),
    (_ENTITY, _entity),
    (_MARKS, _blank),
)
