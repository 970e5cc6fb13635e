"""Lookback: what the faces of a debrief need to know beside the debrief itself."""

from __future__ import annotations

from dataclasses import dataclass, field

from bot.adapters.slack.faces.rendering import Links
from bot.core.persona import Persona
from bot.training.archive import MarkRecord


@dataclass(frozen=True)
class Lookback:
    """A practice that was ended, as its debrief is shown to somebody."""

    practice: str
    persona: Persona
    following: Persona | None = None
    """The customer to practise with next."""
    links: Links = field(default_factory=dict)
    """Turn number -> permalink of the trainee's message."""
    may_share: bool = False
    """There are trainers who cannot see it yet."""
    may_redo: bool = True
    registered: bool = False
    """The complaint has been written down."""
    own: bool = True
    """Shown to the trainee; a trainer who looks in has no buttons but the table."""
    marks: tuple[MarkRecord, ...] = ()
    """What trainers marked, where this person may see it."""
    assessment: bool = False
    """The trainer announced this talk as an assessment: the line that says it is practice is left out."""
