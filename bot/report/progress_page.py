"""Progress page: a person's progress as one HTML page in the look of the debrief, which needs nothing but itself."""

from __future__ import annotations

from functools import cache

from jinja2 import Template

from bot.report.progress import Line, Overview
from bot.report.templates import style, template
from bot.report.texts import Texts

_WIDTH, _HEIGHT, _EDGE = 132.0, 34.0, 5.0


def progress_page(shown: Overview, texts: Texts) -> str:
    """The whole page. What people typed is not on it."""
    styles = "".join(style(name) for name in ("page.css", "screen.css", "progress.css"))
    return _template().render(shown=shown, texts=texts, style=styles, size=(_WIDTH, _HEIGHT))


def points(line: Line) -> tuple[tuple[float, float], ...]:
    """Where each practice stands in the drawing of a criterion: the latest at the right, the most at the top."""
    step = (_WIDTH - 2 * _EDGE) / max(len(line.shares) - 1, 1)
    height = _HEIGHT - 2 * _EDGE
    return tuple(
        (round(_EDGE + step * place, 1), round(_EDGE + height * (1 - share), 1))
        for place, share in enumerate(line.shares)
    )


@cache
def _template() -> Template:
    return template("progress.html.j2", points=points)
