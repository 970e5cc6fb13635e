"""Table: every criterion with its bar, and behind it what the score rests on. In a modal, or as messages."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from bot.adapters.slack.faces.blocks import (
    Face,
    Json,
    button,
    context,
    divider,
    face,
    header,
    modal,
    pages,
    section,
    sections,
)
from bot.adapters.slack.faces.escaping import escape
from bot.adapters.slack.faces.lookback import Lookback
from bot.adapters.slack.faces.observing import observed_line
from bot.adapters.slack.faces.rendering import Links, ground_lines, rendered
from bot.adapters.slack.faces.texts import SlackTexts
from bot.adapters.slack.faces.together import shared_moment
from bot.adapters.slack.launch import Action, Form
from bot.core.debrief import Debrief
from bot.core.persona import Outcome
from bot.report.blocks import Paragraph, Row, Table
from bot.report.sections import moments
from bot.report.tables import table

_BAR = 10
_FULL, _EMPTY = "▰", "▱"
_BETWEEN = "|"


def table_view(debriefs: Sequence[Debrief], look: Lookback, texts: SlackTexts) -> Json:
    """The modal: the criteria of each method with a button that opens one (``criterion_view``), then the moments.

    After the stop word there is no table, and nothing but that sentence.
    """
    title, close = texts("table_view"), texts("close")
    if debriefs[0].outcome is Outcome.STOPPED:
        return modal(Form.TABLE, title, sections([escape(texts("stopped"))]), close=close, remember=look.practice)
    blocks = [block for debrief in debriefs for block in _overview(debrief, look, texts)]
    blocks.append(divider())
    for part in moments(debriefs[0], texts):
        shown = shared_moment(part, texts) if look.contributions else part
        blocks += sections(rendered(shown, look.links))
    blocks += _doubts(debriefs, texts)
    return modal(Form.TABLE, title, blocks, close=close, remember=look.practice)


def criterion_of(value: str) -> tuple[str, str, str]:
    """The practice, rubric and criterion that a WHY button names."""
    practice, rubric, criterion = value.split(_BETWEEN)
    return practice, rubric, criterion


def practice_named(value: str) -> str:
    """The practice that a button names, whether or not it names a criterion too."""
    return value.partition(_BETWEEN)[0]


def criterion_view(debrief: Debrief, criterion: str, links: Links, texts: SlackTexts) -> Json:
    """The modal that is pushed over the table: one criterion, opened. An unknown criterion raises KeyError."""
    rows = {score.criterion.id: row for score, row in zip(debrief.scores, _table(debrief, texts).rows, strict=True)}
    row = rows[criterion]
    grounds = [block for ground in row.grounds for block in sections(ground_lines(ground, links))]
    blocks = [section(_line(row)), *grounds, *_observed(debrief, criterion, texts), context(_source(row, texts))]
    return modal(Form.CRITERION, texts("criterion_view"), blocks, close=texts("back"))


def debrief_table(debriefs: Sequence[Debrief], look: Lookback, texts: SlackTexts) -> tuple[Face, ...]:
    """The whole table as messages, everything opened: for reading back, copying and sharing.

    After the stop word there is none.
    """
    if debriefs[0].outcome is Outcome.STOPPED:
        return ()
    blocks = [block for debrief in debriefs for block in _whole(debrief, look.links, texts)]
    fallback = texts("table_fallback", name=escape(look.persona.name))
    return tuple(face(fallback, page) for page in pages([*blocks, *_doubts(debriefs, texts)]))


def bar(share: float | None) -> str:
    """A score as ten little blocks; nothing where there is none."""
    if share is None:
        return ""
    full = round(share * _BAR)
    return _FULL * full + _EMPTY * (_BAR - full)


def _overview(debrief: Debrief, look: Lookback, texts: SlackTexts) -> Iterator[Json]:
    yield header(debrief.rubric.name[debrief.language])
    for score, row in zip(debrief.scores, _table(debrief, texts).rows, strict=True):
        value = _BETWEEN.join((look.practice, debrief.rubric.id, score.criterion.id))
        yield section(_line(row), button(texts("button_why"), Action.WHY, value) if row.grounds else None)
        yield from _observed(debrief, score.criterion.id, texts)
    yield from _remarks(debrief, texts)


def _whole(debrief: Debrief, links: Links, texts: SlackTexts) -> Iterator[Json]:
    yield header(debrief.rubric.name[debrief.language])
    for row in _table(debrief, texts).rows:
        yield from sections(_opened(row, links, texts))
    yield from _remarks(debrief, texts)


def _observed(debrief: Debrief, criterion: str, texts: SlackTexts) -> list[Json]:
    """What colleagues saw who watched this criterion. A forgotten one has no name and is left out."""
    seen = [one for one in debrief.observations if one.criterion == criterion and one.person]
    return [context(observed_line(one, debrief.rubric.criteria, texts)) for one in seen]


def _table(debrief: Debrief, texts: SlackTexts) -> Table:
    return next(block for part in table(debrief, texts) for block in part.blocks if isinstance(block, Table))


def _remarks(debrief: Debrief, texts: SlackTexts) -> Iterator[Json]:
    """How the total comes about, and where the method and the research pull apart."""
    if debrief.score is not None:
        yield context(escape(_table(debrief, texts).sum))
    for part in table(debrief, texts)[1:]:
        yield context(*rendered(part, {}))


def _doubts(debriefs: Sequence[Debrief], texts: SlackTexts) -> list[Json]:
    """What "probably" means, once, where it stands somewhere."""
    parts = [block for debrief in debriefs for block in table(debrief, texts)[0].blocks]
    said = dict.fromkeys(block.text for block in parts if isinstance(block, Paragraph))
    return [context(escape(text)) for text in said]


def _line(row: Row) -> str:
    if row.share is None:
        return f"*{escape(row.name)}*\n{escape(row.note)}"
    return f"*{escape(row.name)}*\n{bar(row.share)}  {escape(row.score)}"


def _opened(row: Row, links: Links, texts: SlackTexts) -> Iterator[str]:
    yield _line(row)
    for ground in row.grounds:
        yield from ground_lines(ground, links)
    yield f"_{_source(row, texts)}_"


def _source(row: Row, texts: SlackTexts) -> str:
    return escape(f"{texts('source')}: {row.source}")
