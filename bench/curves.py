"""Draw the anger and trust of every scripted talk: one row for each customer, one line for each trainee."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path

import matplotlib as mpl
from matplotlib import pyplot
from matplotlib.axes import Axes

from bot import bootstrap
from bot.content import read_talk
from bot.core.conversation import Transcript
from bot.training import Training
from bot.training.script import play

ROOT = Path(__file__).parent.parent
TARGET = ROOT / "build" / "curves.png"
STYLES = {
    "strong": ("#0072B2", "-"),
    "mixed": ("#E69F00", "-"),
    "weak": ("#D55E00", "-"),
    "apology-only": ("#CC79A7", "--"),
    "solution-only": ("#009E73", "--"),
    "forwards": ("#000000", ":"),
    "fair-boundary": ("#56B4E9", "-."),
    "ladder-apology": ("#999999", "-."),
}
"""Colours that colour-blind people can tell apart (Okabe & Ito), and a second sign for those who cannot at all."""
OTHERS = ("#CCCCCC", "-")
"""Talks that are there for one customer only, or to the end of a promise."""


def main() -> None:
    """Play all talks and draw them."""
    mpl.use("Agg")
    settings = bootstrap.settings()
    training = bootstrap.training(settings)
    start = datetime(2026, 3, 2, 10, 0, tzinfo=settings.zone)
    customers = sorted({path.parent for path in (ROOT / "tests" / "conversations").glob("*/strong.yaml")})
    figure, rows = pyplot.subplots(len(customers), 2, figsize=(13, 3 * len(customers)), sharey=True, squeeze=False)
    for row, customer in zip(rows, customers, strict=True):
        _customer(training, customer, start, row[0], row[1])
    handles = {
        label: handle for axes in figure.axes for handle, label in zip(*axes.get_legend_handles_labels(), strict=True)
    }
    figure.legend(handles.values(), handles.keys(), loc="upper center", ncols=len(handles), frameon=False)
    figure.tight_layout(rect=(0, 0, 1, 0.98))
    TARGET.parent.mkdir(exist_ok=True)
    figure.savefig(TARGET, dpi=80)
    print(f"drawn: {TARGET.relative_to(ROOT)}")


def _customer(training: Training, folder: Path, start: datetime, anger: Axes, trust: Axes) -> None:
    for path in sorted(folder.glob("*.yaml"), key=lambda path: (path.stem in STYLES, path.stem)):
        transcript = play(training, read_talk(path), start).session.transcript
        colour, line = STYLES.get(path.stem, OTHERS)
        name = path.stem if path.stem in STYLES else "others"
        _line(anger, [turn.mood.anger for turn in _of_trainee(transcript)], name, colour, line)
        _line(trust, [turn.mood.trust for turn in _of_trainee(transcript)], name, colour, line)
    for axes, name in ((anger, "anger"), (trust, "trust")):
        axes.set(title=f"{folder.name}: {name}", ylim=(-3, 103), xlabel="message of the trainee")
        axes.grid(alpha=0.3)


def _of_trainee(transcript: Transcript) -> Transcript:
    return tuple(turn for number, turn in enumerate(transcript) if turn.who == "trainee" or number == 0)


def _line(axes: Axes, values: list[float], name: str, colour: str, line: str) -> None:
    axes.plot(values, line, color=colour, label=name, marker="o", markersize=3)


if __name__ == "__main__":
    main()
