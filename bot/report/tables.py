"""Tables: every criterion of a method, opened: what counted for and against, in whose words, and from which source."""

from __future__ import annotations

from bot.core.assessing import Finding, Score
from bot.core.debrief import Debrief
from bot.core.persona import Outcome
from bot.report.blocks import Block, Ground, Paragraph, Row, Section, Table
from bot.report.texts import Texts
from bot.report.wording import quote, signed


def table(debrief: Debrief, texts: Texts) -> tuple[Section, ...]:
    """The table of one method, and where the method and the research pull apart. Nothing after the stop word."""
    if debrief.outcome is Outcome.STOPPED:
        return ()
    head = (texts("column_criterion"), texts("column_score"), texts("column_why"))
    name = debrief.rubric.name[debrief.language]
    rows = tuple(_row(score, debrief, texts) for score in debrief.scores)
    blocks: list[Block] = [Table(texts("table_caption", rubric=name), head, rows, _sum(debrief, texts))]
    if any(not evidence.certain for score in debrief.scores for evidence in score.evidence):
        blocks.append(Paragraph(texts("probably_marks")))
    sections = [Section(f"{texts('heading_table')}: {name}", tuple(blocks))]
    if debrief.rubric.tension:
        pull = Paragraph(debrief.rubric.tension[debrief.language])
        sections.append(Section(texts("heading_pull"), (pull,)))
    return tuple(sections)


def _row(score: Score, debrief: Debrief, texts: Texts) -> Row:
    criterion = score.criterion
    return Row(
        name=criterion.name[debrief.language],
        score=_score(score),
        weight=texts("weight", weight=criterion.weight),
        share=score.share if score.assessed else None,
        grounds=tuple(_ground(finding, texts) for finding in score.findings),
        note="" if score.assessed else texts("not_assessed"),
        source=criterion.source,
    )


def _score(score: Score) -> str:
    return f"{score.points:g} / {score.max}" if score.assessed else "–"


def _ground(finding: Finding, texts: Texts) -> Ground:
    points = "" if finding.kind == "missed" else signed(round(finding.points, 2))
    return Ground(finding.kind, finding.text, points, tuple(quote(one, texts) for one in finding.evidence))


def _sum(debrief: Debrief, texts: Texts) -> str:
    """How the total comes from the criteria; empty where there is none."""
    if debrief.score is None:
        return ""
    assessed = [score for score in debrief.scores if score.assessed]
    parts = [
        texts("sum_part", name=one.criterion.name[debrief.language], score=_score(one), weight=one.criterion.weight)
        for one in assessed
    ]
    return texts("sum", score=debrief.score, parts="; ".join(parts))
