"""Markdown: the report for wikis, tickets and mail. What people typed is never read as markup."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping

from bot.report.blocks import Block, Bullets, Change, Curve, Paragraph, Quote, Row, Section, Table
from bot.report.readback import Mark, Spoken
from bot.report.texts import Texts
from bot.report.whole import Report

_INSIDE = re.compile(r"[\\`*_\[\]<>|~&$]")
_AT_START = re.compile(r"(?m)^(\s*)(\d*)([#+\-=.)])")
"""What makes a heading, a list or a line only where a line begins."""
_NOTHING: Mapping[int, str] = {}


def markdown(report: Report, texts: Texts, links: Mapping[int, str] = _NOTHING) -> str:
    """The whole report. ``links`` leads from the number of a turn to the message itself, wherever it stands."""
    return "\n\n".join([f"# {_safe(report.title)}", *_body(report, texts, links)]) + "\n"


def _body(report: Report, texts: Texts, links: Mapping[int, str]) -> Iterator[str]:
    yield _safe(report.subject)
    for section in (*report.short, *report.moments, *report.table):
        yield from _section(section, texts, links, "##")
    for other in report.others:
        yield f"## {_safe(texts('heading_others', rubric=other.name))}"
        yield _safe(other.score)
        for section in (*other.short, *other.table):
            yield from _section(section, texts, links, "###")
    if report.talk:
        yield f"## {_safe(texts('heading_talk'))}"
    for spoken in report.talk:
        yield from _spoken(spoken, texts, links)


def _section(section: Section, texts: Texts, links: Mapping[int, str], level: str) -> Iterator[str]:
    yield f"{level} {_safe(section.heading)}"
    for block in section.blocks:
        yield from _block(block, texts, links)


def _block(block: Block, texts: Texts, links: Mapping[int, str]) -> Iterator[str]:
    match block:
        case Paragraph(text, lead):
            lines = _safe(text).replace("\n", "  \n")
            yield f"**{_safe(lead)}:** {lines}" if lead else lines
        case Bullets(lines):
            yield "\n".join(f"- {_safe(line)}" for line in lines)
        case Quote():
            yield f"> {_quote(block, links)}"
        case Change(quote, moods, why, rule, source, _):
            yield f"> {_quote(quote, links)}"
            reason = f"{_safe(why)} ({texts('rule')}: {_safe(rule)}; {texts('source')}: {_safe(source)})"
            yield f"**{_safe(moods)}**: {reason}" if moods else reason
        case Curve():
            yield _safe(block.told)
        case Table():
            yield from _table(block, texts, links)


def _quote(quote: Quote, links: Mapping[int, str]) -> str:
    link = links.get(quote.turn)
    place = f"[{_safe(quote.where)}]({_address(link)})" if link else _safe(quote.where)
    return f"“{_safe(quote.words)}” ({place})"


def _address(link: str) -> str:
    """A link that cannot end its own brackets."""
    return link.replace("(", "%28").replace(")", "%29").replace(" ", "%20")


def _table(table: Table, texts: Texts, links: Mapping[int, str]) -> Iterator[str]:
    yield "\n".join(
        [
            f"| {_safe(table.head[0])} | {_safe(table.head[1])} |",
            "|---|---|",
            *(f"| {_safe(row.name)} ({_safe(row.weight)}) | {_safe(row.score)} |" for row in table.rows),
        ]
    )
    if table.sum:
        yield _safe(table.sum)
    for row in table.rows:
        yield "\n".join(_row(row, texts, links))


def _row(row: Row, texts: Texts, links: Mapping[int, str]) -> Iterator[str]:
    yield f"**{_safe(row.name)}, {_safe(row.score)}**\n"
    if row.note:
        yield f"- {_safe(row.note)}"
    for ground in row.grounds:
        points = f" ({_safe(ground.points)})" if ground.points else ""
        yield f"- {ground.mark} {_safe(ground.text)}{points}"
        yield from (f"    - {_quote(quote, links)}" for quote in ground.quotes)
    yield f"- {texts('source')}: {_safe(row.source)}"


def _spoken(spoken: Spoken, texts: Texts, links: Mapping[int, str]) -> Iterator[str]:
    place = _safe(texts("turn", turn=spoken.turn))
    link = links.get(spoken.turn)
    head = f"[{place}]({_address(link)})" if link else place
    yield f"**{_safe(spoken.name)}** · {head} · {_safe(spoken.at)}"
    words = _safe("".join(piece.words for piece in spoken.pieces))
    yield "\n".join(f"> {line.strip()}  " for line in words.split("\n"))
    if spoken.marks:
        yield f"{texts('heard')}: " + ", ".join(_mark(mark, texts) for mark in spoken.marks)
    if spoken.mood:
        yield _safe(spoken.mood)


def _mark(mark: Mark, texts: Texts) -> str:
    harm = f"{texts('picture_harms')}: " if mark.harms else ""
    doubt = "" if mark.certain else f" ({texts('probably')})"
    return _safe(f"{harm}{mark.name}{doubt}")


def _safe(text: str) -> str:
    """``text`` with everything that Markdown could read as markup taken literally."""
    return _AT_START.sub(r"\1\2\\\3", _INSIDE.sub(r"\\\g<0>", text))
