"""Retold: the curve of a talk in words, for who does not see the picture."""

from __future__ import annotations

from collections.abc import Iterator

from bot.core.debrief import Point
from bot.report.blocks import Change, Curve
from bot.report.texts import Texts


def retold(points: tuple[Point, ...], texts: Texts) -> str:
    """Where anger and trust began, went and ended, and where the talk was interrupted or stepped up."""
    return " ".join([*_courses(points, texts), *_marks(points, texts)])


def in_words(curve: Curve, texts: Texts) -> str:
    """All that the picture shows, its turning points with their words too."""
    return " ".join([curve.told, *_turnings(curve.turnings, texts)])


def _courses(points: tuple[Point, ...], texts: Texts) -> Iterator[str]:
    yield _course("retold_anger", [(point.mood.anger, point.turn) for point in points], texts)
    yield _course("retold_trust", [(point.mood.trust, point.turn) for point in points], texts)


def _course(key: str, values: list[tuple[float, int]], texts: Texts) -> str:
    """The first and the last value, and the highest and the lowest with their turns, the earliest of equals."""
    high = max(values, key=lambda pair: (pair[0], -pair[1]))
    low = min(values)
    return texts(
        key,
        start=round(values[0][0]),
        end=round(values[-1][0]),
        high=round(high[0]),
        high_at=texts("turn", turn=high[1]),
        low=round(low[0]),
        low_at=texts("turn", turn=low[1]),
    )


def _turnings(turnings: tuple[Change, ...], texts: Texts) -> Iterator[str]:
    if turnings:
        yield texts("retold_turnings")
    for one in turnings:
        yield f"{one.number}. “{one.quote.words}” ({one.quote.where}): {one.moods}, {one.why}."


def _marks(points: tuple[Point, ...], texts: Texts) -> Iterator[str]:
    """Interruptions and steps up, with their turns, where there were any."""
    marked = {
        "retold_interrupted": [point.turn for point in points if point.interrupted],
        "retold_stepped_up": [point.turn for point in points if point.step_up],
    }
    for key, turns in marked.items():
        if turns:
            yield texts(key, turns=", ".join(texts("turn", turn=turn) for turn in turns))
