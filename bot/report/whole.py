"""Whole: everything that is said after a talk as one value; every face of the report is made from it."""

from __future__ import annotations

from dataclasses import dataclass

from bot.core.conversation import Transcript
from bot.core.debrief import Debrief
from bot.core.moves import Language
from bot.core.persona import Outcome, Persona
from bot.report.blocks import Curve, Section
from bot.report.clashes import clashes
from bot.report.readback import Spoken, readback
from bot.report.sections import curve_of, moments, score_line, short_form
from bot.report.tables import table
from bot.report.texts import Texts


@dataclass(frozen=True)
class OtherMethod:
    """What one more method says about the same talk: its score, strength and next steps, and its table."""

    name: str
    score: str
    short: tuple[Section, ...]
    table: tuple[Section, ...]


@dataclass(frozen=True)
class Report:
    """A talk looked back on. The short form is the whole of what is shown unasked; the rest is for who reads on."""

    title: str
    subject: str
    face: str
    language: Language
    short: tuple[Section, ...]
    moments: tuple[Section, ...]
    table: tuple[Section, ...]
    others: tuple[OtherMethod, ...]
    talk: tuple[Spoken, ...]
    curve: Curve | None
    """What the picture draws; None after the stop word."""


def report(persona: Persona, transcript: Transcript, debriefs: tuple[Debrief, ...], texts: Texts) -> Report:
    """Look back on a talk with its debriefs, the first of which gives the score that is shown first.

    After the stop word there is one kind sentence and nothing to read back.
    """
    first, stopped = debriefs[0], debriefs[0].outcome is Outcome.STOPPED
    return Report(
        title=texts("report_title", name=persona.name),
        subject=persona.title[persona.language],
        face=persona.face,
        language=persona.language,
        short=short_form(first, texts),
        moments=moments(first, texts),
        table=() if stopped else (*table(first, texts), *clashes(debriefs, texts)),
        others=() if stopped else tuple(_other(debrief, texts) for debrief in debriefs[1:]),
        talk=() if stopped else readback(persona, transcript, texts),
        curve=None if stopped else curve_of(first, texts),
    )


def _other(debrief: Debrief, texts: Texts) -> OtherMethod:
    """The curve and the moments are the same for every method."""
    _, strength, next_steps, _ = short_form(debrief, texts)
    name = debrief.rubric.name[debrief.language]
    return OtherMethod(name, score_line(debrief, texts), (strength, next_steps), table(debrief, texts))
