"""Rendering: sections of the report as lines of mrkdwn, with quotes that link to their messages."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from bot.adapters.slack.faces.escaping import escape
from bot.adapters.slack.faces.marked import mention
from bot.report.blocks import Block, Bullets, Change, Ground, Paragraph, Quote, Section


class Authored(str):
    """The address of a message in a practice of several people: it knows who wrote the message."""

    writer: str

    def __new__(cls, url: str, writer: str) -> Authored:
        """``url``, written by ``writer``; "" for one who practised alone."""
        made = super().__new__(cls, url)
        made.writer = writer
        return made


Links = Mapping[int, str]
"""Turn number -> permalink of its message. A turn without one is named and not linked."""


def rendered(section: Section, links: Links) -> Iterator[str]:
    """The heading in bold, and below it the blocks. Curves and tables have faces of their own and are left out."""
    yield f"*{escape(section.heading)}*"
    for block in section.blocks:
        yield from block_lines(block, links)


def block_lines(block: Block, links: Links) -> Iterator[str]:
    """One block as lines."""
    match block:
        case Paragraph(text, lead):
            yield f"*{escape(lead)}:* {escape(text)}" if lead else escape(text)
        case Bullets(lines):
            yield from (f"•  {escape(line)}" for line in lines)
        case Quote():
            yield quoted(block, links)
        case Change(quote, moods, why):
            yield quoted(quote, links)
            yield f"*{escape(moods)}*  {escape(why)}"


def ground_lines(ground: Ground, links: Links) -> Iterator[str]:
    """One thing that a score rests on, with its points and its quotes.

    Of several trainees, the writer of what helped is named; whose words cost points can be looked up and is not said.
    """
    points = f"  ({escape(ground.points)})" if ground.points else ""
    yield f"{ground.mark}  {escape(ground.text)}{points}"
    for quote in ground.quotes:
        yield quoted(quote, links) + ("" if ground.kind == "fault" else _by(quote, links))


def quoted(quote: Quote, links: Links) -> str:
    """Somebody's words, and the message they stand in."""
    return f">“{escape(quote.words)}”  {place(quote, links)}"


def _by(quote: Quote, links: Links) -> str:
    """Who wrote it, where several practised."""
    link = links.get(quote.turn)
    return f"  {mention(link.writer)}" if isinstance(link, Authored) and link.writer else ""


def place(quote: Quote, links: Links) -> str:
    """ "message 4", as a link where there is one."""
    link = links.get(quote.turn)
    return f"<{escape(link)}|{escape(quote.where)}>" if link else f"_{escape(quote.where)}_"
