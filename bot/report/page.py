"""Page: the report as one HTML page that needs nothing but itself: no script, no font, no picture from elsewhere.

It reads on a phone, prints on A4, follows the reader's choice of light or dark, and opens every number: rule, quote,
link to the message, source. What people typed is escaped by the template engine.
"""

from __future__ import annotations

from base64 import b64encode
from collections.abc import Mapping
from dataclasses import dataclass, replace
from functools import cache
from typing import Literal
from urllib.parse import urlsplit

from jinja2 import Template

from bot.report.blocks import Block, Curve
from bot.report.picture import DARK, LIGHT, Look, svg
from bot.report.retold import in_words
from bot.report.templates import style, template
from bot.report.texts import Texts
from bot.report.whole import Report

_NOTHING: Mapping[int, str] = {}


_NARROW = 350
"""CSS pixels: the width of the picture on a phone."""


@dataclass(frozen=True)
class Drawn:
    """The picture for readers of one scheme, wide and for a phone, as addresses that hold the picture itself."""

    scheme: Literal["light", "dark"]
    wide: str
    narrow: str = ""


def page(
    report: Report, texts: Texts, links: Mapping[int, str] = _NOTHING, *, picture: bool = True, paper: bool = False
) -> str:
    """The whole page. ``links`` leads from the number of a turn to the message; without one, to its place below.

    Without ``picture`` the curve stands there in words. ``paper`` opens what a reader would open, leaves out the
    tables of the other methods, and stays light. Raises MissingLibraryError when a picture cannot be drawn.
    """
    return _template().render(
        report=report,
        texts=texts,
        drawn=_drawn(report.curve, texts, paper=paper) if picture and report.curve else (),
        paper=paper,
        link=lambda turn: _link(links, turn),
        in_words=in_words,
        style=style("page.css"),
        screen=style("screen.css"),
    )


def _drawn(curve: Curve, texts: Texts, *, paper: bool) -> tuple[Drawn, ...]:
    """A style sheet shows the one that the reader likes; paper is light."""

    def drawing(look: Look) -> str:
        return _address(svg(curve, texts, look))

    if paper:
        return (Drawn("light", drawing(LIGHT)),)
    return (
        Drawn("light", drawing(LIGHT), drawing(replace(LIGHT, width=_NARROW))),
        Drawn("dark", drawing(DARK), drawing(replace(DARK, width=_NARROW))),
    )


def _address(drawing: str) -> str:
    return "data:image/svg+xml;base64," + b64encode(drawing.encode()).decode()


def _link(links: Mapping[int, str], turn: int) -> str:
    """Where a message stands: at a web address that was given, or else below on the page."""
    given = links.get(turn, "")
    return given if urlsplit(given).scheme in ("http", "https") else f"#turn-{turn}"


def _kind(block: Block) -> str:
    """Which macro of the template shows a block: "Paragraph", "Table" ..."""
    return type(block).__name__


@cache
def _template() -> Template:
    return template("page.html.j2", kind=_kind)
