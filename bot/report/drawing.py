"""Drawing: the curve as a figure of matplotlib. Import it only where matplotlib is wanted."""

from __future__ import annotations

import textwrap
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from itertools import pairwise
from typing import TYPE_CHECKING, Any

import matplotlib as mpl
from matplotlib.figure import Figure
from matplotlib.font_manager import FontProperties, findfont, get_font
from matplotlib.lines import Line2D

from bot.core.debrief import Point
from bot.core.moves import HARMFUL
from bot.report.blocks import Change, Curve
from bot.report.texts import Texts

if TYPE_CHECKING:
    from bot.report.picture import Look

mpl.rcParams["svg.hashsalt"] = "tirade"  # once: the same curve gives the same SVG, to the letter

_DPI = 100
_FONT = "DejaVu Sans"
"""Comes with matplotlib."""
_SIZE, _SMALL = 9.0, 8.5
_LEFT, _RIGHT, _EDGE = 0.36, 1.2, 0.16
_TOP, _PLOT, _ROW, _LINE, _KEY, _GAP = 0.12, 2.2, 0.09, 0.165, 0.18, 0.1
"""Inches."""
_LEAST, _MOST = -4.0, 114.0
"""What the plot shows of the scale of the moods: its ends, and room for signs above them."""
_MOST_MARKS = 6
_TICK = 0.27
"""What the number of a message needs, with the white around it."""
_APART = 10.0
"""How far the two names at the right stay from each other, on the scale of the moods."""
_UNKNOWN = "▯"
"""Stands for a character that the font lacks, such as an emoji."""


@dataclass(frozen=True)
class _Sheet:
    """A figure that is filled in inches from its top left corner: axes would take longer to make than all the rest."""

    figure: Figure
    look: Look
    texts: Texts

    def line(self, xs: Sequence[float], ys: Sequence[float], **more: Any) -> None:
        """A line through these places, or only marks at them."""
        tall = self.figure.get_figheight()
        up = [tall - y for y in ys]
        self.figure.add_artist(Line2D(xs, up, transform=self.figure.dpi_scale_trans, **more))

    def marks(self, xs: Sequence[float], ys: Sequence[float], sign: str, size: float, **more: Any) -> None:
        """Marks at these places and no line between them."""
        self.line(xs, ys, linestyle="none", marker=sign, markersize=size, **more)

    def write(self, x: float, y: float, words: str, **more: Any) -> None:
        """Words from this place on; dollar signs are no formulas."""
        told = {"color": self.look.ink, "fontsize": _SIZE, "va": "center_baseline", "fontfamily": _FONT, **more}
        up = self.figure.get_figheight() - y
        self.figure.text(x, up, _drawable(words), transform=self.figure.dpi_scale_trans, parse_math=False, **told)


@dataclass(frozen=True)
class _Scale:
    """Where turns and moods stand on a sheet, in inches."""

    first: int
    last: int
    right: float

    def x(self, turn: int) -> float:
        """How far from the left a turn stands."""
        share = (turn - self.first + 0.4) / (self.last - self.first + 0.8)
        return _LEFT + share * (self.right - _LEFT)

    def y(self, mood: float) -> float:
        """How far from the top a mood stands."""
        return _TOP + _PLOT * (_MOST - mood) / (_MOST - _LEAST)


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
    rows = max((min(len(point.moves), _MOST_MARKS) for point in curve.points), default=0)
    axis = _TOP + _PLOT + _ROW * rows + 0.1
    keys = _keys(curve, texts)
    lines = [_note(turning, look.width) for turning in curve.turnings] if notes else []
    top = axis + 0.18 + _GAP
    tall = top + _KEY * len(keys) + sum(line.height + 0.08 for line in lines) + 0.12
    sheet = _Sheet(Figure(figsize=(look.width / _DPI, tall), dpi=_DPI), look, texts)
    first, last = curve.points[0].turn, curve.points[-1].turn
    scale = _Scale(first, max(last, 2), look.width / _DPI - _RIGHT)
    _moods(sheet, scale, curve)
    _moves(sheet, scale, curve.points)
    _axis(sheet, scale, curve.points, axis)
    _legend(sheet, top, keys)
    _words(sheet, top + _KEY * len(keys), lines)
    return sheet.figure


def _moods(sheet: _Sheet, scale: _Scale, curve: Curve) -> None:
    look, points = sheet.look, _telling(curve.points)
    for mood in (0, 50, 100):
        sheet.line((_LEFT, scale.right), [scale.y(mood)] * 2, color=look.faint, linewidth=0.8, zorder=0)
        sheet.write(_LEFT - 0.05, scale.y(mood), f"{mood}", ha="right")
    turns, small = [scale.x(point.turn) for point in points], max(2.5, min(5.0, 90 / len(points)))
    anger, trust = ([scale.y(each) for each in line] for line in zip(*map(_pair, points), strict=True))
    hollow = {"marker": "s", "markersize": small * 0.85, "markerfacecolor": look.ground}
    sheet.line(turns, trust, color=look.trust, linestyle="--", linewidth=1.6, **hollow)
    sheet.line(turns, anger, color=look.anger, linewidth=2.2, marker="o", markersize=small)
    _names(sheet, scale, points[-1])
    _events(sheet, scale, curve.points)
    _numbers(sheet, scale, curve)


def _pair(point: Point) -> tuple[float, float]:
    return point.mood.anger, point.mood.trust


def _names(sheet: _Sheet, scale: _Scale, last: Point) -> None:
    """The names of the lines at their ends, with the last values, and far enough from each other to read."""
    anger, trust = _pair(last)
    lack = max(0.0, _APART - abs(anger - trust)) / 2
    up = 1 if anger >= trust else -1
    middle = min(max((anger + trust) / 2, lack), 100 - lack)
    shift = middle - (anger + trust) / 2
    named = (("anger", anger, up * lack, sheet.look.anger), ("trust", trust, -up * lack, sheet.look.trust))
    for name, value, away, colour in named:
        words = f"{sheet.texts(name)} {value:.0f}"
        at = value + away + shift if lack else value
        sheet.write(scale.right + 0.07, scale.y(at), words, color=colour, weight="bold")


def _events(sheet: _Sheet, scale: _Scale, points: tuple[Point, ...]) -> None:
    """The customer's steps up and the trainee's interruptions, above the lines, each tied to its place."""
    for point in points:
        if point.step_up or point.interrupted:
            x, ends = scale.x(point.turn), (scale.y(point.mood.anger), scale.y(108))
            sheet.line((x, x), ends, color=sheet.look.faint, linewidth=1, zorder=1)
            sheet.marks([x], [scale.y(109)], "^" if point.step_up else "v", 6.5, color=sheet.look.ink)


def _numbers(sheet: _Sheet, scale: _Scale, curve: Curve) -> None:
    anger = {point.turn: point.mood.anger for point in curve.points}
    for turning in curve.turnings:
        turn = turning.quote.turn
        _badge(sheet, scale.x(turn), scale.y(anger[turn]), turning.number)


def _badge(sheet: _Sheet, x: float, y: float, number: int) -> None:
    look = sheet.look
    sheet.marks([x], [y], "o", 12, color=look.ink, markeredgecolor=look.ground, zorder=5)
    sheet.write(x, y, f"{number}", color=look.ground, fontsize=8, weight="bold", ha="center", zorder=6)


def _moves(sheet: _Sheet, scale: _Scale, points: tuple[Point, ...]) -> None:
    """A small mark for each move under its message: a dot helps, a cross harms, hollow or thin is only probable."""
    places: defaultdict[tuple[bool, bool], list[tuple[float, float]]] = defaultdict(list)
    for point in points:
        for row, found in enumerate(point.moves[:_MOST_MARKS]):
            place = (scale.x(point.turn), _TOP + _PLOT + _ROW * (row + 1))
            places[found.move in HARMFUL, found.certain].append(place)
    for (harms, certain), marked in places.items():
        colour = sheet.look.anger if harms else sheet.look.trust
        fill, edge = (colour, 1.5) if certain else ("none", 0.8)
        xs, ys = zip(*marked, strict=True)
        sheet.marks(xs, ys, "x" if harms else "o", 4, color=colour, markerfacecolor=fill, markeredgewidth=edge)


def _axis(sheet: _Sheet, scale: _Scale, points: tuple[Point, ...], y: float) -> None:
    """The numbers of the trainee's messages, as many as there is room for, and what they count."""
    said = [point.turn for point in points if point.who == "trainee"]
    shown = said[:: -(-len(said) // int((scale.right - _LEFT) / _TICK))] if said else []
    for turn in shown:
        sheet.write(scale.x(turn), y + 0.05, f"{turn}", ha="center", va="top")
    if shown:
        sheet.write(scale.right + 0.083, y + 0.05, sheet.texts("picture_message"), va="top")


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
        at, y = _EDGE, top + _KEY * (number + 0.5)
        for sign, name, colour in row:
            _sign(sheet, at + 0.06, y, sign, getattr(sheet.look, colour))
            sheet.write(at + 0.16, y, name, fontsize=_SMALL)
            at += 0.16 + 0.078 * len(name) + 0.22


def _sign(sheet: _Sheet, x: float, y: float, sign: str, colour: str) -> None:
    hollow = sign == "hollow"
    sheet.marks([x], [y], "o" if hollow else sign, 5, color=colour, markerfacecolor="none" if hollow else colour)


def _words(sheet: _Sheet, top: float, notes: list[_Note]) -> None:
    for note in notes:
        top += 0.08
        _badge(sheet, _EDGE + 0.08, top + _LINE / 2, note.number)
        for number, line in enumerate((*note.words, *note.effect)):
            weight = "normal" if number < len(note.words) else "bold"
            sheet.write(_EDGE + 0.25, top + _LINE * (number + 0.5), line, fontsize=_SMALL, weight=weight)
        top += note.height


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
