"""How well moves are heard in messages of writers that the model never saw: ``make bench-moves``.

The writers are parted into eight groups. Each group in turn is left out of everything that is fitted (weights, limits,
certainty), and then read with the shipped code. ``--write`` also writes the table into docs/recognition.md and the
limits, picked on all unseen readings, into bot/lexicon/limits.json. Read the figures with this in mind:

- Cues are not fitted per writer. They were written, dropped and marked sure with the labels of writers dev and w1 to w7
  in view (not v1 to v8), so "fused" is flattered for those.
- The kind of model, its features and the bonus of a cue were compared on these same messages, if on fewer of them.
- The messages of "talks" were written to mend misreadings. They are always trained on and never counted.
"""

from __future__ import annotations

import io
import json
import os
import sys
import time
from collections import defaultdict
from concurrent.futures import ProcessPoolExecutor
from contextlib import redirect_stdout
from dataclasses import dataclass, replace
from multiprocessing import get_context
from pathlib import Path

os.environ["OPENBLAS_NUM_THREADS"] = "1"  # read once, when numpy loads

import numpy as np
from numpy.typing import NDArray

from bot.core.moves import CERTAIN, HARMFUL, Language, Move
from bot.recognition import Recogniser, load_recogniser
from bot.recognition.examples import LANGUAGES, NEUTRAL, TALKS, Example, load_examples
from bot.recognition.hearing import Hearing, weigh_cues
from bot.recognition.interplay import settle
from bot.recognition.limits import pick_certain, pick_heard
from bot.recognition.model import MOVES, Limits, Model, read_model
from bot.recognition.parse import Said, parse
from bot.recognition.training import Corpus, fit, gather, shrink
from bot.recognition.values import marks_of

Moves = frozenset[Move]
SYSTEMS = ("cues", "model", "fused")
GROUPS = {"dev": 0, "v8": 0} | {f"{kind}{n}": n for kind in "wv" for n in range(1, 8)}
ROOT = Path(__file__).parents[1]
LIMITS, DOCS = ROOT / "bot/lexicon/limits.json", ROOT / "docs/recognition.md"
BEGIN, END = "<!-- written by bench/moves.py -->", "<!-- end -->"
_corpus: Corpus  # shared with the processes that fit


@dataclass(frozen=True)
class Guess:
    """What each system heard in one message; ``sure`` are the fused findings that are certain."""

    example: Example
    heard: dict[str, Moves]
    sure: Moves


def group_of(example: Example) -> int:
    """The group that an example is left out with; -1 is never left out."""
    return -1 if example.writer in (NEUTRAL, TALKS) else GROUPS[example.writer]


def model_without(group: int) -> Model:
    """A model that never saw the writers of a group."""
    kept = np.array([group_of(example) != group for example in _corpus.examples])
    model = read_model(shrink(_corpus, fit(_corpus, kept)))
    sys.stderr.write(f"without group {group}\n")
    return model


def held_out_models() -> dict[int, Model]:
    """For each group a model that never saw its writers."""
    numbers = sorted(set(GROUPS.values()))
    with ProcessPoolExecutor(os.cpu_count(), mp_context=get_context("fork")) as pool:
        return dict(zip(numbers, pool.map(model_without, numbers), strict=True))


def strengths_of(example: Example, said: list[Said], hearing: Hearing) -> tuple[NDArray[np.float32], ...]:
    """The strength of each move in a message, by the model alone and with the cues."""
    if not said:
        return (np.full(len(MOVES), -9, dtype=np.float32),) * 2
    marks = marks_of(example.text, example.language, said)
    alone = hearing.model.strengths([hearing.extractor.of(*pair) for pair in zip(said, marks, strict=True)])
    cues = np.stack([weigh_cues(hearing.cues.judge(sentence)) for sentence in said])
    return alone.max(axis=0), (alone + cues).max(axis=0)


def pick_limits(strengths: NDArray[np.float32], examples: list[Example], seen: NDArray[np.bool_]) -> Limits:
    """The limits that the ``seen`` examples ask for."""
    truth = np.array([[move in example.moves for move in MOVES] for example in examples])
    heard, certain = {}, {}
    for language in LANGUAGES:
        mine = seen & np.array([example.language == language for example in examples])
        heard[language] = pick_heard(strengths[mine], truth[mine])
        certain[language] = pick_certain(strengths[mine], truth[mine], heard[language])
    return Limits(heard, certain)


def guess(example: Example, said: list[Said], hearing: Hearing, alone: NDArray[np.bool_]) -> Guess:
    """What cues, model and both hear in one message; ``alone`` is what the model hears without the cues."""
    cues = frozenset(move for sentence in said for move in hearing.cues.judge(sentence).hits)
    found = settle(hearing.hear(said, marks_of(example.text, example.language, said)))
    numbers = frozenset(move for move, holds in zip(MOVES, alone, strict=True) if holds)
    heard = {"cues": cues, "model": numbers, "fused": frozenset(move.move for move in found)}
    return Guess(example, heard, frozenset(move.move for move in found if move.confidence >= CERTAIN))


def measure(recogniser: Recogniser) -> tuple[list[Guess], Limits]:
    """Read every message with a model and limits that never saw its writer; and the limits of all readings."""
    models = held_out_models()
    examples = [example for example in _corpus.examples if group_of(example) >= 0]
    said = [parse(example.text, recogniser.words[example.language]) for example in examples]
    groups = np.array([group_of(example) for example in examples])
    hearings = [replace(recogniser.hearings[e.language], model=models[group_of(e)]) for e in examples]
    both = [strengths_of(*row) for row in zip(examples, said, hearings, strict=True)]
    alone, fused = (np.stack(column) for column in zip(*both, strict=True))
    guesses: list[Guess | None] = [None] * len(examples)
    for group in sorted(set(groups)):
        limits = pick_limits(fused, examples, groups != group)
        of_model = pick_limits(alone, examples, groups != group)
        for n in np.nonzero(groups == group)[0]:
            heard = alone[n] >= of_model.heard[examples[n].language]
            guesses[n] = guess(examples[n], said[n], replace(hearings[n], limits=limits), heard)
    return [one for one in guesses if one], pick_limits(fused, examples, groups >= 0)


def counts_of(guesses: list[Guess], system: str, move: Move) -> tuple[int, int, int]:
    """How often a move was heard rightly, heard, and there."""
    right = sum(move in g.heard[system] and move in g.example.moves for g in guesses)
    return right, sum(move in g.heard[system] for g in guesses), sum(move in g.example.moves for g in guesses)


def scores(right: int, heard: int, there: int) -> tuple[float, float, float]:
    """Precision, recall and F1."""
    return right / max(1, heard), right / max(1, there), 2 * right / max(1, heard + there)


def totals(guesses: list[Guess], system: str, moves: Moves) -> tuple[float, float, float]:
    """Precision, recall and F1 over all findings of ``moves``."""
    right, heard, there = (sum(column) for column in zip(*(counts_of(guesses, system, m) for m in moves), strict=True))
    return scores(right, heard, there)


def show_moves(guesses: list[Guess]) -> None:
    """Print precision, recall and F1 of each move, Dutch and English."""
    print("| move | there nl / en | P nl / en | R nl / en | F1 nl / en |\n|---|---|---|---|---|")
    sides = [[g for g in guesses if g.example.language == language] for language in LANGUAGES]
    for move in MOVES:
        there = " / ".join(str(counts_of(side, "fused", move)[2]) for side in sides)
        row = [scores(*counts_of(side, "fused", move)) for side in sides]
        cells = [" / ".join(f"{side[n]:.2f}" for side in row) for n in range(3)]
        print(f"| `{move}` | {there} | " + " | ".join(cells) + " |")


def show_language(guesses: list[Guess], language: Language) -> None:
    """Print the totals of one language."""
    mine = [g for g in guesses if g.example.language == language]
    print(f"\n**{language}**: {len(mine)} messages, each read by a model that never saw its writer.\n")
    print("| | " + " | ".join(f"{system} P | R | F1" for system in SYSTEMS) + " |\n|---" + "|---" * 9 + "|")
    for name, moves in (("all (micro)", frozenset(Move)), ("harmful", HARMFUL), ("helpful", frozenset(Move) - HARMFUL)):
        row = [totals(mine, system, moves) for system in SYSTEMS]
        print(f"| {name} | " + " | ".join(f"{p:.3f} | {r:.3f} | {f:.3f}" for p, r, f in row) + " |")
    macro = [np.mean([scores(*counts_of(mine, system, move))[2] for move in MOVES]) for system in SYSTEMS]
    print("| macro | " + " | ".join(f" | | {f:.3f}" for f in macro) + " |\n")
    show_more(mine)


def show_more(mine: list[Guess]) -> None:
    """Print what a trainee would notice: false reproaches, flips in minimal pairs, and certainty."""
    neutral = [g for g in mine if not g.example.moves]
    for system in SYSTEMS:
        wrong = sum(bool(g.heard[system] & HARMFUL) for g in neutral)
        print(f"- {system}: a harmful move in a message without moves: {wrong} of {len(neutral)}", end="")
        print(f" ({100 * wrong / len(neutral):.1f} %); minimal pairs wholly right: {pairs_right(mine, system):.0f} %")
    sure = sum(bool(g.sure & HARMFUL) for g in neutral)
    print(f"- a certain harmful move in a message without moves: {sure} ({100 * sure / len(neutral):.1f} %)")
    for name, moves in (("helpful", frozenset(Move) - HARMFUL), ("harmful", HARMFUL)):
        sure = sum(len(g.sure & moves) for g in mine)
        right = sum(len(g.sure & moves & g.example.moves) for g in mine)
        found = sum(len(g.heard["fused"] & moves) for g in mine)
        print(f"- certain {name}: {sure} of {found} findings, {100 * right / max(1, sure):.1f} % right")
    by_writer = defaultdict(list)
    for g in mine:
        by_writer[g.example.writer].append(g)
    row = [f"{writer} {totals(group, 'fused', frozenset(Move))[2]:.2f}" for writer, group in by_writer.items()]
    print("- micro F1 by writer:", ", ".join(row))


def pairs_right(guesses: list[Guess], system: str) -> float:
    """In how many minimal pairs the moves in which the two differ are right in both, in percent."""
    pairs = defaultdict(list)
    for g in guesses:
        if g.example.pair:
            pairs[g.example.writer, g.example.pair].append(g)
    right = 0
    for group in pairs.values():
        every = frozenset[Move]().union(*(g.example.moves for g in group))
        differ = {move for move in every if any(move not in g.example.moves for g in group)}
        right += all((g.heard[system] & differ) == (g.example.moves & differ) for g in group)
    return 100 * right / max(1, len(pairs))


def show_speed(recogniser: Recogniser) -> None:
    """Print how long one message takes."""
    spent = []
    for example in _corpus.examples:
        begun = time.perf_counter()
        recogniser.recognise(example.text, example.language)
        spent.append(1000 * (time.perf_counter() - begun))
    p50, p99 = np.percentile(spent, [50, 99])
    print(f"\nms a message: mean {np.mean(spent):.2f}, p50 {p50:.2f}, p99 {p99:.2f}")


def write_limits(limits: Limits) -> None:
    """Write the limits that the package ships."""
    rows = {
        kind: {
            language: {move: round(float(limit), 3) for move, limit in zip(MOVES, row, strict=True)}
            for language, row in by_language.items()
        }
        for kind, by_language in (("heard", limits.heard), ("certain", limits.certain))
    }
    LIMITS.write_text(json.dumps(rows, indent=1) + "\n", encoding="utf-8")


def main() -> None:
    """Measure and print everything; with --write keep it."""
    global _corpus
    recogniser = load_recogniser()
    _corpus = gather(load_examples())
    guesses, limits = measure(recogniser)
    report = io.StringIO()
    with redirect_stdout(report):
        for language in LANGUAGES:
            show_language(guesses, language)
        print()
        show_moves(guesses)
        show_speed(recogniser)
    print(report.getvalue())
    if "--write" in sys.argv:
        write_limits(limits)
        before, _, rest = DOCS.read_text(encoding="utf-8").partition(BEGIN)
        after = rest.partition(END)[2]
        DOCS.write_text(f"{before}{BEGIN}\n{report.getvalue()}\n{END}{after}", encoding="utf-8")


if __name__ == "__main__":
    main()
