"""Picture: anger and trust over the talk, drawn with matplotlib (the extra ``pictures``).

Anger is a solid line with dots, trust a dashed one with squares, so nobody needs the colours. The turning points are
numbered; the trainee's words stand below, or beside the picture where a page says them itself. Nothing of matplotlib
that threads share is changed from one drawing to the next, so any thread may draw.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from io import BytesIO, StringIO
from typing import TYPE_CHECKING

from bot.report.blocks import Curve
from bot.report.extras import needs
from bot.report.texts import Texts

if TYPE_CHECKING:
    from matplotlib.figure import Figure


@dataclass(frozen=True)
class Look:
    """The colours of a drawing, and its width in CSS pixels."""

    ground: str
    ink: str
    faint: str
    anger: str
    trust: str
    width: int = 500


LIGHT = Look("#ffffff", "#24292f", "#d0d5dc", "#b23a00", "#0b62a8")
DARK = Look("#16191f", "#e8eaed", "#434b56", "#ff9d5c", "#7cc0ff")
"""Orange and blue differ for every kind of colour-blindness, and in lightness from their ground."""


def png(curve: Curve, texts: Texts, look: Look = LIGHT, scale: float = 2.0) -> bytes:
    """The picture with the words of its turning points; ``scale`` pixels for each CSS pixel.

    Raises MissingLibraryError.
    """
    file = BytesIO()
    figure = _figure(curve, texts, look, notes=True)
    figure.savefig(file, format="png", dpi=figure.dpi * scale, facecolor=look.ground)
    return file.getvalue()


def svg(curve: Curve, texts: Texts, look: Look = LIGHT) -> str:
    """The picture without words of the trainee, letters as outlines, on a transparent ground.

    Raises MissingLibraryError.
    """
    file = StringIO()
    nothing = {"Date": None, "Creator": None, "Format": None, "Type": None}
    _figure(curve, texts, look, notes=False).savefig(file, format="svg", transparent=True, metadata=nothing)
    return file.getvalue()


def warm_up() -> None:
    """Load what draws, which takes longer than drawing: nobody should wait for it who waits for a picture.

    Raises MissingLibraryError.
    """
    _draw()


def _figure(curve: Curve, texts: Texts, look: Look, *, notes: bool) -> Figure:
    return _draw()(curve, texts, look, notes=notes)


def _draw() -> Callable[..., Figure]:
    with needs("The picture", "matplotlib", "pictures"):
        from bot.report.drawing import draw
    return draw
