"""Texts: the sentences of the Slack faces, with the program's own below them, in one language."""

from __future__ import annotations

from dataclasses import dataclass

from bot.core.moves import Language
from bot.report.texts import Texts


@dataclass(frozen=True)
class SlackTexts(Texts):
    """Sentences by key, and the language they are in. The report takes them like any other texts."""

    language: Language
