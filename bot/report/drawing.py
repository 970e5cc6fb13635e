"""Drawing: the curve as a figure of matplotlib. Import it only where matplotlib is wanted."""

from __future__ import annotations

import textwrap
from dataclasses import dataclass
from functools import cache
from itertools import pairwise
from typing import TYPE_CHECKING

import matplotlib as mpl
from matplotlib.figure import Figure
from matplotlib.font_manager import FontProperties, findfont, get_font

from bot.core.debrief import Point
from bot.core.moves import HARMFUL, FoundMove
from bot.report.blocks import Change, Curve
from bot.report.texts import Texts

if TYPE_CHECKING:
    from matplotlib.axes import Axes

    from bot.report.picture import Look

mpl.rcParams["svg.hashsalt"] = "tirade"  # once: the same curve gives the same SVG, to the letter

_DPI = 100
_FONT = "DejaVu Sans"
"""Comes with matplotlib."""
_SIZE, _SMALL = 9.0, 8.5
_LEFT, _RIGHT = 0.36, 1.2
_PLOT, _ROW, _LINE, _GAP = 2.2, 0.085, 0.165, 0.1
_MOST_MARKS = 6
_TICK = 0.27
"""What the number of a message needs, with the white around it."""
_APART = 10.0
"""How far the two names at the right stay from each other, on the scale of the moods."""
_UNKNOWN = "▯"
"""Stands for a character that the font lacks, such as an emoji."""


@dataclass(frozen=True)
class _Sheet:
    """A figure that is filled from the top down, in inches."""

    figure: Figure
    look: Look
    texts: Texts

    def axes(self, top: float, height: float, left: float = _LEFT, right: float = _RIGHT) -> Axes:
        """Axes of this height below ``top``."""
        width, tall = self.figure.get_size_inches()
        box = (left / width, 1 - (top + height) / tall, (width - left - right) / width, height / tall)
        axes = self.figure.add_axes(box, facecolor="none")
        axes.tick_params(length=0, labelsize=_SIZE, labelcolor=self.look.ink, labelfontfamily=_FONT)
        for spine in axes.spines.values():
            spine.set_visible(False)
        return axes

    def write(self, axes: Axes, x: float, y: float, words: str, **more: object) -> None:
        """Words at a place of ``axes``; dollar signs are no formulas."""
        told = {"color": self.look.ink, "fontsize": _SIZE, "va": "center", **more}
        axes.text(x, y, _drawable(words), fontfamily=_FONT, parse_math=False, clip_on=False, **told)  # type: ignore[arg-type]


@dataclass(frozen=True)
class _Note:
    """The words of a turning point and what they did, in lines."""

    number: int
    words: list[str]
    effect: list[str]

    @property
    def height(self) -> float:
        return _LINE * (len(self.words) + len(self.effect))


def draw(curve: Curve, texts: Texts, look: Look, *, notes: bool) -> Figure:
    """The figure. ``notes`` adds the words of the turning points below it."""
    marks = max((min(len(point.moves), _MOST_MARKS) for point in curve.points), default=0)
    strip = _ROW * marks + 0.06
    keys = _keys(curve, texts)
    lines = [_note(turning, look.width) for turning in curve.turnings] if notes else []
    tall = 0.12 + _PLOT + strip + 0.22 + _GAP + 0.18 * len(keys) + sum(line.height + 0.08 for line in lines) + 0.12
    sheet = _Sheet(Figure(figsize=(look.width / _DPI, tall), dpi=_DPI), look, texts)
    plot = sheet.axes(0.12, _PLOT)
    _moods(sheet, plot, curve)
    _moves(sheet, sheet.axes(0.12 + _PLOT, strip + 0.04), curve, marks)
    top = 0.12 + _PLOT + strip + 0.22 + _GAP
    _legend(sheet, top, keys)
    _words(sheet, top + 0.18 * len(keys), lines)
    return sheet.figure


def _moods(sheet: _Sheet, axes: Axes, curve: Curve) -> None:
    look, points = sheet.look, _telling(curve.points)
    _scale(axes, curve, (-4, 114))
    axes.set_xticks([])
    axes.set_yticks([0, 50, 100], ["0", "50", "100"])
    axes.grid(axis="y", color=look.faint, linewidth=0.8)
    axes.set_axisbelow(True)
    turns, small = [point.turn for point in points], max(2.5, min(5.0, 90 / len(points)))
    anger, trust = [point.mood.anger for point in points], [point.mood.trust for point in points]
    axes.plot(
        turns, trust, "--s", color=look.trust, linewidth=1.6, markersize=small * 0.85, markerfacecolor=look.ground
    )
    axes.plot(turns, anger, "-o", color=look.anger, linewidth=2.2, markersize=small)
    _names(sheet, axes, points[-1])
    _events(sheet, axes, curve.points)
    _numbers(sheet, axes, curve)


def _names(sheet: _Sheet, axes: Axes, last: Point) -> None:
    """The names of the lines at their ends, with the last values, and far enough from each other to read."""
    anger, trust = last.mood.anger, last.mood.trust
    lack = max(0.0, _APART - abs(anger - trust)) / 2
    up = 1 if anger >= trust else -1
    middle = min(max((anger + trust) / 2, lack), 100 - lack)
    shift = middle - (anger + trust) / 2
    named = (("anger", anger, up * lack, sheet.look.anger), ("trust", trust, -up * lack, sheet.look.trust))
    for name, value, away, colour in named:
        words = f"{sheet.texts(name)} {value:.0f}"
        at = value + away + shift if lack else value
        sheet.write(axes, 1.02, at, words, color=colour, weight="bold", transform=axes.get_yaxis_transform())


def _events(sheet: _Sheet, axes: Axes, points: tuple[Point, ...]) -> None:
    """The customer's steps up and the trainee's interruptions, above the lines, each tied to its place."""
    for point in points:
        if point.step_up or point.interrupted:
            axes.vlines(point.turn, point.mood.anger, 108, color=sheet.look.faint, linewidth=1, zorder=1)
            sign = "^" if point.step_up else "v"
            axes.plot(point.turn, 109, sign, color=sheet.look.ink, markersize=6.5, clip_on=False)


def _numbers(sheet: _Sheet, axes: Axes, curve: Curve) -> None:
    anger = {point.turn: point.mood.anger for point in curve.points}
    for turning in curve.turnings:
        _badge(sheet, axes, turning.quote.turn, anger[turning.quote.turn], turning.number)


def _badge(sheet: _Sheet, axes: Axes, x: float, y: float, number: int) -> None:
    look = sheet.look
    axes.plot(x, y, "o", color=look.ink, markersize=12, markeredgecolor=look.ground, clip_on=False, zorder=5)
    sheet.write(axes, x, y, f"{number}", color=look.ground, fontsize=8, weight="bold", ha="center", zorder=6)


def _moves(sheet: _Sheet, axes: Axes, curve: Curve, rows: int) -> None:
    """A small mark for each move under its message: a dot helps, a cross harms, hollow or thin is only probable."""
    _scale(axes, curve, (-rows - 0.2, 0.6))
    said = [point.turn for point in curve.points if point.who == "trainee"]
    shown = said[:: -(-len(said) // int((sheet.look.width / _DPI - _LEFT - _RIGHT) / _TICK))] if said else []
    axes.set_xticks(shown, [f"{turn}" for turn in shown])
    axes.set_yticks([])
    for point in curve.points:
        for row, found in enumerate(point.moves[:_MOST_MARKS]):
            _move(sheet, axes, point.turn, -row - 0.4, found)
    if shown:
        _below_axis(sheet, axes)


def _move(sheet: _Sheet, axes: Axes, x: float, y: float, found: FoundMove) -> None:
    harms = found.move in HARMFUL
    colour = sheet.look.anger if harms else sheet.look.trust
    fill, edge = (colour, 1.5) if found.certain else ("none", 0.8)
    sign = "x" if harms else "o"
    axes.plot(x, y, sign, color=colour, markersize=4, markerfacecolor=fill, markeredgewidth=edge)


def _below_axis(sheet: _Sheet, axes: Axes) -> None:
    """What the numbers under the picture count."""
    told = {"textcoords": "offset points", "xytext": (6, -4), "va": "top", "fontfamily": _FONT, "fontsize": _SIZE}
    axes.annotate(sheet.texts("picture_message"), (1, 0), xycoords="axes fraction", color=sheet.look.ink, **told)  # type: ignore[arg-type]


def _scale(axes: Axes, curve: Curve, height: tuple[float, float]) -> None:
    axes.set_xlim(curve.points[0].turn - 0.4, max(curve.points[-1].turn, 2) + 0.4)
    axes.set_ylim(*height)


def _telling(points: tuple[Point, ...]) -> list[Point]:
    """The points that a line needs: a customer's answer moves nothing and only makes steps in it."""
    moved = [now for before, now in pairwise(points) if now.who == "trainee" or now.mood != before.mood]
    return [points[0], *moved]


_Key = tuple[str, str, str]
"""A sign, its name, and which colour of the look it has."""


def _keys(curve: Curve, texts: Texts) -> list[list[_Key]]:
    """What the signs mean, in rows; only the signs that are there."""
    moves = [found for point in curve.points for found in point.moves]
    wanted: list[tuple[bool, _Key]] = [
        (any(found.move not in HARMFUL for found in moves), ("o", texts("picture_helps"), "trust")),
        (any(found.move in HARMFUL for found in moves), ("x", texts("picture_harms"), "anger")),
        (not all(found.certain for found in moves), ("hollow", texts("probably"), "trust")),
    ]
    above: list[tuple[bool, _Key]] = [
        (any(point.step_up for point in curve.points), ("^", texts("picture_step_up"), "ink")),
        (any(point.interrupted for point in curve.points), ("v", texts("picture_interrupted"), "ink")),
    ]
    rows = ([key for there, key in row if there] for row in (wanted, above))
    return [row for row in rows if row]


def _legend(sheet: _Sheet, top: float, rows: list[list[_Key]]) -> None:
    for number, row in enumerate(rows):
        axes = _blank(sheet, top + 0.18 * number, 0.18)
        at = 0.0
        for sign, name, colour in row:
            _sign(sheet, axes, at + 0.06, sign, getattr(sheet.look, colour))
            sheet.write(axes, at + 0.16, 0.09, name, fontsize=_SMALL)
            at += 0.16 + 0.078 * len(name) + 0.22


def _sign(sheet: _Sheet, axes: Axes, at: float, sign: str, colour: str) -> None:
    hollow = sign == "hollow"
    fill = "none" if hollow else colour
    axes.plot(at, 0.09, "o" if hollow else sign, color=colour, markersize=5, markerfacecolor=fill)


def _words(sheet: _Sheet, top: float, notes: list[_Note]) -> None:
    for note in notes:
        axes = _blank(sheet, top + 0.08, note.height)
        _badge(sheet, axes, 0.08, note.height - _LINE / 2, note.number)
        for number, line in enumerate((*note.words, *note.effect)):
            weight = "normal" if number < len(note.words) else "bold"
            sheet.write(axes, 0.25, note.height - _LINE * (number + 0.5), line, fontsize=_SMALL, weight=weight)
        top += note.height + 0.08


def _blank(sheet: _Sheet, top: float, height: float) -> Axes:
    """Axes without anything, as wide as the sheet, measured in inches."""
    axes = sheet.axes(top, height, left=_LEFT - 0.2, right=0.1)
    axes.set(xlim=(0, sheet.look.width / _DPI - _LEFT + 0.1), ylim=(0, height), xticks=[], yticks=[])
    return axes


def _note(turning: Change, width: int) -> _Note:
    """A turning point, its lines broken to fit."""
    letters = round((width - 60) / 6.2)
    effect = f"{turning.moods}: {turning.why}" if turning.moods else turning.why
    words = textwrap.wrap(f"“{turning.quote.words}”", letters)
    return _Note(turning.number, words, textwrap.wrap(effect, round(letters * 0.9)))


def _drawable(words: str) -> str:
    """``words`` with a sign for every character that the font lacks: nothing is left out unseen."""
    return "".join(character if ord(character) in _glyphs() else _UNKNOWN for character in words)


@cache
def _glyphs() -> frozenset[int]:
    return frozenset(get_font(findfont(FontProperties(family=_FONT))).get_charmap())
