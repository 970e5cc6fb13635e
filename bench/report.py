"""Measure what a report costs: the page without and with its pictures, the PNG, the PDF.

Prints the medians over every shipped scripted talk, as processor time, so that other programs on the machine do not
count; "first" is what the first one of a process costs, which also loads the library. Promised are less than 20 ms
without a picture, 500 ms with it, and 2 s for the PDF.
"""

from __future__ import annotations

import statistics
from collections.abc import Callable
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
FACES: dict[str, Callable[[Report, Texts], object]] = {
    "Markdown": markdown,
    "page without pictures": lambda whole, texts: page(whole, texts, picture=False),
    "picture (PNG)": lambda whole, texts: whole.curve and png(whole.curve, texts),
    "page with pictures": page,
    "PDF": pdf,
}


def main() -> None:
    """Measure and print."""
    settings = bootstrap.settings()
    training, texts = bootstrap.training(settings), bootstrap.texts()
    start = datetime(2026, 3, 2, 10, 0, tzinfo=settings.zone)
    talks = [read_talk(path) for path in sorted(ROOT.glob("tests/conversations/*/*.yaml"))]
    sessions = [play(training, talk, start).session for talk in talks]

    def look_back(session: Session, own: Texts) -> Report:
        return report(session.persona, session.transcript, training.debriefs(session), own)

    pairs = [(session, texts[session.persona.language]) for session in sessions]
    costs = [_cost(lambda pair=pair: look_back(*pair)) for pair in pairs]
    _print("debrief and sections", costs)
    wholes = [(look_back(*pair), pair[1]) for pair in pairs]
    for name, face in FACES.items():
        _print(name, [_cost(lambda pair=pair, face=face: face(*pair)) for pair in wholes])


def _cost(make: Callable[[], object]) -> float:
    """Milliseconds of processor time."""
    before = process_time()
    make()
    return 1000 * (process_time() - before)


def _print(name: str, costs: list[float]) -> None:
    later = sorted(costs[1:])
    median, most = statistics.median(later), later[-1]
    print(f"{name:<24} median {median:8.1f} ms   most {most:8.1f} ms   first {costs[0]:8.1f} ms")


if __name__ == "__main__":
    main()
