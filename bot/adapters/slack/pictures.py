"""Pictures: the curve of a practice, drawn when it is sent, so that no picture need be kept."""

from __future__ import annotations

from bot.adapters.slack.office import Office
from bot.report.extras import MissingLibraryError
from bot.report.picture import png
from bot.report.sections import curve_of


def picture(office: Office, practice: str) -> bytes | None:
    """The curve of a practice as PNG; None when it is gone, or nothing can draw here."""
    record, debriefs = office.archive.practice(practice), office.archive.debriefs(practice)
    if record is None or not debriefs:
        return None
    texts = office.texts[record.language]
    try:
        return png(curve_of(debriefs[0], texts), texts)
    except MissingLibraryError:
        return None
