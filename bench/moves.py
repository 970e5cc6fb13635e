"""How well moves are recognised in messages of writers that the model never saw: ``make bench-moves``.

Each writer in turn is left out of everything that is fitted (weights, thresholds, certainty), and then read with the
shipped code. Read the figures with this in mind:

- Cues are not fitted per writer. They were written, dropped (precision below .55) and marked sure (.95 and up) with the
  labels of all writers in view, so "cues" and "fused" are flattered; the distance from "model" to "fused" is a ceiling.
- The choice of features, their weights, the penalty and the bonus of a cue were compared on these same writers, so
  "model" is flattered too, if less.
"""

from __future__ import annotations

import os
import sys
import time
from collections import defaultdict
from dataclasses import dataclass, replace

os.environ["OPENBLAS_NUM_THREADS"] = "1"  # read once, when numpy loads

import numpy as np

from bot.core.moves import CERTAIN, HARMFUL, Language, Move
from bot.recognition import Recogniser, load_recogniser
from bot.recognition.examples import LANGUAGES, NEUTRAL, Example, load_examples
from bot.recognition.interplay import settle
from bot.recognition.model import MOVES, Model, read_model
from bot.recognition.parse import parse
from bot.recognition.ridge import Counts, regularised_inverse, without
from bot.recognition.training import Corpus, fit, gather

Moves = frozenset[Move]
SYSTEMS = ("cues", "model", "fused")


@dataclass(frozen=True)
class Guess:
    """What each system heard in one message; ``sure`` are the fused findings that are certain."""

    example: Example
    heard: dict[str, Moves]
    sure: Moves


def held_out_models() -> dict[str, Model]:
    """For each writer a model that never saw that writer."""
    corpus: Corpus = gather(load_examples())
    counts = Counts(corpus.sentences)
    inverted = regularised_inverse(counts.kernel())
    writers = np.array([corpus.examples[number].writer for number in corpus.owner])
    models = {}
    for writer in sorted(set(writers) - {NEUTRAL}):
        out, rest = np.nonzero(writers == writer)[0], np.nonzero(writers != writer)[0]
        smaller, _ = without(inverted, out, rest)
        models[writer] = read_model(fit(corpus, counts, smaller, rest))
        sys.stderr.write(f"without {writer}\n")
    return models


def guess(example: Example, recogniser: Recogniser, model: Model) -> Guess:
    """What cues, model and both hear in one message."""
    hearing = replace(recogniser.hearings[example.language], model=model)
    said = parse(example.text, recogniser.words[example.language])
    cues, numbers = set[Move](), set[Move]()
    for sentence in said:
        cues |= set(hearing.cues.judge(sentence).hits)
        margins = model.margins(hearing.extractor.of(sentence), example.language)
        numbers |= {move for move, margin in zip(MOVES, margins, strict=True) if margin >= 1}
    found = settle(hearing.hear(said))
    fused = frozenset(move.move for move in found)
    heard = {"cues": frozenset(cues), "model": frozenset(numbers), "fused": fused}
    return Guess(example, heard, frozenset(move.move for move in found if move.confidence >= CERTAIN))


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


def show_language(guesses: list[Guess], language: Language) -> None:
    """Print the tables of one language."""
    mine = [g for g in guesses if g.example.language == language]
    print(f"\n{language}: {len(mine)} messages, each read by a model that never saw its writer")
    print(f"{'':20}{'there':>6}" + "".join(f"{system + ' P':>10}{'R':>6}{'F1':>6}" for system in SYSTEMS))
    for move in MOVES:
        there = counts_of(mine, "fused", move)[2]
        row = [scores(*counts_of(mine, system, move)) for system in SYSTEMS]
        print(f"{move:20}{there:6}" + "".join(f"{p:10.2f}{r:6.2f}{f:6.2f}" for p, r, f in row))
    for name, moves in (("micro", frozenset(Move)), ("harmful", HARMFUL), ("helpful", frozenset(Move) - HARMFUL)):
        row = [totals(mine, system, moves) for system in SYSTEMS]
        print(f"{name:26}" + "".join(f"{p:10.3f}{r:6.3f}{f:6.3f}" for p, r, f in row))
    macro = [np.mean([scores(*counts_of(mine, system, move))[2] for move in MOVES]) for system in SYSTEMS]
    print(f"{'macro F1':26}" + "".join(f"{f:22.3f}" for f in macro))
    show_more(mine)


def show_more(mine: list[Guess]) -> None:
    """Print what a trainee would notice: false reproaches, flips in minimal pairs, and certainty."""
    neutral = [g for g in mine if not g.example.moves]
    for system in SYSTEMS:
        wrong = sum(bool(g.heard[system] & HARMFUL) for g in neutral)
        print(f"{system:6} harmful move in a message without moves: {wrong} of {len(neutral)}", end="")
        print(f" ({100 * wrong / len(neutral):.1f}%); minimal pairs wholly right: {pairs_right(mine, system):.0f}%")
    for name, moves in (("helpful", frozenset(Move) - HARMFUL), ("harmful", HARMFUL)):
        sure = sum(len(g.sure & moves) for g in mine)
        right = sum(len(g.sure & moves & g.example.moves) for g in mine)
        found = sum(len(g.heard["fused"] & moves) for g in mine)
        print(f"certain {name}: {sure} of {found} findings, {100 * right / max(1, sure):.1f}% right")
    by_writer = defaultdict(list)
    for g in mine:
        by_writer[g.example.writer].append(g)
    row = [f"{writer} {totals(group, 'fused', frozenset(Move))[2]:.2f}" for writer, group in by_writer.items()]
    print("fused micro F1 by writer:", ", ".join(row))


def pairs_right(guesses: list[Guess], system: str) -> float:
    """In how many minimal pairs the moves in which the two differ are right in both, in percent."""
    pairs = defaultdict(list)
    for g in guesses:
        if g.example.pair:
            pairs[g.example.pair].append(g)
    right = 0
    for group in pairs.values():
        every = frozenset[Move]().union(*(g.example.moves for g in group))
        differ = {move for move in every if any(move not in g.example.moves for g in group)}
        right += all((g.heard[system] & differ) == (g.example.moves & differ) for g in group)
    return 100 * right / max(1, len(pairs))


def show_speed(recogniser: Recogniser, examples: list[Example]) -> None:
    """Print how long one message takes."""
    spent = []
    for example in examples:
        begun = time.perf_counter()
        recogniser.recognise(example.text, example.language)
        spent.append(1000 * (time.perf_counter() - begun))
    p50, p99 = np.percentile(spent, [50, 99])
    print(f"\nms a message: mean {np.mean(spent):.2f}, p50 {p50:.2f}, p99 {p99:.2f}")


def main() -> None:
    """Measure and print everything."""
    recogniser = load_recogniser()
    examples = [example for example in load_examples() if example.writer != NEUTRAL]
    models = held_out_models()
    guesses = [guess(example, recogniser, models[example.writer]) for example in examples]
    for language in LANGUAGES:
        show_language(guesses, language)
    show_speed(recogniser, examples)


if __name__ == "__main__":
    main()
