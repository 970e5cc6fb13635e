"""Clashes: messages that one method counts for the trainee and another against, and whose score is shown."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import product

from bot.core.assessing import Evidence
from bot.core.debrief import Debrief
from bot.report.blocks import Paragraph, Section
from bot.report.texts import Texts
from bot.report.wording import clipped


@dataclass(frozen=True)
class _Verdict:
    """What one method makes of words: points for them or against them, and why."""

    method: str
    evidence: Evidence
    good: bool
    why: str


def clashes(debriefs: tuple[Debrief, ...], texts: Texts) -> tuple[Section, ...]:
    """Where the methods that this talk was looked back on with disagree; nothing where they agree."""
    verdicts = [verdict for debrief in debriefs for verdict in _verdicts(debrief)]
    lines = [_line(good, bad, texts) for good, bad in _clashing(verdicts)]
    if not lines:
        return ()
    first = debriefs[0]
    scored = texts("clash_scored", rubric=first.rubric.name[first.language])
    return (Section(texts("heading_clash"), tuple(Paragraph(line) for line in (*lines, scored))),)


def _verdicts(debrief: Debrief) -> Iterator[_Verdict]:
    name = debrief.rubric.name[debrief.language]
    for score in debrief.scores:
        for finding in score.findings:
            for evidence in finding.evidence:
                yield _Verdict(name, evidence, finding.points > 0, finding.text)


def _clashing(verdicts: list[_Verdict]) -> Iterator[tuple[_Verdict, _Verdict]]:
    """The first pair of each message in which one method only has praise for the words, and the other only blame."""
    told: set[int] = set()
    for good, bad in product(verdicts, verdicts):
        turn = good.evidence.turn
        if turn not in told and good.good and not bad.good and _apart(good, bad, verdicts):
            told.add(turn)
            yield good, bad


def _apart(good: _Verdict, bad: _Verdict, verdicts: list[_Verdict]) -> bool:
    about = [verdict for verdict in verdicts if _same(verdict.evidence, good.evidence)]
    views = {method: {one.good for one in about if one.method == method} for method in (good.method, bad.method)}
    return _same(good.evidence, bad.evidence) and views[good.method] == {True} and views[bad.method] == {False}


def _same(one: Evidence, other: Evidence) -> bool:
    return one.turn == other.turn and (one.quote in other.quote or other.quote in one.quote)


def _line(good: _Verdict, bad: _Verdict, texts: Texts) -> str:
    return texts(
        "clash",
        turn=good.evidence.turn,
        words=clipped(good.evidence.quote),
        rubric=good.method,
        why=good.why.rstrip("."),
        other=bad.method,
        why_not=bad.why.rstrip("."),
    )
