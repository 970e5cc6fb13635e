"""Agreeing: how far trainers agree with a method, as sections for its author."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import islice

from bot.core.moves import Language
from bot.report.blocks import Block, Bullets, Paragraph, Section
from bot.report.texts import Texts
from bot.report.wording import quote
from bot.training.agreement import Agreement, Measured, Moment, OnCriterion

_MOST_MOMENTS = 20
_MOST_QUOTES = 2


def agreement_sections(found: Agreement | None, language: Language, texts: Texts) -> tuple[Section, ...]:
    """What trainers think of a method: the figures of each criterion, then the moments where they did not agree."""
    if found is None:
        return (Section(texts("agreement_none"), ()),)
    title = texts("agreement_title", rubric=found.rubric.name[language], version=found.rubric.version)
    names = {criterion.id: criterion.name[language] for criterion in found.rubric.criteria}
    criteria = tuple(_criterion(one, names[one.criterion], texts) for one in found.criteria)
    moments = tuple(block for one in found.moments[-_MOST_MOMENTS:] for block in _moment(one, names, texts))
    none = (Paragraph(texts("agreement_no_moments")),)
    return (
        Section(title, (*_lead(found, texts), Bullets(criteria), Paragraph(texts("agreement_alpha_note")))),
        Section(texts("agreement_moments"), moments or none),
    )


def _lead(found: Agreement, texts: Texts) -> Iterator[Block]:
    counts = {"verdicts": found.verdicts, "trainers": found.trainers, "practices": found.practices}
    yield Paragraph(texts("agreement_lead", **counts))
    if found.earlier:
        yield Paragraph(texts("agreement_earlier", count=found.earlier))
    yield Paragraph(texts("agreement_anchor"))


def _criterion(one: OnCriterion, name: str, texts: Texts) -> str:
    parts = [
        texts("agreement_verdicts", **{str(verdict): count for verdict, count in one.verdicts.items()}),
        f"{texts('agreement_program')}: {_measured(one.with_program, texts)}",
        f"{texts('agreement_between')}: {_measured(one.between_trainers, texts)}",
    ]
    parts += [texts("agreement_left_out", count=one.left_out)] if one.left_out else []
    return f"{name}: {'; '.join(parts)}"


def _measured(found: Measured, texts: Texts) -> str:
    if found.alpha is not None:
        alpha = f"{found.alpha:.2f}".replace(".", texts("decimal_mark"))
        return texts("agreement_alpha", alpha=alpha, count=found.pairs)
    return texts("agreement_same" if found.same else "agreement_too_few", count=found.pairs)


def _moment(one: Moment, names: dict[str, str], texts: Texts) -> Iterator[Block]:
    told = {
        "criterion": names[one.criterion],
        "program": texts(f"level_{one.program}"),
        "verdict": texts(f"verdict_{one.verdict}"),
    }
    if one.level:
        yield Paragraph(one.comment or "–", texts("agreement_moment_level", level=texts(f"level_{one.level}"), **told))
    else:
        yield Paragraph(one.comment or "–", texts("agreement_moment", **told))
    yield from islice(dict.fromkeys(quote(evidence, texts) for evidence in one.evidence), _MOST_QUOTES)
