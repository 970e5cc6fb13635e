"""Measure what a turn costs: recognise, engine and reply, in whole talks on one core, after loading.

Prints the percentiles over every shipped scripted talk, what reading a long message costs that was never seen before,
and whether turn 200 of one talk is slower than turn 20. A turn's cost is the processor time of its thread, so that
other programs on the machine do not count.
"""

from __future__ import annotations

import gc
import statistics
import subprocess
import sys
from collections.abc import Sequence
from datetime import datetime, timedelta
from pathlib import Path
from time import perf_counter, thread_time

from bot import bootstrap
from bot.content import read_talk
from bot.recognition.examples import load_examples
from bot.training import Order, Training
from bot.training.script import Say, Talk

ROUNDS = 5
LONG = 200
"""Characters: of a message of several sentences."""
MILD = (
    "Dat klinkt echt naar, ik snap dat je in paniek bent.",
    "Vertel gerust verder.",
    "Bedankt dat je het zo duidelijk vertelt.",
    "Ik weet nog niet of dat kan, dat zeg ik je eerlijk.",
    "Neem rustig de tijd, ik luister.",
    "Wat een rotdag moet dat zijn geweest, met die rits.",
    "Daar heb je helemaal gelijk in.",
    "Ik hoor hoe moe je ervan bent.",
    "Ga gerust door, ik ben er nog.",
    "Dank je, daar heb ik iets aan.",
)
"""Messages that neither end nor escalate a talk."""
ROOT = Path(__file__).parent.parent


def main() -> None:
    """Measure and print."""
    settings = bootstrap.settings()
    started = perf_counter()
    training = bootstrap.training(settings)
    print(f"loading everything        {perf_counter() - started:8.3f} s")
    start = datetime(2026, 3, 2, 10, 0, tzinfo=settings.zone)
    talks = [read_talk(path) for path in sorted(ROOT.glob("tests/conversations/*/*.yaml"))]
    costs = [cost for _ in range(ROUNDS) for talk in talks for cost in _talk(training, talk, start)]
    _print("a turn, scripted talks", costs)
    _print("a long message, read once", _read(start))
    long = _long(training, start)
    _print("a turn, turns 11 to 30", long[10:30])
    _print("a turn, turns 181 to 200", long[180:200])
    print(f"tirade --help             {_help():8.3f} s (median of 7 processes)")


def _talk(training: Training, talk: Talk, start: datetime) -> list[float]:
    """The cost of each turn of a scripted talk, in milliseconds."""
    session = training.launch(Order(talk.persona, talk.rubrics), start).session
    costs = []
    for text in _texts([talk]):
        if session.over:
            break
        at = session.state.busy_until + timedelta(seconds=8)
        before = thread_time()
        session = training.hear(session, text, at).session
        costs.append(1000 * (thread_time() - before))
    return costs


def _read(at: datetime) -> list[float]:
    """The cost of reading each long example of the lexicon once, by a recogniser that has read nothing yet."""
    recogniser = bootstrap.recogniser()
    gc.freeze()  # as for a training
    costs = []
    for example in (example for example in load_examples() if len(example.text) >= LONG):
        before = thread_time()
        recogniser.recognise(example.text, example.language, now=at)
        costs.append(1000 * (thread_time() - before))
    return costs


def _long(training: Training, start: datetime) -> list[float]:
    """The cost of each of 200 turns of one talk, the same ten messages again and again, so that turns compare."""
    session = training.launch(Order("trouwjurk", ("leon",)), start).session
    costs = []
    for number in range(200):
        at = session.state.busy_until + timedelta(seconds=8)
        before = thread_time()
        session = training.hear(session, MILD[number % len(MILD)], at).session
        costs.append(1000 * (thread_time() - before))
    if session.over:
        raise SystemExit(f"the long talk ended after {len(session.transcript)} turns; its figures would mean nothing")
    return costs


def _texts(talks: Sequence[Talk]) -> list[str]:
    said = [one.text if isinstance(one, Say) else one for talk in talks for one in talk.say]
    return [text for text in said if text]


def _help() -> float:
    times = []
    for _ in range(7):
        before = perf_counter()
        subprocess.run([sys.executable, "-m", "bot", "--help"], check=True, capture_output=True, cwd=ROOT)
        times.append(perf_counter() - before)
    return statistics.median(times)


def _print(name: str, costs: list[float]) -> None:
    cuts = statistics.quantiles(costs, n=100)
    print(f"{name:25} p50 {cuts[49]:6.2f} ms   p95 {cuts[94]:6.2f} ms   p99 {cuts[98]:6.2f} ms   n {len(costs)}")


if __name__ == "__main__":
    main()
