"""Lookback: what the faces of a debrief need to know beside the debrief itself."""

from __future__ import annotations

from dataclasses import dataclass, field

from bot.adapters.slack.faces.rendering import Links
from bot.core.persona import Persona
from bot.training.archive import MarkRecord, VerdictRecord
from bot.training.contributing import Contribution


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
    """Shown to the trainee; who looks in has no buttons that change it."""
    marks: tuple[MarkRecord, ...] = ()
    """What trainers marked, where this person may see it."""
    contributions: tuple[Contribution, ...] = ()
    """What each of several trainees brought; none where one practised alone."""
    verdicts: tuple[VerdictRecord, ...] = ()
    """What trainers think of the scores, for the trainee."""
    may_unshare: bool = False
    """The trainee shares it, and may take that back."""
    reviewer: str = ""
    """The trainer who looks in and may say something of it; "" for everybody else."""
    reviewed: frozenset[str] = frozenset()
    """The methods whose scores that trainer said something of."""
    assessment: bool = False
    """The trainer announced this talk as an assessment: the line that says it is practice is left out."""
