"""Curve: anger and trust over the turns, drawn with block characters for a terminal of any width."""

from __future__ import annotations

from bot.core.debrief import Point

HEIGHT = 10
ANGER, TRUST, BOTH = "●", "○", "◉"


def curve(points: tuple[Point, ...], width: int, names: tuple[str, str]) -> list[str]:
    """The lines of the drawing, at most ``width`` wide: 100 at the top, 0 at the bottom, a column for each turn.

    ``names`` are the words for anger and trust, for the legend below it. Signs, not colours, tell the two apart.
    """
    shown = _thinned(points, width - 5)
    step = max(1, min(4, (width - 5) // max(len(shown), 1)))
    rows = [[" "] * (step * len(shown)) for _ in range(HEIGHT + 1)]
    for column, point in enumerate(shown):
        anger, trust = _row(point.mood.anger), _row(point.mood.trust)
        rows[trust][column * step] = TRUST
        rows[anger][column * step] = BOTH if anger == trust else ANGER
    lines = [f"{_scale(number)} ┤{''.join(row).rstrip()}" for number, row in enumerate(rows)]
    return [*lines, f"    └{'─' * (step * len(shown))}", f"     {ANGER} {names[0]}   {TRUST} {names[1]}"]


def _row(value: float) -> int:
    return HEIGHT - round(value / 100 * HEIGHT)


def _scale(row: int) -> str:
    return {0: "100", HEIGHT // 2: " 50", HEIGHT: "  0"}.get(row, "   ")


def _thinned(points: tuple[Point, ...], most: int) -> tuple[Point, ...]:
    """Every so many points of a talk that is longer than the screen is wide; the last one always."""
    if len(points) <= most:
        return points
    every = -(-(len(points) - 1) // (most - 1))
    return (*points[:-1:every], points[-1])
