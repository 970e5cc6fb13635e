"""Measure what a report costs: the page without and with its pictures, the PNG, the PDF.

Over every shipped scripted talk, as milliseconds of processor time, so that other programs on the machine do not
count. "first" is the longest talk as the first of a process, which also loads the template or the libraries; where
Python may write its bytecode, only the very first run compiles the template. Promised are less than 20 ms without a
picture, 500 ms with it, and 2 s for the PDF.
"""

from __future__ import annotations

import gc
import os
import statistics
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from time import process_time

from bot import bootstrap
from bot.content import read_talk
from bot.report.markdown import markdown
from bot.report.page import page
from bot.report.paper import pdf
from bot.report.picture import png
from bot.report.texts import Texts
from bot.report.whole import Report, report
from bot.training import Session
from bot.training.script import play

ROOT = Path(__file__).parent.parent


@dataclass(frozen=True)
class Face:
    """A way to show a report, and in how many milliseconds it is promised; None: nothing is promised."""

    name: str
    make: Callable[[Report, Texts], object]
    promised: float | None = None


FACES = (
    Face("Markdown", markdown),
    Face("page without pictures", lambda whole, texts: page(whole, texts, picture=False), 20),
    Face("picture (PNG)", lambda whole, texts: whole.curve and png(whole.curve, texts), 500),
    Face("page with pictures", page, 500),
    Face("PDF", pdf, 2_000),
)


def main() -> None:
    """Measure and print."""
    settings = bootstrap.settings()
    training, texts = bootstrap.training(settings), bootstrap.texts()
    start = datetime(2026, 3, 2, 10, 0, tzinfo=settings.zone)
    talks = [read_talk(path) for path in sorted(ROOT.glob("tests/conversations/*/*.yaml"))]
    sessions = [play(training, talk, start).session for talk in talks]

    def look_back(session: Session) -> tuple[Report, Texts]:
        own = texts[session.persona.language]
        return report(session.persona, session.transcript, training.debriefs(session), own), own

    print(_line("debrief and sections", [_cost(lambda session=session: look_back(session)) for session in sessions]))
    wholes = [look_back(session) for session in sessions]
    longest = max(wholes, key=lambda pair: len(pair[0].talk))
    gc.collect()
    gc.freeze()  # a program has one report in its memory, not all of these
    firsts = [_first(lambda face=face: face.make(*longest)) for face in FACES]
    for face, first in zip(FACES, firsts, strict=True):
        costs = [_cost(lambda pair=pair, face=face: face.make(*pair)) for pair in [longest, *wholes]][1:]
        print(_line(face.name, costs), f"  first {first:7.1f}  {_verdict(face, max(costs), first)}")


def _cost(make: Callable[[], object]) -> float:
    """Milliseconds of processor time."""
    before = process_time()
    make()
    return 1000 * (process_time() - before)


def _first(make: Callable[[], object]) -> float:
    """The cost in a process of its own, in which nothing that ``make`` needs is loaded yet."""
    reading, writing = os.pipe()
    if os.fork() == 0:
        os.write(writing, f"{_cost(make)}".encode())
        os._exit(0)
    os.wait()
    return float(os.read(reading, 64))


def _line(name: str, costs: list[float]) -> str:
    late = statistics.quantiles(costs, n=100)[-1]
    return f"{name:<22} median {statistics.median(costs):7.1f}  p99 {late:7.1f}  most {max(costs):7.1f}"


def _verdict(face: Face, most: float, first: float) -> str:
    """Whether what is promised holds, for every talk and for the first of a process."""
    if face.promised is None:
        return ""
    if most >= face.promised:
        return f"PROMISE OF {face.promised:.0f} BROKEN"
    return f"under {face.promised:.0f}" if first < face.promised else f"under {face.promised:.0f}, but not the first"


if __name__ == "__main__":
    main()
