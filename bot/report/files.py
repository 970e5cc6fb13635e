"""Files: a face of the report, written where somebody wants it."""

from __future__ import annotations

from pathlib import Path

from bot.report.extras import MissingLibraryError
from bot.report.page import page
from bot.report.paper import pdf
from bot.report.picture import png
from bot.report.texts import Texts
from bot.report.whole import Report


def save_page(report: Report, texts: Texts, path: Path) -> None:
    """The HTML page. Without matplotlib it tells the curve in words. Raises OSError."""
    try:
        html = page(report, texts)
    except MissingLibraryError:
        html = page(report, texts, picture=False)
    path.write_text(html, encoding="utf-8", newline="\n")


def save_pdf(report: Report, texts: Texts, path: Path) -> None:
    """The PDF; without matplotlib with the curve in words. Raises MissingLibraryError without WeasyPrint, OSError."""
    try:
        written = pdf(report, texts)
    except MissingLibraryError:
        written = pdf(report, texts, picture=False)
    path.write_bytes(written)


def save_picture(report: Report, texts: Texts, path: Path) -> None:
    """The curve as a PNG. Raises MissingLibraryError without matplotlib, OSError."""
    if report.curve:
        path.write_bytes(png(report.curve, texts))
