"""Sections: a debrief as headed blocks of words. Every face of the report shows the same sections in its own way.

The short form comes first and is the whole of what is shown unasked: one strength, at most two next steps, the
curve, the moments that counted, what was never found out. The table is for who asks.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from bot.core.assessing import Evidence, Finding, Score
from bot.core.debrief import Debrief, NextStep, Point
from bot.core.persona import Outcome
from bot.core.registering import Entry
from bot.report.texts import Texts

LONGEST_QUOTE = 110
_MOST_FACTS = 4
"""Facts that were never told: enough to be curious, not a list of everything that was missed."""


@dataclass(frozen=True)
class Paragraph:
    """Running text; ``lead`` says what it is about."""

    text: str
    lead: str = ""


@dataclass(frozen=True)
class Bullets:
    """A list."""

    lines: tuple[str, ...]


@dataclass(frozen=True)
class Quote:
    """Somebody's exact words, and where they stand."""

    words: str
    where: str


@dataclass(frozen=True)
class Change:
    """Words of the trainee and what they did to the mood."""

    quote: Quote
    moods: str
    why: str


@dataclass(frozen=True)
class Curve:
    """The mood after each turn, to be drawn."""

    points: tuple[Point, ...]


@dataclass(frozen=True)
class Row:
    """A criterion in the table."""

    name: str
    score: str
    lines: tuple[str, ...]
    source: str


@dataclass(frozen=True)
class Table:
    """All criteria."""

    head: tuple[str, str, str]
    rows: tuple[Row, ...]


Block = Paragraph | Bullets | Quote | Change | Curve | Table


@dataclass(frozen=True)
class Section:
    """A part of the report under its heading; the first one's heading is the outcome."""

    heading: str
    blocks: tuple[Block, ...]


def short_form(debrief: Debrief, texts: Texts) -> tuple[Section, ...]:
    """What is shown first. After the stop word that is one kind sentence and nothing else."""
    if debrief.outcome is Outcome.STOPPED:
        return (Section(texts("stopped"), ()),)
    return (
        _outcome(debrief, texts),
        _strength(debrief, texts),
        _next_steps(debrief, texts),
        Section(texts("heading_curve"), (Curve(debrief.curve),)),
        Section(texts("heading_swings"), tuple(_swings(debrief, texts))),
        Section(texts("heading_not_found"), tuple(_not_found(debrief, texts))),
    )


def table(debrief: Debrief, texts: Texts) -> tuple[Section, ...]:
    """Every criterion with what its score rests on, and where the method and the research pull apart."""
    head = (texts("column_criterion"), texts("column_score"), texts("column_why"))
    rows = tuple(_row(score, debrief, texts) for score in debrief.scores)
    blocks: list[Block] = [Table(head, rows)]
    if any(not evidence.certain for score in debrief.scores for evidence in score.evidence):
        blocks.append(Paragraph(texts("probably_marks")))
    sections = [Section(f"{texts('heading_table')}: {debrief.rubric.name[debrief.language]}", tuple(blocks))]
    if debrief.rubric.tension:
        pull = Paragraph(debrief.rubric.tension[debrief.language])
        sections.append(Section(texts("heading_pull"), (pull,)))
    return tuple(sections)


def registration(entries: tuple[Entry, ...], texts: Texts) -> Section:
    """The complaint as it was written down, field by field beside what was really the matter."""
    blocks = tuple(
        Paragraph(texts("register_fits" if entry.fits else "register_differs", truth=entry.truth), _asked(entry, texts))
        for entry in entries
    )
    return Section(texts("heading_register"), blocks)


def _asked(entry: Entry, texts: Texts) -> str:
    return texts(f"register_{entry.field}").rstrip("?")


def _outcome(debrief: Debrief, texts: Texts) -> Section:
    rubric = debrief.rubric.name[debrief.language]
    key = "no_score" if debrief.score is None else "score_line"
    line = texts(key, score=debrief.score, rubric=rubric)
    blocks = (Paragraph(line), Paragraph(texts("practice_not_assessment")))
    return Section(texts(f"outcome_{debrief.outcome}"), blocks)


def _strength(debrief: Debrief, texts: Texts) -> Section:
    praise = debrief.strength
    if praise is None:
        return Section(texts("heading_strength"), (Paragraph(texts("no_strength")),))
    said = Paragraph(praise.text, praise.name)
    return Section(texts("heading_strength"), (said, _quote(praise.evidence, texts)))


def _next_steps(debrief: Debrief, texts: Texts) -> Section:
    blocks = [block for step in debrief.next_steps for block in _next_step(step, texts)]
    return Section(texts("heading_next"), tuple(blocks) or (Paragraph(texts("no_next")),))


def _next_step(step: NextStep, texts: Texts) -> Iterator[Block]:
    yield Paragraph(step.text, step.name)
    if step.evidence:
        yield _quote(step.evidence, texts)
    yield Paragraph(f"{texts('instead_of')}: “{step.rewrite.instead_of}”\n{texts('say')}: “{step.rewrite.say}”")


def _swings(debrief: Debrief, texts: Texts) -> Iterator[Block]:
    if not debrief.swings:
        yield Paragraph(texts("no_swings"))
    for swing in debrief.swings:
        effect = swing.effect
        quote = Quote(clipped(effect.quote), _where(swing.turn, effect.certain, texts))
        moods = f"{texts('anger')} {effect.anger:+.0f}, {texts('trust')} {effect.trust:+.0f}"
        yield Change(quote, moods, f"{effect.why} ({effect.source})")


def _not_found(debrief: Debrief, texts: Texts) -> Iterator[Block]:
    hidden = debrief.not_found
    lines = [texts("missed_wish", label=label) for label in hidden.wish]
    lines += [texts("missed_cause", label=hidden.cause)] if hidden.cause else []
    lines += hidden.facts[:_MOST_FACTS]
    rest = len(hidden.facts) - _MOST_FACTS
    lines += [texts("missed_more", count=rest)] if rest > 0 else []
    yield Bullets(tuple(lines)) if lines else Paragraph(texts("everything_found"))


def _row(score: Score, debrief: Debrief, texts: Texts) -> Row:
    criterion = score.criterion
    if not score.assessed:
        return Row(criterion.name[debrief.language], "–", (texts("not_assessed"),), criterion.source)
    lines = tuple(line for finding in score.findings for line in _finding(finding, texts))
    return Row(criterion.name[debrief.language], f"{score.points:g} / {score.max}", lines, criterion.source)


def _finding(finding: Finding, texts: Texts) -> Iterator[str]:
    mark = {"earned": "✓", "partly": "◐", "missed": "·", "fault": "✗"}[finding.kind]
    yield f"{mark} {finding.text}"
    for evidence in finding.evidence:
        yield f"   “{clipped(evidence.quote)}” ({_where(evidence.turn, evidence.certain, texts)})"


def _quote(evidence: Evidence, texts: Texts) -> Quote:
    return Quote(clipped(evidence.quote), _where(evidence.turn, evidence.certain, texts))


def _where(turn: int, certain: bool, texts: Texts) -> str:
    return texts("turn", turn=turn) + ("" if certain else f", {texts('probably')}")


def clipped(words: str) -> str:
    """A quote on one line, cut where it is too long to read at a glance."""
    line = " ".join(words.split())
    if len(line) <= LONGEST_QUOTE:
        return line
    return line[:LONGEST_QUOTE].rsplit(" ", 1)[0] + " …"
