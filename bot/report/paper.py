"""Paper: the page as a PDF on A4, made by WeasyPrint (the extra ``pdf``)."""

from __future__ import annotations

from collections.abc import Mapping

from bot.report.extras import needs
from bot.report.page import page
from bot.report.texts import Texts
from bot.report.whole import Report

_NOTHING: Mapping[int, str] = {}


def pdf(report: Report, texts: Texts, links: Mapping[int, str] = _NOTHING, *, picture: bool = True) -> bytes:
    """The report on A4, everything opened, tagged for screen readers; nothing is fetched from elsewhere.

    Raises MissingLibraryError.
    """
    with needs("A PDF", "WeasyPrint", "pdf"):
        from weasyprint import HTML
        from weasyprint.urls import URLFetcher
    html = page(report, texts, links, picture=picture, paper=True)
    fetcher = URLFetcher(allowed_protocols=["data"])
    written: bytes = HTML(string=html, url_fetcher=fetcher).write_pdf(pdf_variant="pdf/ua-1")
    return written
