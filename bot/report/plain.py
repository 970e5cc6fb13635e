"""Plain: sections as text of 80 columns, for files, pipes and tests."""

from __future__ import annotations

import textwrap
from collections.abc import Iterable, Iterator

from bot.report.blocks import Block, Bullets, Change, Curve, Paragraph, Quote, Row, Section, Table
from bot.report.curve import curve
from bot.report.texts import Texts

WIDTH = 80


def plain(sections: Iterable[Section], texts: Texts) -> str:
    """The sections under each other, every heading underlined."""
    return "\n\n".join("\n".join(_section(section, texts)) for section in sections) + "\n"


def _section(section: Section, texts: Texts) -> Iterator[str]:
    heading = textwrap.wrap(section.heading, WIDTH)
    yield from heading
    yield "-" * max(map(len, heading))
    for block in section.blocks:
        yield from _block(block, texts)


def _block(block: Block, texts: Texts) -> Iterator[str]:
    match block:
        case Paragraph(text, lead):
            led = f"{lead}: {text}" if lead else text
            yield from (textwrap.fill(line, WIDTH) for line in led.splitlines())
        case Bullets(lines):
            yield from (_hanging("- ", line) for line in lines)
        case Quote():
            yield _quoted(block)
        case Change(quote, moods, why, _, source, _):
            yield _quoted(quote)
            yield _hanging("    ", f"{moods}: {why} ({source})")
        case Curve(points):
            yield from curve(points, WIDTH, (texts("anger"), texts("trust")))
        case Table():
            yield from (line for row in block.rows for line in _row(row, texts))
            if block.sum:
                yield textwrap.fill(block.sum, WIDTH)


def _quoted(quote: Quote) -> str:
    return _hanging("  ", f"“{quote.words}” ({quote.where})")


def _hanging(indent: str, text: str) -> str:
    return textwrap.fill(text, WIDTH, initial_indent=indent, subsequent_indent=" " * len(indent))


def _row(row: Row, texts: Texts) -> Iterator[str]:
    yield f"{row.name}  {row.score}  ({row.weight})"
    if row.note:
        yield f"  {row.note}"
    for ground in row.grounds:
        yield _hanging("  ", f"{ground.mark} {ground.text}" + (f" ({ground.points})" if ground.points else ""))
        yield from (_hanging("    ", f"“{quote.words}” ({quote.where})") for quote in ground.quotes)
    yield _hanging("  ", f"{texts('source')}: {row.source}")
